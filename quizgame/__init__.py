"""Play quizzes whose every answer is proven by a sentence of the article it came from."""

# A literal, because reading it back through importlib.metadata would cost every start several
# milliseconds; the build reads it from here.
__version__ = "0.1.0"

"""A class as it runs: who is here, the live round, quizzes opened for them, and its views."""

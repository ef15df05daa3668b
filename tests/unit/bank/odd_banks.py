"""Questions written in every manner that TOML 1.0 allows, full of comments."""

HEAD = """\
# A bank with a banner
format = 1  # the format
id = 'odd'
title = "Odd"
[sources.report] # where from
title = 'Report'
text = '''
The harbour bridge opened on Friday after four years of work. It has cost more than planned.
'''

# ---- questions ----

"""

SIMPLE = """\
# about the first: tricky
[[question]] # first
id = "first" # its id
type = "single-choice"
stem = 'Which "day"?'   # a literal

# why it is so
explanation = \"\"\"
Friday \\
  it was. # no comment\"\"\"
tags = [ # tags
  "dates", # one
  # a comment alone
  'who',
  "last" # no comma behind
]
options = [
  { text = "Monday", rationale = 'No.' }, # wrong
  # the key:
  { text = "Friday", correct = true },
  { text = "Caf\\u00e9" } # strange
]
[[question.evidence]] # proof
source = "report"
exact = "opened on Friday" # words
  # end of the first
"""

TABLES = """\
[[question]]
  id = "second"
  type = "multiple-response"
  stem = '''Two
lines'''
  # of the options
  [[question.options]] # A
  text = "A" # text
  correct = true
  # before B
  [[ question . "options" ]]
  text = "B"
  rationale.'odd' = 1
  [[question.options]]
  text = "C"
  # last of the options
  [question.more]
  deep.er.key = 1 # dotted
  deep.other = [[1, 2], [ 3 ]]
  when = 1979-05-27T07:32:00Z
"""

DOTTED = """\
[[question]]
id="third"
type = "cloze"
stem = "x" # ####
text = "{{n}} {{w}}"
gaps.n = { answer = 123, tolerance = 1_0 } # n
gaps.w = {options=[{text="a",correct=true},{ text = "b" }]} # w
points = 1e0
evidence = [{source="report",exact="four years of work",parts=[  # inside
 ]}]
big = 0xFF
nan = nan
empty = []
also = [
  # nothing yet
]
"""

SUBTABLES = """\
[[question]]
id = "fourth"
[question.gaps.a] # gap a
answers = ["x", "y",]
# between
[question.gaps.b]
answer = -1.5 # end
[question.defaults]
"""

QUESTIONS = (SIMPLE, TABLES, DOTTED, SUBTABLES)
TAIL = """\
# about the quiz
[[quiz]]
id = "all-of-it" # the quiz
title = "All"
"""


def odd_bank(*, crlf: bool = False, bom: bool = False, end: str = "\n") -> bytes:
    """Return a bank of all of them; a glossary stands between two."""
    text = f"{HEAD}{SIMPLE}\n\n[glossary] # words\nbridge = 'a way over'\n\n{TABLES}\n\n{DOTTED}"
    text += "\n# alone\n\n" + SUBTABLES + "\n" + TAIL.rstrip("\n") + end
    raw = text.replace("\n", "\r\n" if crlf else "\n").encode()
    return (b"\xef\xbb\xbf" if bom else b"") + raw

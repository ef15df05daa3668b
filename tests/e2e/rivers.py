"""A bank with a question of each type, in the order in which a test answers them."""

from pathlib import Path

BANK = """\
format = 1
id = "rivers"
title = "Rivers"
content_note = "This quiz has water in it."

[glossary]
estuary = "where a river meets the sea"

[sources.text]
title = "On a river"
text = '''
The river Elbe rises in the mountains.

It passes through Hamburg. “It is a fine river,” said Ada Byron.
'''

[[quiz]]
id = "each"
title = "Each type"
shuffle_questions = false
shuffle_options = false
pass_mark = 0.5

[[quiz]]
id = "examined"
title = "Examined"
behaviour = "exam"
shuffle_questions = false
shuffle_options = false

[[question]]
id = "single"
type = "single-choice"
stem = "Which river passes through *Hamburg*?"
explanation = "The Elbe does."
tags = ["places"]
difficulty = "easy"
options = [
  { text = "Rhine", rationale = "The Rhine is far away." },
  { text = "Elbe", correct = true, rationale = "It says so." },
  { text = "Danube", rationale = "The Danube flows east." },
]
evidence = [{ source = "text", exact = "It passes through Hamburg." }]

[[question]]
id = "several"
type = "multiple-response"
stem = "Which of these are rivers?"
options = [
  { text = "Elbe", correct = true },
  { text = "Hamburg", rationale = "A city." },
  { text = "Oder", correct = true },
]

[[question]]
id = "judged"
type = "true-false"
stem = "Ada Byron calls it a fine river."
answer = true
rationale = "Those are her words."
[[question.evidence]]
source = "text"
exact = "It is a fine river"
speaker = "Ada Byron"
kind = "opinion"

[[question]]
id = "named"
type = "short-text"
stem = "Which city does it pass through?"
answers = ["Hamburg"]
wrong = [{ answer = "Berlin", rationale = "Berlin is on the Spree." }]

[[question]]
id = "counted"
type = "numeric"
stem = "How long is it?"
answer = 1094
tolerance = 10
units = ["km"]

[[question]]
id = "ordered"
type = "ordering"
stem = "From the spring to the sea."
items = ["mountains", "plain", "sea"]

[[question]]
id = "matched"
type = "matching"
stem = "What lies where?"
pairs = [
  { left = "Hamburg", right = "on the Elbe" },
  { left = "Vienna", right = "on the Danube" },
]
distractors = [{ text = "on the Rhine", rationale = "Cologne does." }]

[[question]]
id = "gapped"
type = "cloze"
stem = "Complete the sentence."
text = "The {{river}} passes through {{city}} after {{km}} km."
gaps.river.options = [
  { text = "Elbe", correct = true, rationale = "It does." },
  { text = "Rhine" },
]
gaps.city = { answers = ["Hamburg"] }
gaps.km = { answer = 900, tolerance = 100 }
"""


def write(folder: Path) -> Path:
    """Write the bank into a folder and return its file."""
    path = folder / "rivers.toml"
    path.write_text(BANK, encoding="utf-8")
    return path

"""A new bank for an author to begin with: commented, sound, and with a source to quote."""

from quizgame.bank.sentences import sentences
from quizgame.documents.values import toml_value

SOURCE = "article"
"""What the source of a new bank is called in it."""

_FEWEST_WORDS = 3
_ENDS = frozenset(".!?\u2026\u3002\uff01\uff1f\u0964\u06d4\u061f")
_CLOSING = "\"'\u2019\u201d\u00bb)]\u300d\u300f\uff09"
_SCHEMA = "#:schema ./bank.schema.json\n"
_NO_SCHEMA = """\
# To have your editor complete and check as you type: quizgame schema > bank.schema.json, beside
# this file, and as its first line: #:schema ./bank.schema.json
"""


def bank_text(
    bank_id: str, title: str, source: str, quotation: str, *, has_schema: bool = False
) -> str:
    """Return the text of a bank with one question, a draft that quotes `quotation`.

    `source` is the whole table of its source. With an empty `quotation` the draft has no evidence.
    `has_schema` says that the schema lies beside the bank, so that its first line may name it.
    """
    evidence = f"""\
[[question.evidence]]
source = {toml_value(SOURCE)}
# The words that prove the key, copied from the source as they stand there.
exact = {toml_value(quotation)}
# Whose words they are, where the source quotes somebody; leave it out for the source's own words.
# speaker = "Ada Lind"
kind = "report" # report: it is so; claim: somebody says so; opinion: somebody thinks so
"""
    return """\
{schema}# A question bank. What begins with # is a note for whoever reads this file.
# `quizgame check FILE` tells what is wrong in it, `quizgame edit FILE` opens it in the editor.
format = 1
id = {id}
title = {title}
description = ""
language = "en"
authors = []
license = ""
# With "required" a question without a quotation is not played.
evidence = "optional"

{source}
[defaults]
question_time = 0 # seconds; 0: no limit
points = 1

# A question. Copy it for the next one, and give each an id of its own.
[[question]]
id = "first-question"
type = "single-choice"
stem = "What do you want to ask?"
# Shown when the answer is told. (par. 3) points to a paragraph of the source.
explanation = "Why the right option is right."
tags = []
difficulty = "easy" # easy, medium or hard
# A draft is seen by authors alone. Make it "ready" to play it.
status = "draft"
options = [
  {{ text = "The right option", correct = true }},
  {{ text = "A wrong option", rationale = "Why it is wrong." }},
  {{ text = "Another wrong option", rationale = "Why it is wrong." }},
]
{evidence}""".format(
        schema=_SCHEMA if has_schema else _NO_SCHEMA,
        id=toml_value(bank_id),
        title=toml_value(title),
        source=source,
        evidence=evidence if quotation else "",
    )


def first_quotation(text: str) -> str:
    """Return a sentence of a source that stands in it once and can be quoted, "" for none.

    A headline, which no full stop ends, is quoted only where there is nothing else.
    """
    headline = ""
    for start, end in sentences(text):
        quoted = text[start:end]
        if text.count(quoted) == 1 and "\n" not in quoted and len(quoted.split()) >= _FEWEST_WORDS:
            if quoted.rstrip(_CLOSING)[-1:] in _ENDS:
                return quoted
            headline = headline or quoted
    return headline

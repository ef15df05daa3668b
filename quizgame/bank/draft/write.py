"""Drafts as the text of a bank: a new one, or what is added to the end of one that is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from quizgame.bank.confirming import MARK
from quizgame.bank.draft.base import Draft
from quizgame.bank.draft.proof import SOURCE, slug
from quizgame.documents.values import toml_key, toml_value
from quizgame.model.text import clean_line

_LONG = 60
_TITLE = 100
_ENDS = (".", "!", "?", ",", ";", ":")
_SCHEMA = "#:schema ./bank.schema.json\n#\n"
_HEAD = """\
# Drafts made from an article by `quizgame draft`. Nothing of this is played yet: look at each
# question, correct or delete it, and take out its line  status = "draft"  when it is good.
#
# A line  # {mark}  above a question says why its speaker may be the wrong one. Read that place in
# the article; if it is right, take out the line and the tag "confirm".
"""


@dataclass(frozen=True, slots=True)
class NewBank:
    """The head of a new bank: its `id`, its `title`, and the article's `title` and place.

    `file` is the article's path relative to the bank; where it is "" the bank carries the `text`.
    `has_schema` tells that the schema lies beside the bank, so that its first line may name it.
    """

    bank_id: str
    article_title: str
    text: str
    file: str = ""
    has_schema: bool = False


def bank_toml(new: NewBank, drafts: Sequence[Draft]) -> str:
    """Return a complete bank of drafts, with comments for whoever goes on with it."""
    lines = [
        (_SCHEMA if new.has_schema else "") + _HEAD.format(mark=MARK),
        "format = 1",
        f"id = {toml_value(slug(new.bank_id))}",
        f"title = {toml_value(f'Questions on: {new.article_title}')}",
        'language = "en"',
        'evidence = "required"      # every question is proven by a quotation',
        "",
        source_toml(SOURCE, new.article_title, new.text, new.file),
        questions_toml(drafts),
    ]
    return "\n".join(lines)


def source_toml(name: str, title: str, text: str, file: str) -> str:
    """Return the table of a source: its file where it has one, else its text."""
    lines = [
        f"[sources.{toml_key(name)}]",
        f"file = {toml_value(file)}" if file else f"text = {text_value(text)}",
        f"title = {toml_value(title)}",
        'published = "unknown"       # a date such as 2023-07-09, when you know it',
        f"sha256 = {toml_value(sha256(text.encode()).hexdigest())}",
    ]
    return "\n".join(lines) + "\n"


def text_value(text: str) -> str:
    """Return a long text as a TOML value of several lines that reads back the same."""
    is_literal = "'''" not in text and not text.endswith("'") and all(map(_is_plain, text))
    if is_literal:
        return f"'''\n{text}'''"
    lines = text.split("\n")
    return '"""\n' + "\n".join(toml_value(line)[1:-1] for line in lines) + '"""'


def _is_plain(char: str) -> bool:
    return char in "\n\t" or (char >= " " and char != "\x7f")


def questions_toml(drafts: Iterable[Draft], source: str = SOURCE) -> str:
    """Return drafts as tables, each with a comment above where somebody has to look."""
    return "\n".join(_question(draft, source) for draft in drafts)


def _question(draft: Draft, source: str) -> str:
    lines = []
    if draft.confirm:
        place = f"(paragraph {draft.paragraph})"
        lines.append(f"# {MARK}: {_comment(draft.confirm)} {place}")
    lines.append("[[question]]")
    question = dict(draft.question)
    proofs = question.pop("evidence")
    lines += [f"{key} = {_value(value)}" for key, value in question.items()]
    for proof in proofs:
        lines.append("[[question.evidence]]")
        fields: Mapping[str, Any] = {**proof, "source": source}
        lines += [f"{key} = {toml_value(value)}" for key, value in fields.items()]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    """Return a value, a list of tables or of long texts with a line for each."""
    if not isinstance(value, list) or not value:
        return toml_value(value)
    items = [toml_value(item) for item in value]
    if isinstance(value[0], dict) or sum(map(len, items)) > _LONG:
        return "[\n" + "".join(f"  {item},\n" for item in items) + "]"
    return toml_value(value)


def _comment(words: str) -> str:
    return " ".join(clean_line(words).split())


def article_title(text: str, name: str) -> str:
    """Return what to call an article: its first line if that is a title, else its file's name."""
    first, _newline, rest = text.strip().removeprefix("\ufeff").partition("\n")
    first = _comment(first)
    if first and rest.strip() and len(first) <= _TITLE and not first.endswith(_ENDS):
        return first
    words = Path(name).stem.replace("-", " ").replace("_", " ")
    return _comment(words).capitalize() or "Article"

"""What to say about text that is no TOML, to people who may never have heard of it."""

import re
from dataclasses import dataclass

from quizgame.catalogue import _

_CLOSED = re.compile(r"""(?:[^"'\#]++|"(?:[^"\\]++|\\.)*+"|'[^']*+')*+""")
_WORD = re.compile(r"[A-Za-z]+")
_FLAGS = frozenset({"true", "false"})
_FLAG_LIKE = frozenset({"yes", "no", "on", "off"})
_NOTHING = frozenset({"none", "null", "nil"})
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip at `line` and `column` (from 1, in characters): what it is, and how to mend it."""

    line: int
    column: int
    message: str
    hint: str


def slip(text: str, reason: str, line: int, column: int) -> Slip:
    """Return what is wrong in `text`, of which the parser says `reason` at a place."""
    lines = text.replace("\r\n", "\n").split("\n")
    if reason.startswith(("Illegal character '\\n'", 'Expected "\'"', "Unterminated string")):
        # Of a text in single quotes the parser tells where the next line begins.
        at = line - 1 if column == 1 and line > 1 and reason.startswith("Expected") else line
        shown = lines[at - 1]
        closed = _CLOSED.match(shown)
        start = closed.end() if closed else len(shown)
        mark = shown[start : start + 1]
        if mark in {'"', "'"}:
            message = _("the text that begins here is not closed")
            return Slip(at, start + 1, message, _("Add {mark} at its end.").format(mark=mark))
    shown = lines[line - 1] if line <= len(lines) else ""
    message = _("this is not valid TOML: {reason}").format(reason=reason[:1].lower() + reason[1:])
    return Slip(line, column, message, _hint(reason, shown[: column - 1], shown[column - 1 :]))


def _hint(reason: str, before: str, after: str) -> str:
    """Return how to mend a line that goes wrong between `before` and `after`, or ""."""
    if reason.startswith("Invalid value"):
        return _value_hint(after)
    if reason.startswith("Expected newline"):
        return _quotes_hint(before.rstrip()) or _("Nothing may follow a value on its line.")
    if reason.startswith(("Unclosed", "Unterminated")):
        # A second text after a space is an entry of its own, and only its comma is missing.
        inside = _quotes_hint(before) if after.strip() else ""
        return inside or _("A comma or a closing mark is missing here or above.")
    hints = {
        "Cannot overwrite": _("The same key or table stands twice."),
        "Cannot declare": _("The same key or table stands twice."),
        "twice": _("The same key or table stands twice."),
        "scape": _("A backslash is written twice: \\\\. Or put the text in 'single quotes'."),
        "Expected '='": _('A line is written: key = "text".'),
    }
    return next((hint for words, hint in hints.items() if words in reason), "")


def _quotes_hint(before: str) -> str:
    if before.endswith('"'):
        return _(
            "A quotation mark inside text is written \\\". Or put the text in 'single quotes'."
        )
    if before.endswith("'"):
        return _('Text that holds an apostrophe is put in "double quotation marks".')
    return ""


def _value_hint(value: str) -> str:
    word = _WORD.match(value)
    name = word[0].casefold() if word else ""
    if name in _FLAGS:
        return _("Write true or false in small letters.")
    if name in _FLAG_LIKE:
        hint = _('Write true or false in small letters; text needs quotation marks: "{word}".')
        return hint.format(word=word[0] if word else "")
    if name in _NOTHING:
        return _("Leave the line out, or write true or false in small letters.")
    if value[:1] and value[0] in _CURLY:
        return _('Text is put in straight quotation marks: key = "text".')
    return _('Text needs quotation marks: key = "text".')

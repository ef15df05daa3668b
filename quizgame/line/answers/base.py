"""What each way of answering by lines must do, and the letters they share."""

import re
from collections.abc import Callable, Sequence
from string import ascii_uppercase

from quizgame.catalogue import _
from quizgame.model.markup import plain
from quizgame.model.questions.base import Item, Presentation, Response
from quizgame.model.text import clean_line, fold

_SHOWN = 30
_SEPARATORS = re.compile(r"[\s,;.]+")


class Misread(Exception):  # noqa: N818 - an event of every day, not a fault
    """What was typed can not be an answer; the message says why and what can."""


class Answer:
    """An answer on its way, line by line. `response` is what stands so far.

    Made from a masked presentation and what is kept already; gives tokens of that presentation.
    """

    def __init__(self, presentation: Presentation, kind: str = "") -> None:
        """Begin with nothing; `kind` is the question's type, where the way of typing needs it."""
        self.presentation = presentation
        self.kind = kind
        self.response: Response = ()

    def lines(self) -> tuple[str, ...]:
        """Return the lines to be written below the stem."""
        raise NotImplementedError  # abstract: each form has its own

    def prompt(self) -> str:
        """Return what to ask for next, without a colon."""
        raise NotImplementedError  # abstract: each form has its own

    def take(self, line: str) -> None:
        """Take a line as the next part of the answer; raises Misread and takes nothing."""
        raise NotImplementedError  # abstract: each form has its own

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to ask for."""
        return bool(self.response)

    def undo(self) -> bool:
        """Take the last part back; returns whether there was one."""
        was_there = bool(self.response)
        self.response = ()
        return was_there

    def how(self) -> tuple[str, ...]:
        """Return how to type an answer, for /help."""
        raise NotImplementedError  # abstract: each form has its own

    def told(self, response: Response) -> str:
        """Return a response in words."""
        raise NotImplementedError  # abstract: each form has its own

    def taken(self, line: str) -> Response:
        """Return the response as it would stand if `line` were sent now."""
        before = self.response
        try:
            self.take(line)
        except Misread:
            return before
        after, self.response = self.response, before
        return after


def letter(index: int) -> str:
    """Return the letter of the option at `index`."""
    return ascii_uppercase[index]


def lettered(items: Sequence[Item]) -> tuple[str, ...]:
    """Return a line for each item: "A. text"."""
    return tuple(f"{letter(index)}. {plain(item.text)}" for index, item in enumerate(items))


def span(count: int) -> str:
    """Return the letters of `count` options in a few words: "A to D"."""
    if count == 1:
        return letter(0)
    if count == 2:  # noqa: PLR2004 - two are named, more are a span
        return either([letter(0), letter(1)])
    return _("{first} to {last}").format(first=letter(0), last=letter(count - 1))


def listed(words: Sequence[str], joint: Callable[[str, str], str]) -> str:
    """Return words with commas, the last two joined by `joint`."""
    *most, last = words
    return joint(", ".join(most), last) if most else last


def either(words: Sequence[str]) -> str:
    """Return "A, B or C"."""
    return listed(words, lambda most, last: _("{most} or {last}").format(most=most, last=last))


def both(words: Sequence[str]) -> str:
    """Return "A, B and C"."""
    return listed(words, lambda most, last: _("{most} and {last}").format(most=most, last=last))


def said(typed: str) -> str:
    """Return what was typed, short and safe to write."""
    text = clean_line(typed).strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}..."


def named(token: str, items: Sequence[Item]) -> str:
    """Return the item of a token with its letter, "B, Boris Johnson", or "" for none."""
    for index, item in enumerate(items):
        if item.token == token:
            return f"{letter(index)}, {plain(item.text)}"
    return ""


def not_an_option(typed: str, count: int) -> Misread:
    """Return the objection to something that is no option's letter."""
    shown = said(typed)
    return Misread(
        _("{typed} is not an option. Type {letters}, or /help.").format(
            typed=shown.upper() if len(shown) == 1 else shown,
            letters=either([letter(index) for index in range(count)]),
        )
    )


def words_of(line: str) -> tuple[str, ...]:
    """Return what stands between white space, commas, semicolons and full stops."""
    return tuple(word for word in _SEPARATORS.split(line.strip()) if word)


def pick(typed: str, items: Sequence[Item], *, short: bool = False) -> str:
    """Return the token of the item meant: by letter, number from 1, or its whole text.

    With `short` the beginning of one item's text alone will do. Raises Misread; also where a number
    is both the place of one item and the text of another.
    """
    word = fold(typed).rstrip(".)")
    by_letter = {letter(index).casefold(): item for index, item in enumerate(items)}
    if word in by_letter:
        return by_letter[word].token
    texts = [fold(plain(item.text)) for item in items]
    whole = [index for index, text in enumerate(texts) if word and fold(typed) == text]
    by_number = [index for index in range(len(items)) if word == str(index + 1)]
    found = sorted({*whole, *by_number})
    if short and not found:
        found = [index for index, text in enumerate(texts) if word and text.startswith(word)]
    if len(found) > 1:
        meant = [f"{letter(index)}, {plain(items[index].text)}" for index in found]
        raise Misread(_("Do you mean {meant}? Type the letter.").format(meant=either(meant)))
    if not found:
        raise not_an_option(typed, len(items)) if word else nothing_typed(len(items))
    return items[found[0]].token


def nothing_typed(count: int) -> Misread:
    """Return the objection to an empty line where one of `count` letters is asked for."""
    return Misread(
        _("Type {letters}, or /help.").format(
            letters=either([letter(index) for index in range(count)])
        )
    )


def pick_many(line: str, items: Sequence[Item]) -> tuple[str, ...]:
    """Return the tokens of several items: "a c", "a, c", "ac", "a and c", "1 3" or one's text.

    Raises Misread.
    """
    words = [word for word in words_of(line) if fold(word) not in {fold(_("and")), "&", "+"}]
    if not words:
        raise nothing_typed(len(items))
    if len(words) == 1 and len(words[0]) > 1 and not _is_text(words[0], items):
        words = list(words[0])
    elif len(words) > 1 and _is_text(line, items):
        words = [line]
    return tuple(dict.fromkeys(pick(word, items) for word in words))


def _is_text(typed: str, items: Sequence[Item]) -> bool:
    return fold(typed) in {fold(plain(item.text)) for item in items}

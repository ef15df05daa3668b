"""What an interaction is: how one form of question is answered by keys and clicks.

An interaction is a light object without widgets: it turns the state of an answer into rows and
takes keys and clicks. Rows keep their place when the question is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from quizgame.catalogue import _
from quizgame.model.questions.base import Presentation, Response
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import Row, Span, width_of
from quizgame.tui.widgets.keybar import Hint

LETTERS = "ABCDEFGH"
MARGIN = 1


class Told(Protocol):
    """What is told about one part of a question after the reveal."""

    @property
    def letter(self) -> str:
        """The option's letter, or ""."""

    @property
    def text(self) -> str:
        """The option, or the label of the part."""

    @property
    def right(self) -> bool:
        """Whether the option is a key, or what was given is right."""

    @property
    def chosen(self) -> bool:
        """Whether it was chosen, or anything was given."""

    @property
    def given(self) -> str:
        """What was given."""

    @property
    def key(self) -> str:
        """What is right."""


class Place(NamedTuple):
    """Where the field to type in stands: row, column and width in cells."""

    row: int
    column: int
    width: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rows, with the place of the field among them, and the rows that must be seen."""

    rows: tuple[Row, ...]
    field: Place | None = None
    focus: tuple[int, int] = (0, 0)


class Interaction:
    """An answer in the making."""

    def __init__(self, presentation: Presentation, response: Response, glyphs: Glyphs) -> None:
        """Start with the response kept so far."""
        self.presentation = presentation
        self.glyphs = glyphs
        self.is_typed_in = True
        self.restore(response)

    def restore(self, response: Response) -> None:
        """Take over a response."""
        raise NotImplementedError  # abstract: each form has its own

    @property
    def response(self) -> Response:
        """What stands on screen, `()` for nothing."""
        raise NotImplementedError  # abstract: each form has its own

    @property
    def typed(self) -> str | None:
        """What the field holds, None where nothing is typed."""
        return None

    def type(self, value: str) -> None:
        """Take over what was typed into the field."""

    def draw(self, width: int) -> Drawing:
        """Return the rows of the answer in the making."""
        raise NotImplementedError  # abstract: each form has its own

    def tell(self, width: int, told: Sequence[Told]) -> tuple[Row, ...]:
        """Return the same rows once the key is told."""
        raise NotImplementedError  # abstract: each form has its own

    def press(self, key: str, character: str | None) -> bool:
        """Take a key; returns whether it meant anything here."""
        raise NotImplementedError  # abstract: each form has its own

    def pick(self, target: str) -> bool:
        """Take a click; returns whether it meant anything here."""
        raise NotImplementedError  # abstract: each form has its own

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that this form takes."""
        raise NotImplementedError  # abstract: each form has its own

    def all_keys(self) -> tuple[tuple[str, str], ...]:
        """Return every key that this form takes, for the help."""
        return tuple((hint.key, hint.label) for hint in self.hints())

    def status(self) -> str:
        """Return what stands on screen in words, "" for nothing; without what Enter does."""
        raise NotImplementedError  # abstract: each form has its own

    def missing(self) -> str:
        """Return what has to be done before the answer can be sent."""
        raise NotImplementedError  # abstract: each form has its own


def letter_index(character: str | None, count: int) -> int:
    """Return which of `count` things a letter A-H or a digit 1-8 names, or -1."""
    if not character or len(character) != 1:
        return -1
    if character.isdecimal() and character.isascii():
        index = int(character) - 1
    else:
        index = LETTERS.find(character.upper())
    return index if 0 <= index < count else -1


def letter_of(index: int) -> str:
    """Return the letter of the thing at `index`; a space past the last letter."""
    return LETTERS[index] if index < len(LETTERS) else " "


def span_of_letters(count: int) -> str:
    """Return "A-C" for three things."""
    return f"A-{letter_of(min(count, len(LETTERS)) - 1)}"


def tagged(rows: Sequence[Row], tag: Span, width: int) -> list[Row]:
    """Return rows with a tag at the right end of the first, where it fits, else below the last."""
    if not tag.text:
        return list(rows)
    first = rows[0]
    gap = width - width_of(first.spans) - width_of((tag,)) - MARGIN
    if gap >= 1:
        return [first._replace(spans=(*first.spans, Span(" " * gap), tag)), *rows[1:]]
    last = rows[-1]
    gap = width - width_of((tag,)) - MARGIN
    return [*rows, last._replace(spans=(Span(" " * max(0, gap)), tag))]


def mark_ink(*, right: bool) -> str:
    """Return the ink of right or wrong."""
    return "right" if right else "wrong"


def your_answer() -> str:
    """Return the tag of what the learner gave."""
    return _("your answer")


def right_answer() -> str:
    """Return the tag of the key."""
    return _("right answer")

"""A question as the whole class is asked it, as rows: nothing is answered, chosen or marked yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizgame.backend.live.views import BoardView
from quizgame.backend.views import QuestionView
from quizgame.catalogue import _
from quizgame.model.questions.base import Item, Presentation
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.interactions.base import letter_of

_GAP = "\u00a0______"


@dataclass(frozen=True, slots=True)
class Look:
    """How rows are drawn: their `width`, what stands before them, and the air between them."""

    width: int
    glyphs: Glyphs
    margin: int = 1
    air: int = 0
    brief: int = 0
    """What is left out of counts: 1, what nobody chose; 2, all that is not right."""

    @property
    def lead(self) -> Span:
        """The margin."""
        return Span(" " * self.margin)

    def spaced(self, blocks: Sequence[Sequence[Row]]) -> list[Row]:
        """Return blocks of rows with the air between them."""
        rows: list[Row] = []
        for block in blocks:
            if rows and block:
                rows += [BLANK] * self.air
            rows += block
        return rows


def stem_rows(question: QuestionView, look: Look) -> list[Row]:
    """Return the stem."""
    return prose(question.stem, look.width, lead=(look.lead,), ink="strong")


def open_rows(question: QuestionView, look: Look) -> list[Row]:
    """Return what can be answered, without what anybody did."""
    presentation = question.presentation
    match presentation.form:
        case "choice":
            return _item_rows(presentation.blanks[0].items, look)
        case "order":
            rows = _item_rows(presentation.blanks[0].items, look)
            return [*rows, BLANK, *_told(question, look)]
        case "match":
            sides = [
                prose(blank.label, look.width, lead=(look.lead, Span(f"   {place}    ", "letter")))
                for place, blank in enumerate(presentation.blanks, 1)
            ]
            items = _item_rows(presentation.blanks[0].items, look)
            return [*look.spaced(sides), BLANK, *items]
        case "cloze":
            return _cloze_rows(presentation, look)
        case _:
            return _told(question, look)


def _told(question: QuestionView, look: Look) -> list[Row]:
    return paragraph((Span(question.instruction, "muted"),), look.width, lead=(look.lead,))


def _item_rows(items: Sequence[Item], look: Look) -> list[Row]:
    return look.spaced(
        [
            prose(item.text, look.width, lead=(look.lead, letter_span(letter_of(place), "   ")))
            for place, item in enumerate(items)
        ]
    )


def _cloze_rows(presentation: Presentation, look: Look) -> list[Row]:
    """Return the text with its gaps numbered, and below it what each can be filled with."""
    first, *others = presentation.segments
    spans = [Span(first)]
    for place, segment in enumerate(others, 1):
        spans += [Span(f"[{place}{_GAP}]", "gap"), Span(segment)]
    blocks = [paragraph(spans, look.width, lead=(look.lead,))]
    for place, blank in enumerate(presentation.blanks, 1):
        if blank.items:
            lead = (look.lead, Span(f"{place}   ", "letter"))
            text = "   ".join(f"{letter_of(at)} {item.text}" for at, item in enumerate(blank.items))
            blocks.append(paragraph(text, look.width, lead=lead))
    return look.spaced(blocks)


def letter_span(letter: str, sign: str, ink: str = "") -> Span:
    """Return an option's letter behind a sign, in six cells and the sign's."""
    return Span(f"{sign}{letter:<2}   ", ink or "letter")


def warm_up_words(board: BoardView) -> str:
    """Return what is special about the question on screen, "" for nothing."""
    parts = []
    if board.warm_up:
        parts.append(_("To warm up: it is worth nothing."))
    if board.vote > 1:
        parts.append(_("The second vote."))
    if board.void:
        parts.append(_("It does not count: everybody who was there is credited."))
    return " ".join(parts)

"""A question as rows: stem, what to do, the answer in the making or told, and what follows."""

from dataclasses import dataclass

from quizgame.backend.views import QuestionView, RevealView
from quizgame.catalogue import _, plural
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.interactions.base import Interaction, Place
from quizgame.tui.play.progress import limit_words
from quizgame.tui.play.reveal import reveal_rows

MARGIN = Span(" ")
_ROOMY = 30


@dataclass(frozen=True, slots=True)
class Sheetful:
    """Rows for the sheet, with the field's place, and which rows should be in view."""

    rows: tuple[Row, ...]
    field: Place | None = None
    focus: tuple[int, int] = (0, 0)


def stem_rows(view: QuestionView, width: int, *, height: int, is_first: bool) -> list[Row]:
    """Return the stem and what is to be done, with air where there is room.

    How time was extended is told at the first question.
    """
    rows: list[Row] = [BLANK] if height >= _ROOMY else []
    rows += prose(view.stem, width, lead=(MARGIN,), ink="strong")
    limit = limit_words(view.limit, view.base_limit, is_whole=is_first)
    facts = [view.instruction, _points(view.points), limit]
    rows += paragraph((Span(" ".join(facts), "muted"),), width, lead=(MARGIN,))
    return [*rows, BLANK]


def _points(points: float) -> str:
    if points == int(points):
        return plural("{n} point.", "{n} points.", int(points))
    return _("{points:g} points.").format(points=points)


def open_sheet(
    stem: list[Row], interaction: Interaction, width: int, below: tuple[Row, ...] = ()
) -> Sheetful:
    """Return a question that can be answered; `below` follows after a blank row."""
    drawing = interaction.draw(width)
    top = len(stem)
    place = drawing.field and drawing.field._replace(row=drawing.field.row + top)
    start, size = drawing.focus
    tail = (BLANK, *below) if below else ()
    return Sheetful((*stem, *drawing.rows, *tail), place, (start + top, size))


def told_sheet(
    stem: list[Row],
    interaction: Interaction,
    reveal: RevealView,
    width: int,
    glyphs: Glyphs,
    *,
    by_clock: bool,
) -> Sheetful:
    """Return a question whose key is told: the same rows, marked, and the reveal below."""
    rows = interaction.tell(width, reveal.verdicts)
    told = reveal_rows(reveal, width, glyphs, by_clock=by_clock)
    return Sheetful((*stem, *rows, BLANK, *told))


def certainty_rows(points: float, width: int) -> tuple[Row, ...]:
    """Return the question how sure the learner is, with what each answer can win or lose."""
    rows = [Row((MARGIN, Span(_("How sure are you?"), "heading")))]
    names = (_("not sure"), _("fairly sure"), _("certain"))
    for sure, (name, lost) in enumerate(zip(names, (0, 2, 6), strict=True), start=1):
        if lost:
            gains = _("right: {won:g}, wrong: -{lost:g} points").format(
                won=sure * points, lost=lost * points
            )
        else:
            gains = _("right: {won:g}, wrong: 0 points").format(won=sure * points)
        spans = (
            Span("     "),
            Span(f"{sure}", "key"),
            Span(f"   {name}".ljust(18)),
            Span(gains, "muted"),
        )
        rows += paragraph(spans, width, target=f"sure:{sure}")
    return tuple(rows)


def paused_rows(reason: str, width: int) -> tuple[Row, ...]:
    """Return what stands on screen while the clock stands and the question is hidden."""
    return (
        BLANK,
        BLANK,
        Row((MARGIN, Span(_("Paused"), "heading"))),
        BLANK,
        *paragraph(reason, width, lead=(MARGIN,)),
        BLANK,
        *paragraph(_("Enter goes on."), width, lead=(MARGIN,)),
    )

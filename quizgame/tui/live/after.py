"""What came of a round for a student: standings, each question, what to do next."""

from typing import TYPE_CHECKING

from rich.cells import cell_len

from quizgame.catalogue import _, plural
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph
from quizgame.tui.live.lobby import LEAD, opening_rows

if TYPE_CHECKING:
    from quizgame.backend.live.views import PlaceView, StudentView
    from quizgame.engine.round_marks import RoundOutcome

_LONGEST_NAME = 32
_LEAST_NAME = 12
_POINTS = 10
_LEFT = 8


def standing_rows(view: "StudentView", width: int) -> list[Row]:
    """Return the top of the class and the own place; nothing where nobody is ranked."""
    board, own = view.board, view.own
    if board.sober or not (board.standings or own):
        return []
    shown = [*board.standings]
    has_own = any(_is_own(one, own) for one in shown)
    names = [own.name if own and _is_own(one, own) else one.name for one in shown]
    if own is not None and not has_own:
        shown.append(own)
        names.append(own.name)
    size = max(_LEAST_NAME, *(min(_LONGEST_NAME, cell_len(name)) for name in names))
    size = min(size, width // 2)
    head = Span(f" {_('Standings')}", "heading")
    points = _("points").rjust(max(0, _LEFT + size + 2 + _POINTS - cell_len(head.text)))
    rows = [Row((head, Span(points, "muted")))]
    for one, name in zip(shown, names, strict=True):
        is_own = _is_own(one, own)
        if is_own and not has_own:
            rows.append(Row((Span("      "), Span("...", "muted"))))
        rows.append(_place_row(one, clip(name, size), size, is_own=is_own))
    return rows


def _is_own(one: "PlaceView", own: "PlaceView | None") -> bool:
    return own is not None and one.seat == own.seat


def _place_row(one: "PlaceView", name: str, size: int, *, is_own: bool) -> Row:
    pad = " " * max(1, size - cell_len(name) + 2)
    spans = (
        Span(f"{one.place:>5}".ljust(_LEFT), "" if is_own else "letter"),
        Span(name + pad, "" if is_own else "strong"),
        Span(f"{one.points:>{_POINTS}g}"),
        Span(f"   {_('you')}" if is_own else ""),
    )
    return Row(spans, "cursor" if is_own else "")


def standings_page(view: "StudentView", width: int) -> list[Row]:
    """Return the standings as they are shown between questions."""
    rows = standing_rows(view, width)
    if not rows:
        words = _("No places are shown now. Your teacher goes on in a moment.")
        return [BLANK, *paragraph(words, width, lead=LEAD), BLANK, *_score_rows(view, width)]
    return [BLANK, *rows, BLANK, *_score_rows(view, width)]


def _score_rows(view: "StudentView", width: int) -> list[Row]:
    if not view.out_of:
        return []
    return paragraph((Span(score_words(view), "strong"),), width, lead=LEAD)


def score_words(view: "StudentView") -> str:
    """Return the own score in a sentence, "" where nothing was scored yet; no warm-up counts."""
    told = [
        one
        for one in view.outcomes[view.board.warm_ups :]
        if one in {"right", "partly", "wrong", "unanswered", "late", "void"}
    ]
    if not told:
        return ""
    right = sum(one in {"right", "void"} for one in told)
    words = _("You: {right} of {all} right").format(right=right, all=len(told))
    if view.out_of:
        points = _("{points:g} of {max:g} points").format(points=view.points, max=view.out_of)
        words = f"{words}, {points}"
    return f"{words}."


def finished_rows(view: "StudentView", width: int, glyphs: Glyphs) -> list[Row]:
    """Return the own results question by question, and what may be done now."""
    over = (Span(_("The round is over."), "heading"), Span(f"   {score_words(view)}", "strong"))
    rows: list[Row] = [BLANK, *paragraph(over, width, lead=LEAD), BLANK]
    if view.missed:
        words = plural(
            "Practise the one that you did not have right",
            "Practise the {n} that you did not have right",
            len(view.missed),
        )
        spans = (Span("   "), Span("m   ", "key"), Span(words))
        rows += [Row(spans, "", "missed"), BLANK]
    rows += outcome_rows(view, width, glyphs)
    places = standing_rows(view, width)
    if places:
        rows += [BLANK, *places]
    rows += opening_rows(view.openings, width, glyphs)
    return [*rows, BLANK, *paragraph((Span(view.kept, "muted"),), width, lead=LEAD)]


def outcome_rows(view: "StudentView", width: int, glyphs: Glyphs) -> list[Row]:
    """Return how each question ended, with its stem."""
    looks, board = _looks(glyphs), view.board
    told = [
        (number, looks[outcome], stem)
        for number, (outcome, stem) in enumerate(zip(view.outcomes, board.stems, strict=False), 1)
        if outcome in looks
    ]
    size = max((cell_len(word) for _number, (_sign, word, _ink), _stem in told), default=0)
    rows = []
    for number, (sign, word, ink), stem in told:
        pad = " " * (size - cell_len(word) + 3)
        warm_up = f"{_('To warm up:')} " if number <= board.warm_ups else ""
        lead = (Span(f"{number:>4} ", "muted"), Span(f"{sign} {word}{pad}", ink))
        room = max(0, width - sum(cell_len(span.text) for span in lead))
        rows.append(Row((*lead, Span(clip(f"{warm_up}{stem}", room)))))
    return rows


def _looks(glyphs: Glyphs) -> "dict[RoundOutcome, tuple[str, str, str]]":
    """Return sign, word and ink of how a question may have ended."""
    return {
        "right": (glyphs.right, _("right"), "right"),
        "partly": (glyphs.partly, _("partly right"), "partly"),
        "wrong": (glyphs.wrong, _("not right"), "wrong"),
        "late": (glyphs.none, _("too late"), "wrong"),
        "unanswered": (glyphs.none, _("no answer"), "wrong"),
        "void": (glyphs.right, _("credited to all"), "right"),
        "absent": (" ", _("you were away"), "muted"),
        "not yet joined": (" ", _("before you came"), "muted"),
    }

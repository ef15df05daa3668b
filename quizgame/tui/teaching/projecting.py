"""The projector's view as rows: few words, much air, figures to be read from the back row."""

from dataclasses import replace

from quizgame.backend.live.views import BoardView, TeacherView
from quizgame.backend.views import QuotationView, TimeView
from quizgame.catalogue import _
from quizgame.classroom.card import Invitation
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.play.progress import seconds
from quizgame.tui.play.reveal import kind_sentence
from quizgame.tui.teaching import figures
from quizgame.tui.teaching.asked import Look, open_rows, stem_rows, warm_up_words
from quizgame.tui.teaching.counts import count_rows
from quizgame.tui.teaching.lesson import card_rows, standing_rows
from quizgame.tui.teaching.people import names_rows

_CARRIES = 64
"""Cells of a line that has to be read from the back row."""

_MARGIN = 3
_AIR = 1
_LATE_SHARE = 0.25
_WAYS = (
    (_AIR, True, 0),
    (0, True, 0),
    (_AIR, False, 0),
    (0, False, 0),
    (0, False, 1),
    (0, False, 2),
)
"""Ways to draw, from the roomiest: (air, whether figures are large, what is left out)."""


def projected_rows(
    view: TeacherView, invitation: Invitation, now: TimeView, size: tuple[int, int], glyphs: Glyphs
) -> list[Row]:
    """Return what the whole class sees, in rows that fit `size` (columns, lines) where they can.

    Air goes first where there is little room, then the large figures.
    """
    board = view.board
    if board.stage in {"waiting", "lobby"}:
        return _coming_in(view, invitation, size, glyphs)
    narrow = min(size[0], _CARRIES + 2 * _MARGIN)
    rows: list[Row] = []
    for air, is_large, brief in _WAYS:
        look = Look(narrow, glyphs, _MARGIN, air, brief)
        rows = _stage_rows(view, now, look, is_large=is_large, wide=size[0])
        if len(rows) <= size[1]:
            break
    return rows


def _stage_rows(
    view: TeacherView, now: TimeView, look: Look, *, is_large: bool, wide: int
) -> list[Row]:
    board = view.board
    if board.stage in {"open", "closed"}:
        return _asked(board, now, look, is_large=is_large)
    if board.stage in {"revealed", "explained"}:
        return _told(board, look, wide)
    if board.stage == "reading":
        return _reading(board, now, look, is_large=is_large)
    if board.stage in {"standings", "finished"}:
        return _standings(view, look)
    return [BLANK, BLANK, _centred(_("In a moment it goes on."), look)]


def _coming_in(
    view: TeacherView, invitation: Invitation, size: tuple[int, int], glyphs: Glyphs
) -> list[Row]:
    board = view.board
    names = names_rows(board.names, board.here, size[0])
    rows = card_rows(invitation, size[0] + 1, size[1] - len(names) - bool(names), glyphs)
    return [*rows, *([BLANK] if names else []), *names]


def _reading(board: BoardView, now: TimeView, look: Look, *, is_large: bool) -> list[Row]:
    rows = [BLANK, _centred(_("Read the article"), look), BLANK]
    words = _("It is on your own screen. Afterwards there are {n} questions about it.")
    told = words.format(n=board.total)
    rows += paragraph(told, look.width, lead=(look.lead,))
    if board.content_note:
        rows += [BLANK, *prose(board.content_note, look.width, lead=(look.lead,), ink="muted")]
    return [*rows, BLANK, *_countdown(now, (), look, is_large=is_large)]


def _asked(board: BoardView, now: TimeView, look: Look, *, is_large: bool) -> list[Row]:
    question = board.question
    if question is None:
        return []
    rows = [*[BLANK] * look.air, *stem_rows(question, look)]
    special = warm_up_words(board)
    if special:
        rows += paragraph((Span(special, "muted"),), look.width, lead=(look.lead,))
    rows += [BLANK, *open_rows(question, look), BLANK]
    words = _("{n} of {all} have answered").format(n=board.answered, all=board.awaited)
    if board.stage == "closed":
        why = _("Time is up.") if board.closed_by == "clock" else _("The question is closed.")
        closed = (Span(why, "strong"), Span(f"  {words}", "muted"))
        return [*rows, Row((look.lead, *closed))]
    return [*rows, *_countdown(now, (Span(words),), look, is_large=is_large)]


def _countdown(now: TimeView, beside: tuple[Span, ...], look: Look, *, is_large: bool) -> list[Row]:
    left, limit = now.question_left, now.question_limit or 0
    if now.paused:
        beside = (*beside, Span("   "), Span(_("Paused"), "warning"))
    if left is None or not limit:
        return [Row((look.lead, *beside))] if beside else []
    ink = "clock-late" if left < limit * _LATE_SHARE else "heading"
    if is_large:
        return figures.countdown(left, beside, look.glyphs, ink)
    return [Row((look.lead, Span(seconds(left), ink), Span("   "), *beside))]


def _told(board: BoardView, look: Look, wide: int) -> list[Row]:
    question, counts = board.question, board.counts
    if question is None:
        return []
    rows = [*[BLANK] * look.air, *stem_rows(question, look), BLANK]
    if counts is not None:
        bars = replace(look, width=min(wide, look.width + look.margin * 2))
        rows += count_rows(counts, bars, key=board.key_text)
    special = warm_up_words(board) if board.void else ""
    if special:
        rows += paragraph((Span(special, "warning"),), look.width, lead=(look.lead,))
    if question.presentation.form != "choice":
        key = _("The answer: {key}").format(key="; ".join(board.key_text))
        rows += [BLANK, *paragraph((Span(key, "right"),), look.width, lead=(look.lead,))]
    if board.stage == "revealed":
        return rows
    for quotation in board.quotations[:1]:
        rows += [BLANK, *_quoted(quotation, look)]
    if not board.quotations and board.told is not None and board.told.explanation:
        rows += [BLANK, *prose(board.told.explanation, look.width, lead=(look.lead,))]
    if board.discuss:
        label = Span(f"{_('Talk about it:')}  ", "strong")
        rows += [BLANK, *prose(board.discuss, look.width, lead=(look.lead, label))]
    return rows


def _quoted(quotation: QuotationView, look: Look) -> list[Row]:
    """Return the quoted words alone: a whole paragraph can not be read from the back row."""
    facts = []
    if quotation.paragraph:
        place = _("paragraph {n} of {all}")
        facts.append(place.format(n=quotation.paragraph, all=quotation.paragraphs))
    if quotation.speaker:
        facts.append(_("words of {speaker}").format(speaker=quotation.speaker))
    dot = f" {look.glyphs.dot} "
    label = Span(_("THE ARTICLE SAYS"), "heading")
    about = Span("".join(f"{dot}{one}" for one in facts), "muted")
    rows = paragraph((label, about), look.width, lead=(look.lead,))
    bar = (look.lead, Span(f"{look.glyphs.quote} ", "quote-bar"))
    rows += paragraph((Span(quotation.text, "quote"),), look.width, lead=bar, hang=bar)
    return [*rows, *paragraph(kind_sentence(quotation), look.width, lead=(look.lead,))]


def _standings(view: TeacherView, look: Look) -> list[Row]:
    board = view.board
    title = _("The round is over. Thank you!") if board.stage == "finished" else _("Standings")
    rows = [*[BLANK] * look.air, _centred(title, look)]
    if board.stage == "finished" and not board.standings:
        words = _("Your own results are on your own screen.")
        return [*rows, BLANK, *paragraph(words, look.width, lead=(look.lead,))]
    return [*rows, *standing_rows(view, look)]


def _centred(words: str, look: Look) -> Row:
    return Row((look.lead, Span(words, "heading")))

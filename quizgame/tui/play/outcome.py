"""What came of a sitting, as rows: each question with answer, key and proof, and the tallies."""

from collections.abc import Sequence

from rich.cells import cell_len

from quizgame.backend.views import ResultItem, ResultsView, RevealView, VerdictView
from quizgame.catalogue import _
from quizgame.engine.results import Tally
from quizgame.model.markup import plain
from quizgame.model.text import clean_line
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.plot import bar, percent
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph
from quizgame.tui.draw.terms import (
    difficulty_name,
    moment,
    outcome_name,
    scoring_name,
    span,
    stopwatch,
)
from quizgame.tui.panes import facts, table_row
from quizgame.tui.play.reveal import reveal_rows

_LEAD = (Span(" "),)
_BAR = 20
_LEAST_BAR = 8
_NAME, _LONGEST_NAME = 12, 36
_NUMBERS = 30  # what stands at the right of a bar
INKS = {"right": "right", "partly": "partly", "wrong": "wrong", "late": "wrong"}


def sign(outcome: str, glyphs: Glyphs) -> Span:
    """Return an outcome as a sign."""
    signs = {"right": glyphs.right, "partly": glyphs.partly, "wrong": glyphs.wrong}
    signs["late"] = glyphs.wrong
    return Span(signs.get(outcome, glyphs.none), INKS.get(outcome, "muted"))


def points_words(points: float, most: float) -> str:
    """Return points as people write them."""
    return _("{points} of {most} points").format(points=f"{points:g}", most=f"{most:g}")


def score_line(view: ResultsView) -> str:
    """Return the score in one plain line."""
    record = view.record
    right = sum(item.outcome == "right" for item in view.items)
    parts = [
        percent(record.accuracy),
        _("{right} of {total} right").format(right=right, total=len(view.items)),
    ]
    if record.scoring != "accuracy":
        parts.append(points_words(record.points, record.max_points))
    if record.passed is not None:
        parts.append(_("passed") if record.passed else _("not passed"))
    return "   ".join(parts)


def item_row(item: ResultItem, width: int, glyphs: Glyphs) -> Row:
    """Return a question as a row of the list."""
    left = (
        Span(f"  {item.number:>2} ", "muted"),
        sign(item.outcome, glyphs),
        Span(f" {' '.join(plain(item.stem).split())}"),
    )
    ink = INKS.get(item.outcome, "muted")
    cells = (Span(outcome_name(item.outcome), ink), Span(stopwatch(item.elapsed_s), "muted"))
    return table_row(left, cells, (12, 5), width, target=f"item:{item.number}")


def _closed(at: float) -> str:
    closed = _("The quiz closed at {time}: what was answered was handed in as it stood.")
    return closed.format(time=moment(at))


def summary_rows(view: ResultsView, width: int, glyphs: Glyphs) -> list[Row]:
    """Return score, time and tallies."""
    record = view.record
    counts = [
        f"{outcome_name(outcome)} {n}"
        for outcome in ("right", "partly", "wrong", "unanswered", "late", "pending")
        if (n := sum(item.outcome == outcome for item in view.items))
    ]
    told = [(_("Questions"), f" {glyphs.dot} ".join(counts))]
    if record.scoring != "accuracy":
        points = points_words(record.points, record.max_points)
        told.append((_("Scoring"), f"{scoring_name(record.scoring)}: {points}"))
    told.append((_("Time used"), span(sum(item.elapsed_s for item in view.items))))
    rows = facts(told, width)
    notes = []
    if record.status == "abandoned":
        notes.append(_("This quiz was ended before its last question."))
    if view.closed:
        notes.append(_closed(record.finished_at or 0.0))
    elif view.by_clock:
        notes.append(_("Time was up: the clock handed the quiz in as it stood."))
    if not view.saved:
        notes.append(_("Nothing of this is kept."))
    for note in notes:
        rows += [BLANK, *paragraph((Span(note, "warning"),), width, lead=_LEAD)]
    rows += tally_rows(_("By tag"), view.by_tag, width, glyphs)
    levels = [
        Tally(difficulty_name(one.name), one.asked, one.right, one.earned)
        for one in view.by_difficulty
    ]
    rows += tally_rows(_("By difficulty"), levels, width, glyphs)
    if view.points_talk:
        rows += [BLANK, Row((*_LEAD, Span(_("To talk about"), "heading")))]
        for text in dict.fromkeys(view.points_talk):
            rows += prose(text, width, lead=(Span(f" {glyphs.dot} ", "muted"),))
    return rows


def tally_rows(title: str, tallies: Sequence[Tally], width: int, glyphs: Glyphs) -> list[Row]:
    """Return groups with bars and numbers."""
    if not tallies:
        return []
    rows = [BLANK, Row((*_LEAD, Span(title, "heading")))]
    room = max(_NAME, width - _LEAST_BAR - _NUMBERS)
    name = min(room, _LONGEST_NAME, max(cell_len(one.name) for one in tallies))
    size = max(_LEAST_BAR, min(_BAR, width - name - _NUMBERS))
    for one in tallies:
        label = clip(one.name, name)
        pad = " " * (name - cell_len(label) + 2)
        counted = _("{right} of {asked} right").format(right=one.right, asked=one.asked)
        spans = (
            Span(f" {label}{pad}"),
            *bar(one.share, size, glyphs),
            Span(f" {percent(one.share):>6}", "strong"),
            Span(f"  {counted}", "muted"),
        )
        rows.append(Row(spans))
    return rows


def item_rows(item: ResultItem, width: int, glyphs: Glyphs) -> list[Row]:
    """Return a question with own answer, key, reasons and quotations."""
    rows = prose(item.stem, width, lead=(Span(f" {item.number}. ", "muted"),), ink="strong")
    if item.reveal is None:
        words = _("This question was not closed, so its answer is not told.")
        return [*rows, BLANK, *paragraph((Span(words, "muted"),), width, lead=_LEAD)]
    reveal = item.reveal
    rows.append(BLANK)
    if reveal.form == "choice":
        for one in reveal.verdicts:
            rows += _option_rows(one, width, glyphs)
    else:
        rows += _part_rows(reveal, width, glyphs)
    rows.append(BLANK)
    return [*rows, *reveal_rows(reveal, width, glyphs, by_clock=reveal.by_clock)]


def _option_rows(one: VerdictView, width: int, glyphs: Glyphs) -> list[Row]:
    words = _("your answer") if one.chosen else ""
    if one.right:
        words = _("your answer, right") if one.chosen else _("right answer")
    ink = "right" if one.right else "wrong" if one.chosen else "muted"
    mark = glyphs.right if one.right else glyphs.wrong if one.chosen else " "
    lead = (Span(f" {mark} ", ink), Span(f"{one.letter}  ", "letter"))
    spans = (Span(one.text), Span(f"   {words}", ink)) if words else (Span(one.text),)
    return paragraph(spans, width, lead=lead)


def _part_rows(reveal: RevealView, width: int, glyphs: Glyphs) -> list[Row]:
    rows: list[Row] = []
    for one in reveal.verdicts:
        ink = "right" if one.right else "wrong"
        mark = glyphs.right if one.right else glyphs.wrong
        spans = [Span(f"{one.text}: " if one.text else "", "muted")]
        spans.append(Span(one.given or _("nothing"), "" if one.given else "muted"))
        if not one.right:
            spans += [Span(f" {glyphs.arrow} ", "muted"), Span(one.key, "right")]
        rows += paragraph(spans, width, lead=(Span(f" {mark} ", ink),))
    if not reveal.verdicts:
        given = "; ".join(reveal.response_text) or _("nothing")
        rows += facts([(_("Your answer"), given), (_("Right"), "; ".join(reveal.key_text))], width)
    return rows


def title_of(view: ResultsView) -> str:
    """Return the quiz's name, safe to draw."""
    return clean_line(view.record.quiz_title or view.record.bank_title)


def missed_words(count: int) -> str:
    """Return what practising the missed at once is called."""
    return _("practise missed ({n})").format(n=count)

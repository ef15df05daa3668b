"""The home screen's rows: open attempts, banks with their quizzes, and what is told of each."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quizgame.catalogue import _, plural
from quizgame.model.text import clean_line
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.plot import percent
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, clip_spans, paragraph
from quizgame.tui.draw.terms import behaviour_name, behaviour_words, moment, scoring_name, span
from quizgame.tui.panes import facts, table_row

if TYPE_CHECKING:
    from quizgame.backend.views import BankView, QuizView
    from quizgame.model.attempt import AttemptRecord

OPEN, QUIZ, PROBLEMS = "open:", "quiz:", "problems:"
NOTE = (Span(" "), Span("! ", "warning"))
_WIDTHS = (9, 6, 6)
_TAGS_TOLD = 12
_LEAST_TITLE = 30
_PROBLEMS_TOLD = 3


def nearest(wanted: str, targets: Sequence[str], at: int) -> str:
    """Return where a cursor goes that was on `wanted`, the `at`th of other targets.

    That is where it was, else to the same bank, else to what stands there now.
    """
    if wanted in targets or not targets:
        return wanted
    same = [
        one for one in targets if one.startswith((QUIZ, PROBLEMS)) and _place(one) == _place(wanted)
    ]
    return same[0] if same else targets[min(at, len(targets) - 1)]


def _place(target: str) -> str:
    return target.split(":")[1] if target.startswith((QUIZ, PROBLEMS)) else ""


def how_far(record: "AttemptRecord") -> str:
    """Return how far an open attempt is."""
    answered = sum(bool(one.response) or one.outcome != "pending" for one in record.responses)
    total = len(record.responses)
    return _("{n} of {total} answered").format(n=answered, total=total)


def attempt_title(record: "AttemptRecord") -> str:
    """Return the quiz's name, safe to draw."""
    return clean_line(record.quiz_title or record.bank_title)


def open_rows(records: Sequence["AttemptRecord"], width: int, glyphs: Glyphs) -> list[Row]:
    """Return the attempts that can be resumed."""
    if not records:
        return []
    rows = [Row((Span(" "), Span(_("Go on where you stopped"), "heading")))]
    for record in records:
        left = (Span(f"   {glyphs.partly} ", "key"), Span(attempt_title(record), "strong"))
        far, when = how_far(record), moment(record.started_at)
        cells = (Span(far, "muted"), Span(when, "muted"))
        sizes = (len(far), len(when))
        target = OPEN + record.id
        rows.append(table_row(left, cells, sizes, width, target=target, least=_LEAST_TITLE))
    return [*rows, BLANK]


def bank_rows(place: int, bank: "BankView", width: int, glyphs: Glyphs) -> list[Row]:
    """Return a bank with its quizzes; `place` tells it from the others."""
    quizzes = bank.quizzes if bank.is_playable else ()
    rows: list[Row] = []
    if len(quizzes) > 1:
        rows.append(Row(clip_spans((Span(" "), Span(bank.title, "heading")), width)))
        rows += [
            quiz_row(place, quiz, _title(quiz, bank), width, glyphs, indent=3) for quiz in quizzes
        ]
    elif quizzes:
        rows.append(quiz_row(place, quizzes[0], bank.title, width, glyphs, indent=2))
    if bank.problems:
        indent = 3 if quizzes else 2
        name = "" if quizzes else f"{bank.title}  "
        words = (
            plural("{n} problem in this file", "{n} problems in this file", len(bank.problems))
            if quizzes
            else _("can not be played: {problems}").format(
                problems=plural("{n} problem", "{n} problems", len(bank.problems))
            )
        )
        ink = "wrong" if any(one.is_error for one in bank.problems) else "warning"
        spans = (
            Span(" " * indent),
            Span(f"{glyphs.wrong} ", ink),
            Span(name),
            Span(words, ink),
        )
        rows.append(Row(clip_spans(spans, width), "", f"{PROBLEMS}{place}"))
    return [BLANK, *rows, BLANK] if len(rows) > 1 else rows


def stacked(banks: Iterable[Sequence[Row]]) -> list[Row]:
    """Return the rows of banks one after the other, with one blank row where any asks for some."""
    rows: list[Row] = []
    for bank in banks:
        skipped = bank[0] == BLANK and (not rows or rows[-1] == BLANK) if bank else 0
        rows += bank[int(skipped) :]
    return rows


def _title(quiz: "QuizView", bank: "BankView") -> str:
    is_whole = quiz.id == bank.quizzes[-1].id
    return _("All questions") if is_whole else quiz.title


def quiz_row(
    place: int, quiz: "QuizView", title: str, width: int, glyphs: Glyphs, *, indent: int
) -> Row:
    """Return a quiz with its number of questions and the best and last score."""
    left = [Span(" " * indent + title)]
    if quiz.behaviour != "practice":
        left.append(Span(f" {glyphs.dot} {behaviour_name(quiz.behaviour)}", "muted"))
    cells = (
        Span(str(quiz.count), "muted"),
        Span("" if quiz.best is None else percent(quiz.best), "strong"),
        Span("" if quiz.last is None else percent(quiz.last)),
    )
    return table_row(left, cells, _WIDTHS, width, target=f"{QUIZ}{place}:{quiz.id}")


def column_row(width: int) -> Row:
    """Return the names of the columns."""
    names = (_("questions"), _("best"), _("last"))
    cells = tuple(Span(name, "muted") for name in names)
    return table_row((Span(" "),), cells, _WIDTHS, width)


def quiz_details(bank: "BankView", quiz: "QuizView", width: int, glyphs: Glyphs) -> list[Row]:
    """Return what there is to know of a quiz before it is opened."""
    rows = paragraph(
        (Span(quiz.title, "strong"), Span(f"  {behaviour_name(quiz.behaviour)}", "muted")),
        width,
        lead=(Span(" "),),
    )
    counted = plural("{n} question", "{n} questions", quiz.count)
    line = f"{counted} {glyphs.dot} {time_words(quiz)}"
    rows += paragraph(line, width, lead=(Span(" "),))
    rows += paragraph(behaviour_words(quiz.behaviour), width, lead=(Span(" "),))
    if bank.content_note:
        rows += [BLANK, *prose(bank.content_note, width, lead=NOTE)]
    if text := quiz.description or bank.description:
        rows += [BLANK, *prose(text, width, lead=(Span(" "),))]
    told = [(_("Scores"), score_words(quiz))]
    if bank.tags:
        shown = [f"{tag} {n}" for tag, n in bank.tags[:_TAGS_TOLD]]
        more = ["…"] if len(bank.tags) > _TAGS_TOLD else []
        told.append((_("Tags"), f" {glyphs.dot} ".join(shown + more)))
    if bank.sources:
        told.append((_("Source"), "; ".join(bank.sources)))
    return [*rows, BLANK, *facts(told, width)]


def score_words(quiz: "QuizView") -> str:
    """Return a quiz's scores so far, plainly."""
    if quiz.best is None or quiz.last is None:
        return _("not played yet")
    return _("best {best}, last {last}").format(best=percent(quiz.best), last=percent(quiz.last))


def time_words(quiz: "QuizView", factor: float = 1.0) -> str:
    """Return a quiz's time limits as they are for a person with a time factor."""
    if factor == 0:
        return _("no time limit for you")
    parts = []
    if quiz.quiz_time:
        parts.append(_("{time} for all").format(time=_stretched(quiz.quiz_time, factor)))
    limits = [limit for limit in quiz.limits if limit]
    if limits:
        low, high = limits[0], limits[-1]
        words = _stretched(low, factor)
        if high != low:
            words = _("{low} to {high}").format(low=words, high=_stretched(high, factor))
        words = _("{time} for a question").format(time=words)
        if len(limits) < len(quiz.limits):
            words += _(", some without a limit")
        parts.append(words)
    return "; ".join(parts) or _("no time limit")


def _stretched(seconds: int, factor: float) -> str:
    if factor == 1:
        return span(seconds)
    return _("{time} (extended from {limit})").format(
        time=span(seconds * factor), limit=span(seconds)
    )


def open_details(record: "AttemptRecord", width: int) -> list[Row]:
    """Return what there is to know of an open attempt."""
    rows = paragraph((Span(attempt_title(record), "strong"),), width, lead=(Span(" "),))
    rows += paragraph(clean_line(record.bank_title), width, lead=(Span(" "),))
    told = [
        (_("So far"), how_far(record)),
        (_("Begun"), moment(record.started_at)),
        (_("How"), behaviour_name(record.behaviour)),
        (_("Scoring"), scoring_name(record.scoring)),
    ]
    if record.behaviour == "exam":
        told.append((_("Time"), _("an exam's clock runs on while you are away")))
    return [*rows, BLANK, *facts(told, width)]


def problem_details(bank: "BankView", width: int) -> list[Row]:
    """Return the first of what is wrong in a bank's file."""
    rows = paragraph((Span(bank.title, "strong"),), width, lead=(Span(" "),))
    rows += paragraph((Span(bank.path, "muted"),), width, lead=(Span(" "),))
    rows.append(BLANK)
    for problem in bank.problems[:_PROBLEMS_TOLD]:
        rows += paragraph(problem.message, width, lead=(Span(f" {problem.line}: ", "muted"),))
    words = _("What is sound in this file can be played. Enter lists what is wrong in it.")
    return [*rows, BLANK, *paragraph((Span(words, "muted"),), width, lead=(Span(" "),))]

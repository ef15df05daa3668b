"""What came of a sitting, and of all before it, as lines."""

from collections.abc import Iterable, Iterator

from quizgame.backend.play import Play
from quizgame.backend.views import HistoryView, ResultItem, ResultsView
from quizgame.catalogue import _
from quizgame.engine.results import Tally
from quizgame.line import phrases, reading
from quizgame.line.reveal import reveal_lines
from quizgame.line.talk import Ask, Talk
from quizgame.model.attempt import AttemptRecord
from quizgame.model.markup import plain
from quizgame.model.text import clean_line

_PAGE = 10


def quiz_name(record: AttemptRecord) -> str:
    """Return the name of the quiz of an attempt."""
    return clean_line(record.quiz_title or record.quiz or record.bank_title or record.bank)


def summary_lines(results: ResultsView) -> tuple[str, ...]:
    """Return the score of a sitting, as a whole and by tag and difficulty."""
    record = results.record
    right = sum(item.outcome == "right" for item in results.items)
    lines = [_("The end of {quiz}").format(quiz=phrases.sentence(quiz_name(record)))]
    if results.closed:
        date = phrases.date(record.finished_at or 0.0)
        closed = _("The quiz closed on {date}; what you had answered by then counts.")
        lines.append(closed.format(date=date))
    elif results.by_clock:
        lines.append(_("The time for the quiz was over; what you had answered counts."))
    lines.append(
        _("{right} of {count} right. {points}, {share}.").format(
            right=right,
            count=len(results.items),
            points=phrases.points_of(record.points, record.max_points),
            share=phrases.percent(record.accuracy),
        )
    )
    lines += _passed(record)
    partly = sum(item.outcome == "partly" for item in results.items)
    missing = sum(item.outcome in {"unanswered", "late"} for item in results.items)
    if partly:
        lines.append(_("Partly right: {count}.").format(count=partly))
    if missing:
        lines.append(_("No answer in time: {count}.").format(count=missing))
    lines += _tally_lines(_("By topic"), results.by_tag)
    named = [(phrases.difficulty(tally.name), tally) for tally in results.by_difficulty]
    lines += _named_tallies(_("By difficulty"), named)
    if not results.saved:
        lines.append(_("This result is not saved."))
    return tuple(lines)


def _passed(record: AttemptRecord) -> list[str]:
    if record.passed is None:
        return []
    return [_("Passed.") if record.passed else _("Not passed.")]


def _tally_lines(title: str, tallies: Iterable[Tally]) -> list[str]:
    return _named_tallies(title, [(tally.name, tally) for tally in tallies])


def _named_tallies(title: str, tallies: Iterable[tuple[str, Tally]]) -> list[str]:
    parts = [
        _("{name} {right} of {asked} right").format(name=name, right=tally.right, asked=tally.asked)
        for name, tally in tallies
    ]
    return [f"{title}: {'; '.join(parts)}."] if parts else []


def item_lines(item: ResultItem) -> Iterator[str]:
    """Yield a question of the results with all that is told about it."""
    yield _("Question {number}.").format(number=item.number)
    yield from plain(item.stem).split("\n")
    if item.reveal is not None:
        yield from reveal_lines(item.reveal, every_reason=True)


def look_through(talk: Talk, play: Play, results: ResultsView) -> None:
    """Go through the questions of a sitting, one by one."""
    told = [item for item in results.items if item.reveal is not None]
    at = 0
    while at < len(told):
        lines = tuple(item_lines(told[at]))
        talk.say("", *lines)
        commands = {"back": _("the question before"), "close": _("back to the results")}
        if play.may_read:
            commands["source"] = _("read around the quotation")
        prompt = (
            _("Enter for the next question, or /close")
            if at + 1 < len(told)
            else _("That was the last question. Enter to close")
        )
        said = talk.ask(Ask(prompt, commands, again=lines))
        if said.command == "source":
            article = play.article(question_id=told[at].question_id)
            if article is not None:
                reading.read(talk, article)
        elif said.command == "back":
            at = max(0, at - 1)
        elif said.command == "close":
            return
        elif not said.text:
            at += 1


def attempt_line(record: AttemptRecord) -> str:
    """Return an attempt in one line."""
    parts = [
        phrases.date(record.started_at),
        quiz_name(record),
        phrases.behaviour(record.behaviour),
    ]
    if record.status == "abandoned":
        parts.append(_("given up"))
    else:
        parts.append(phrases.points_of(record.points, record.max_points))
        parts.append(phrases.percent(record.accuracy))
    return f"{', '.join(parts)}. {' '.join(_passed(record))}".rstrip()


def show_history(talk: Talk, history: HistoryView) -> None:
    """Say how all quizzes went, the newest first, ten at a time."""
    if not history.attempts:
        talk.say(_("Nothing has been played to its end yet."))
        return
    talk.say(
        *_tally_lines(_("By bank"), history.by_bank),
        *_tally_lines(_("By topic"), history.by_tag),
    )
    attempts = history.attempts
    for start in range(0, len(attempts), _PAGE):
        page = [attempt_line(record) for record in attempts[start : start + _PAGE]]
        talk.say(*page)
        left = len(attempts) - start - len(page)
        if left:
            prompt = _("{left} more. Enter for the next, /close to stop").format(left=left)
            if talk.ask(Ask(prompt, {"close": _("stop")}, again=page)).command:
                return

"""What is told of a lesson, as lines: pure functions of what a student may see."""

import math
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from quizgame.backend.live.regraded import regraded_earlier
from quizgame.catalogue import _, plural
from quizgame.line import phrases
from quizgame.line.live.regraded import regraded_lines
from quizgame.line.reveal import answer_lines, explained_lines, headline, so_far
from quizgame.model.markup import plain

if TYPE_CHECKING:
    from quizgame.backend.live.views import (
        BoardView,
        CountsView,
        CountView,
        OpeningView,
        PlaceView,
        StudentView,
    )
    from quizgame.backend.views import QuestionView, TimeView
    from quizgame.line.answers.base import Answer

TOLD = frozenset({"revealed", "explained"})


# Coming in, and waiting


def welcome_lines(view: "StudentView") -> tuple[str, ...]:
    """Return what is said to who has just sat down."""
    lines = [_("You are in, as {name}.").format(name=view.name), word_line(view)]
    if view.kept:
        lines.append(view.kept)
    return tuple(lines)


def word_line(view: "StudentView") -> str:
    """Return the seat word, and what it is for."""
    return _("Your seat word is {word}. You may be asked for it when you come back.").format(
        word=view.word
    )


def here_line(view: "StudentView") -> str:
    """Return that the class answers, and who is there."""
    here = plural("{n} student is here.", "{n} students are here.", view.board.here)
    told = _("You are connected, as {name}. {here}").format(name=view.name, here=here)
    return f"{told} {word_line(view)}"


def lobby_lines(view: "StudentView") -> tuple[str, ...]:
    """Return what is said before a round, or while none is on."""
    board = view.board
    if board.stage == "waiting":
        return (_("No round is on. Wait for your teacher."), *opening_lines(view))
    lines = [_("The round is {title}").format(title=phrases.sentence(plain(board.title)))]
    lines.append(phrases.questions(board.total).capitalize() + ".")
    if board.content_note:
        note = " ".join(plain(board.content_note).split())
        lines.append(_("A note before you begin. {note}").format(note=note))
    lines.append(_("It begins when your teacher starts it."))
    return (*lines, *opening_lines(view))


def opening_lines(view: "StudentView") -> tuple[str, ...]:
    """Return the quizzes to play alone, with their numbers."""
    if not view.openings:
        return ()
    found = [f"{place}. {opening_line(one)}" for place, one in enumerate(view.openings, 1)]
    return (_("To play alone:"), *found)


def opening_line(one: "OpeningView") -> str:
    """Return a quiz to play alone in a line."""
    parts = [
        f"{phrases.sentence(plain(one.title))} {phrases.behaviour(one.behaviour).capitalize()}"
    ]
    if one.state == "coming":
        parts.append(_("opens {date}").format(date=phrases.date(one.opens)))
    elif one.state == "running":
        parts.append(_("begun, go on with it"))
    elif one.state == "used up":
        parts.append(_("taken as often as you may"))
    elif one.state == "closed":
        parts.append(_("closed"))
    if one.may_look_back:
        parts.append(_("handed in, type its number for your results"))
    if one.closes and one.state in {"open", "running", "coming"}:
        parts.append(_("until {date}").format(date=phrases.date(one.closes)))
    if one.attempts_allowed:
        parts.append(
            _("taken {used} of {allowed} times").format(
                used=one.attempts_used, allowed=one.attempts_allowed
            )
        )
    if one.best is not None:
        parts.append(_("best {best}").format(best=phrases.percent(one.best)))
    return ", ".join(parts) + "."


# A question


def asked_lines(view: "StudentView", answer: "Answer") -> tuple[str, ...]:
    """Return all there is to the question on screen: its head, its stem, what to choose from."""
    board, question = view.board, view.board.question
    if question is None:
        return ()
    head = [
        _("Question {number} of {total}.").format(number=board.number, total=board.total),
        question.instruction,
        worth(board, question),
        limit_told(board),
    ]
    lines = [" ".join(part for part in head if part), *plain(question.stem).split("\n")]
    if board.vote != 1:
        lines.insert(0, _("The second vote. Answer once more."))
    return (*lines, *answer.lines())


def worth(board: "BoardView", question: "QuestionView") -> str:
    """Return what the question on screen is worth."""
    if board.warm_up:
        return _("A warm-up, worth nothing.")
    return f"{phrases.points(question.points)}."


def limit_told(board: "BoardView") -> str:
    """Return how long there is for what is on screen."""
    if not board.limit:
        return _("No time limit.")
    limit = phrases.seconds(board.limit)
    if not board.base_limit or math.isclose(board.limit, board.base_limit):
        return _("You have {limit}.").format(limit=limit)
    base = phrases.seconds(board.base_limit)
    return _("You have {limit} (extended from {base}).").format(limit=limit, base=base)


def time_lines(view: "StudentView", time: "TimeView") -> tuple[str, ...]:
    """Return the time left, for who asks."""
    lines = []
    if time.paused:
        lines.append(_("The clock stands."))
    if time.question_left is not None and time.question_limit is not None:
        form = (
            _("{left} left of {limit} to read.")
            if view.board.stage == "reading"
            else _("{left} left of {limit} for this question.")
        )
        left, limit = map(phrases.seconds, (time.question_left, time.question_limit))
        lines.append(form.format(left=left, limit=limit))
    return tuple(lines) or (_("No clock is running."),)


def word_lines(question: "QuestionView", wanted: str) -> tuple[str, ...]:
    """Return what words mean: all, or those that hold what is wanted."""
    found = tuple(
        f"{word}: {meaning}"
        for word, meaning in question.words
        if wanted.casefold() in word.casefold()
    )
    return found or (_("That word is not explained."),)


# What is told


def revealed_lines(view: "StudentView", *, with_key: bool = True) -> tuple[str, ...]:
    """Return what the reveal on screen tells: the key and the counts, the reasons, how many so far.

    Without `with_key` there are only the reasons where the reasons are told.
    """
    told = view.told or view.board.told
    if told is None:
        return ()
    lines: list[str] = []
    is_key_told = with_key or view.board.stage == "revealed"
    if is_key_told:
        lines += (outcome_line(view), *answer_lines(told))
        counts = view.board.counts
        lines += () if counts is None else count_lines(counts, view.board.key_text)
    if view.board.stage == "explained":
        lines += explained_lines(told)
    if is_key_told and view.told is not None and view.told.closed_so_far:
        lines.append(so_far(view.told))
    elif is_key_told and view.board.warm_up:
        lines.append(_("A warm-up counts for nobody."))
    return tuple(lines)


def outcome_line(view: "StudentView") -> str:
    """Return how the question on screen went for a student."""
    board = view.board
    if not view.takes_part or view.told is None:
        return _("You were not here for this question.")
    if board.void:
        return _("Your teacher credited this question to everybody. {points}.").format(
            points=phrases.points_of(view.told.points, view.told.max_points)
        )
    return headline(view.told)


def count_lines(counts: "CountsView", keys: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield how the class answered; right typed answers are told as the `keys`, one for a part."""
    head = _("The class: {answered} answered, {without} did not.").format(
        answered=counts.answered, without=counts.unanswered
    )
    yield f"{head} {_('{right} right.').format(right=counts.right)}"
    parts = counts.parts
    if len(keys) == len(parts):
        parts = tuple(part.with_key(plain(key)) for part, key in zip(parts, keys, strict=True))
    for part in parts:
        if part.label:
            yield f"{plain(part.label)}:"
        hidden = sum(one.count for one in part.counts if not one.text)
        for one in part.counts:
            if one.text:
                yield _count_line(one)
        if hidden:
            yield _("Other answers: {count}.").format(count=hidden)


def _count_line(one: "CountView") -> str:
    name = f"{one.letter}, {plain(one.text)}" if one.letter else one.text
    line = f"{name}: {one.count}"
    if one.share is not None:
        line = f"{line}, {phrases.percent(one.share)}"
    if one.right:
        line = f"{line}, {_('right answer')}"
    return f"{line}."


def standing_lines(view: "StudentView") -> tuple[str, ...]:
    """Return the top of the class and the own place."""
    board = view.board
    if board.standings_hidden or not board.standings:
        return () if view.own is None else (_own_line(view.own),)
    rows = [f"{one.place}. {one.name}, {phrases.points(one.points)}." for one in board.standings]
    own = () if view.own is None else (_own_line(view.own),)
    return (_("Standings."), *rows, *own)


def _own_line(own: "PlaceView") -> str:
    return _("You are in place {place}, with {points}.").format(
        place=own.place, points=phrases.points(own.points)
    )


def finished_lines(view: "StudentView") -> tuple[str, ...]:
    """Return what came of a round for a student."""
    title = phrases.sentence(plain(view.board.title))
    lines = [_("The round is over. {title}").format(title=title)]
    counted = view.outcomes[view.board.warm_ups :]
    right = sum(one in {"right", "void"} for one in counted)
    if view.out_of:
        points = phrases.points_of(view.points, view.out_of)
        lines.append(_("{right} right. {points}.").format(right=right, points=points))
    words = {
        "right": _("right"),
        "partly": _("partly right"),
        "wrong": _("not right"),
        "late": _("too late"),
        "void": _("credited to everybody"),
        "unanswered": _("no answer"),
        "absent": _("you were not connected"),
        "not yet joined": _("before you came"),
        "not asked": _("not asked"),
    }
    pairs = zip_longest(view.outcomes, view.board.stems[: len(view.outcomes)], fillvalue="")
    for place, (outcome, stem) in enumerate(pairs, 1):
        if outcome in words:
            told = _("Question {number}: {outcome}.").format(number=place, outcome=words[outcome])
            lines.append(f"{told} {plain(stem)}".rstrip())
    if not view.board.sober:
        lines += standing_lines(view)
    return tuple(lines)


# What changes while somebody is asked


def changes(before: "StudentView", now: "StudentView") -> Iterator[str]:
    """Yield what is to be told when a view gives way to another of the same scene."""
    if now.name and now.name != before.name:
        yield _("You are called {name} now.").format(name=now.name)
    if now.board.stuck and not before.board.stuck:
        kept = _("Your answer is kept.") if now.sent else _("Your answer is not kept yet.")
        is_asked = now.board.question is not None and now.takes_part
        yield _("The computer of the class can not write now.")
        yield kept if is_asked else _("It goes on in a moment.")
    elif before.board.stuck and not now.board.stuck:
        yield _("The computer of the class can write again.")
    elif now.board.paused and not before.board.paused:
        yield _("Your teacher stopped the clock.")
    elif before.board.paused and not now.board.paused:
        yield _("The clock runs again.")
    if now.board.stage in TOLD and before.told and now.told:
        was, becomes = outcome_line(before), outcome_line(now)
        if was != becomes:
            yield _("Your teacher changed how this question counts. {outcome}").format(
                outcome=becomes
            )
    yield from regraded_lines(regraded_earlier(before, now), now)
    yield from opened_lines(before, now)
    yield from _become(before, now)


def _become(before: "StudentView", now: "StudentView") -> Iterator[str]:
    """Yield what is known to be begun, or was handed in, that was not before."""
    known = {one.key: one for one in before.openings}
    for place, one in enumerate(now.openings, 1):
        was = known.get(one.key)
        is_begun = one.state == "running" and was is not None and was.state == "open"
        is_over = one.may_look_back and was is not None and not was.may_look_back
        if is_begun or is_over:
            yield _("To play alone, number {number}: {quiz}").format(
                number=place, quiz=opening_line(one)
            )


def opened_lines(before: "StudentView", now: "StudentView") -> Iterator[str]:
    """Yield what was opened to be played alone between two views."""
    known = {one.key for one in before.openings if one.state in {"open", "running"}}
    for place, one in enumerate(now.openings, 1):
        if one.state == "open" and one.key not in known:
            yield _("To play alone, number {number}: {quiz}").format(
                number=place, quiz=opening_line(one)
            )

"""What the teacher sees of a class."""

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgame.backend.live.boards import asked_views, counts_view
from quizgame.backend.live.rekeying import key_words
from quizgame.backend.live.views import CorrectionView, KnockView, RoundView, SeatView, TeacherView
from quizgame.catalogue import _
from quizgame.engine import lesson
from quizgame.engine.round_events import AnswerAccepted, KeyChanged, Voided
from quizgame.engine.round_marks import corrections_of
from quizgame.engine.round_state import next_place, place_of
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.live.boards import Told
    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.liveround import LiveRound
    from quizgame.engine.lesson import SeatProgress
    from quizgame.engine.round_marks import RoundOutcome
    from quizgame.engine.round_state import Corrected, Round
    from quizgame.store.classes import RoundRecord

_COUNTED = frozenset({"open", "closed", "revealed", "explained"})


def teacher_view(hub: "Hub", *, private: bool) -> TeacherView:
    """Return what the teacher sees."""
    live = hub.live
    state = live.state if live else None
    item = state.item if state else None
    counts = first = None
    if live is not None and item is not None and live.state.phase in _COUNTED:
        # While it may be voted on again, the votes of one vote; afterwards what counts.
        is_voted = live.state.phase in {"open", "closed"}
        hints = live.state.phase == "closed" and item.vote == 1
        vote = item.vote if is_voted else 0
        counts = counts_view(live, item, private=private, vote=vote, hints=hints)
        if item.vote > 1:
            first = counts_view(live, item, private=private, vote=1)
    told = hub.display.told()
    progress = lesson.progress(state) if state else ()
    return TeacherView(
        board=hub.display.board(),
        private=private,
        seats=_seats(hub, told, progress, private=private),
        knocks=_knocks(hub),
        locked=hub.room.locked,
        lesson=lesson.lesson(state, hub.clock.read()) if state else None,
        counts=counts,
        acts=acts_now(hub),
        key_text=told.key_text() if told and private else (),
        first_counts=first,
        corrections=_corrections(live, private=private) if live else (),
        openings=hub.alone.all_views(),
        alarming=hub.is_alarming,
        renews_code=hub.renew_code is not None,
        trouble=hub.trouble,
        advice=hub.keeper.advice,
        asked=asked_views(told, progress) if told else (),
    )


def round_view(record: "RoundRecord") -> RoundView:
    """Return a kept round as the teacher sees it in a list."""
    title = clean_line(record.quiz_title)
    return RoundView(record.id, title, record.started_at, record.finished_at or 0)


def _knocks(hub: "Hub") -> tuple[KnockView, ...]:
    students = [
        KnockView(connection, clean_line(hub.room.seats[one.seat].name), _peer(hub, connection))
        for connection, one in hub.room.waiting.items()
        if one.seat in hub.room.seats and not one.probed
    ]
    teachers = [
        KnockView(connection, "", clean_line(peer), clean_line(key))
        for connection, (key, peer, _answer) in hub.teacher_knocks.items()
    ]
    return (*students, *teachers)


def _peer(hub: "Hub", connection: int) -> str:
    place = hub.places.get(connection)
    return clean_line(place.peer) if place else ""


def _corrections(live: "LiveRound", *, private: bool) -> tuple[CorrectionView, ...]:
    return tuple(
        CorrectionView(
            one.seq,
            place_of(live.state, one.event.question) + 1,
            _said(live, one, private=private),
            one.undone,
            isinstance(one.event, Voided),
        )
        for one in live.state.corrections
    )


def _said(live: "LiveRound", one: "Corrected", *, private: bool) -> str:
    event = one.event
    item = live.state.items[place_of(live.state, event.question)]
    match event:
        case AnswerAccepted():
            what, told = _("accepted"), live.questions[item.ref.revision].describe(event.response)
        case KeyChanged():
            what, told = _("new key"), key_words(live.questions[event.revision])
        case _:
            what, told = _("void"), ()
    # What is right, and what somebody typed, is not for the projector.
    return f"{what}: {clean_line('; '.join(filter(None, told)))}" if private and told else what


def _seats(
    hub: "Hub", told: "Told | None", progresses: "Sequence[SeatProgress]", *, private: bool
) -> tuple[SeatView, ...]:
    presences = hub.presences()
    done = {one.seat.number: one for one in progresses}
    views = []
    outcomes: tuple[RoundOutcome, ...]
    for seat in hub.room.seats.values():
        if seat.removed:
            continue
        number = hub.conductor.number(seat.number)
        progress, points, outcomes = done.get(number), None, ()
        if private and told and number in told.state.seats:
            marks = told.marks(told.state.seats[number])
            known = [one.points for one in marks if one.points is not None]
            points = round(sum(known), 2) if known else None
            outcomes = tuple(one.outcome for one in marks)
        if progress is not None and not private:
            progress = replace(progress, seat=replace(progress.seat, factor=1.0, person=""))
        views.append(
            SeatView(
                number=seat.number,
                name=clean_line(seat.name),
                presence=presences[seat.number],
                approved=seat.approved,
                listed=bool(seat.login),
                guest=seat.guest,
                progress=progress,
                factor=hub.attendance.factor(seat.number) if private else 1,
                points=points,
                word=seat.word if private else "",
                outcomes=outcomes,
            )
        )
    return tuple(views)


def acts_now(hub: "Hub") -> tuple[str, ...]:
    """Return the names of what the teacher may do now, what carries the lesson on first."""
    live = hub.live
    if live is None:
        return ("start",)
    return _acts(live.ahead, has_article=bool(live.texts))


def _acts(state: "Round", *, has_article: bool) -> tuple[str, ...]:
    onward = "next" if next_place(state) >= 0 else "finish"
    rest = () if onward == "finish" else ("finish",)
    reads = ("read",) if has_article else ()
    acts: tuple[str, ...]
    match state.phase:
        case "lobby" | "ready":
            first = has_article and not state.was_read and state.current < 0
            acts = (*reads, onward, *rest) if first else (onward, *reads, *rest)
        case "reading":
            acts = (onward, "end_reading", *_of_clock(state), *rest)
        case "open":
            acts = ("close", *_of_clock(state), "skip", "void", "finish")
        case "closed":
            again = ("vote_again",) if state.item and state.item.vote == 1 else ()
            acts = ("reveal", *again, "skip", "void", "finish")
        case "revealed":
            acts = ("explain", "void", "finish")
        case "finished":
            acts = ("end", *_of_standings(state))
        case _:
            acts = _after_explanation(state, onward, (*reads, "void", *rest))
    if state.item is not None:
        fixed = corrections_of(state, state.item.ref.id)
        if any(isinstance(one.event, Voided) for one in fixed):
            acts = tuple(one for one in acts if one != "void")
    return ("resume", *acts) if state.paused else acts


def _after_explanation(state: "Round", onward: str, rest: tuple[str, ...]) -> tuple[str, ...]:
    ranking = _of_standings(state)
    if state.phase == "explained" and "hide_standings" in ranking:
        return ("standings", onward, *ranking, *rest)
    return (onward, *ranking, *rest)


def _of_clock(state: "Round") -> tuple[str, ...]:
    pause = () if state.paused else ("pause",)
    return (*pause, "extend") if state.timer.limit else pause


def _of_standings(state: "Round") -> tuple[str, ...]:
    if state.plan.sober:
        return ()
    return ("standings",) if state.standings_hidden else ("hide_standings",)

"""What the teacher sees of a class."""

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgame.backend.live.boards import counts_view
from quizgame.backend.live.views import SeatView, TeacherView
from quizgame.classroom.seats import presence
from quizgame.engine import lesson
from quizgame.engine.round_state import Round, next_place
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from quizgame.backend.live.hub import Hub

COUNTED = frozenset({"open", "closed", "revealed", "explained"})


def teacher_view(hub: "Hub", *, private: bool) -> TeacherView:
    """Return what the teacher sees."""
    live, room = hub.live, hub.room
    state = live.state if live else None
    item = state.item if state else None
    counts = None
    if live is not None and item is not None and live.state.phase in COUNTED:
        counts = counts_view(live, item, private=private)
    return TeacherView(
        board=hub.display.board(),
        private=private,
        seats=_seats(hub, private=private),
        knocks=(),
        locked=room.locked,
        lesson=lesson.lesson(state, hub.clock.read()) if state else None,
        counts=counts,
        acts=acts_of(state, has_article=bool(live and live.texts)),
        trouble=hub.trouble,
    )


def _seats(hub: "Hub", *, private: bool) -> tuple[SeatView, ...]:
    state = hub.live.state if hub.live else None
    done = {one.seat.number: one for one in lesson.progress(state)} if state else {}
    views = []
    for seat in hub.room.seats.values():
        if seat.removed:
            continue
        progress = done.get(hub.round_seat(seat.number))
        factor = progress.seat.factor if progress else 1.0
        if progress is not None and not private:
            progress = replace(progress, seat=replace(progress.seat, factor=1.0, person=""))
        views.append(
            SeatView(
                number=seat.number,
                name=clean_line(seat.name),
                presence=presence(hub.room, seat, hub.now()),
                approved=seat.approved,
                listed=bool(seat.login),
                guest=seat.guest,
                progress=progress,
                factor=factor if private else 1,
                word=seat.word if private else "",
            )
        )
    return tuple(views)


def acts_of(state: Round | None, *, has_article: bool) -> tuple[str, ...]:
    """Return the names of what the teacher may do now, what carries the lesson on first."""
    if state is None:
        return ("start",)
    if state.paused:
        return ("resume", *_while_timed(state))
    onward = "next" if next_place(state) >= 0 else "finish"
    ranks = not state.plan.sober
    match state.phase:
        case "lobby" | "ready":
            reads = has_article and not state.was_read
            return ("read", "next", "finish") if reads else (onward, "read", "finish")
        case "reading" | "open":
            first = ("next", "end_reading") if state.phase == "reading" else ("close",)
            return (*first, "pause", *_while_timed(state))
        case "closed":
            item = state.item
            again = ("vote_again",) if item is not None and item.vote == 1 else ()
            return ("reveal", *again, "skip", "void", "finish")
        case "revealed":
            return ("explain", "void", "finish")
        case "explained":
            if ranks and not state.standings_hidden:
                return ("standings", onward, "hide_standings", "void", "finish")
            return (onward, *(("standings",) if ranks else ()), "void", "finish")
        case "standings":
            return (onward, "hide_standings", "void", "finish")
        case "finished":
            hide = "standings" if state.standings_hidden else "hide_standings"
            return ("end", *((hide,) if ranks else ()))


def _while_timed(state: Round) -> tuple[str, ...]:
    extend = ("extend",) if state.timer.limit else ()
    if state.phase == "reading":
        return (*extend, "next", "end_reading", "finish") if state.paused else (*extend, "finish")
    return (*extend, *(("close",) if state.paused else ()), "skip", "void", "finish")

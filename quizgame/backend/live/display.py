"""The views of a class, built once for each change and shared by all who see them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgame.backend.live.boards import (
    ON_SCREEN,
    TOLD,
    Told,
    asked_view,
    board_view,
    place_view,
    question_now,
    told_key,
    told_of,
)
from quizgame.backend.live.views import BoardView, StudentView
from quizgame.backend.views import QuestionView
from quizgame.catalogue import _, plural
from quizgame.classroom.seats import for_projector
from quizgame.engine.masking import mask_response
from quizgame.engine.round_state import Seat, presentation
from quizgame.engine.standings import own
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.place import Place
    from quizgame.classroom.seats import Seat as ClassSeat
    from quizgame.model.questions.base import Response


class Display:
    """What is shown of a class, kept until `renew`.

    `version` grows whenever a student's view may be another.
    """

    def __init__(self, hub: "Hub") -> None:
        """Show nothing yet."""
        self._hub = hub
        self.version = 0
        self._board = BoardView()
        self._stale = True
        self._told: tuple[tuple[object, ...], Told] | None = None
        self._question: tuple[tuple[object, ...], QuestionView | None] = ((), None)

    def renew(self) -> None:
        """Build the board anew when somebody looks next."""
        self._stale = True
        self.version += 1

    def board(self) -> BoardView:
        """Return the board; the same object while nothing in it changed."""
        if self._stale:
            self._stale = False
            live = self._hub.live
            here = for_projector(self._hub.room)
            built = board_view(live, self.told(), here, self._asked(), self._approved())
            if self._hub.trouble:
                built = replace(built, stuck=True)
            if built != self._board:
                self._board = built
        return self._board

    def _approved(self) -> frozenset[int]:
        """Return the seats of the round whose names all may see."""
        seats = self._hub.room.seats.values()
        return frozenset(self._hub.conductor.number(one.number) for one in seats if one.approved)

    def renew_counts(self) -> bool:
        """Look whether who is here and how many answered is another; return whether it is."""
        before = self._board
        self._stale = True
        if self.board() is before:
            return False
        self.version += 1
        return True

    def told(self) -> Told | None:
        """Return what is worked out once for the present state of the round."""
        live = self._hub.live
        if live is None:
            return None
        key = told_key(live)
        if self._told is None or self._told[0] != key:
            self._told = key, told_of(live)
        return self._told[1]

    def _asked(self) -> QuestionView | None:
        live = self._hub.live
        question = question_now(live) if live else None
        if live is None or question is None:
            return None
        state = live.state
        key = (live.id, state.current, state.phase, state.timer.deadline, question.id)
        if self._question[0] != key:
            view = asked_view(live, question, may_read=self.may_read())
            self._question = key, view
        return self._question[1]

    def may_read(self) -> bool:
        """Return whether students may open the article now."""
        live = self._hub.live
        if live is None or not live.texts:
            return False
        phase = live.state.phase
        if phase in {"reading", "finished"}:
            return True
        if phase in TOLD or phase == "standings":
            return bool(live.reading)
        return ("during" if phase in ON_SCREEN else "before") in live.reading

    def kept(self, seat: "ClassSeat") -> str:
        """Return what is kept of a student, where and until when, in a line."""
        days = self._hub.settings.retention_days
        if seat.guest and not self._hub.settings.keeps_guests:
            return _("You are a guest: nothing of you is kept after the lesson.")
        if not days:
            return _("Your name and your answers are kept on your teacher's computer.")
        return plural(
            "Your name and your answers are kept on your teacher's computer for a day.",
            "Your name and your answers are kept on your teacher's computer for {n} days.",
            days,
        )

    def student(self, place: "Place") -> StudentView:
        """Return what a student sees."""
        hub = self._hub
        seat = hub.room.seats.get(place.seat)
        if seat is None:
            return StudentView(self.board())
        view = StudentView(
            self.board(),
            seat=seat.number,
            name=clean_line(seat.name),
            word=seat.word,
            openings=hub.alone.views(place),
            kept=self.kept(seat),
        )
        live, told = hub.live, self.told()
        one = live.state.seats.get(hub.conductor.number(seat.number)) if live else None
        if live is None or told is None or one is None:
            return view
        return self._in_round(view, told, one)

    def _in_round(self, view: StudentView, told: Told, seat: Seat) -> StudentView:
        state = told.state
        item, question = state.item, question_now(told.live)
        given = item.given(seat.number) if item and question else None
        marks = told.marks(seat)
        scored = [one for one in marks if one.points is not None]
        place = own(told.rows, seat.number)
        sent: Response = ()
        if question is not None and given is not None:
            sent = mask_response(presentation(state.plan, question), given.response)
        return StudentView(
            view.board,
            seat=view.seat,
            name=view.name,
            word=view.word,
            takes_part=item is None or not question or seat.number in item.present,
            sent=sent,
            certainty=given.certainty if given else 0,
            answered=bool(item and question and seat.number in item.votes(item.vote)),
            late=bool(item and question and seat.number in item.late),
            told=told.reveal(seat),
            points=round(sum(one.points or 0.0 for one in scored), 2),
            out_of=round(sum(one.out_of for one in scored), 2),
            own=place_view(place) if place else None,
            outcomes=tuple(one.outcome for one in marks),
            missed=told.missed(seat),
            openings=view.openings,
            kept=view.kept,
        )

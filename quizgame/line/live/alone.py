"""Playing alone in a class by lines, while the class may call."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.line.live.telling import opened_lines
from quizgame.line.live.watch import SeatLost, scene_of
from quizgame.line.outcome import play_out
from quizgame.line.play import LeftSitting
from quizgame.line.talk import Ask, Pulse, Said, Talk
from quizgame.line.visit import Visit

if TYPE_CHECKING:
    from quizgame.backend.live.threaded import ThreadedPlace
    from quizgame.backend.play import Play
    from quizgame.line.channel import LiveIO

_LONG_S = 3600.0


class AloneTalk(Talk):
    """Says between two lines, once each, that the class goes on and what was opened."""

    def __init__(self, channel: "LiveIO", place: "ThreadedPlace") -> None:
        """Begin at what the class does now."""
        super().__init__(channel)
        self._place = place
        self._view = place.view()
        self._scene = scene_of(self._view)
        self._was_told = False

    def ask(self, ask: Ask, pulse: Pulse | None = None) -> Said:
        """Ask as ever, with an ear for the class; /quit leads back to it. Raises LeftSitting."""
        self.say(*self.news(""))  # what came while a line was begun
        commands = {"quit": _("back to the class"), **ask.commands}
        said = super().ask(replace(ask, commands=commands), _Both(pulse, self.news))
        self._place.heard()
        if said.command == "quit" and "quit" not in ask.commands:
            raise LeftSitting
        return said

    def news(self, begun: str) -> tuple[str, ...]:
        """Return what is new in the class, when nothing is begun. Raises SeatLost."""
        if self._place.lost is not None:
            raise SeatLost
        return () if begun else tuple(self._new())

    def _new(self) -> Iterator[str]:
        before, now = self._view, self._place.view()
        self._view = now
        if not self._was_told and scene_of(now) != self._scene:
            self._was_told = True
            yield _("Your class goes on. Type /quit to go there.")
        opened = tuple(opened_lines(before, now))
        yield from opened
        if opened:
            yield _("Type /quit to go there.")


class _Both:
    """Two pulses: that of the quiz, and the class."""

    def __init__(self, pulse: Pulse | None, news: Callable[[str], Sequence[str]]) -> None:
        self._pulse, self._news = pulse, news

    def wait(self) -> float:
        due = self._pulse.wait() if self._pulse else None
        return _LONG_S if due is None else due

    def beat(self, begun: str) -> Sequence[str]:
        own = self._pulse.beat(begun) if self._pulse else ()
        return (*own, *self._news(begun))


def play_alone(
    channel: "LiveIO",
    place: "ThreadedPlace",
    start: "Callable[[], Play]",
    *,
    warns: bool,
) -> bool:
    """Play what `start` begins until it is over or left; returns whether warnings stay on."""
    talk = AloneTalk(channel, place)
    try:
        student = place.student()
        [person] = student.people()
        visit = Visit(talk, student, person, warns=warns)
        play_out(visit, start)
    except LeftSitting:
        return warns
    except QuizgameError as error:
        talk.say(error.message, *filter(None, [error.hint]))
        return warns
    return visit.warns

"""What people of a class see: the lesson on a screen or as lines, and the teacher's console."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from quizgame.backend.live.threaded import ClassOverError, entered
from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.line.channel import LiveIO
from quizgame.ssh.admission import offered_name
from quizgame.ssh.arrival import Arrival, FrontEnds
from quizgame.ssh.journal import Journal
from quizgame.ssh.teachers import Teachers, is_teacher

if TYPE_CHECKING:
    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.place import Place
    from quizgame.classroom.card import Invitation
    from quizgame.ssh.pins import Pins

_FOR_NOBODY = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
_ASKING_S, _MOST_ASKING = 300.0, 3
_LOOK_S = 0.3


class ClassFronts(FrontEnds):
    """The front ends of one class, for the loop that `hub` runs on.

    `announce` gets a sentence for the log, `journal` who sits down and goes. Teachers' results are
    saved in `folder`.
    """

    def __init__(
        self,
        hub: "Hub",
        pins: "Pins | None",
        teachers: Teachers,
        invitation: "Invitation | Callable[[], Invitation]",
        *,
        folder: Path,
        announce: Callable[[str], None],
        journal: "Journal | None" = None,
    ) -> None:
        """Serve this class; on its loop."""
        self._hub, self._pins, self._teachers = hub, pins, teachers
        self._invitation, self._folder, self._announce = invitation, folder, announce
        self._journal = journal or Journal(None)
        self._loop = asyncio.get_running_loop()

    # Before there is anything to see

    async def receive(self, arrival: Arrival, say: Callable[[str], None]) -> str:
        """Ask at the console about a teacher whose key is new; send away who only says so."""
        role = arrival.known.role
        if role == "student":
            return _no_key() if is_teacher(arrival.username) and not arrival.known.login else ""
        if arrival.is_plain:
            return _("The teacher's console needs a terminal: connect without -T.")
        if role == "new teacher" and arrival.key is not None:
            if len(self._hub.teacher_knocks) >= _MOST_ASKING:
                return _("The console is asked about other keys. Please try again later.")
            say(_("This key is new here. Please accept it on the console of the class."))
            if not await self._is_accepted(arrival):
                return _("The console did not accept this key.")
        return ""

    async def _is_accepted(self, arrival: Arrival) -> bool:
        if arrival.key is None:
            return False
        is_accepted = False
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(_ASKING_S):
                    is_accepted = await self._hub.ask_to_teach(arrival.fingerprint, arrival.peer)
        finally:
            if not is_accepted:
                self._teachers.refuse(arrival.key)
        if not is_accepted:
            return False
        try:
            self._teachers.accept(arrival.key)
        except QuizgameError as error:
            self._announce(error.message)
        return True

    # Screens

    def is_usual(self, arrival: Arrival) -> bool:
        """Return whether a student comes."""
        return arrival.known.role == "student"

    def make(self, arrival: Arrival | None) -> App[Any]:
        """Return the app of a student or a teacher, or one for a student to come."""
        if arrival is not None and not self.is_usual(arrival):
            return self._console(arrival)
        from quizgame.tui.live.app import ClassApp  # noqa: PLC0415 - once the server runs

        if arrival is None:
            return ClassApp(None, _FOR_NOBODY)
        return ClassApp(self._enter(arrival), arrival.environ, **self._facts(arrival))

    def welcome(self, app: App[Any], arrival: Arrival) -> None:
        """Let an app be this student's."""
        from quizgame.tui.live.app import ClassApp  # noqa: PLC0415 - as above

        if isinstance(app, ClassApp):
            app.welcome(self._enter(arrival), arrival.environ, **self._facts(arrival))

    def _console(self, arrival: Arrival) -> App[Any]:
        from quizgame.tui.teaching.app import TeacherApp  # noqa: PLC0415 - not every teacher comes

        self._journal.write("teaches", key=arrival.fingerprint, peer=arrival.peer)
        return TeacherApp(
            self._hub.teaching(),
            self._invitation,
            arrival.environ,
            is_local=False,
            folder=self._folder,
            announce=self._announce,
        )

    def _enter(self, arrival: Arrival) -> "Place":
        place = self._hub.enter(arrival.link, arrival.peer)
        self._follow(arrival, place)
        return place

    def _follow(self, arrival: Arrival, place: "Place") -> None:
        """Let the class hear of every sign of life, and the log of who sits down and goes."""
        seat = 0
        timer: asyncio.TimerHandle | None = None

        def write(event: str) -> None:
            known = self._hub.room.seats.get(seat)
            name = known.name if known else ""
            self._journal.write(event, seat=seat, name=name, peer=arrival.peer)

        def look() -> None:
            nonlocal seat, timer
            timer = None
            if place.seat and place.seat != seat:
                seat = place.seat
                write("seated")

        def heard() -> None:
            nonlocal timer
            place.heard()
            if place.seat != seat:
                look()
            if not seat and timer is None:  # what was typed is not acted on yet
                timer = self._loop.call_later(_LOOK_S, look)

        def lost() -> None:
            look()
            if seat:
                write("seat left")
            place.leave()

        arrival.link.listen(heard, lost)

    def _facts(self, arrival: Arrival) -> dict[str, Any]:
        """Return what is known of a student: the name to offer, and what they proved."""

        async def prove(login: str, pin: str) -> bool:
            return await self._prove(login, pin, id(arrival))

        return {
            "name": offered_name(arrival.username),
            "login": arrival.known.login,
            "key": arrival.fingerprint,
            "prove": prove,
        }

    async def _prove(self, login: str, pin: str, asker: int) -> bool:
        """Return whether a PIN typed on screen is that of a student; askers are not connections."""
        return self._pins is not None and bool(await self._pins.proven(login, pin, -asker))

    # Lines

    def talk(self, arrival: Arrival, channel: LiveIO) -> None:
        """Take a student through the lesson by lines."""
        from quizgame.line.lesson import LessonLines  # noqa: PLC0415 - few want lines

        def prove(login: str, pin: str) -> bool:
            proving = self._prove(login, pin, id(arrival))
            return asyncio.run_coroutine_threadsafe(proving, self._loop).result()

        with (
            suppress(ClassOverError),
            entered(self._loop, self._hub, arrival.link, arrival.peer) as place,
        ):
            self._loop.call_soon_threadsafe(self._follow_lines, arrival)
            facts = self._facts(arrival) | {"prove": prove}
            LessonLines(place, channel, **facts).run()

    def _follow_lines(self, arrival: Arrival) -> None:
        for place in tuple(self._hub.places.values()):
            if place.link is arrival.link:
                self._follow(arrival, place)


def _no_key() -> str:
    return _(
        "Who teaches comes in with a key: connect with it as teacher, or give its file to "
        "quizgame serve --teacher-key. Students choose another name."
    )

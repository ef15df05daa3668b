"""One student's connection to a class."""

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizgame.backend.live import arrivals
from quizgame.backend.live.boards import TOLD, question_now
from quizgame.backend.quotations import article
from quizgame.catalogue import _
from quizgame.classroom.seat_acts import Heard
from quizgame.errors import RefusedError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.liveround import Selected
    from quizgame.backend.live.settings import Link
    from quizgame.backend.live.views import StudentView
    from quizgame.backend.play import Play
    from quizgame.backend.seated import Seated
    from quizgame.backend.views import ArticleView, TimeView
    from quizgame.classroom.seat_acts import Decision
    from quizgame.engine.events import Reading
    from quizgame.engine.round_events import Vote
    from quizgame.model.attempt import AttemptRecord
    from quizgame.model.questions.base import Question, Response

HEARD_EVERY_S = 1.0
ANSWERS_AT_ONCE, ANSWER_EVERY_S = 10, 0.05
"""Answers of one student that are taken as they come, and how far apart further ones are: each is
a transaction of its own."""


def nothing() -> None:
    """Do nothing: nobody listens yet."""


def nobody(_told: object) -> None:
    """Do nothing: nobody is to be told."""


@contextmanager
def _told_to_students() -> "Iterator[None]":
    """Tell a student that something was not kept, but not how the teacher's files are called."""
    try:
        yield
    except StoreError as error:
        message = _("Your teacher's computer could not keep that.")
        raise StoreError(message, _("Tell your teacher, then try again.")) from error


class Place:
    """What a student may do in a class. For the loop's thread only.

    The front end puts its own in the place of these, all of which must be quick: `listen` is called
    when `view()` may be another, `beat` once a second, `closed` with what to tell when the seat was
    lost, and `decided` with what the teacher decided about who waits for a seat.
    """

    def __init__(self, hub: "Hub", connection: int, link: "Link", peer: str = "") -> None:
        """Be the place of a connection; use `Hub.enter`."""
        self.connection, self.link, self.peer, self.seat = connection, link, peer, 0
        self.listen: Callable[[], None] = nothing
        self.beat: Callable[[], None] = nothing
        self.closed: Callable[[str], None] = nobody
        self.decided: Callable[[Decision], None] = nobody
        self.version = 0
        self.on_screen: Selected | None = None
        self.active_at: Reading | None = None
        self.painted_at: tuple[str, int, Reading] | None = None
        self.playing: Play | None = None
        self._hub = hub
        self._heard = self._active = float("-inf")
        self._seen = (-1, -1)
        self._given: tuple[object, ...] = ()
        self._next_answer = float("-inf")
        self._view: StudentView | None = None

    # Coming in

    async def knock(
        self,
        name: str,
        *,
        login: str = "",
        key: str = "",
        insists: bool = False,
        guest: bool = False,
    ) -> "Decision":
        """Ask for a seat under a name; see `classroom.seat_acts`. The answer is never `Probe`.

        Raises StoreError where the seat could not be kept.
        """
        with _told_to_students():
            return await arrivals.knock(
                self._hub, self, name, login=login, key=key, insists=insists, guest=guest
            )

    async def give_word(self, word: str) -> "Decision":
        """Give the seat word that was asked for; "" is: that seat is not mine."""
        with _told_to_students():
            return await arrivals.give_word(self._hub, self, word)

    def seated(self) -> bool:
        """Return whether this connection has a seat."""
        return self.seat != 0

    def leave(self) -> None:
        """Take note that the connection ended."""
        self._hub.left(self)

    # Seeing

    def view(self) -> "StudentView":
        """Return what is to be seen: the same object while nothing changed."""
        display = self._hub.display
        version = display.version, self.version
        if self._view is None or self._seen != version:
            self._seen = version
            view = display.student(self)
            if self._view is None or view != self._view:
                self._view = view
        return self._view

    def time(self) -> "TimeView":
        """Return the time of what is on screen."""
        return self._hub.time()

    def now(self) -> float:
        """Return what time it is for the class, in UTC seconds."""
        return self._hub.clock.read().wall

    def painted(self) -> None:
        """Take note that the question in `view()` was painted just now."""
        live = self._hub.live
        if live is not None and live.item is not None:
            at = self._hub.clock.read()
            shown = live.item.ref.id, live.item.vote
            if self.painted_at is None or self.painted_at[:2] != shown:
                self.painted_at = (*shown, at)

    def may_read(self) -> bool:
        """Return whether the article may be read now."""
        return self._hub.display.may_read()

    def article(self, *, at_quotation: bool = False) -> "ArticleView | None":
        """Return the article, where it may be read now; at the quotations of what is told."""
        live = self._hub.live
        if live is None or live.bank is None or not self._hub.display.may_read():
            return None
        question = question_now(live) if at_quotation and live.state.phase in TOLD else None
        evidence = question.evidence if question else ()
        source = evidence[0].source if evidence else next(iter(live.bank.sources), "")
        return article(live.bank, live.texts, source, evidence)

    # Answering

    def heard(self, *, active: bool = False) -> None:
        """Take note that something came from this connection; `active`: its student's doing."""
        now = self._hub.clock.read()
        if active:
            self.active_at = now
        if now.mono - (self._active if active else self._heard) < HEARD_EVERY_S:
            return
        self._heard = now.mono
        if active:
            self._active = now.mono
        if self.seat:
            heard = Heard(connection=self.connection, at=now.mono, active=active)
            self._hub.attendance.decide(heard)

    def selected(self, question_id: str, response: "Response", certainty: int = 0) -> None:
        """Take note of what stands on screen unsent, in the presentation's tokens."""
        self.on_screen = self._hub.conductor.select(question_id, response, certainty)
        self.heard(active=True)

    async def answer(
        self,
        question_id: str,
        vote: int,
        response: "Response",
        *,
        certainty: int = 0,
        at: "Reading | None" = None,
    ) -> None:
        """Give an answer to the question and vote that were on screen, as of `at`.

        Returns once it is kept. Raises RefusedError where it can not count, StoreError where it
        could not be kept.
        """
        self.heard(active=True)
        at = at or self._hub.clock.read()
        await self._take_turn(question_id, vote, response, certainty)
        which: Vote = 1 if vote == 1 else 2
        conductor = self._hub.conductor
        try:
            await conductor.answer(
                self.seat, question_id, which, response, certainty=certainty, at=at
            )
        except (StoreError, RefusedError) as error:
            if isinstance(error, RefusedError) and not self._hub.trouble:
                raise
            message = _("Not kept: the computer of the class can not write now.")
            raise StoreError(message, _("Send it again later.")) from error

    async def _take_turn(self, *given: object) -> None:
        """Let who changes their answer again and again wait; the same once more costs nothing."""
        if given == self._given or not self.seat:
            return  # without a seat it is refused anyway
        self._given = given
        now = asyncio.get_running_loop().time()
        due = max(self._next_answer, now)
        self._next_answer = due + ANSWER_EVERY_S
        wait = due - now - ANSWERS_AT_ONCE * ANSWER_EVERY_S
        if wait > 0:
            await asyncio.sleep(wait)

    def objection(self, response: "Response") -> str:
        """Return what to ask back about a response to the question on screen, or ""."""
        question, stored = self._stored(response)
        return question.objection(stored, self._language) if question else ""

    def is_complete(self, response: "Response") -> bool:
        """Return whether a response to the question on screen could be sent as it is."""
        question, stored = self._stored(response)
        return bool(question and question.is_complete(stored, self._language))

    def _stored(self, response: "Response") -> "tuple[Question | None, Response]":
        live = self._hub.live
        question = question_now(live) if live else None
        if live is None or live.item is None or question is None:
            return None, ()
        return question, live.unmasked(live.item, response)

    @property
    def _language(self) -> str:
        live = self._hub.live
        return live.state.plan.language if live else "en"

    # Playing alone

    def student(self) -> "Seated":
        """Return what this student may do alone; raises RefusedError without a seat."""
        return self._hub.student_of(self)

    async def begin(self, opening: int) -> "Play":
        """Begin a quiz that is open for this student, or take it up where it was left.

        Raises RefusedError where it is not open, or was taken as often as it may be.
        """
        return await self._hub.alone.begin(self, opening)

    async def look_back(self, opening: int) -> "Play":
        """Return what this student handed in last in an opening, to be looked at.

        Raises RefusedError where there is nothing.
        """
        return await self._hub.alone.look_back(self, opening)

    async def practise_missed(self) -> "Play":
        """Begin a practice of what this student did not have right in the round."""
        return await self._hub.alone.practise_missed(self)

    async def resumable(self) -> "tuple[AttemptRecord, ...]":
        """Return the quizzes that this student left half done, newest first."""
        return await self._hub.alone.resumable(self)

    async def resume(self, attempt_id: str) -> "Play":
        """Take up a quiz that was left; raises RefusedError where it can not be."""
        return await self._hub.alone.resume(self, attempt_id)

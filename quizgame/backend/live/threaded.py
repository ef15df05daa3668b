"""A student's place for a conversation in a thread: every call is carried to the class's loop."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from quizgame.backend.live.place import Place, nothing
from quizgame.catalogue import _
from quizgame.errors import QuizgameError

if TYPE_CHECKING:
    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.settings import Link
    from quizgame.backend.live.views import StudentView
    from quizgame.backend.play import Play
    from quizgame.backend.seated import Seated
    from quizgame.backend.views import ArticleView, TimeView
    from quizgame.classroom.seat_acts import Decision
    from quizgame.model.attempt import AttemptRecord
    from quizgame.model.questions.base import Response

T = TypeVar("T")

_LOOK_S = 1.0
"""How often a thread that waits for the class looks whether there still is one."""


class ClassOverError(QuizgameError):
    """The class has ended: nothing can be asked of it any more."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("The class has ended."))


class ThreadedPlace:
    """What a student may do in a class, for one thread that is not the loop's.

    `wake` is put in place by the conversation, and called on the loop when `view`, `lost` or
    `decision` may be another. All methods raise `ClassOverError` once there is no class any more.
    """

    def __init__(self, hub: "Hub", link: "Link", peer: str = "") -> None:
        """Enter a class; on its loop. Use `entered` in another thread."""
        self.wake: Callable[[], None] = nothing
        self.lost: str | None = None
        """Why the seat was lost, None while it is not."""
        self._hub = hub
        self._loop = asyncio.get_running_loop()
        self._place: Place = hub.enter(link, peer)
        self._view = self._place.view()
        self._decisions: list[Decision] = []
        self._changes = threading.Condition()
        self._place.listen = self._changed
        self._place.closed = self._was_closed
        self._place.decided = self._was_decided

    # On the loop

    def _changed(self) -> None:
        self._view = self._place.view()
        self._tell()

    def _was_closed(self, message: str) -> None:
        self.lost = message
        self._tell()

    def _was_decided(self, decision: "Decision") -> None:
        self._decisions.append(decision)
        self._changed()

    def _tell(self) -> None:
        with self._changes:
            self._changes.notify_all()
        self.wake()

    # Carried to the loop

    def _do(self, act: Coroutine[Any, Any, T]) -> T:
        """Return what an act returns, with `view` as it is after it."""

        async def done() -> T:
            try:
                return await act
            finally:
                self._view = self._place.view()

        doing = done()
        try:
            future = asyncio.run_coroutine_threadsafe(doing, self._loop)
        except RuntimeError:
            doing.close()
            act.close()
            raise ClassOverError from None
        while True:
            try:
                return future.result(_LOOK_S)
            except TimeoutError:
                if future.done():
                    raise
                if not self._loop.is_running():
                    raise ClassOverError from None

    def _ask(self, question: Callable[[], T]) -> T:
        async def asked() -> T:
            return question()

        return self._do(asked())

    def _send(self, act: Callable[[], None]) -> None:
        try:
            self._loop.call_soon_threadsafe(act)
        except RuntimeError:
            raise ClassOverError from None

    # Coming in

    def knock(
        self,
        name: str,
        *,
        login: str = "",
        key: str = "",
        insists: bool = False,
        guest: bool = False,
    ) -> "Decision":
        """Ask for a seat; see `Place.knock`. Raises StoreError."""
        knocking = self._place.knock(name, login=login, key=key, insists=insists, guest=guest)
        return self._do(knocking)

    def give_word(self, word: str) -> "Decision":
        """Give the seat word that was asked for; "" is: that seat is not mine."""
        return self._do(self._place.give_word(word))

    def decision(self) -> "Decision | None":
        """Return what the teacher decided about who waits, once; None while they did not."""
        return self._decisions.pop(0) if self._decisions else None

    @property
    def has_decision(self) -> bool:
        """Whether `decision` has one."""
        return bool(self._decisions)

    def seated(self) -> bool:
        """Return whether there is a seat."""
        return bool(self._view.seat)

    def leave(self) -> None:
        """Take note that the connection ended."""
        with suppress(ClassOverError):
            self._send(self._place.leave)

    # Seeing

    def view(self) -> "StudentView":
        """Return what is to be seen: the same object while nothing changed."""
        return self._view

    def changed(self, view: "StudentView", timeout: float | None = None) -> "StudentView":
        """Wait until there is another view than `view`, or a seat is lost; return what there is."""
        with self._changes:
            self._changes.wait_for(lambda: self._view is not view or self.lost is not None, timeout)
        return self._view

    def now(self) -> float:
        """Return the seconds of the class's clock that never goes back."""
        return self._hub.clock.read().mono

    def time(self) -> "TimeView":
        """Return the time of what is on screen."""
        return self._ask(self._place.time)

    def painted(self) -> None:
        """Take note that the question in `view()` was written just now."""
        self._send(self._place.painted)

    def article(self, *, at_quotation: bool = False) -> "ArticleView | None":
        """Return the article, where it may be read now."""
        return self._ask(lambda: self._place.article(at_quotation=at_quotation))

    # Answering

    def heard(self) -> None:
        """Take note that the student did something."""
        self._send(lambda: self._place.heard(active=True))

    def selected(self, question_id: str, response: "Response", certainty: int = 0) -> None:
        """Take note of what would be sent if the time were over now."""
        self._send(lambda: self._place.selected(question_id, response, certainty))

    def answer(
        self, question_id: str, vote: int, response: "Response", *, certainty: int = 0
    ) -> None:
        """Give an answer; returns once it is kept. Raises RefusedError and StoreError."""
        self._do(self._place.answer(question_id, vote, response, certainty=certainty))

    def objection(self, response: "Response") -> str:
        """Return what to ask back about a response to the question in `view()`, or ""."""
        return self._ask(lambda: self._place.objection(response))

    # Playing alone

    def student(self) -> "Seated":
        """Return the acts of the student alone, which any thread may do. Raises RefusedError."""
        return self._ask(lambda: self._hub.student_of(self._place))

    def begin(self, opening: int) -> "Play":
        """Begin or take up a quiz that is open. Raises RefusedError and StoreError."""
        return self._do(self._place.begin(opening))

    def look_again(self) -> None:
        """Wait until `view()` counts all that was played alone. Raises RefusedError, StoreError."""
        self._do(self._hub.alone.look_again(self._place))

    def look_back(self, opening: int) -> "Play":
        """Return what was handed in last in an opening. Raises RefusedError and StoreError."""
        return self._do(self._place.look_back(opening))

    def practise_missed(self) -> "Play":
        """Begin a practice of what was not right in the round. Raises RefusedError."""
        return self._do(self._place.practise_missed())

    def resumable(self) -> "tuple[AttemptRecord, ...]":
        """Return the quizzes left half done, newest first."""
        return self._do(self._place.resumable())

    def resume(self, attempt_id: str) -> "Play":
        """Take up a quiz that was left. Raises RefusedError and StoreError."""
        return self._do(self._place.resume(attempt_id))


@contextmanager
def entered(
    loop: asyncio.AbstractEventLoop, hub: "Hub", link: "Link", peer: str = ""
) -> Iterator[ThreadedPlace]:
    """Give a place in the class that runs on `loop`, and leave it at the end.

    For the thread of a conversation. Raises ClassOverError where there is no class any more.
    """

    async def enter() -> ThreadedPlace:
        return ThreadedPlace(hub, link, peer)

    entering = enter()
    try:
        future = asyncio.run_coroutine_threadsafe(entering, loop)
    except RuntimeError:
        entering.close()
        raise ClassOverError from None
    place = future.result()
    try:
        yield place
    finally:
        place.wake = nothing
        place.leave()

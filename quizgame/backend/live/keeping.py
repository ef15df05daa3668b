"""What a class keeps, in order and by one thread: events of rounds, and seats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from quizgame.backend.live.writing import Writer

if TYPE_CHECKING:
    import asyncio

    from quizgame.engine.round_events import RoundStamped
    from quizgame.errors import QuizgameError, StoreError
    from quizgame.store.classes import ClassStore, SeatRecord

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Events:
    round_id: str
    events: "tuple[RoundStamped, ...]"


@dataclass(frozen=True, slots=True)
class _Seats:
    klass: str
    seats: "tuple[SeatRecord, ...]"


_Job = _Events | _Seats


class Keeper:
    """Keeps for a class; what was put at nearly the same time is one transaction of each kind.

    Events and seats are put on the loop's thread, and kept when the future is done.
    """

    def __init__(
        self,
        store: "ClassStore",
        failed: "Callable[[StoreError], None]",
        recovered: Callable[[], None],
    ) -> None:
        """Keep in `store`; tell `failed` when it can not be, and `recovered` when it can again."""
        self.store = store
        self.trouble = self.advice = ""
        """Why the last that was put could not be kept, and what to do; "" when it could."""
        self._failed, self._recovered = failed, recovered
        self._writer: Writer[_Job] = Writer(self._write, self._not_kept)

    def events(
        self, round_id: str, events: "Sequence[RoundStamped]", then: Callable[[], None]
    ) -> "asyncio.Future[None]":
        """Keep events of a round, then call `then`."""
        return self._writer.put(_Events(round_id, tuple(events)), self._well(then))

    def seats(
        self, klass: str, seats: "Sequence[SeatRecord]", then: Callable[[], None]
    ) -> "asyncio.Future[None]":
        """Keep seats, then call `then`."""
        return self._writer.put(_Seats(klass, tuple(seats)), self._well(then))

    async def settled(self) -> None:
        """Return when all that was put is kept; raises StoreError when it is not."""
        await self._writer.settled()

    async def run(self, act: Callable[[], T]) -> T:
        """Return what `act` does in the store's thread."""
        return await self._writer.run(act)

    async def close(self) -> None:
        """Keep what is left, and end."""
        await self._writer.close()

    def _well(self, then: Callable[[], None]) -> Callable[[], None]:
        def kept() -> None:
            was_in_trouble, self.trouble, self.advice = bool(self.trouble), "", ""
            then()
            if was_in_trouble:
                self._recovered()

        return kept

    def be_in_trouble(self, error: "QuizgameError") -> None:
        """Take note that something could not be kept."""
        self.trouble, self.advice = error.message, error.hint

    def _not_kept(self, error: "StoreError") -> None:
        self.be_in_trouble(error)
        self._failed(error)

    def _write(self, jobs: list[_Job]) -> None:
        seats: dict[str, dict[int, SeatRecord]] = {}
        events: dict[str, list[RoundStamped]] = {}
        for job in jobs:
            if isinstance(job, _Seats):
                seats.setdefault(job.klass, {}).update((one.number, one) for one in job.seats)
            else:
                events.setdefault(job.round_id, []).extend(job.events)
        # Seats first: they may be written twice, events may not.
        for klass, known in seats.items():
            self.store.keep_seats(klass, tuple(known.values()))
        for round_id, stamped in events.items():
            self.store.add_round_events(round_id, stamped)

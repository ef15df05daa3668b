"""What a class keeps, gathered for a moment and written by one thread, in order."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from quizgame.errors import QuizgameError, StoreError

GATHER_S = 0.01
"""Seconds that the first of some writes waits for others; at most 20 ms."""

T = TypeVar("T")
Job = TypeVar("Job")


@dataclass
class _Batch(Generic[Job]):
    """Writes that are made durable together, and who waits for it."""

    jobs: list[Job]
    done: asyncio.Future[None]
    then: list[Callable[[], None]] = field(default_factory=list)


class Writer(Generic[Job]):
    """Gathers jobs into batches, each written by one call of `write` in the writer's thread.

    When a batch can not be written it and all that was put meanwhile is given up: whoever waits
    gets the StoreError, after `failed` was told of it. All methods are for the loop's thread.
    """

    def __init__(
        self, write: Callable[[list[Job]], None], failed: Callable[[StoreError], None]
    ) -> None:
        """Keep how to write; the thread begins with the first job."""
        self._write, self._failed = write, failed
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="class-store")
        self._batch: _Batch[Job] | None = None
        self._task: asyncio.Task[None] | None = None
        self._in_flight: asyncio.Future[None] | None = None

    def put(self, job: Job, then: Callable[[], None]) -> "asyncio.Future[None]":
        """Write a job with the next batch, then call `then`; the future is done after that."""
        if self._batch is None:
            done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            done.add_done_callback(_looked_at)
            self._batch = _Batch([], done)
        self._batch.jobs.append(job)
        self._batch.then.append(then)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._work())
        return self._batch.done

    async def settled(self) -> None:
        """Return when all that was put so far is written; raises StoreError when it is not."""
        for future in (self._in_flight, self._batch.done if self._batch else None):
            if future is not None:
                await asyncio.shield(future)

    async def run(self, act: Callable[[], T]) -> T:
        """Return what `act` does in the writer's thread, after all that is being written."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)

    async def close(self) -> None:
        """Write what is left, and end the thread."""
        with suppress(StoreError):
            await self.settled()
        if self._task is not None:
            await self._task
        self._thread.shutdown()

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while self._batch is not None:
            if self._in_flight is None:
                await asyncio.sleep(GATHER_S)
            batch, self._batch = self._batch, None
            self._in_flight = batch.done
            try:
                await loop.run_in_executor(self._thread, self._write, batch.jobs)
            except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
                self._give_up(batch, error)
            else:
                for then in batch.then:
                    then()
                batch.done.set_result(None)
        self._in_flight = None

    def _give_up(self, batch: "_Batch[Job]", error: Exception) -> None:
        hint = error.hint if isinstance(error, QuizgameError) else ""
        told = error if isinstance(error, StoreError) else StoreError(str(error), hint)
        lost = [batch.done]
        if self._batch is not None:
            lost.append(self._batch.done)
            self._batch = None
        self._failed(told)
        for one in lost:
            one.set_exception(told)


def _looked_at(future: "asyncio.Future[None]") -> None:
    """Take note of a failure that nobody waited for: it was told by `failed`."""
    if not future.cancelled():
        future.exception()

"""Line mode over a channel: for screen readers, for `ssh -T`, and for terminals without a screen.

A conversation by lines waits for its person, so it has a thread. Bytes come from the server's loop
and are edited in that thread; text goes back to the loop.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from quizgame.line.channel import ChannelClosed, Interrupted
from quizgame.line.editor import LineEditor
from quizgame.ssh.limits import Bucket, Limits
from quizgame.ssh.outlet import Outlet
from quizgame.ssh.terminals import Terminal
from quizgame.ssh.wire import encoded

_INTERRUPT = b"\x03"
_MOST_WAITING = 16384
_STALLED = 60.0
_LOOK_AGAIN = 0.1
_PIECE, _LINE = 64, 200
"""Bytes that are taken in at once, and what a line costs: it is answered, perhaps kept."""


class ChannelLines:
    """Lines from and to a client: a `LiveIO` whose bytes come through `feed`."""

    is_terminal = True

    def __init__(self, outlet: Outlet, terminal: Terminal, limits: Limits) -> None:
        """Talk through `outlet`. Called in the loop's thread."""
        self.sees_typing = terminal.has_keys
        self._outlet = outlet
        self._encoding = terminal.encoding
        self._editor = LineEditor(terminal.encoding)
        self._loop = asyncio.get_running_loop()
        self._budget = Bucket(limits.input_rate, limits.input_burst, self._loop.time)
        self._arrived = threading.Condition()
        self._bytes: deque[bytes] = deque()
        self._waiting = 0
        self._is_ended = self._is_closed = self._is_woken = False
        self.typing: Callable[[str], None] = _ignore
        self._typed = ""
        self._may_write = threading.Event()
        self._may_write.set()

    # In the loop's thread.

    def feed(self, data: bytes) -> None:
        """Take in what arrived; too much of it holds the client back."""
        with self._arrived:
            self._bytes.append(data)
            self._waiting += len(data)
            self._arrived.notify()
            if self._waiting > _MOST_WAITING:
                self._outlet.pause()

    def end(self) -> None:
        """Nobody will type any more; what was typed still counts."""
        with self._arrived:
            self._is_ended = True
            self._arrived.notify()

    def close(self) -> None:
        """Nobody is there any more."""
        with self._arrived:
            self._is_ended = self._is_closed = True
            self._bytes.clear()
            self._arrived.notify()
        self._may_write.set()

    def _send(self, data: bytes) -> None:
        self._outlet.write(data)
        if self._outlet.is_full and not self._is_closed:
            self._loop.call_later(_LOOK_AGAIN, self._look)
        else:
            self._may_write.set()

    def _look(self) -> None:
        if self._outlet.is_drained or self._is_closed:
            self._may_write.set()
        else:
            self._loop.call_later(_LOOK_AGAIN, self._look)

    # In the thread of the conversation.

    def write(self, text: str) -> None:
        """Write text; waits while the client takes nothing, for a minute at most."""
        if not self._may_write.wait(_STALLED) or self._is_closed:
            raise ChannelClosed
        self._may_write.clear()
        if self.sees_typing:
            text = text.replace("\n", "\r\n")
        self._in_loop(self._send, encoded(text, self._encoding))

    def read_line(self, timeout: float | None = None) -> str | None:
        """Return the next line, or None after `timeout` seconds."""
        end = None if timeout is None else self._loop.time() + timeout
        while (line := self._editor.line()) is None:
            if self._editor.ended:
                raise ChannelClosed
            self._tell_typing()
            data = self._next(end)
            if data is None:
                return None
            data, interrupt, _later = data.partition(_INTERRUPT)
            echo = self._editor.feed(data)
            if self.sees_typing:
                self.write(echo)
            if interrupt:
                self._editor.clear()
                raise Interrupted
        self._budget.spend(_LINE)
        self._typed = ""
        return line

    def _tell_typing(self) -> None:
        begun = self._editor.begun
        if begun != self._typed:
            self._typed = begun
            self.typing(begun)

    def _next(self, end: float | None) -> bytes | None:
        with self._arrived:
            while not self._bytes or self._budget.left <= 0:
                if self._is_ended and not self._bytes:
                    raise ChannelClosed
                if self._is_woken and end is not None:
                    self._is_woken = False
                    return None
                left = None if end is None else end - self._loop.time()
                if left is not None and left <= 0:
                    return None
                if self._bytes:
                    pause = self._budget.wait()
                    left = pause if left is None else min(left, pause)
                self._arrived.wait(left)
            whole = self._bytes.popleft()
            data, rest = whole[:_PIECE], whole[_PIECE:]
            if rest:
                self._bytes.appendleft(rest)
            self._budget.spend(len(data))
            was_full = self._waiting > _MOST_WAITING
            self._waiting -= len(data)
            if was_full and self._waiting <= _MOST_WAITING:
                self._in_loop(self._outlet.resume)
            return data

    def wake(self) -> None:
        """Let a wait with a timeout end. From any thread."""
        with self._arrived:
            self._is_woken = True
            self._arrived.notify()

    def begun(self) -> str:
        """Return what is typed of a line."""
        return self._editor.begun

    def take(self) -> str:
        """Return what is typed of a line and forget it."""
        self._typed = ""
        return self._editor.clear()

    def discard(self) -> None:
        """Throw away what was typed ahead."""
        with self._arrived:
            self._bytes.clear()
            was_full = self._waiting > _MOST_WAITING
            self._waiting = 0
        self.take()
        if was_full:
            self._in_loop(self._outlet.resume)

    def _in_loop(self, act: Callable[..., None], *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(act, *arguments)
        except RuntimeError as error:  # the server is gone
            raise ChannelClosed from error


def _ignore(_begun: str) -> None:
    """Do nothing: nobody asks what is begun."""


async def talk(conversation: Callable[[], None]) -> None:
    """Carry out a conversation in a thread of its own; raises what ended it, but for hang-ups."""
    loop = asyncio.get_running_loop()
    over: asyncio.Future[None] = loop.create_future()

    def tell(error: BaseException | None) -> None:
        if over.done():
            return
        if error is None:
            over.set_result(None)
        else:
            over.set_exception(error)

    def run() -> None:
        failure: BaseException | None = None
        try:
            with suppress(ChannelClosed):
                conversation()
        except BaseException as error:  # noqa: BLE001 - it is told to who waits
            failure = error
        with suppress(RuntimeError):  # the server is gone
            loop.call_soon_threadsafe(tell, failure)

    threading.Thread(target=run, name="quizgame-lines", daemon=True).start()
    await over

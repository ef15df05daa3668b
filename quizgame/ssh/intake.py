"""What a client types, at a pace that leaves the others their share."""

import asyncio
import codecs
from collections.abc import Callable

from quizgame.ssh.limits import Bucket, Limits
from quizgame.ssh.outlet import Outlet

_ESCAPE = "\x1b"
_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_SLICE = 64
_KEY = 39
_DROPPED = 512
"""Characters of a paste that are dropped for the price of one that is taken."""


class Pastes:
    """Cuts long pastes, wherever the pieces in which they arrive begin and end."""

    def __init__(self, most: int) -> None:
        """Let `most` characters of each paste through."""
        self._most = most
        self._left: int | None = None
        self._tail = ""
        self._passed = 0

    def cut(self, text: str) -> str:
        """Return what of the text may pass. What may be half a mark waits for the next.

        But for its Escape outside of a paste, which passes: it may be a key.
        """
        text, before = self._tail + text, self._passed
        self._tail, self._passed = "", 0
        out: list[str] = []
        while text:
            mark = _BEGIN if self._left is None else _END
            body, found, text = text.partition(mark)
            if not found:
                held = next((n for n in range(len(mark) - 1, 0, -1) if body.endswith(mark[:n])), 0)
                body, self._tail = body[: len(body) - held], body[len(body) - held :]
            out += (self._kept(body), found)
            if found:
                self._left = self._most if mark == _BEGIN else None
        if self._tail and self._left is None:
            out.append(_ESCAPE)
            self._passed = 1
        return "".join(out)[before:]

    def _kept(self, body: str) -> str:
        if self._left is None:
            return body
        body = body.replace(_ESCAPE, "")[: self._left]
        self._left -= len(body)
        return body

    def rest(self) -> str:
        """Return what waits for more that did not come."""
        if self._left is not None:
            return ""
        rest = self._tail[self._passed :]
        self._tail, self._passed = "", 0
        return rest


class Intake:
    """Hands on what is typed in slices, until the budget is spent; then reading pauses."""

    def __init__(
        self,
        outlet: Outlet,
        limits: Limits,
        encoding: str,
        *,
        deliver: Callable[[str], int],
        settle: Callable[[], None],
        settle_after: float,
    ) -> None:
        """Hand text to `deliver`, which returns how many keys it held.

        `settle` is called `settle_after` seconds after the last text: an Escape that nothing
        followed was a key.
        """
        self._loop = asyncio.get_running_loop()
        self._outlet = outlet
        self._deliver, self._settle, self._settle_after = deliver, settle, settle_after
        self._decode = codecs.getincrementaldecoder(encoding)("replace").decode
        self._pastes = Pastes(limits.paste)
        self._bucket = Bucket(limits.input_rate, limits.input_burst, self._loop.time)
        self._held = ""
        self._timer: asyncio.TimerHandle | None = None
        self._is_paused = False
        self._is_closed = False

    def feed(self, data: bytes) -> None:
        """Take in what arrived."""
        if self._is_closed:
            return
        text = self._decode(data)
        kept = self._pastes.cut(text)
        self._bucket.spend(max(0, len(text) - len(kept)) / _DROPPED)
        self._held += kept
        self._work()

    def close(self) -> None:
        """Hand on nothing more."""
        self._is_closed = True
        self._held = ""
        self._cancel()

    def _work(self) -> None:
        self._cancel()
        while self._held and self._bucket.left > 0 and not self._is_closed:
            end = _cut(self._held)
            piece, self._held = self._held[:end], self._held[end:]
            self._bucket.spend(len(piece) + _KEY * self._deliver(piece))
        if self._is_closed:
            return
        if self._held:
            if not self._is_paused:
                self._is_paused = True
                self._outlet.pause()
            self._timer = self._loop.call_later(self._bucket.wait() + 0.02, self._work)
            return
        self._timer = self._loop.call_later(self._settle_after, self._quiet)
        if self._is_paused:
            self._is_paused = False
            self._outlet.resume()

    def _quiet(self) -> None:
        self._timer = None
        rest = self._pastes.rest()
        if rest:
            self._deliver(rest)
        self._settle()

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _cut(text: str) -> int:
    """Return where a slice ends: not within what may be an escape sequence."""
    if len(text) <= _SLICE:
        return len(text)
    last = text.rfind(_ESCAPE, 1, _SLICE)
    return last if last > 0 else _SLICE

"""The computer's clocks, read together."""

import secrets
import time

from quizgame.engine.events import Reading


class SystemClock:
    """Reads the wall clock and the monotonic clock of this process."""

    def __init__(self) -> None:
        """Name this run, so that monotonic readings of other processes are not compared."""
        self._run = secrets.token_hex(6)

    def read(self) -> Reading:
        """Return both clocks now."""
        return Reading(time.time(), time.monotonic(), self._run)

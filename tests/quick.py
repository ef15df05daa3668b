"""Apps in tests: idle is known at once instead of guessed, and a style sheet is parsed once."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual.css.stylesheet import Stylesheet

from quizgame.ssh.apps import _shared_rules

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_GRAIN_S = 0.02
_STEP_S = 0.002
_RESTING_S = 0.001
_QUIET_TURNS = 3


@contextmanager
def quick() -> Iterator[None]:
    """Let every pilot go on as soon as its app has nothing left to do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual.app, "wait_for_idle", idle)
        patch.setattr(textual.pilot, "wait_for_idle", idle)
        patch.setattr(Stylesheet, "_parse_rules", _shared_rules)
        yield


async def idle(_min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until the loop has nothing to run, the screen is painted and no worker is at work.

    Textual sleeps 20 ms, twice for each key, and takes for idle whatever used no CPU meanwhile.
    This looks at the loop itself. A worker that waits for the test is given 20 ms, as there.
    """
    loop: Any = asyncio.get_running_loop()
    end = time.monotonic() + max_sleep
    quiet = 0
    while quiet < _QUIET_TURNS:
        await asyncio.sleep(0)
        if time.monotonic() > end:
            return
        quiet = 0 if loop._ready or _paint() else quiet + 1
        if quiet == _QUIET_TURNS and _at_work(loop) and await _step_is_busy(loop, end):
            quiet = 0


def _paint() -> bool:
    """Do what waits for the next sixtieth of a second, and return whether there was any."""
    app: Any = active_app.get()
    if app._resize_timer is not None:
        app._check_resize()
        return True
    waiting = [
        one for one in app.screen_stack if one.is_running and one._update_timer._active.is_set()
    ]
    for screen in waiting:
        screen._on_timer_update()
    return bool(waiting)


def _at_work(loop: Any) -> bool:
    """Whether a thread of the loop's is at work."""
    threads: ThreadPoolExecutor | None = loop._default_executor
    return threads is not None and threads._idle_semaphore._value < len(threads._threads)


async def _step_is_busy(loop: Any, end: float) -> bool:
    """Let threads work for a while, and return whether anything came of it."""
    used, until = time.process_time(), min(end, time.monotonic() + _GRAIN_S)
    while time.monotonic() < until:
        await asyncio.sleep(_STEP_S)
        if loop._ready or not _at_work(loop):
            return True
    return time.process_time() - used > _RESTING_S

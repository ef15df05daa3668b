"""Many Textual apps in one process: safe beside each other, cheap, and gone when they are done."""

import asyncio
import contextvars
import gc
import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from typing import Any

import textual.app
import textual.constants
from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.style import Style

from quizgame.ssh.arrival import Arrival, FrontEnds
from quizgame.ssh.driver import ChannelDriver, check_textual
from quizgame.ssh.limits import Limits
from quizgame.ssh.outlet import Outlet
from quizgame.ssh.terminals import NO_COLOUR
from quizgame.ssh.wire import Wire
from quizgame.tui.draw.likeness import write_likenesses

_START_PATIENCE = 20.0
_END_PATIENCE = 10.0
_NAP, _BUSY = 0.05, 0.02
_AFTER_FAULT = 5.0
_MUCH = 20
_COLLECTED = 10_000, 20, 100
"""How seldom the collector looks through everything by itself: `_sweep` has it look in time."""
_MOST_SHEETS, _MOST_GROUNDS = 4000, 1024

Key = tuple[object, ...]
_parse = Stylesheet._parse_rules  # noqa: SLF001 - checked at start
_sheets: dict[Key, list[RuleSet]] = {}
_variable_sets: dict[frozenset[tuple[str, str]], int] = {}


def prepare() -> None:
    """Make this process fit for many apps. Doing it again changes nothing.

    Raises QuizgameError when Textual is not inside as it was when this was written.
    """
    check_textual()
    # Apps that end in another order than they began would leave stdout to one that is gone.
    textual.app.redirect_stdout = textual.app.redirect_stderr = _not_redirected  # type: ignore[attr-defined, assignment]
    # Rich keeps what a style looked like first: see colours.py.
    textual.constants.COLOR_SYSTEM = "truecolor"  # type: ignore[misc]
    Stylesheet._parse_rules = _shared_rules  # type: ignore[method-assign] # noqa: SLF001 - checked at start
    # Textual remembers for whom it mixed colours, and so the lines of widgets that are long gone.
    StylesCache.get_inner_outer = _grounds_of  # type: ignore[assignment, method-assign]
    write_likenesses()


@contextmanager
def _not_redirected(_target: object) -> Iterator[None]:
    yield


@lru_cache(_MOST_GROUNDS)
def _grounds(base: Color, over: Color) -> tuple[Style, Style]:
    return Style(background=base + over), Style(background=base)


def _grounds_of(_self: StylesCache, base: Color, over: Color) -> tuple[Style, Style]:
    """Return the styles of the inner and outer background of a widget."""
    return _grounds(base, over)


def _shared_rules(  # noqa: PLR0917 - Textual's own signature
    self: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,  # noqa: FBT001, FBT002 - as above
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """Parse a style sheet once for all apps that have the same variables."""
    key = (css, read_from, is_default_rules, tie_breaker, scope, _variables_of(self))
    found = _sheets.get(key)
    if found is None:
        if len(_sheets) >= _MOST_SHEETS:
            _sheets.clear()
        found = _parse(self, css, read_from, is_default_rules, tie_breaker, scope)
        _sheets[key] = found
    return found


def _variables_of(sheet: Stylesheet) -> int:
    """Return a number for the variables of a sheet; the same ones have the same number."""
    variables = sheet._variables  # noqa: SLF001 - as `_parse_rules`
    known, number = getattr(sheet, "quizgame_variables", (None, 0))
    if known is not variables:
        number = _variable_sets.setdefault(frozenset(variables.items()), len(_variable_sets))
        sheet.quizgame_variables = (variables, number)  # type: ignore[attr-defined]
    return number


class RunningApp:
    """An app that runs in a task with a context of its own, for one client or for none yet."""

    def __init__(self, app: App[Any]) -> None:
        """Start the app."""
        self.app = app
        self.ready = asyncio.Event()
        self.driver: ChannelDriver | None = None
        self.wire = Wire()
        app.driver_class = self._drive  # type: ignore[assignment]
        # What an app was working with must not be printed, least of all on the server.
        app._print_error_renderables = _print_nothing  # type: ignore[method-assign] # noqa: SLF001 - checked at start
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to run."""
        self.task = asyncio.get_running_loop().create_task(
            self._run(), context=contextvars.Context()
        )

    @property
    def is_over(self) -> bool:
        """Whether the app runs no more."""
        return self.task is not None and self.task.done()

    @property
    def has_failed(self) -> bool:
        """Whether the app ended by a fault of its own."""
        return self.is_over and (self.failure is not None or bool(self.app.return_code))

    @property
    def failure(self) -> BaseException | None:
        """What ended the app, where that was a fault."""
        fault: BaseException | None = self.app._exception  # noqa: SLF001 - None before and after
        if fault is None and self.task is not None and self.is_over and not self.task.cancelled():
            fault = self.task.exception()
        return fault

    def attach(self, outlet: Outlet, arrival: Arrival) -> None:
        """Show the app to a client."""
        terminal = arrival.terminal
        if (terminal.colours == NO_COLOUR) != self.app.no_color:
            self.app.no_color = terminal.colours == NO_COLOUR
            if self.task is not None:
                self.app.call_later(partial(self.app.refresh_css, animate=False))
        self.wire.attach(outlet, terminal)

    def take(self, text: str) -> int:
        """Hand on what was typed; before the app can take it, it is lost."""
        return self.driver.take(text) if self.driver is not None else 0

    def settle(self) -> None:
        """Hand on what waited for more to be typed."""
        if self.driver is not None:
            self.driver.settle()

    def resize(self, columns: int, rows: int) -> None:
        """Give the app another size."""
        self.wire.size = (columns, rows)
        if self.driver is not None:
            self.driver.resize(columns, rows)

    def stop(self) -> None:
        """End the app, whatever it is doing, also when it has hardly begun."""
        self.wire.detach()
        if self.task is not None:
            self.task.cancel()

    def _drive(self, app: App[Any], **options: Any) -> ChannelDriver:
        self.driver = ChannelDriver(app, wire=self.wire, **options)
        app.call_later(self._begun)
        return self.driver

    def _begun(self) -> None:
        """Wait for the first screen, which is on its way when the app itself has begun."""
        self.app.screen.call_later(self.ready.set)

    async def _run(self) -> None:
        try:
            await self.app.run_async()
        finally:
            self.ready.set()
            if self.driver is not None:
                self.driver.close()
            self.driver = None
            self.wire.appear = self.wire.repaint = _print_nothing


def _print_nothing() -> None:
    """Do nothing."""


class Apps:
    """Makes and starts apps, a few at a time, some ahead of need."""

    def __init__(self, fronts: FrontEnds, limits: Limits) -> None:
        """Start none yet."""
        prepare()
        self._fronts, self._limits = fronts, limits
        self._starting = asyncio.Semaphore(limits.starts)
        self._ahead: deque[RunningApp] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._taken = asyncio.Event()
        self._most_taken = self._turnover = 0
        self._filling: asyncio.Task[None] | None = None

    @property
    def count(self) -> int:
        """How many apps run, those ahead of need included."""
        return len(self._tasks)

    @property
    def ahead(self) -> int:
        """How many apps wait for somebody."""
        return len(self._ahead)

    @property
    def is_filled(self) -> bool:
        """Whether as many apps wait as are meant to."""
        return not self._limits.ahead or len(self._ahead) >= self._wanted()

    def fill(self) -> None:
        """Begin to start apps ahead of need, whenever there is nothing better to do."""
        if self._limits.ahead and self._filling is None:
            gc.set_threshold(*_COLLECTED)
            self._filling = asyncio.get_running_loop().create_task(
                self._fill(), context=contextvars.Context()
            )

    async def take(self, outlet: Outlet, arrival: Arrival) -> RunningApp:
        """Return an app that this person sees: one that waits, or a new one."""
        while self._ahead and self._fronts.is_usual(arrival):
            waiting = self._ahead.popleft()
            self._taken.set()
            if not waiting.is_over:
                waiting.app.call_later(partial(self._fronts.welcome, waiting.app, arrival))
                waiting.attach(outlet, arrival)
                return waiting
        async with self._starting:
            running = RunningApp(self._made(arrival))
            running.attach(outlet, arrival)
            self._start(running)
            try:
                await self._until_ready(running)
            except BaseException:
                running.stop()
                raise
        return running

    async def close(self) -> None:
        """End all apps."""
        if self._filling is not None:
            self._filling.cancel()
            with suppress(asyncio.CancelledError):
                await self._filling
        self._ahead.clear()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_END_PATIENCE)

    def _made(self, arrival: Arrival | None) -> App[Any]:
        """Make an app that does not take this process's wishes for those of its person."""
        wish = os.environ.pop("NO_COLOR", None)
        try:
            return self._fronts.make(arrival)
        finally:
            if wish is not None:
                os.environ["NO_COLOR"] = wish

    def _start(self, running: RunningApp) -> None:
        running.start()
        self._turnover += 1
        if running.task is not None:
            self._tasks.add(running.task)
            running.task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._turnover += 1
        self._taken.set()

    async def _until_ready(self, running: RunningApp) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_START_PATIENCE):
                await running.ready.wait()

    async def _fill(self) -> None:
        while True:
            self._taken.clear()
            while not self.is_filled:
                await self._idle()
                try:
                    await self._start_ahead()
                except Exception:  # noqa: BLE001 - whoever comes will meet it again, and be told
                    await asyncio.sleep(_AFTER_FAULT)
            await self._idle()
            self._sweep()
            await self._taken.wait()

    def _sweep(self) -> None:
        """Let the collector of garbage look no more at what is there now.

        Looking through the apps of a class takes it a second and more, in which nobody is answered,
        and it would do so in the midst of a question. So it does while little happens, and only
        when so many have come and gone that it is worth it.
        """
        if self._turnover >= max(_MUCH, (self.count - self.ahead) // 2):
            self._turnover = 0
            gc.unfreeze()
            gc.collect()
        else:
            gc.collect(1)
        gc.freeze()

    def _wanted(self) -> int:
        """Return how many apps should wait for somebody."""
        taken = self.count - len(self._ahead)
        self._most_taken = max(self._most_taken, taken)
        return max(self._limits.ahead, round(self._most_taken * self._limits.share_ahead))

    async def _start_ahead(self) -> None:
        async with self._starting:
            running = RunningApp(self._made(None))
            self._start(running)
            await self._until_ready(running)
        if running.is_over:
            raise RuntimeError("an app ended before anybody came")
        self._ahead.append(running)

    async def _idle(self) -> None:
        """Wait for a moment in which the loop has little to do."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _NAP
            await asyncio.sleep(_NAP)
            if loop.time() - due < _BUSY and not self._starting.locked():
                return

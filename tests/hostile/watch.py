"""The app on a terminal that is watched: every screen is read from what was sent to it."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.widgets import Input

from quizgame.tui.app import QuizApp
from quizgame.tui.page import Page
from quizgame.tui.widgets import Sheet
from tests.hostile.stream import Emulator, faults

RULE = "─"
_CHARACTERS = {"question_mark": "?", "enter": None, "escape": None, "down": None, "tab": None}
_TURNS = 3
_TRIES, _LOOKS = 400, 20


class Wire(HeadlessDriver):
    """A driver that keeps what would be written to a terminal."""

    def __init__(self, app: QuizApp, **options: object) -> None:
        """Start with nothing written."""
        super().__init__(app, **options)  # type: ignore[arg-type] # what the app passes on
        self.sent: list[str] = []

    @property
    def is_headless(self) -> bool:
        """The app shall write as it does to a terminal."""
        return False

    def write(self, data: str) -> None:
        """Keep it."""
        self.sent.append(data)


class Watch:
    """Presses keys and looks at what came of it."""

    def __init__(self, app: QuizApp, pilot: Pilot[object], size: tuple[int, int]) -> None:
        """Watch an app that runs on a `Wire`."""
        self.app = app
        self.pilot = pilot
        self.size = size
        self.seen: list[str] = []
        self.screens: set[str] = set()
        self.clicks = 0
        self._emulator = Emulator(*size)

    @property
    def text(self) -> str:
        """All that was ever seen."""
        return "\n".join(self.seen)

    @property
    def name(self) -> str:
        """The name of the screen on top."""
        return type(self.app.screen).__name__

    async def press(self, *keys: str) -> None:
        """Press keys and look."""
        for key in keys:
            self._driver.send_message(events.Key(key, _CHARACTERS.get(key, key[0])))
            await self._settle()
        await self.look()

    async def paste(self, text: str) -> None:
        """Paste into the field on screen and look; the field is emptied first."""
        field = self.app.screen.query_exactly_one(Input)
        field.value = ""
        self.app.post_message(events.Paste(text))
        await self.look()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait for work in threads to be done, and look."""
        for _try in range(_TRIES):
            await self.look()
            if holds():
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"it never came; {self.name} shows\n{self.seen[-1]}")

    async def at(self, name: str) -> None:
        """Wait for a screen."""
        await self.until(lambda: self.name == name)

    async def _settle(self) -> None:
        """Wait for all messages, and those that they led to, to be dealt with; then paint."""
        for _turn in range(_TURNS):
            await self.pilot._wait_for_screen()
            await asyncio.sleep(0)
        await self.pilot.pause(0)

    @property
    def _driver(self) -> Wire:
        driver = self.app._driver
        assert isinstance(driver, Wire)
        return driver

    def _lines(self) -> list[str]:
        return self._emulator.lines

    async def look(self) -> str:
        """Read the screen, and fail where it is not what the app drew, or its frame is broken."""
        lines: list[str] = []
        drawn: list[str] = [""]
        for _try in range(_LOOKS):
            await self._settle()
            output, self._driver.sent = "".join(self._driver.sent), []
            found = faults(output, line_ends="\n\r")
            assert not found, f"{self.name}: {found}"
            self._emulator.feed(output.replace("\n", "\r\n"))
            lines, drawn = self._emulator.lines, self._drawn()
            if lines == drawn:
                break
            await asyncio.sleep(0.01)  # something changed that is not painted yet
        else:
            both = itertools.zip_longest(lines, drawn)
            differing = "\n".join(f"{a!r}\n{b!r}" for a, b in both if a != b)
            raise AssertionError(f"{self.name}\n{differing}")
        height = self.size[1]
        if isinstance(self.app.screen, Page):
            rules = lines[2], lines[height - 2]
            is_framed = rules[0] == rules[1] and set(rules[0].strip()) == {RULE}
            assert is_framed, f"{self.name}\n" + "\n".join(lines)
        self.screens.add(self.name)
        self.seen.append("\n".join(lines))
        return self.seen[-1]

    def _drawn(self) -> list[str]:
        """Return the lines of the screen as the app has composed them."""
        update = self.app.screen._compositor.render_full_update()
        return ["".join(one.text for one in strips) for strips in update.strips]

    async def read_on(self) -> None:
        """Look at all that the sheet on screen holds, from its top to its end, and go back up."""
        sheet = self._sheet()
        sheet.scroll_lines(-sheet.top)
        await self.look()
        while sheet.scroll_lines(sheet.size.height):
            await self.look()
        sheet.scroll_lines(-sheet.top)

    def _sheet(self) -> Sheet:
        sheet: Sheet = self.app.screen.sheet  # type: ignore[attr-defined] # a page has one
        return sheet

    async def click_on(self, text: str) -> None:
        """Click in the middle of the first place where `text` is seen, if there is one."""
        for y, line in enumerate(self._lines()):
            x = line.find(text)
            if x >= 0:
                await self.pilot.click(offset=(x + len(text) // 2, y))
                await self.look()
                self.clicks += 1
                return


async def watched(
    app: QuizApp, size: tuple[int, int], act: Callable[[Watch], Awaitable[None]]
) -> Watch:
    """Run the app on a wire, let `act` use it, and return what was watched."""
    app.driver_class = Wire
    watches: list[Watch] = []

    async def pilot(pilot: Pilot[object]) -> None:
        watch = Watch(app, pilot, size)
        watches.append(watch)
        await act(watch)
        app.exit()

    await app.run_async(headless=False, size=size, auto_pilot=pilot)
    return watches[0]

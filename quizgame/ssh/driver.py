"""Textual's driver for a terminal at the far end of an SSH channel.

No thread, no questions to the terminal, no keyboard protocol of its own.
"""

import inspect
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TextIO

import textual
from textual import events
from textual._parser import Parser
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App, ScreenStackError
from textual.constants import ESCAPE_DELAY
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.ssh.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTLE_AFTER = ESCAPE_DELAY + 0.02
"""Seconds after which an Escape that nothing followed is a key."""

_POINTER_SHAPE = "\x1b]22;"
_LEANED_ON: "Mapping[Any, Mapping[str, tuple[str, ...]]]" = {
    textual.app: {"redirect_stdout": (), "redirect_stderr": ()},
    textual.constants: {"COLOR_SYSTEM": (), "ESCAPE_DELAY": ()},
    App: {
        "_print_error_renderables": ("self",),
        "_build_driver": ("self", "headless", "inline", "mouse", "size"),
        "_display": ("self", "screen", "renderable"),
    },
    Driver: {"__init__": ("self", "app", "debug", "mouse", "size")},
    Parser: {"feed": ("self", "data"), "tick": ("self",)},
    XTermParser: {"__init__": ("self", "debug")},
    StylesCache: {"get_inner_outer": ()},
    Stylesheet: {
        "_parse_rules": ("self", "css", "read_from", "is_default_rules", "tie_breaker", "scope"),
        "set_variables": ("self", "variables"),
    },
}


def check_textual() -> None:
    """Raise QuizgameError when Textual is not inside as the server needs it."""
    for owner, names in _LEANED_ON.items():
        for name, parameters in names.items():
            found = getattr(owner, name, None)
            if found is None or (
                parameters and tuple(inspect.signature(found).parameters) != parameters
            ):
                raise QuizgameError(
                    _("{package} {version} lacks what the server needs: {name}.").format(
                        package="Textual",
                        version=textual.__version__,
                        name=f"{owner.__name__}.{name}",
                    ),
                    _("Install the version that the file constraints.txt names."),
                )


class ChannelDriver(Driver):
    """Draws an app for a client that may come later, and hands it the client's keys."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
        wire: Wire,
    ) -> None:
        """Draw to `wire`, whose size counts. Textual makes drivers when an app begins to run."""
        del size
        super().__init__(app, debug=debug, mouse=mouse, size=wire.size)
        self._wire = wire
        self._frame: list[str] = []
        self._is_running = False
        self._parser = XTermParser()
        wire.appear, wire.repaint = self._appear, self._repaint_soon

    @property
    def is_headless(self) -> bool:
        """Whether drawing would be for nobody, so that Textual saves itself the work."""
        return self._wire.is_blind

    def write(self, data: str) -> None:
        """Gather a piece of a frame."""
        if not data.startswith(_POINTER_SHAPE):
            self._frame.append(data)

    def flush(self) -> None:
        """Send the frame that was gathered: each packet costs another."""
        frame = "".join(self._frame)
        self._frame.clear()
        if frame:
            self._wire.frame(frame)

    def start_application_mode(self) -> None:
        """Tell the app its size, and take the screen where there is one."""
        self._is_running = True
        self._resized()
        self._wire.enter()

    def stop_application_mode(self) -> None:
        """Give the screen back."""
        self._is_running = False
        self._frame.clear()
        self._wire.leave()

    def disable_input(self) -> None:
        """Take no more keys."""
        self._is_running = False

    def close(self) -> None:
        """End the parser: a cache of Textual's keeps it, and it keeps its last event's app."""
        with suppress(Exception):
            list(self._parser.feed(""))

    def _appear(self) -> None:
        """Show what there is to a client that has just come."""
        self._frame.clear()
        if self._is_running:
            self._wire.enter()
            self.resize(*self._wire.size)
            self._repaint_soon()

    def _repaint_soon(self) -> None:
        self._app.call_later(self._repaint)

    def _repaint(self) -> None:
        with suppress(ScreenStackError):
            self._app.screen.refresh()

    def resize(self, columns: int, rows: int) -> None:
        """Give the app another size, which was clamped before."""
        if self._size != (columns, rows):
            self._size = (columns, rows)
            if self._is_running:
                self._resized()

    def _resized(self) -> None:
        size = Size(*(self._size or self._wire.size))
        self._app.post_message(events.Resize(size, size))

    def take(self, text: str) -> int:
        """Hand on keys, clicks and pastes; return how many there were.

        Whatever else a terminal may report, such as a size within the stream, was not asked for.
        Raises whatever the parser raises, after which this driver takes nothing any more.
        """
        return self._hand_on(list(self._parser.feed(text))) if text else 0

    def settle(self) -> None:
        """Take an Escape that nothing followed for a key."""
        self._hand_on(list(self._parser.tick()))

    def _hand_on(self, found: list[Message]) -> int:
        for event in found:
            if self._is_running and isinstance(
                event, (events.Key, events.Paste, events.MouseEvent)
            ):
                self.process_message(event)
        return len(found)

    def send_message(self, message: Message) -> None:
        """Post to the app, whose loop this is."""
        self._app.post_message(message)

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Open nothing: it would be on the server."""

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Save nothing: it would be on the server."""

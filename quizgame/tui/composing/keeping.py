"""Keeping a question that is being written: what is done in its form is on the desk at once."""

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from textual import events, on

from quizgame.catalogue import _
from quizgame.tui.composing.board import ComposingBoard
from quizgame.tui.forms.acts import Fields, Keys, is_same
from quizgame.tui.forms.base import Line

if TYPE_CHECKING:
    from textual.timer import Timer

    from quizgame.backend.desk import Desk


class Keeping(ComposingBoard):
    """A question's form that hands each change to the desk, and takes it back from there."""

    def __init__(self, desk: "Desk", index: int) -> None:
        """Keep which question it is; nothing is read yet."""
        super().__init__(desk, index)
        # `origin` is the question as it was found; what is done under one `label` is one step.
        self.origin: Fields = {}
        self.label = ""
        self.pause: Timer | None = None
        self._kept: Fields = {}
        self._last_label = ""
        self._past: list[str] = []
        self._undone = 0

    @on(events.Mount)
    async def prepare(self) -> None:
        """Read the question."""
        _ok, view = await self.act(self.desk.view)
        if view is not None:
            self.count, self.locked = len(view.rows), view.locked
        await self._read()
        self.origin = deepcopy(self.fields)
        kind = self.fields.get("type")
        if kind in self.desk.types:
            _ok, blank = await self.act(self.desk.blank, kind)
            self.starters = frozenset(_texts({**(blank or {}), "id": "", "type": "", "status": ""}))
        await self.look()
        self.redraw()

    async def _read(self) -> None:
        ok, fields = await self.act(self.desk.fields, self.index)
        if ok and fields is not None:
            self.fields, self._kept = fields, deepcopy(fields)

    async def look(self) -> None:
        """Find out what is wrong with the question as it is typed, and what players would see."""
        ok, problems = await self.act(self.desk.problems, self.fields, self.index)
        self.problems = problems or () if ok else ()
        ok, preview = await self.act(self.desk.preview, self.fields)
        self.preview = preview if ok else None

    async def keep(self) -> bool:
        """Hand the question to the desk, if it is another than it has; returns whether it took it.

        What the desk does not take is given up, but not while it is still being written.
        """
        if self.pause is not None:
            self.pause.stop()
            self.pause = None
        if is_same(self.fields, self._kept):
            return True
        ok, _none = await self.act(self.desk.change, self.index, self.fields, self.label)
        if ok:
            if not self.label or self.label != self._last_label:
                self._past.append(self.menu.cursor)
            self._kept, self._last_label, self._undone = deepcopy(self.fields), self.label, 0
        elif self.edited is None:
            await self.give_up()
        return ok

    async def give_up(self) -> None:
        """Show the question as the desk has it."""
        await self._read()
        await self.look()
        self.redraw()

    async def change(self, fields: Fields | None, keys: Keys = ()) -> bool:
        """Take over changed fields, and go to the line at `keys`; returns whether there are any."""
        if self.locked:
            self.say(self.locked, "warning")
        if fields is None or self.locked:
            return False
        self.fields, self.label = fields, ""
        await self.keep()
        await self.look()
        self.redraw()
        self.go_to(keys)
        return True

    def go_to(self, keys: Keys) -> None:
        """Put the cursor on the first line of what is at `keys`."""
        size = len(keys)
        lines = (line for line in self.lines if size and line.keys[:size] == keys)
        found = next((line for line in lines if line.kind != "heading"), None)
        if found is not None:
            self.menu.point(found.target)
            self.chosen()

    def chosen(self) -> None:
        """Tell of the line that is chosen now, and show its keys."""
        self.draw_telling()
        self.show_keys()

    def on_listing_moved(self) -> None:
        """Tell of the line that is chosen now."""
        if self.is_here:
            self.chosen()

    @property
    def may_undo(self) -> bool:
        """Whether something was done here that can be taken back."""
        return bool(self._past)

    # Back and forth

    async def undo(self, _line: Line) -> None:
        """Take back what was done last in this form."""
        if not self._past:
            self.say(_("Nothing was changed here."))
            return
        done, _what = await self.act(self.desk.undo)
        if done:
            self._undone += 1
            await self._show_anew(self._past.pop())
            self.say(_("Taken back. U does it again."))

    async def redo(self, _line: Line) -> None:
        """Do again what was taken back."""
        if not self._undone:
            self.say(_("Nothing was taken back here."))
            return
        done, _what = await self.act(self.desk.redo)
        if done:
            self._undone -= 1
            self._past.append(self.menu.cursor)
            await self._show_anew(self.menu.cursor)
            self.say(_("Done again."))

    async def _show_anew(self, target: str) -> None:
        self._last_label = ""
        await self.give_up()
        if self.line_of(target):
            self.menu.point(target)
        self.chosen()


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts within a value."""
    if isinstance(value, dict):
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from _texts(one)
    if isinstance(value, str) and value:
        yield value

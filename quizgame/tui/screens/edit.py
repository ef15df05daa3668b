"""Editing a bank: the list of its questions, and every act on them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on

from quizgame.catalogue import _
from quizgame.tui.editing import rows as listing
from quizgame.tui.editing.filing import Filing
from quizgame.tui.editing.sieve import ALL, Sieve, kind_name, next_kind
from quizgame.tui.page import ENTER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from quizgame.backend.desk import Desk


class EditScreen(Filing):
    """One bank being edited."""

    CSS_PATH = "edit.tcss"

    def __init__(self, desk: "Desk", alone: bool = False) -> None:  # noqa: FBT001, FBT002 - a route
        """Keep the desk; `alone` says that leaving this leaves the program."""
        super().__init__(desk, alone=alone)
        self._before: tuple[str, object] | None = None

    async def press(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for."""
        if self.view is None:
            return False
        if key == "escape" and not self.sieve.is_open:
            await self.sift(Sieve())
            self.say("")
            return True
        deeds: dict[str, Callable[[], Awaitable[None]]] = {
            ENTER: self._enter,
            "n": self._new,
            "d": self._duplicate,
            "x": self._delete,
            "<": self._earlier,
            ">": self._later,
            "u": self._undo,
            "U": self._redo,
            "/": self._find,
            "f": self._filter,
            "g": self._glossary,
            "o": self.open_outside,
            "s": self.save,
            "c": self._review,
            "R": self._reports,
        }
        names = {"less_than_sign": "<", "greater_than_sign": ">", "slash": "/", "upper_u": "U"}
        deed = deeds.get(character or "") or deeds.get(names.get(key, key))
        if deed is None:
            return False
        await deed()
        return True

    # Opening

    async def _enter(self) -> None:
        if self.menu.cursor == listing.HEAD and self.view is not None:
            title = self.view.title
            self.house.open_detail(title, _("Problems outside the questions"), self.head_problems)
        elif self.menu.cursor == listing.CONVERT:
            await self._convert()
        elif self.index is not None:
            self._write(self.index)

    def _write(self, index: int) -> None:
        self._leave_for()
        self.house.open_compose(self.desk, index)

    @property
    def is_away(self) -> bool:
        """Whether another screen works on the desk, and it was not looked at since."""
        return self._before is not None

    def _leave_for(self) -> None:
        """Remember what there was before another screen works on the desk."""
        undo = self.view.undo if self.view else ""
        self._before = (undo, self._looked.fields if self._looked else None)

    @on(events.ScreenResume)
    async def go_on(self) -> None:
        """Show what was done on another screen, and meanwhile by another program."""
        if self._before is not None and self.takes_keys:
            await self._show_done(*self._before)
        if self._must_look:
            await self.look_at_file()

    async def _show_done(self, undo: str, fields: object) -> None:
        self._before = None
        await self.read_after()
        view, looked = self.view, self._looked
        if view is None or not view.undo:
            return
        if view.undo != undo or (looked is not None and looked.fields != fields):
            self.say(_("Done: {act}. u takes it back.").format(act=view.undo))

    async def _glossary(self) -> None:
        self._leave_for()
        self.house.open_glossary(self.desk)

    async def _review(self) -> None:
        self._leave_for()
        self.house.open_drafts(self.desk)

    async def _reports(self) -> None:
        self._leave_for()
        self.house.open_reports(self.desk)

    # Acts on questions

    def _is_locked(self) -> bool:
        """Say why nothing can be changed, where that is so."""
        locked = self.view.locked if self.view else ""
        if locked:
            self.say(locked, "warning")
        return bool(locked)

    async def _convert(self) -> None:
        done, _nothing = await self.act(self.desk.convert)
        if done:
            await self.read(0)
            self.say(_("Each question has its header now. s saves the file, u takes it back."))

    async def _new(self) -> None:
        if not self._is_locked():
            self.house.open_kinds(self.desk, self._add)

    async def _add(self, kind: str) -> None:
        if not kind:
            return
        at = self.index
        done, fields = await self.act(self.desk.blank, kind)
        if not done or fields is None:
            return
        done, index = await self.act(self.desk.add, fields, -1 if at is None else at)
        if done and index is not None:
            await self.read(index)
            self._write(index)
            self._before = ("", None)

    async def _duplicate(self) -> None:
        index = self.index
        if index is None or self._is_locked():
            return
        done, new = await self.act(self.desk.duplicate, index)
        if done and new is not None:
            await self.read(new)
            words = _("This is the copy, {id}. u takes it away again.")
            self.say(words.format(id=self.ids[new]))

    async def _delete(self) -> None:
        index = self.index
        if index is None or self._is_locked():
            return
        name = self.ids[index] or str(index + 1)
        shown = [row.index for row in self.shown]
        place = shown.index(index) if index in shown else 0
        done, _nothing = await self.act(self.desk.delete, index)
        if not done:
            return
        left = [one - (one > index) for one in shown if one != index]
        await self.read(left[min(place, len(left) - 1)] if left else None)
        self.say(_("{id} is deleted. u brings it back.").format(id=name))

    async def _earlier(self) -> None:
        await self._move(-1)

    async def _later(self) -> None:
        await self._move(1)

    async def _move(self, by: int) -> None:
        """Put the question before or behind the one that is listed next to it."""
        index = self.index
        if index is None or self._is_locked():
            return
        shown = [row.index for row in self.shown]
        place = shown.index(index) + by
        if not 0 <= place < len(shown):
            self.say(_("It is the last one.") if by > 0 else _("It is the first one."))
            return
        to = shown[place]
        done, _nothing = await self.act(self.desk.move, index, to)
        if done:
            await self.read(to)
            self.say(_("It is number {n} now. u takes it back.").format(n=to + 1))

    # Back and forth

    async def _undo(self) -> None:
        await self._step(self.desk.undo, _("Nothing was done yet."), _("Taken back: {act}."))

    async def _redo(self) -> None:
        nothing = _("Nothing was taken back.")
        await self._step(self.desk.redo, nothing, _("Done again: {act}."))

    async def _step(self, deed: "Callable[[], str]", nothing: str, words: str) -> None:
        before, at = self.ids, self.index
        done, what = await self.act(deed)
        if not done:
            return
        if not what:
            self.say(nothing)
            return
        await self.read()
        await self._follow(before, at)
        keys = _("U does it again.") if deed == self.desk.undo else _("u takes it back.")
        self.say(f"{words.format(act=what)} {keys}")

    async def _follow(self, before: tuple[str, ...], at: int | None) -> None:
        """Go to what came back, else stay on the question that was chosen, else near it."""
        now = self.ids
        if not now:
            return
        fresh = [index for index, name in enumerate(now) if name and name not in before]
        name = before[at] if at is not None else ""
        if fresh and len(now) > len(before):
            await self.read(fresh[0])
        elif name in now:
            await self.read(now.index(name))
        else:
            await self.read(min(at or 0, len(now) - 1))

    # Finding

    async def _find(self) -> None:
        self.find()

    async def _filter(self) -> None:
        """List the next kind of which there are any."""
        rows = self.view.rows if self.view else ()
        kind = next_kind(rows, self.sieve.kind)
        if kind == ALL and self.sieve.kind == ALL:
            self.say(_("There are no drafts, no problems and no reports."))
            return
        await self.sift(replace(self.sieve, kind=kind))
        self.say(_("Listed: {kind}. f goes on.").format(kind=kind_name(kind)))

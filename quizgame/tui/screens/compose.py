"""Writing one question: its form, and beside it what players will see."""

from copy import deepcopy
from typing import TYPE_CHECKING

from textual import on

from quizgame.catalogue import _
from quizgame.tui.composing.keeping import Keeping
from quizgame.tui.composing.place import Place
from quizgame.tui.forms import settled
from quizgame.tui.forms.acts import Fields, Keys, put, take_out, value_at
from quizgame.tui.forms.base import Line
from quizgame.tui.forms.deeds import add, mark, remove, shift, shown_text, turn, write
from quizgame.tui.forms.rows import LEFT, MARK, RIGHT
from quizgame.tui.page import ENTER

if TYPE_CHECKING:
    from quizgame.backend.desk import Desk


class ComposeScreen(Keeping):
    """A question's form. All that is done in it is in the bank's desk at once."""

    CSS_PATH = "compose.tcss"
    HOLDS = True
    PAUSE_S = 0.5
    """How long nothing is typed before what was typed is handed to the desk."""

    def __init__(self, desk: "Desk", index: int) -> None:
        """Keep which question it is; nothing is read yet."""
        super().__init__(desk, index)
        self._base: Fields = {}
        self._fresh: Keys = ()
        self._came_from = ""
        self._is_refused = False
        self._edits = 0

    # Keys and clicks

    async def press(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for on the chosen line, or in the preview."""
        self.note = None
        if key in {"p", "k"}:
            self._show(key)
            return True
        if self.is_whole:
            return self._press_whole(key)
        deeds = {
            ENTER: self._enter,
            "left": self._before_it,
            "right": self._after_it,
            "space": self._mark,
            "a": self._add,
            "x": self._remove,
            "u": self.undo,
            "U": self.redo,
            "m": self._more,
            "<": self._earlier,
            ">": self._later,
        }
        deed = deeds.get(key) or deeds.get(character or "")
        if deed is None or self.line is None:
            return False
        await deed(self.line)
        return True

    def _press_whole(self, key: str) -> bool:
        """Leave the preview, or scroll it."""
        if key in {"escape", "q"}:
            self._show("p")
            return True
        return self.sheet.scroll_key(key)

    async def pick(self, target: str) -> None:
        """Choose what was clicked; a click on what is chosen edits it, one on a sign turns it."""
        self.note = None
        if self.edited is not None:
            await self._finish()
        verb = next((one for one in (MARK, LEFT, RIGHT) if target.startswith(one)), "")
        line = self.line_of(target.removeprefix(verb))
        if line is None:
            return
        was_chosen = self.menu.cursor == line.target
        self.menu.point(line.target)
        self.chosen()
        if verb == MARK:
            await self._mark(line)
        elif verb:
            await self._turn(line, -1 if verb == LEFT else 1)
        elif was_chosen or line.kind == "add":
            await self._enter(line)

    def _show(self, key: str) -> None:
        """Turn the preview to the whole page and back, or show and hide the answer in it."""
        if key == "p":
            self.is_whole = not self.is_whole
        else:
            self.is_told = not self.is_told
            self.is_whole = self.is_whole or not self.has_class("-beside")
        self.redraw()
        self.draw_preview(top=0)

    async def _enter(self, line: Line) -> None:
        if self.locked:
            self.say(self.locked, "warning")
        elif line.keys[0] == "evidence" and line.kind in {"evidence", "add"}:
            self._open_mark(line)
        elif line.kind == "add":
            await self._add(line)
        elif line.is_written:
            self._write(line)
        else:
            await self._turn(line, 1, around=True)

    async def _before_it(self, line: Line) -> None:
        await self._turn(line, -1)

    async def _after_it(self, line: Line) -> None:
        await self._turn(line, 1)

    async def _turn(self, line: Line, step: int, *, around: bool = False) -> None:
        if line.values:
            await self.change(turn(self.fields, line, step, self.origin, around=around))

    async def _mark(self, line: Line) -> None:
        if line.right is not None:
            if not await self.change(mark(self.fields, line, self.origin)):
                self.say(_("This one is right. Mark another one to change that."))
        else:
            await self._turn(line, 1, around=True)

    async def _remove(self, line: Line) -> None:
        if self.may_remove(line):
            places = [one.target for one in self.lines if one.kind != "heading"]
            at = places.index(line.target)
            if await self.change(remove(self.fields, line, self.origin)):
                self.say(_("Taken out. u brings it back."))
                left = [one.target for one in self.lines if one.kind != "heading"]
                if line.target not in left and left:
                    self.menu.point(left[min(at, len(left) - 1)])
        else:
            self.say(_("A question needs this: Enter changes it."))

    async def _earlier(self, line: Line) -> None:
        await self._shift(line, -1)

    async def _later(self, line: Line) -> None:
        await self._shift(line, 1)

    async def _shift(self, line: Line, by: int) -> None:
        if done := shift(self.fields, line, by):
            await self.change(done.fields, done.keys)

    async def _more(self, _line: Line) -> None:
        before = [one.target for one in self.lines]
        at = before.index(self.menu.cursor)
        self.everything = not self.everything
        self.redraw()
        left = {one.target for one in self.lines if one.kind != "heading"}
        near = [*reversed(before[: at + 1]), *before[at:]]
        self.menu.point(next((one for one in near if one in left), self.menu.cursor))
        self.chosen()

    async def _add(self, line: Line) -> None:
        """Add an entry and let it be written; one that is left empty is taken out again."""
        if line.keys[0] == "evidence":
            self._open_mark(next(one for one in self.lines if one.keys == ("evidence", "+")))
            return
        done = add(self.fields, line)
        if done is None or self.locked:
            self.say(self.locked or _("Nothing more can be added here."), "warning")
            return
        self.fields, self._fresh, self._came_from = done.fields, done.keys, line.target
        self.redraw()
        self.go_to(done.keys)
        if self.line is not None:
            self._write(self.line)

    # Marking in the article

    def _open_mark(self, line: Line) -> None:
        place = line.keys[1]
        count = len(value_at(self.fields, ("evidence",)) or ())
        at = place if isinstance(place, int) else count
        proof = value_at(self.fields, ("evidence", at))

        def then(marked: Fields | None) -> None:
            if marked is not None:
                self.call_later(self._marked, at, marked)

        self.house.open_mark(self.desk, deepcopy(proof or {}), then)

    async def _marked(self, at: int, marked: Fields) -> None:
        """Take over what was marked as the proof at a place."""
        proofs = [*(value_at(self.fields, ("evidence",)) or ())]
        proofs[at : at + 1] = [marked]
        await self.change(put(self.fields, ("evidence",), proofs), ("evidence", at))

    # Writing

    def _write(self, line: Line) -> None:
        self._base = self.fields
        self._edits += 1
        self.label = f"{id(self)} {self._edits}"  # all that is typed at once is one step
        self.start_writing(line, shown_text(line))

    @on(Place.Typed)
    async def typed(self, event: Place.Typed) -> None:
        """Take over what is typed; it goes to the desk after a pause."""
        event.stop()
        if (line := self.edited) is None:
            return
        self._take_over(line, event.text)
        if self.pause is not None:
            self.pause.stop()
        self.pause = self.set_timer(self.PAUSE_S, self.keep)
        await self.look()
        self.draw()

    def _take_over(self, line: Line, text: str) -> None:
        # From what was there when the writing began, so that no half-typed name of a gap counts.
        self.fields = self._base
        if self.place.is_touched:
            self.fields = settled(self._base, write(self._base, line, text, self.origin))

    @on(Place.Entered)
    async def entered(self) -> None:
        """End the line that is written."""
        await self._finish()

    async def press_in_field(self, key: str) -> bool:
        """Leave the place with Escape, go on to the next line with Tab."""
        if key == "escape" or (key == ENTER and not self.place.is_long):
            await self._finish()
        elif key in {"tab", "shift+tab"}:
            await self._finish(step=1 if key == "tab" else -1)
        else:
            return False
        return True

    async def _finish(self, step: int = 0) -> None:
        """Close the place and keep what was written; a `step` goes on to a line after or before."""
        line, fresh = self.edited, self._fresh
        if line is None:
            return
        self._take_over(line, self.place.value)
        entry = value_at(self.fields, fresh) if fresh else None
        is_empty = bool(fresh) and entry == line.starter
        if is_empty:
            self.fields = take_out(self.fields, fresh, self.origin)
        if not await self.keep() and not self._is_refused:
            self._is_refused = True
            why = self.note[0] if self.note else ""
            self.say(_("Not kept; Escape again lets it go. {why}").format(why=why), "warning")
            return
        self.edited, self._fresh, self._is_refused = None, (), False
        self.place.close()
        self.set_focus(None)
        await self.keep()
        await self.look()
        self.redraw()
        if is_empty and self.line_of(self._came_from):
            self.menu.point(self._came_from)
            self.chosen()
        else:
            self._after(line, fresh, step)

    def _after(self, line: Line, fresh: Keys, step: int) -> None:
        """Go on where the author goes on: to what a new entry still needs, or to the next line."""
        written = [one for one in self.lines if one.is_written]
        places = [one.target for one in written]
        going = None
        if step and line.target in places:
            at = places.index(line.target) + step
            going = written[at] if 0 <= at < len(written) else None
        elif fresh and value_at(self.fields, fresh) is not None:
            needed = (one for one in written if one.entry == fresh and one.needed)
            going = next((one for one in needed if one.value in {None, ""}), None)
        if going is not None and going.target != line.target:
            self.menu.point(going.target)
            self._write(going)
        else:
            self.chosen()

    async def leave_all(self) -> None:
        """Hand over what is typed, and let the page below ask what else there is to lose."""
        await self._finish()
        self.app.pop_screen()
        await self.house.action_leave()

    async def leave(self) -> None:
        """Go back; what is typed is kept."""
        await self._finish()
        await self.keep()
        await super().leave()

"""The file of a bank being edited: saved, read anew, merged, taken up again, left."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from quizgame.catalogue import _, plural
from quizgame.errors import QuizgameError
from quizgame.tui import outside
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph
from quizgame.tui.draw.terms import moment
from quizgame.tui.editing.board import EditingBoard
from quizgame.tui.editing.telling import clean_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Sequence

    from quizgame.backend.desk import Desk
    from quizgame.backend.deskviews import MergeView
    from quizgame.tui.app import QuizApp

_TOLD = 12
_LINE = 46
_FRAME = 7
"""What frame, title and blank rows take of the lines of a window."""


_Stamp = tuple[int, int, int] | None


class Filing(EditingBoard):
    """The board with the acts on its file. `alone` says that leaving it leaves the program."""

    HOLDS = True
    LOOK_S = 0.5
    """How often, in seconds, the file is looked at: it may lie where no banks are watched."""

    def __init__(self, desk: "Desk", *, alone: bool = False) -> None:
        """Keep the desk."""
        super().__init__(desk)
        self.alone = alone
        self._must_look = self._has_noticed = self._was_saved = False
        self._stamp: _Stamp = None
        self._stamp_before: _Stamp = None

    # Taking up what was lost

    async def begin(self) -> None:
        """Offer the work that an earlier session lost; then look at the file now and then."""
        self._stamp = self._stamp_before = _stamp(self.desk.path)
        self.set_interval(self.LOOK_S, self.tick)
        self.call_after_refresh(self.offer_lost)

    async def read(self, index: int | None = None) -> None:
        """Read the bank anew; what is to be noticed is said, once."""
        await super().read(index)
        if self.view is not None and self.view.notices and not self._has_noticed:
            self._has_noticed = True
            self.call_after_refresh(self.say, " ".join(self.view.notices), "warning")

    async def offer_lost(self) -> None:
        """Ask what becomes of work that was never saved, if there is any."""
        done, lost = await self.act(self.desk.unsaved)
        if not done or lost is None or not self.is_current:
            return
        text = "\n".join(
            (
                _("It was left on {when}, and never saved:").format(when=moment(lost.when)),
                *_listed(
                    lost.changes or (_("it can not be told what was changed"),), self._room(4)
                ),
            )
        )
        choices = (
            ("t", _("Take it up again (u lets go of it)"), "take"),
            ("l", _("Ask me later"), ""),
            ("x", _("Let it go for good"), "drop"),
        )
        self.house.ask(_("There is unsaved work on this bank"), text, choices, self._lost)

    async def _lost(self, answer: str) -> None:
        if answer == "take":
            done, merged = await self.act(self.desk.recover)
            if done and merged is not None:
                await self.read()
                words = _("It is back, not saved yet: s saves it, u lets go of it.")
                if merged.conflicts:
                    words += " " + _("Where the file differs by now, yours was taken.")
                self.say(words)
        elif answer == "drop":
            choices = (("k", _("Keep it"), ""), ("x", _("Let it go"), "drop"))
            text = _("It can not be brought back after that.")
            self.house.ask(_("Let go of the unsaved work?"), text, choices, self._dropped)

    async def _dropped(self, answer: str) -> None:
        if answer == "drop":
            done, _nothing = await self.act(self.desk.forget_unsaved)
            if done:
                self.say(_("The unsaved work is gone."))

    # Saving

    async def save(self, then: "Callable[[], Awaitable[None]] | None" = None) -> None:
        """Save, and go on with `then`; asks where another program changed the file."""
        from quizgame.backend.desk import ChangedOnDiskError  # noqa: PLC0415 - loads the checker

        if self.view is None or not self.view.changed:
            self.say(_("Everything is saved."))
            return
        try:
            await self.house.call(self.desk.save)
        except ChangedOnDiskError:
            await self._collide()
            return
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
            return
        self._was_saved = True
        await self.read(self.index)
        self.say(_("Saved."))
        if then is not None:
            await then()

    def _room(self, others: int) -> int:
        """Return how many lines of a question are left beside so many others and its frame."""
        return max(1, min(_TOLD, self.size.height - _FRAME - others))

    async def _collide(self) -> None:
        """Ask what becomes of two writers' work on one file."""
        try:
            both = await self.house.call(self.desk.compare)
        except QuizgameError as error:
            self._ask_without_merging(error)
            return
        ways = [("m", _("Put both together"), "merge")]
        if both.conflicts:
            ways = [
                ("m", _("Both together, mine where they differ"), "merge"),
                ("t", _("Both together, theirs where they differ"), "theirs"),
            ]
        parts = [(_("The other program:"), both.theirs), (_("You:"), both.mine)]
        if both.conflicts:
            parts.append((_("Both of you changed:"), both.conflicts))
        most = self._room(len(ways) + 3 + len(parts)) // len(parts)
        text = "\n".join(line for title, done in parts for line in (title, *_listed(done, most)))
        choices = (
            *ways,
            ("r", _("Take theirs alone (u brings mine back)"), "reload"),
            ("a", _("Show all changes"), "show"),
            ("n", _("Save nothing yet"), ""),
        )

        async def collided(answer: str) -> None:
            if answer == "show":
                self._show_both(both)
            else:
                await self._collided(answer)

        title = _("Another program changed this file")
        self.house.ask(title, text, choices, collided)

    def _ask_without_merging(self, error: QuizgameError) -> None:
        text = f"{error.message[:1].upper()}{error.message[1:]}. {error.hint}".strip()
        choices = (
            ("n", _("Do nothing yet; my work is kept"), ""),
            ("r", _("Take the file as it is (u brings mine back)"), "reload"),
        )
        title = _("Another program changed this file")
        self.house.ask(title, text, choices, self._collided)

    def _show_both(self, both: "MergeView") -> None:
        def compose_rows(width: int) -> list[Row]:
            parts = (
                (_("What the other program did"), both.theirs),
                (_("What you did"), both.mine),
                (_("What both of you changed"), both.conflicts),
            )
            rows: list[Row] = []
            for title, changes in parts:
                rows += [BLANK, Row((Span(" "), Span(title, "heading")))]
                for change in changes or (_("nothing"),):
                    rows += paragraph(change, width, lead=(Span("   "),))
            words = _("Nothing is saved yet. Esc, then s asks again what to do.")
            return [*rows, BLANK, *paragraph((Span(words, "muted"),), width, lead=(Span(" "),))]

        title = self.view.title if self.view else ""
        self.house.open_detail(title, _("Two programs changed this file"), compose_rows)

    async def _collided(self, answer: str) -> None:
        if answer in {"merge", "theirs"}:
            side = "mine" if answer == "merge" else "theirs"
            done, _merged = await self.act(self.desk.merge, side)  # type: ignore[arg-type] # a side
            words = _("Both are together now, not saved yet: look it over, then s saves.")
        elif answer == "reload":
            done, _nothing = await self.act(self.desk.reload)
            words = _("This is the file as the other program left it. u brings yours back.")
        else:
            self.say(_("Nothing is saved. Your work is kept."), "warning")
            return
        if done:
            await self._read_after()
            self.say(words)

    async def _read_after(self) -> None:
        """Read the bank after its file changed: the cursor stays on the id of its question."""
        before, at = self.ids, self.index
        name = before[at] if at is not None else ""
        found = self.desk.find(name) if name else -1
        await self.read(found if found >= 0 else at)

    # What other programs do

    async def on_quiz_app_banks_changed(self, event: "QuizApp.BanksChanged") -> None:
        """Look at the file, if it is among those that were changed."""
        if self._is_among(event.changes.paths):
            await self.look_at_file()

    def _is_among(self, paths: "Collection[Path]") -> bool:
        return Path(os.path.realpath(self.desk.path)) in paths

    async def tick(self) -> None:
        """Look at the file if it is another, and has been left alone since the last tick."""
        now, before = _stamp(self.desk.path), self._stamp_before
        self._stamp_before = now
        if now == before and now != self._stamp and self.is_current:
            self._stamp = now
            await self.look_at_file()

    @property
    def is_away(self) -> bool:
        """Whether another screen works on the desk, and it was not looked at since."""
        return False

    async def look_at_file(self) -> None:
        """Read the file anew where another program changed it; unsaved work is not touched.

        While another screen is on top it waits.
        """
        self._must_look = self.is_away or not self.is_current
        if self._must_look or self.view is None:
            return
        done, is_stale = await self.act(self.desk.is_stale)
        if not done or not is_stale:
            return
        if self.view.changed:
            self.say(_("Another program changed this file. s shows what can be done."), "warning")
            return
        done, _nothing = await self.act(self.desk.reload)
        if done:
            await self._read_after()
            self.say(_("Another program changed this file: it was read anew."))

    # The author's own editor

    async def open_outside(self) -> None:
        """Open the file in the author's own editor, saved before."""
        if self.view is None:
            return
        if not self.view.changed:
            await self._run_outside()
            return

        async def then(answer: str) -> None:
            if answer == "save":
                await self.save(self._run_outside)

        text = _("Your own editor opens the file, so what you did here has to be saved first.")
        choices = (("s", _("Save, then open it"), "save"), ("n", _("Not now"), ""))
        self.house.ask(_("Save first?"), text, choices, then)

    async def _run_outside(self) -> None:
        program = outside.editor(os.environ)
        if not program:
            words = _("No editor was found. Say which one you use: export EDITOR=nano")
            self.say(words, "warning")
            return
        index = self.index
        if index is None:
            done, line = await self.act(self.desk.line_of_trouble)
        else:
            done, place = await self.act(self.desk.line_of, index)
            line = place[0] if place else 1
        if not done:
            return
        try:
            with self.app.suspend():
                # Nothing may be raised in here: the screen would not come back.
                ended = outside.run(outside.command(program, self.desk.path, line or 1))
        except SuspendNotSupported:
            words = _("From here no other program can be opened. It is line {line} of {file}.")
            name = clean_name(self.view.path if self.view else "")
            self.say(words.format(line=line or 1, file=name), "warning")
            return
        await self._back_from(ended)

    async def _back_from(self, ended: outside.Outcome) -> None:
        done, is_stale = await self.act(self.desk.is_stale)
        if done and is_stale:
            done, _nothing = await self.act(self.desk.reload)
        if not done:
            return
        await self._read_after()
        words = _("The file is as it was.")
        if is_stale:
            words = _("The file was read anew. u brings back what it was before.")
            self._was_saved = True
            problems = self._looked.problems if self._looked else ()
            if errors := sum(one.is_error for one in problems):
                words = plural(
                    "The file was read anew. {n} error is in this question.",
                    "The file was read anew. {n} errors are in this question.",
                    errors,
                )
        told = f"{ended.trouble} {words}" if ended.trouble else words
        self.say(told, "warning" if ended.trouble else "muted")

    # Leaving

    async def leave(self) -> None:
        """Leave; asks where something is not saved."""
        await self._leave(self._go)

    async def leave_all(self) -> None:
        """Leave the program; asks where something is not saved."""
        await self.read(self.index)
        await self._leave(self._quit)

    async def _leave(self, go: "Callable[[], Awaitable[None]]") -> None:
        if not self.takes_keys:
            return
        if self.view is None or not self.view.changed:
            await go()
            return

        async def then(answer: str) -> None:
            if answer == "save":
                await self.save(go)
            elif answer == "leave":
                await go()

        text = _("What you changed is not saved.")
        choices = (
            ("s", _("Save and leave"), "save"),
            ("l", _("Leave without saving: the changes are lost"), "leave"),
            ("k", _("Stay here"), ""),
        )
        self.house.ask(_("Save before you leave?"), text, choices, then)

    async def _go(self) -> None:
        if self.alone:
            await self._quit()
            return
        await self.act(self.desk.close)
        if self._was_saved:
            # Where banks are watched this is known already, and nothing is told twice.
            done, changes = await self.act(self.house.student.reread, [self.desk.path])
            if done and changes and changes.paths:
                self.house.post_message(self.house.BanksChanged(changes))
        await super().leave()

    async def _quit(self) -> None:
        with suppress(QuizgameError):
            await self.house.call(self.desk.close)
        self.app.exit()


def _stamp(path: Path) -> "_Stamp":
    """Return the size of a file, its time in nanoseconds and its number; None if not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _listed(changes: "Sequence[str]", most: int) -> list[str]:
    """Return changes as at most so many lines, the last of which may say how many more."""
    most = max(1, most)
    shown = changes if len(changes) <= most else changes[: most - 1]
    told = [f" - {clip(change, _LINE)}" for change in shown]
    if more := len(changes) - len(shown):
        words = _("and {n} more") if shown else _("{n} changes")
        told.append(" - " + words.format(n=more))
    return told or [" - " + _("nothing that counts")]

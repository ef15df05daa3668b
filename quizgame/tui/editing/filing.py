"""The file of a bank being edited: saved, read anew, merged, taken up again, left."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from quizgame.catalogue import _, plural
from quizgame.errors import QuizgameError
from quizgame.tui import outside
from quizgame.tui.draw.terms import moment
from quizgame.tui.editing.colliding import Colliding, listed
from quizgame.tui.editing.telling import clean_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from quizgame.backend.desk import Desk
    from quizgame.tui.app import QuizApp

_Stamp = tuple[int, int, int] | None


class Filing(Colliding):
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
                *listed(lost.changes or (_("it can not be told what was changed"),), self.room(4)),
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

    async def save(
        self, then: "Callable[[], Awaitable[None]] | None" = None, *, anew: bool = False
    ) -> None:
        """Save, and go on with `then`; asks where another program changed or deleted the file.

        One that is gone is written `anew` without asking.
        """
        from quizgame.backend.desk import ChangedOnDiskError  # noqa: PLC0415 - loads the checker

        if self.view is None or not self.view.changed:
            self.say(_("Everything is saved."))
            return
        try:
            await self.house.call(partial(self.desk.save, anew=anew))
        except ChangedOnDiskError:
            await self.collide(partial(self.save, then, anew=True))
            return
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
            return
        self._was_saved = True
        await self.read(self.index)
        self.say(_("The file is written again.") if anew else _("Saved."))
        if then is not None:
            await then()

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
        done, is_gone = await self.act(self.desk.is_gone)
        if not done or is_gone:
            await self.read_after()
            self.say(_("This file is gone. s writes it again."), "warning")
            return
        if self.view.changed:
            self.say(_("Another program changed this file. s shows what can be done."), "warning")
            return
        done, _nothing = await self.act(self.desk.reload)
        if done:
            await self.read_after()
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
        is_gone = done and bool((await self.act(self.desk.is_gone))[1])
        if done and is_stale and not is_gone:
            done, _nothing = await self.act(self.desk.reload)
        if not done:
            return
        await self.read_after()
        words = _("The file is as it was.")
        if is_gone:
            words = _("This file is gone. s writes it again.")
        elif is_stale:
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

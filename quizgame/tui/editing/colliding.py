"""Two writers of one bank's file: what both did is told, and asked what becomes of it."""

from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph
from quizgame.tui.editing.board import EditingBoard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from quizgame.backend.deskviews import MergeView

_TOLD = 12
_LINE = 46
_FRAME = 7
"""What frame, title and blank rows take of the lines of a window."""


class Colliding(EditingBoard):
    """The board with what is asked where another program changed or deleted the file."""

    def room(self, others: int) -> int:
        """Return how many lines of a question are left beside so many others and its frame."""
        return max(1, min(_TOLD, self.size.height - _FRAME - others))

    async def collide(self, write_anew: "Callable[[], Awaitable[None]]") -> None:
        """Ask what becomes of two writers' work on one file, or `write_anew` what is gone."""
        done, is_gone = await self.act(self.desk.is_gone)
        if done and is_gone:
            self._ask_to_write(write_anew)
            return
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
        most = self.room(len(ways) + 3 + len(parts)) // len(parts)
        text = "\n".join(line for title, done in parts for line in (title, *listed(done, most)))
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

    def _ask_to_write(self, write_anew: "Callable[[], Awaitable[None]]") -> None:
        async def then(answer: str) -> None:
            if answer == "write":
                await write_anew()
            else:
                await self._collided("")

        text = _("Another program deleted it, or gave it another name. Your work is still here.")
        choices = (
            ("w", _("Write the file again"), "write"),
            ("n", _("Do nothing yet; my work is kept"), ""),
        )
        self.house.ask(_("This file is gone"), text, choices, then)

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
            await self.read_after()
            self.say(words)

    async def read_after(self) -> None:
        """Read the bank after its file changed: the cursor stays on the id of its question."""
        before, at = self.ids, self.index
        name = before[at] if at is not None else ""
        found = self.desk.find(name) if name else -1
        await self.read(found if found >= 0 else at)


def listed(changes: "Sequence[str]", most: int) -> list[str]:
    """Return changes as at most so many lines, the last of which may say how many more."""
    most = max(1, most)
    shown = changes if len(changes) <= most else changes[: most - 1]
    told = [f" - {clip(change, _LINE)}" for change in shown]
    if more := len(changes) - len(shown):
        words = _("and {n} more") if shown else _("{n} changes")
        told.append(" - " + words.format(n=more))
    return told or [" - " + _("nothing that counts")]

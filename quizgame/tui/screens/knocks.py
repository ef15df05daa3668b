"""Who asks to be let in: students for a seat, and a teacher from another computer."""

from collections.abc import Sequence

from quizgame.backend.live.views import KnockView
from quizgame.catalogue import _, plural
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.panes import facts
from quizgame.tui.teaching.page import TeacherPanes
from quizgame.tui.widgets import Hint


class KnocksScreen(TeacherPanes):
    """All who wait, and for what."""

    PRIVATE = True

    @property
    def _knock(self) -> KnockView | None:
        chosen = self.menu.cursor
        return next((one for one in self.view.knocks if str(one.connection) == chosen), None)

    def draw(self) -> None:
        """List who waits."""
        knocks = self.view.knocks
        told = plural("{n} waits for you", "{n} wait for you", len(knocks))
        self.heading.titles(_("At the door"), "", below=(Span(told, "muted"),))
        rows = [Row((Span(f"   {self._title(one)}"),), "", str(one.connection)) for one in knocks]
        if not rows:
            rows = [BLANK, Row((Span(f" {_('Nobody waits.')}", "muted"),))]
        self.menu.show(rows)
        self.draw_details()

    def _title(self, knock: KnockView) -> str:
        if knock.key:
            return _("A teacher's key")
        return _("for the seat of {name}").format(name=knock.name)

    def details(self, target: str, width: int) -> list[Row]:
        """Return who asks for what."""
        del target
        knock = self._knock
        if knock is None:
            return []
        lead = (Span(" "),)
        if knock.key:
            title = _("Is this key yours?")
            text = _(
                "Somebody wants to lead this class from another computer. Compare the fingerprint "
                "with what your own computer says: ssh-keygen -lf ~/.ssh/id_ed25519.pub"
            )
            told = [(_("Key"), knock.key), (_("From"), knock.peer or "-")]
        else:
            title = _("Is it really {name}?").format(name=knock.name)
            text = _(
                "The seat is taken or has its own word, which this student does not know. If you "
                "let them in, whoever sits there now is sent out."
            )
            told = [(_("Seat"), knock.name), (_("From"), knock.peer or "-")]
        rows = paragraph((Span(title, "strong"),), width, lead=lead)
        return [*rows, *paragraph(text, width, lead=lead), BLANK, *facts(told, width)]

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        if self._knock is None:
            return (Hint("Esc", _("back"), "escape"),)
        return (
            Hint("y", _("yes, let in"), "y"),
            Hint("n", _("no"), "n"),
            Hint("Esc", _("back"), "escape"),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Let in, or not. Enter alone lets nobody in."""
        del character
        knock = self._knock
        if knock is None or key not in {"y", "n"}:
            return key == "enter"
        yes = key == "y"
        if await self.do(lambda: self.desk.teaching.consent(knock.connection, yes=yes)):
            self.say(_("Let in.") if yes else _("Not let in."))
        return True

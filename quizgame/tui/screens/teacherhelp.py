"""Help for the teacher: the keys that were valid where it was opened, and what is private."""

from collections.abc import Sequence

from quizgame.catalogue import _
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.panes import facts
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.widgets import Hint


class TeacherHelpScreen(TeacherPage):
    """Keys and what they do."""

    SAFE = True

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        """Keep (key, what it does)."""
        super().__init__()
        self._keys = tuple(keys)

    def draw(self) -> None:
        """Draw the keys, and below them what holds everywhere."""
        told = _("The keys that work where you were.")
        self.heading.titles(_("Help"), "", below=(Span(told, "muted"),))
        width = self.sheet.measure
        everywhere = (
            ("Enter", _("what the marked line says: it carries the lesson on")),
            ("Esc, q", _("back, or leave")),
            (_("mouse"), _("click what you see: keys, rows, the marked line")),
        )
        words = _(
            "“Safe to project”: no key before it is shown to all, no name beside a result, no "
            "name that you did not allow, no word, no time factor. “PRIVATE” has all of it; it "
            "needs to be confirmed, and goes back after a minute without a key."
        )
        size = max((len(key) for key, _what in self._keys), default=0)
        rows = [BLANK, *facts(self._keys, width, label=size), BLANK]
        rows += [Row((Span(f" {_('Everywhere')}", "heading"),))]
        rows += [*facts(everywhere, width, label=size), BLANK]
        self.sheet.show([*rows, *paragraph(words, width, lead=(Span(" "),))])

    def changed(self) -> None:
        """Nothing here is about what goes on in the class."""

    def hints(self) -> Sequence[Hint]:
        """Return how to go back."""
        return (Hint("? Esc", _("back"), "escape"),)

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go back on the key that opened the help."""
        del character
        if key not in {"question_mark", "enter"}:
            return False
        await self.leave()
        return True

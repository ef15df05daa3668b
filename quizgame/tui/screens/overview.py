"""Overview: all questions of an exam, and the way to hand it in."""

from collections.abc import Sequence

from quizgame.backend.play import Play
from quizgame.catalogue import _
from quizgame.model.markup import plain
from quizgame.tui.asking import HAND_IN
from quizgame.tui.draw.rows import Row, Span, apart, clip
from quizgame.tui.page import ENTER
from quizgame.tui.play.over import Over
from quizgame.tui.play.progress import clock, counted, sign_of, words_of
from quizgame.tui.widgets import Hint


class OverviewScreen(Over):
    """A row for each question; it answers the place of the one chosen, or `HAND_IN`."""

    MENU = True

    def __init__(self, play: Play) -> None:
        """Keep the sitting; here its questions can only be marked."""
        super().__init__()
        self._play = play
        self._stems = tuple(" ".join(plain(item.stem).split()) for item in play.results().items)

    def on_mount(self) -> None:
        """Draw, with the cursor on the question that was on screen."""
        self.menu.cursor = f"question:{max(0, self._play.sitting.current)}"
        super().on_mount()

    def clock_spans(self) -> tuple[Span, ...]:
        """Return the clock of the whole exam."""
        time = self._play.time()
        return clock(time.quiz_left, time.quiz_limit, self.house.glyphs, time.closes)

    def draw(self) -> None:
        """Draw the questions."""
        progress = self._play.progress()
        items = self._play.sitting.items
        words = [
            "marked"
            if item.marked
            else ("answered" if item.is_answered else "waiting")
            if word == "current"
            else word
            for word, item in zip(progress, items, strict=True)
        ]
        self.heading.titles(
            _("All questions"), "", below=(Span(counted(words)),), clock=self.clock_spans()
        )
        rows: list[Row] = []
        width = self.sheet.measure
        for index, stem in enumerate(self._stems):
            word = words[index]
            sign, state = sign_of(word, self.house.glyphs), words_of(word)
            if items[index].marked and items[index].is_answered:
                state = _("answered, marked")
            left = (Span("  "), sign, Span(f"  {index + 1:>2}  ", "muted"), Span(stem))
            right = (Span(f"{state} ", sign.style or "muted"),)
            room = width - len(state) - 2
            left = (*left[:3], Span(clip(stem, room - 9)))
            rows.append(Row(apart(left, right, width), target=f"question:{index}"))
        self.sheet.show(rows)

    def hints(self) -> Sequence[Hint]:
        """Return how to choose a question and to hand in."""
        return (
            Hint(_("up, down"), _("choose"), "down"),
            Hint("Enter", _("go to the question"), ENTER),
            Hint("m", _("mark"), "m"),
            Hint("u", _("hand in"), "u"),
            Hint("Esc", _("back"), "escape", 1),
            Hint("?", _("help"), "question_mark", 2),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go to a question, mark it, hand in, or go back."""
        place = int(self.menu.cursor.partition(":")[2])
        if key == ENTER:
            self.dismiss(place)
        elif character in {"m", "M"}:
            question_id = self._play.sitting.items[place].ref.id
            ok, on = await self.act(self._play.mark, question_id)
            if ok:
                self.redraw()
                self.say(_("Marked for later.") if on else _("The mark is taken away."))
        elif character in {"u", "U"}:
            self.dismiss(HAND_IN)
        elif character in {"o", "O"}:
            self.dismiss(-1)
        else:
            return False
        return True

    async def leave(self) -> None:
        """Go back to the question that was on screen."""
        self.dismiss(-1)

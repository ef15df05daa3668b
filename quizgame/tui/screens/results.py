"""Results: the score, and each question with own answer, key and proof."""

from functools import partial

from quizgame.backend.play import Play
from quizgame.catalogue import _
from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import Row, Span
from quizgame.tui.files import save_attempts, saved_words
from quizgame.tui.panes import Panes
from quizgame.tui.play.outcome import (
    item_row,
    item_rows,
    missed_words,
    score_line,
    summary_rows,
    title_of,
)
from quizgame.tui.widgets import Hint
from quizgame.tui.widgets.form import choosing_hint

_SUMMARY = "summary"


class ResultsScreen(Panes):
    """What came of a sitting that is over."""

    def __init__(self, play: Play) -> None:
        """Keep the sitting."""
        super().__init__()
        self._play = play
        self._view = play.results()
        self._missed = play.missed()

    def draw(self) -> None:
        """Show the score and the list of questions."""
        view, width, glyphs = self._view, self.menu.measure, self.house.glyphs
        self.heading.titles(
            _("Results: {title}").format(title=title_of(view)),
            clean_line(view.record.person_name) if view.saved else _("not kept"),
            below=(Span(score_line(view), "strong"),),
        )
        rows = [Row((Span(f"   {glyphs.dot}   "), Span(_("All together"), "strong")), "", _SUMMARY)]
        rows += [item_row(item, width, glyphs) for item in view.items]
        self.menu.show(rows)

    def details(self, target: str, width: int) -> list[Row]:
        """Return the summary, or what is told of a question."""
        if target.startswith("item:"):
            number = int(target.removeprefix("item:"))
            return item_rows(self._view.items[number - 1], width, self.house.glyphs)
        return summary_rows(self._view, width, self.house.glyphs)

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        is_question = self.menu.cursor not in {"", _SUMMARY}
        hints = [
            Hint("Enter", _("in full") if is_question else self.house.home_name, "enter"),
            choosing_hint(self.house.glyphs),
        ]
        if self._missed:
            hints.append(Hint("m", missed_words(len(self._missed)), "m", 1))
        if self._play.may_read:
            hints.append(Hint("s", _("article"), "s", 2))
        hints.append(Hint("Space", _("read on"), "space", 1))
        if self.house.student.is_owner:  # others have no files here
            hints += [Hint("c", _("save CSV"), "c", 3), Hint("j", _("save JSON"), "j", 3)]
        return (*hints, Hint("?", _("help"), "question_mark"))

    async def press(self, key: str, character: str | None = None) -> bool:
        """Go home, practise, read or save."""
        del character
        if key == "enter":
            self._enter(self.menu.cursor)
        elif key == "m" and self._missed:
            await self._practise()
        elif key == "s" and self._play.may_read:
            done, article = await self.act(self._play.article)
            if done and article:
                self.house.open_article(article)
        elif key in {"c", "j"}:
            await self._save("csv" if key == "c" else "json")
        else:
            return False
        return True

    async def pick(self, target: str) -> None:
        """Choose what was clicked."""
        if target in self.menu.targets:
            self.menu.point(target)

    def _enter(self, target: str) -> None:
        if target in {"", _SUMMARY}:
            self.house.open_home()
            return
        title = _("Results: {title}").format(title=title_of(self._view))
        number = int(target.removeprefix("item:"))
        below = _("Question {n} of {total}").format(n=number, total=len(self._view.items))
        self.house.open_detail(title, below, partial(self.details, target))

    async def _practise(self) -> None:
        student, person, bank = self.house.student, self.house.person, self._view.record.bank
        if person is None:
            return
        done, play = await self.act(student.practise, person, bank, self._missed)
        if done and play:
            self.house.open_play(play)

    async def _save(self, ending: str) -> None:
        record = self._view.record
        name = f"quizgame-{record.bank}"
        done, path = await self.act(save_attempts, self.house.student, (record,), name, ending)
        if done and path:
            self.say(saved_words(path, self.size.width - 2))

"""The one screen of a class without its acts: what the class is at, as rows on one sheet."""

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len

from quizgame.catalogue import _
from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import Row, Span
from quizgame.tui.interactions import interaction_for
from quizgame.tui.live.after import finished_rows, standings_page
from quizgame.tui.live.lobby import lobby_rows, reading_rows, ready_rows
from quizgame.tui.live.news import regraded_words
from quizgame.tui.live.scene import (
    ASKED,
    TOLD,
    asked_of,
    clock_spans,
    scene_of,
    state_spans,
)
from quizgame.tui.live.told import asked_rows, told_rows
from quizgame.tui.live.typedline import TypedLine
from quizgame.tui.page import Page
from quizgame.tui.play.question import certainty_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgame.backend.live.views import StudentView
    from quizgame.backend.views import ArticleView
    from quizgame.tui.interactions.base import Interaction
    from quizgame.tui.live.app import ClassApp
    from quizgame.tui.live.arriving import Arriving


class LiveBoard(Page):
    """Draws what a student sees. Nothing on it is ever laid out anew."""

    def __init__(self) -> None:
        """Start with nobody there."""
        super().__init__()
        self.arriving: Arriving | None = None
        self.view: StudentView | None = None
        self.interaction: Interaction | None = None
        self.line: TypedLine | None = None
        self.is_typing = False
        self.is_sure = False
        """Whether it is asked now how sure the student is."""
        self.note = ""
        self.may_read = False
        self._article: ArticleView | None = None
        self._verdict_at = 0

    @property
    def desk(self) -> "ClassApp":
        """The app of the student."""
        return cast("ClassApp", self.app)

    @property
    def is_open(self) -> bool:
        """Whether the question on screen can be answered by this student."""
        view = self.view
        return view is not None and view.board.stage == "open" and view.takes_part

    def fitting(self, whole: str, short: str) -> str:
        """Return a message, or a shorter one where it does not fit."""
        return whole if cell_len(whole) < self.keybar.size.width else short

    # What changes

    def show_scene(self, before: "StudentView | None", now: "StudentView") -> None:
        """Put on screen what the class is at now, which is another thing than before."""
        board, is_same = now.board, False
        if before is not None and asked_of(before.board) == asked_of(board):
            is_same = board.stage in ASKED
        self.note, self.is_sure = "", False
        self._article = None
        if board.stage == "reading" and self.desk.place is not None:
            self._article = self.desk.place.article()
        if board.question is None:
            self.interaction = self.line = None
            self.is_typing = False
        else:
            self.interaction = interaction_for(
                board.question.presentation, now.sent, self.house.glyphs
            )
            self.line = None
            self.is_typing = False
            if self.is_open:
                self.follow_line()
        self.sheet.top = self.sheet.top if is_same else 0
        self.redraw()
        if board.stage in TOLD:
            self.sheet.reveal_row(self._verdict_at, 2)

    def follow_line(self) -> None:
        """Let the line be that of what is typed now: another gap has another one, or none."""
        typed = self.interaction.typed if self.interaction else None
        if typed is None:
            self.line, self.is_typing = None, False
        elif self.line is None or self.line.text != typed:
            self.is_typing = self.is_typing or self.line is None
            self.line = TypedLine(typed)

    # What is drawn

    def draw(self) -> None:
        """Draw heading and sheet."""
        self.draw_heading()
        self.draw_sheet()

    def draw_heading(self) -> None:
        """Draw the quiz, who one is, and what goes on."""
        view = self.view
        if self.arriving is not None or view is None:
            words = _("Coming in") if self.desk.place is not None else ""
            self.heading.titles(_("A class"), below=(Span(words, "chosen"),))
            return
        title = clean_line(view.board.title) or _("Your class")
        self.heading.titles(
            title, view.name, below=state_spans(view, self.house.glyphs), clock=self.clock_spans()
        )

    def clock_spans(self) -> tuple[Span, ...]:
        """Return the countdown, which pages over this one show too."""
        place = self.desk.place
        if place is None or self.view is None:
            return ()
        return clock_spans(self.view.board, place.time(), self.house.glyphs)

    def draw_sheet(self) -> None:
        """Draw the sheet, only what differs."""
        rows, (start, size) = self._rows()
        self.sheet.show(rows)
        if size and self.is_open:
            self.sheet.reveal_row(start, size)

    def _rows(self) -> "tuple[Sequence[Row], tuple[int, int]]":
        """Return the rows of the sheet, and which of them should be seen."""
        width, glyphs = self.sheet.measure, self.house.glyphs
        view = self.view
        if self.arriving is not None:
            return self.arriving.rows(width, glyphs), (0, 0)
        if view is None:
            return (), (0, 0)
        match view.board.stage:
            case "waiting" | "lobby":
                rows: Sequence[Row] = lobby_rows(view, width, glyphs)
            case "reading":
                rows = reading_rows(self._article, view.board.content_note, width, glyphs)
            case "ready":
                rows = ready_rows(view, width)
            case "standings":
                rows = standings_page(view, width)
            case "finished":
                rows = finished_rows(view, width, glyphs)
            case _:
                return self._question_rows(view, width)
        return rows, (0, 0)

    def _question_rows(
        self, view: "StudentView", width: int
    ) -> "tuple[Sequence[Row], tuple[int, int]]":
        interaction, question = self.interaction, view.board.question
        if interaction is None or question is None:
            return (), (0, 0)
        stem = asked_rows(view, width, self.size.height)
        top = len(stem)
        told = view.told or view.board.told
        if view.board.stage in TOLD and told is not None:
            answers = interaction.tell(width, told.verdicts)
            self._verdict_at = top + len(answers) + 1
            below = told_rows(view, width, self.house.glyphs)
            return (*stem, *answers, Row(), *below), (0, 0)
        interaction.is_typed_in = self.is_typing
        drawing = interaction.draw(width)
        rows = list(drawing.rows)
        if drawing.field is not None:
            line = self.line or TypedLine(interaction.typed or "")
            field = drawing.field
            rows[field.row] = line.put_into(rows[field.row], field.width, has_cursor=self.is_typing)
        if self.is_sure:
            rows += [Row(), *certainty_rows(question.points, width)]
            return (*stem, *rows), (top + len(rows) - 4, 4)
        start, size = drawing.focus
        return (*stem, *rows), (start + top, size)

    def same_scene(self, before: "StudentView", now: "StudentView") -> None:
        """Draw what is another while the class is at the same thing."""
        self.draw_heading()
        if now.board.stage != "open" or scene_of(before) != scene_of(now):
            self.draw_sheet()
        if before.name and now.name != before.name:
            self.note = _("You are called {name} now.").format(name=now.name)
        elif now.board.limit > before.board.limit > 0:
            self.note = _("Your teacher gave everybody more time.")
        else:
            self.note = self.fitting(*regraded_words(before, now)) or self.note
        self.show_keys()

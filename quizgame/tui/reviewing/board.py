"""The board of the review: draws a draft as players will be told it, and the article beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from quizgame.catalogue import _, plural
from quizgame.tui.composing.preview import preview_rows, told_words
from quizgame.tui.draw.article import article_rows
from quizgame.tui.draw.glyphs import SHAPES, Glyphs
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph, width_of
from quizgame.tui.draw.terms import difficulty_name
from quizgame.tui.forms import type_name
from quizgame.tui.page import Page
from quizgame.tui.panes import BESIDE_FROM, Body
from quizgame.tui.reviewing.queue import Queue
from quizgame.tui.widgets import Canvas, Heading, KeyBar, Sheet

if TYPE_CHECKING:
    from quizgame.backend.deskviews import (
        DeskView,
        FieldProblem,
        NoteView,
        PlaceView,
        Preview,
        QuestionRow,
    )

ARTICLE = "t"
_LEAD = (Span(" "),)
_ABOVE = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is told of one draft."""

    row: "QuestionRow"
    note: "NoteView | None"
    place: "PlaceView | None"
    problems: "Sequence[FieldProblem]"
    preview: "Preview | None"


class Beside(Widget):
    """The article, below the line that says where in it this is."""


class Caption(Canvas):
    """The line above the article. A click on it opens the article in full."""

    words = ""

    def on_resize(self) -> None:
        """Draw it as long as it is wide."""
        self.tell(self.words)

    def tell(self, words: str) -> None:
        """Say where in the article this is."""
        self.words = words
        glyphs: Glyphs = getattr(self.app, "glyphs", SHAPES)
        label = Span(_("The article"), "heading")
        room = max(0, self.size.width - 2 - width_of((label,)))
        told = Span(clip(f"   {words} ", room), "muted")
        rule = glyphs.rule * max(0, room - width_of((told,)))
        self.show((Row((*_LEAD, label, told, Span(rule, "rule")), "", ARTICLE),))


class ReviewBoard(Page):
    """The screen of the review, without its acts."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self.view: DeskView | None = None
        self.queue = Queue()
        self.shown: Shown | None = None
        self._is_placed = False

    def compose(self) -> ComposeResult:
        """Yield the draft, the article and what is around them."""
        yield Heading()
        with Body():
            yield Sheet(id="told")
            with Beside():
                yield Caption()
                yield Sheet(id="article")
        yield KeyBar()

    @property
    def sheet(self) -> Sheet:
        """The draft."""
        return self.query_exactly_one("#told", Sheet)

    @property
    def article(self) -> Sheet:
        """The article."""
        return self.query_exactly_one("#article", Sheet)

    def from_top(self) -> None:
        """Let the next drawing show a draft from its top, and the article at its place."""
        self._is_placed = False
        if self.is_here:
            self.sheet.top = 0

    def redraw(self) -> None:
        """Draw everything, side by side where there is room."""
        if not self.is_here:
            return
        self.set_class(self.size.width >= BESIDE_FROM, "-beside")
        self.set_class(self.shown is None, "-end")
        super().redraw()

    def draw(self) -> None:
        """Draw heading, draft and article."""
        if self.view is None:
            return
        self._draw_heading(self.view)
        width = self.sheet.measure
        if self.shown is None:
            self.sheet.show(self._end_rows(self.view, width))
            return
        self.sheet.show(self._told_rows(self.shown, width))
        self._draw_article(self.shown.place)

    def _draw_heading(self, view: "DeskView") -> None:
        dot = f" {self.house.glyphs.dot} "
        parts, below = [_("Drafts")], [Span(view.title, "muted")]
        if self.shown is not None:
            row, place = self.shown.row, _("Draft {n} of {all}")
            parts = [place.format(n=self.queue.at + 1, all=len(self.queue))]
            facts = (one for one in (difficulty_name(row.difficulty), row.id) if one)
            told = "".join(dot + one for one in facts)
            below = [Span(type_name(row.type), "strong"), Span(told, "muted")]
        if confirm := self.queue.to_confirm:
            parts.append(plural("{n} to confirm", "{n} to confirm", confirm))
        self.heading.titles(dot.join(parts), self._tally(), below=below)

    def _tally(self) -> str:
        """Return what was decided so far, "" for nothing."""
        parts = []
        if accepted := self.queue.accepted:
            parts.append(plural("{n} accepted", "{n} accepted", accepted))
        if rejected := self.queue.rejected:
            parts.append(plural("{n} rejected", "{n} rejected", rejected))
        return ", ".join(parts)

    # The draft

    def _told_rows(self, shown: Shown, width: int) -> list[Row]:
        """Return what is to be looked at first, then the question with its answer."""
        rows = _confirm_rows(shown, width)
        for problem in shown.problems:
            ink, sign = ("wrong", self.house.glyphs.wrong) if problem.is_error else ("warning", "!")
            rows += paragraph(told_words(problem), width, lead=(*_LEAD, Span(f"{sign} ", ink)))
        if rows:
            rows.append(BLANK)
        if shown.preview is not None:
            rows += preview_rows(shown.preview, width, self.house.glyphs, is_told=True)
        else:
            words = _("Players can not be shown it yet. e mends it, x rejects it.")
            rows += prose(shown.row.stem, width, lead=_LEAD, ink="strong")
            rows += [BLANK, *paragraph((Span(words, "muted"),), width, lead=_LEAD)]
        if shown.note and shown.note.own:
            lead = (*_LEAD, Span("# ", "muted"))
            own = paragraph((Span(shown.note.own, "muted"),), width, lead=lead)
            rows += [BLANK, *own]
        return rows

    def _end_rows(self, view: "DeskView", width: int) -> list[Row]:
        """Return what is told behind the last draft."""
        left = len(self.queue)
        if not self.queue.seen:
            title = _("There are no drafts in this bank.")
            words = [_("`quizgame draft ARTICLE -o BANK` makes some from an article.")]
        elif left:
            title = plural("{n} draft is left.", "{n} drafts are left.", left)
            words = [_("n goes to the first of them.")]
        else:
            title, words = _("All drafts are reviewed."), []
        if tally := self._tally():
            words.append(f"{tally}.")
        if view.changed:
            words.append(_("It is not saved yet: s saves it."))
        elif self.queue.seen and not left:
            words.append(_("Everything is saved."))
        rows: list[Row] = [BLANK, *paragraph((Span(title, "heading"),), width, lead=_LEAD)]
        for one in words:
            rows += [BLANK, *paragraph(one, width, lead=_LEAD)]
        return rows

    # The article

    def _draw_article(self, place: "PlaceView | None") -> None:
        caption, sheet = self.query_exactly_one(Caption), self.article
        width = sheet.measure
        if place is None:
            caption.tell("")
            words = _("What this draft quotes is not in any article that is at hand.")
            sheet.show(paragraph((Span(words, "warning"),), width, lead=_LEAD), top=0)
            return
        where = _("par. {n} of {all}").format(n=place.paragraph, all=place.total)
        if not place.proven:
            where = _("{where}: the nearest words").format(where=where)
        facts = [where, *([place.speaker] if place.speaker else []), _kind(place.kind)]
        caption.tell(f" {self.house.glyphs.dot} ".join(facts))
        glyphs = self.house.glyphs
        rows, starts = article_rows(place.paragraphs, width, glyphs, first=place.first)
        top = None
        if not self._is_placed:
            start = starts[place.paragraph - place.first]
            top = _top_of(rows, start, self.article.size.height)
        sheet.show(rows, top=top)
        self._is_placed = sheet.size.height > 0


def _kind(kind: str) -> str:
    names = {"report": _("report"), "claim": _("claim"), "opinion": _("opinion")}
    return names.get(kind, kind)


def _confirm_rows(shown: Shown, width: int) -> list[Row]:
    asked = shown.note.confirm if shown.note else ""
    if not (asked or shown.row.confirm):
        return []
    asked = asked or _("read its place in the article, and say whose words these are.")
    label = (Span(_("Confirm who speaks:"), "warning"), Span(f" {asked}"))
    words = _("c keeps or changes the speaker, a accepts as it is.")
    return [
        *paragraph(label, width, lead=_LEAD),
        *paragraph((Span(words, "muted"),), width, lead=_LEAD),
    ]


def _top_of(rows: Sequence[Row], start: int, height: int) -> int:
    """Return how far to scroll for a quotation to be seen, from its paragraph on where it fits."""
    quoted = (
        number
        for number in range(start, len(rows))
        if any(span.style == "quote" for span in rows[number].spans)
    )
    first = next(quoted, start)
    return start - 1 if first - start < max(1, height // 2) else first - _ABOVE

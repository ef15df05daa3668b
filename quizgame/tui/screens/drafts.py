"""The review of drafts: one at a time, to be accepted, edited or rejected."""

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from textual import events, on

from quizgame.catalogue import _
from quizgame.tui.page import ENTER
from quizgame.tui.reviewing.board import ARTICLE, ReviewBoard, Shown
from quizgame.tui.widgets import Hint

if TYPE_CHECKING:
    from quizgame.backend.desk import Desk
    from quizgame.backend.deskviews import Fields


class DraftsScreen(ReviewBoard):
    """The drafts of a bank. What is decided is in the bank's desk at once, and saved by `s`."""

    CSS_PATH = "drafts.tcss"

    def __init__(self, desk: "Desk") -> None:
        """Keep the desk; nothing is read yet."""
        super().__init__()
        self._desk = desk

    # Reading

    @on(events.ScreenResume)
    async def look_up(self) -> None:
        """Read the bank, also after a draft was edited."""
        before = self.queue.here
        await self._read()
        here = self.queue.here
        same = before is not None and here is not None and before.index == here.index
        await self._look(from_top=not same)

    async def _read(self) -> None:
        done, view = await self.act(self._desk.view)
        if done and view is not None:
            self.view = view
            self.queue.read(view.rows)

    async def _look(self, *, from_top: bool = True) -> None:
        """Read all that is told of the draft at hand, and draw."""
        row, drafts, self.shown = self.queue.here, self._desk.drafts, None
        if row is not None:
            fields = (await self.act(self._desk.fields, row.index))[1] or {}
            self.shown = Shown(
                row,
                (await self.act(drafts.note_of, row.index))[1],
                (await self.act(drafts.place_of, row.index))[1],
                (await self.act(self._desk.problems, fields, row.index))[1] or (),
                (await self.act(self._desk.preview, fields))[1],
            )
        if from_top:
            self.from_top()
        self.redraw()

    async def _show_anew(self, message: str, *, from_top: bool = True) -> None:
        await self._read()
        await self._look(from_top=from_top)
        self.say(message)

    # Keys

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that are valid now."""
        shown = self.shown
        save = Hint("s", _("save"), "s", 2 if shown else 0)
        ends = (
            *((save,) if self.view is not None and self.view.changed else ()),
            Hint("u", _("undo"), "u", 3),
            Hint("Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )
        if shown is None:
            first = Hint("n", _("the first"), "n", 1)
            return (first, Hint("p", _("the last"), "p", 1), *ends) if len(self.queue) else ends
        return (
            Hint("a", _("accept"), "a"),
            Hint("e", _("edit"), "e"),
            Hint("x", _("reject"), "x"),
            Hint("c", _("speaker"), "c", 1 if shown.row.confirm else 3),
            Hint("n", _("next"), "n"),
            Hint("p", _("previous"), "p", 5),
            Hint(ARTICLE, _("article"), ARTICLE, 4),
            *ends,
        )

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return every key with what it does."""
        return (
            ("a", _("accept: players get it from now on")),
            ("e", _("edit it in its form")),
            ("x", _("reject: it is taken out of the bank")),
            ("c", _("say who speaks: as it is, or somebody else")),
            ("n, Enter", _("the next draft; this one stays a draft")),
            ("p", _("the draft before")),
            (ARTICLE, _("the whole article")),
            ("u, U", _("take the last decision back; do it again")),
            ("s", _("save the bank")),
            (_("up, down, space"), _("scroll the draft")),
            (_("PgUp, PgDn"), _("scroll the article")),
            ("Esc, q", _("back to all questions")),
        )

    async def press(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for."""
        if key in {"pageup", "pagedown"} and self.shown is not None:
            return self.article.scroll_key(key)
        always: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "n": self._next,
            ENTER: self._next,
            "p": self._previous,
            "s": self._save,
            "u": self._undo,
            "U": self._redo,
        }
        of_draft: dict[str, Callable[[Shown], Coroutine[Any, Any, None]]] = {
            "a": self._accept,
            "e": self._edit,
            "x": self._reject,
            "c": self._confirm,
            ARTICLE: self._read_all,
        }
        name = character if character in {*always, *of_draft} else key
        if name in always:
            self.say("")
            await always[name]()
        elif name in of_draft and self.shown is not None:
            self.say("")
            await of_draft[name](self.shown)
        else:
            return False
        return True

    async def pick(self, target: str) -> None:
        """Open the article by a click on the line above it."""
        if target == ARTICLE:
            await self.press(target)

    async def _next(self) -> None:
        self.queue.go(self.queue.at + 1 if self.shown is not None else 0)
        await self._look()

    async def _previous(self) -> None:
        if not self.queue.at:
            self.say(_("There is none before this."))
            return
        self.queue.go(self.queue.at - 1)
        await self._look()

    # What is decided

    async def _accept(self, shown: Shown) -> None:
        done, _none = await self.act(self._desk.drafts.accept, shown.row.index)
        if done:
            await self._show_anew(_("Accepted. u takes it back."))

    async def _reject(self, shown: Shown) -> None:
        done, _none = await self.act(self._desk.delete, shown.row.index)
        if done:
            await self._show_anew(_("Rejected. u brings it back."))

    async def _edit(self, shown: Shown) -> None:
        self.queue.edit()
        self.house.open_compose(self._desk, shown.row.index)

    async def _read_all(self, shown: Shown) -> None:
        done, article = await self.act(self._desk.drafts.article_of, shown.row.index)
        if done and article is not None:
            self.house.open_article(article, at_quotation=True)
        elif done:
            self.say(_("The article is not at hand."), "warning")

    async def _save(self) -> None:
        done, _none = await self.act(self._desk.save)
        if done:
            await self._show_anew(_("Saved."), from_top=False)
        elif (await self.act(self._desk.is_stale))[1]:
            words = _("Another program changed the file. Go back with Esc, and save there.")
            self.say(words, "warning")

    async def _undo(self) -> None:
        await self._back_and_forth(self._desk.undo, _("Taken back: {act}."))

    async def _redo(self) -> None:
        await self._back_and_forth(self._desk.redo, _("Done again: {act}."))

    async def _back_and_forth(self, deed: Callable[[], str], words: str) -> None:
        """Undo or redo, and go to the draft that is there again."""
        before = self.queue.places
        done, label = await self.act(deed)
        if not done:
            return
        if not label:
            self.say(_("There is nothing more."))
            return
        await self._read()
        self.queue.go_to_new(before)
        await self._look()
        self.say(words.format(act=label))

    # Who speaks

    async def _confirm(self, shown: Shown) -> None:
        """Ask whose words are quoted; once that is told nothing has to be confirmed."""
        place, index = shown.place, shown.row.index
        _done, sources = await self.act(self._desk.sources)
        source = next((one for one in sources or () if place and one.key == place.source), None)
        _done, fields = await self.act(self._desk.fields, index)
        if place is None or source is None or fields is None:
            self.say(_("What it quotes is not in the article: e mends that first."), "warning")
            return
        number = place.evidence
        evidence: Fields = fields["evidence"][number]
        known = (await self.act(self._desk.speakers))[1] or ()

        def then(told: "Fields | None") -> None:
            if told is not None:
                self.call_next(self._confirmed, index, number, evidence.get("speaker", ""), told)

        self.house.open_voice(source, place.spans, evidence, known, then)

    async def _confirmed(self, index: int, number: int, before: object, told: "Fields") -> None:
        drafts = self._desk.drafts
        done, _none = await self.act(drafts.confirm, index, number, told)
        if not done:
            return
        await self._show_anew(_("Confirmed. a accepts the draft."), from_top=False)
        if told.get("speaker", "") != before:
            is_key = (await self.act(drafts.is_answer, index, str(before)))[1]
            if is_key:
                words = _("The right answer still names {who}: e changes it.")
                self.say(words.format(who=before), "warning")

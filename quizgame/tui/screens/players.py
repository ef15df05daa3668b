"""The people who play on this computer: switch, add, rename, forget."""

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from quizgame.catalogue import _, plural
from quizgame.model.person import Person
from quizgame.model.text import clean_name, fold_name
from quizgame.tui.draw.plot import percent
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.draw.terms import moment
from quizgame.tui.panes import Body, Divider, Listing, Panes, facts
from quizgame.tui.widgets import Heading, Hint, KeyBar, Sheet
from quizgame.tui.widgets.field import Field

_GUEST = "guest"


class PlayersScreen(Panes):
    """Everybody, and a field for a name where one is asked for."""

    CSS_PATH = "players.tcss"

    def __init__(self) -> None:
        """Start with nobody."""
        super().__init__()
        self._people: tuple[Person, ...] = ()
        self._renamed: Person | None = None
        self._told: dict[int, list[tuple[str, str]]] = {}
        self._kept: dict[int, int] = {}

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Heading()
        with Body():
            yield Listing()
            yield Divider()
            yield Sheet()
        yield Field(max_length=60)
        yield KeyBar()

    @property
    def field(self) -> Field:
        """The field for a name."""
        return self.query_exactly_one(Field)

    @on(events.Mount)
    async def prepare(self) -> None:
        """Look everybody up."""
        self.field.display = False
        await self._look_up()

    async def _look_up(self) -> None:
        student = self.house.student
        _done, people = await self.act(student.people)
        self._people = people or ()
        for person in self._people:
            done, history = await self.act(student.history, person)
            if done and history:
                _done, left_open = await self.act(student.resumable, person)
                self._kept[person.key] = len(history.attempts) + len(left_open or ())
                finished = [one for one in history.attempts if one.status == "finished"]
                told = [(_("Finished"), plural("{n} quiz", "{n} quizzes", len(finished)))]
                if finished:
                    last = finished[0]
                    words = f"{moment(last.started_at)}, {percent(last.accuracy)}"
                    told.append((_("Last"), words))
                self._told[person.key] = told
        self.redraw()

    @property
    def _chosen(self) -> Person | None:
        return next((one for one in self._people if str(one.key) == self.menu.cursor), None)

    def draw(self) -> None:
        """List everybody."""
        own = self.house.person
        name = own.name if own else ""
        told = plural("{n} player on this computer", "{n} players on this computer", self._count)
        self.heading.titles(
            _("Players"),
            _("Playing as {name}").format(name=name),
            below=(Span(told, "muted"),),
        )
        glyphs = self.house.glyphs
        rows: list[Row] = []
        for key, words in [*((str(p.key), p.name) for p in self._people), (_GUEST, _("a guest"))]:
            is_own = own is not None and key == (_GUEST if own.is_guest else str(own.key))
            mark = glyphs.chosen if is_own else " "
            rows.append(Row((Span(f" {mark} ", "chosen"), Span(words)), "", key))
        self.menu.show(rows)

    @property
    def _count(self) -> int:
        return len(self._people)

    def details(self, target: str, width: int) -> list[Row]:
        """Return what is kept of a person."""
        lead = (Span(" "),)
        if target == _GUEST:
            words = _("Of a guest nothing is kept: no name, no score, no answer.")
            return [*paragraph(words, width, lead=lead)]
        if (person := self._chosen) is None:
            return []
        rows = [*paragraph((Span(person.name, "strong"),), width, lead=lead), BLANK]
        return [*rows, *facts(self._told.get(person.key, []), width)]

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        if self.field.display:
            return Hint("Enter", _("keep this name"), "enter"), Hint("Esc", _("leave it"), "escape")
        first = [Hint("Enter", _("play as this one"), "enter"), Hint("a", _("add"), "a", 1)]
        if self._chosen:
            first += [Hint("r", _("rename"), "r", 1), Hint("d", _("delete"), "d", 1)]
        first += [Hint("Esc", _("back"), "escape"), Hint("?", _("help"), "question_mark")]
        return tuple(first)

    async def press(self, key: str, character: str | None = None) -> bool:
        """Switch, add, rename, or ask whether to forget."""
        del character
        person = self._chosen
        if self.field.display:
            if key == "enter":
                await self._named()
            elif key == "escape":
                self._close_field()
            return True
        if key == "enter":
            name = person.name if person else _GUEST
            done, entered = await self.act(self.house.student.enter, name)
            if done and entered:
                self.house.enter(entered)
                self.house.open_home()
        elif key == "a":
            self._open_field(None)
        elif key == "r" and person:
            self._open_field(person)
        elif key == "d" and person:
            self._ask_to_forget(person)
        else:
            return False
        return True

    # A name

    def _open_field(self, renamed: Person | None) -> None:
        self._renamed = renamed
        self.field.value = renamed.name if renamed else ""
        self.field.cursor_position = len(self.field.value)
        self.field.display = True
        self.field.focus()
        if renamed:
            self.say(_("Type the new name of {name}, then press Enter.").format(name=renamed.name))
        else:
            self.say(_("Type the name of the new player, then press Enter."))
        self.show_keys()

    def _close_field(self) -> None:
        self.field.display = False
        self.set_focus(None)
        self.say("")
        self.redraw()

    async def press_in_field(self, key: str) -> bool:
        """Leave the name as it was with Escape."""
        if key == "escape":
            self._close_field()
        return key == "escape"

    @on(Input.Submitted)
    async def submitted(self, event: Input.Submitted) -> None:
        """Keep the name."""
        event.stop()
        await self._named()

    async def _named(self) -> None:
        student, name = self.house.student, self.field.value
        own, renamed = self.house.person, self._renamed
        if renamed is None:
            folded = fold_name(clean_name(name))
            known = next((one for one in self._people if fold_name(one.name) == folded), None)
            if known:
                self.say(_("{name} is here already.").format(name=known.name), "warning")
                return
            done, person = await self.act(student.enter, name)
        else:
            done, person = await self.act(student.rename, renamed, name)
        if not done or person is None:
            return
        if renamed is None or own is None or renamed.key == own.key:
            self.house.enter(person)
        self._close_field()
        await self._look_up()
        self.menu.point(_GUEST if person.is_guest else str(person.key))
        if renamed is None:
            self.say(_("You play as {name} now.").format(name=person.name))

    # Forgetting

    def _ask_to_forget(self, person: Person) -> None:
        count = self._kept.get(person.key)
        kept = "?" if count is None else plural("{n} quiz", "{n} quizzes", count)
        text = _(
            "This erases the name and all that is kept with it ({kept}), also from the backups. It "
            "can not be undone."
        ).format(kept=kept)
        self.house.ask(
            _("Forget {name}?").format(name=person.name),
            text,
            (("k", _("Keep"), ""), ("f", _("Forget everything"), "forget")),
            self._answered,
        )

    async def _answered(self, answer: str) -> None:
        person, own = self._chosen, self.house.person
        if not answer or person is None:
            return
        done, _nothing = await self.act(self.house.student.forget, person)
        if not done:
            return
        self._told.pop(person.key, None)
        self._kept.pop(person.key, None)
        await self._look_up()
        self.say(_("{name} is forgotten.").format(name=person.name))
        if own is None or own.key != person.key:
            return
        if self._people:
            self.house.enter(self._people[0])
            self.redraw()
        else:
            self.house.person = None
            self.house.open_home()
            self.house.open_welcome()

"""Home: what can be played, what was left open, and how it went so far."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from textual import events

from quizgame.backend.request import Options
from quizgame.catalogue import _, plural
from quizgame.model.person import Person
from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.home import shelf
from quizgame.tui.home.news import news
from quizgame.tui.home.stock import Stock
from quizgame.tui.widgets import Hint, Menu

if TYPE_CHECKING:
    from quizgame.backend.views import BankView, QuizView
    from quizgame.model.attempt import AttemptRecord


ESCAPE_S = 3.0
"""How long, in seconds, an Escape waits for a second one."""


class HomeScreen(Stock):
    """The banks with their quizzes, and this player's open attempts.

    It is painted before anything is read. A thread then opens the memory and reads the banks one
    after the other; what has been read can be played at once.
    """

    def __init__(self, message: str = "") -> None:
        """Start with nothing read; `message` is told above the keys."""
        super().__init__()
        self._message = message
        self._ink = "warning"
        self._drawn: list[list[Row]] = []
        self._drawn_width = 0
        self._has_chosen = self._is_escape = self._is_escaping = False
        self._early: list[events.Key] = []
        self._hands_on = False

    def forget_drawn(self) -> None:
        """Draw anew what was drawn of banks that have other scores now."""
        self._drawn.clear()

    def tell(self, message: str, ink: str = "warning") -> None:
        """Show a message above the keys."""
        self._message, self._ink = message, ink
        self.say(message, ink)

    def on_stock_reread(self, event: Stock.Reread) -> None:
        """Show the banks as they are now, and say what changed."""
        before = {one.path: view for one, view in zip(self.loaded, self.views, strict=True)}
        super().on_stock_reread(event)
        now = {one.path: view for one, view in zip(self.loaded, self.views, strict=True)}
        message, ink = news(before, now)
        if message:
            self.tell(message, ink)

    def show_anew(self) -> None:
        """Show banks of which some came or went: the cursor stays on its row, and that in place."""
        if not self.is_here:
            return
        menu = self.menu
        line = _line_of(menu) - menu.top
        if self._has_chosen:
            targets = tuple(dict.fromkeys(row.target for row in self._rows() if row.target))
            at = menu.targets.index(menu.cursor) if menu.cursor in menu.targets else 0
            menu.cursor = shelf.nearest(menu.cursor, targets, at)
        self.redraw()
        menu.scroll_lines(_line_of(menu) - line - menu.top)

    # Drawing

    def draw(self) -> None:
        """Show what has been read so far."""
        if bank := self.house.request.edit:
            self._hands_on = True
            words = _("Opening {file} …").format(file=PurePath(bank).name)
            self.heading.titles("quizgame", below=(Span(clean_line(words), "muted"),))
            self.menu.show([BLANK])
            return
        if self.takes_keys:
            self._hands_on = False
            self._early.clear()
        person = self.house.person
        name = ""
        if person is not None:
            name = _("Playing as {name}").format(name=person.name)
            if person.is_guest:
                name = _("Playing as a guest: nothing is kept")
        self.heading.titles("quizgame", name, below=(Span(self._state(), "muted"),))
        rows = self._rows()
        if not self._has_chosen:
            self.menu.cursor = ""  # the first row to choose, whichever that is by now
        self.menu.show(rows or [BLANK])
        if self._message:
            self.say(self._message, self._ink)

    def _rows(self) -> list[Row]:
        width, glyphs = self.menu.measure, self.house.glyphs
        if width != self._drawn_width:
            self._drawn.clear()
            self._drawn_width = width
        places = self.places
        for index in range(len(self._drawn), len(self.views)):
            self._drawn.append(shelf.bank_rows(places[index], self.views[index], width, glyphs))
        rows = shelf.open_rows(self.left_open, width, glyphs)
        if self.views:
            rows.append(shelf.column_row(width))
        # What can not be played stands last: it is told, and in nobody's way.
        order = sorted(zip(self.views, self._drawn, strict=True), key=_is_broken)
        rows += shelf.stacked(drawn for _view, drawn in order)
        if self.is_read and not self.views:
            words = _("No question bank was found here. `quizgame check` tells where it looks.")
            rows += paragraph(words, width, lead=(Span(" "),))
        return rows

    def _state(self) -> str:
        if not self.is_read:
            if not self.views:
                return _("Reading the question banks …")
            return _("Reading the question banks … {n} so far").format(n=len(self.views))
        asked = sum(view.questions for view in self.views)
        banks = plural("{n} question bank", "{n} question banks", len(self.views))
        return f"{banks} {self.house.glyphs.dot} {plural('{n} question', '{n} questions', asked)}"

    def details(self, target: str, width: int) -> list[Row]:
        """Return what there is to know of a row."""
        if attempt := self._attempt(target):
            return shelf.open_details(attempt, width)
        if found := self._quiz(target):
            return shelf.quiz_details(*found, width, self.house.glyphs)
        if bank := self._faulty(target):
            return shelf.problem_details(bank, width)
        return []

    def _attempt(self, target: str) -> "AttemptRecord | None":
        return next((one for one in self.left_open if shelf.OPEN + one.id == target), None)

    def _quiz(self, target: str) -> "tuple[BankView, QuizView] | None":
        if not target.startswith(shelf.QUIZ):
            return None
        place, quiz_id = target.split(":", 2)[1:]
        bank = self.view_at(place)
        quizzes = bank.quizzes if bank else ()
        quiz = next((one for one in quizzes if one.id == quiz_id), None)
        return (bank, quiz) if bank and quiz else None

    def _faulty(self, target: str) -> "BankView | None":
        if not target.startswith(shelf.PROBLEMS):
            return None
        return self.view_at(target.removeprefix(shelf.PROBLEMS))

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys for the chosen row."""
        first: tuple[Hint, ...] = ()
        if self.house.request.edit:
            return (Hint("Ctrl+Q", _("quit")),)
        target = self.menu.cursor
        if target.startswith(shelf.OPEN):
            first = (Hint("Enter", _("go on"), "enter"), Hint("x", _("give it up"), "x", 1))
        elif target.startswith(shelf.QUIZ):
            first = (Hint("Enter", _("open"), "enter"), Hint("m", _("missed"), "m", 1))
        elif target:
            first = (Hint("Enter", _("show problems"), "enter"),)
        is_owner = self._is_owner
        return (
            *first,
            *((Hint("e", _("edit"), "e", 2),) if target and is_owner else ()),
            Hint("h", _("history"), "h", 2),
            *((Hint("p", _("players"), "p", 3),) if is_owner else ()),
            Hint("s", _("settings"), "s", 3),
            Hint("?", _("help"), "question_mark"),
            Hint("q", _("quit"), "q", 1),
        )

    @property
    def _is_owner(self) -> bool:
        # Until somebody has entered, the acts may still have to be made, which takes long.
        return self.house.person is None or self.house.student.is_owner

    # Acting

    async def on_key(self, event: events.Key) -> None:
        """Keep what is typed while a bank is opened to be edited: it is meant for the editor."""
        if self.house.request.edit or (self._hands_on and not self.takes_keys):
            event.stop()
            event.prevent_default()
            self._early.append(events.Key(event.key, event.character))
            if not self.takes_keys:
                self.hand_on()
        else:
            await super().on_key(event)

    def hand_on(self) -> None:
        """Hand what was typed too early to the screen that is open now."""
        early, self._early = self._early, []
        for event in early:
            self.app.post_message(event)

    async def leave(self) -> None:
        """Quit with `q`, or on the second Escape: one may be left over from the page before."""
        if self._is_escaping or not self._is_escape:
            self.app.exit()
            return
        self._is_escaping = True
        self.say(_("Esc again, or q, quits."))
        self.set_timer(ESCAPE_S, self._forget_escape)

    def _forget_escape(self) -> None:
        self._is_escaping = False
        self.say(self._message, self._ink)

    async def take_key(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for; from now on the cursor is where the player put it."""
        self._has_chosen = True
        self._is_escape = key == "escape"
        return await super().take_key(key, character)

    async def pick(self, target: str) -> None:
        """Do what a click asks for; the same holds for the mouse."""
        self._has_chosen = True
        await super().pick(target)

    async def press(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for; most wait until it is known who plays."""
        del character
        if key not in {"enter", "x", "m", "e", "h", "s", "p"}:
            return False
        if key in {"e", "p"} and not self._is_owner:
            return False
        if self.house.person is None:
            self.say(_("One moment: what was kept is being read."))
            return True
        if self._message:
            self.tell("")
        if key in {"h", "s", "p"}:
            {"h": self.house.open_history, "s": self.house.open_settings}.get(
                key, self.house.open_players
            )()
        elif key == "m":
            await self._review(self.house.person)
        elif key == "e":
            await self._edit()
        else:
            await self._take(key, self.house.person)
        return True

    async def _take(self, key: str, person: Person) -> None:
        target = self.menu.cursor
        if attempt := self._attempt(target):
            if key == "enter":
                done, play = await self.act(self.house.student.resume, person, attempt.id)
                if done and play:
                    self.house.open_play(play)
                else:
                    self.look_up()  # another window went on with it, or ended it
            else:
                self.house.open_resume()
        elif key == "x":
            return
        elif found := self._quiz(target):
            self.house.open_intro(*found, Options())
        elif bank := self._faulty(target):
            self.house.open_problems(bank)

    async def _edit(self) -> None:
        """Open the editor for the chosen bank, also for one that can not be played."""
        target = self.menu.cursor
        attempt = self._attempt(target)
        place = target.split(":")[1] if target.startswith((shelf.QUIZ, shelf.PROBLEMS)) else ""
        bank = attempt.bank if attempt else self.path_at(place)
        if bank is not None:
            done, desk = await self.act(self.house.student.author().open, bank)
            if done and desk is not None:
                self.house.open_edit(desk)

    async def _review(self, person: Person) -> None:
        target = self.menu.cursor
        if attempt := self._attempt(target):
            bank = attempt.bank
        elif found := self._quiz(target):
            bank = found[0].id
        else:
            return
        done, play = await self.act(self.house.student.review, person, bank)
        if done and play:
            self.house.open_play(play)


def _line_of(menu: Menu) -> int:
    """Return the first row of a menu that has the cursor, 0 for none."""
    return next((at for at, row in enumerate(menu.rows) if row.target == menu.cursor), 0)


def _is_broken(bank: "tuple[BankView, list[Row]]") -> bool:
    return not bank[0].is_playable

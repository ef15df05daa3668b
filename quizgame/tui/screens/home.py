"""Home: what can be played, what was left open, and how it went so far."""

from typing import TYPE_CHECKING

from textual.message import Message

from quizgame.backend.views import BankView, Options, QuizView
from quizgame.catalogue import _, plural
from quizgame.errors import QuizgameError, StoreError
from quizgame.model.person import Person
from quizgame.tui import shelf
from quizgame.tui.arrival import arrive
from quizgame.tui.panes import Panes
from quizgame.tui.rows import BLANK, Row, Span, paragraph
from quizgame.tui.widgets import Hint

if TYPE_CHECKING:
    from quizgame.bank.load import LoadedBank
    from quizgame.model.attempt import AttemptRecord


class HomeScreen(Panes):
    """The banks with their quizzes, and this player's open attempts.

    It is painted before anything is read. A thread then opens the memory and reads the banks one
    after the other; what has been read can be played at once.
    """

    class Opened(Message):
        """The memory is open."""

        def __init__(self, people: tuple[Person, ...]) -> None:
            """Keep who plays on this computer."""
            super().__init__()
            self.people = people

    class Failed(Message):
        """The memory can not be used."""

        def __init__(self, error: StoreError) -> None:
            """Keep what is wrong."""
            super().__init__()
            self.error = error

    class BankRead(Message):
        """A bank has been read."""

        def __init__(self, loaded: "LoadedBank", view: BankView) -> None:
            """Keep the bank, and as what it is shown."""
            super().__init__()
            self.loaded = loaded
            self.view = view

    class AllRead(Message):
        """There are no more banks."""

    class LookedUp(Message):
        """A person's scores and open attempts are known."""

        def __init__(
            self, person: Person, views: list[BankView], left_open: "tuple[AttemptRecord, ...]"
        ) -> None:
            """Keep them, the views in the order in which the banks were read."""
            super().__init__()
            self.person = person
            self.views = views
            self.left_open = left_open

    def __init__(self, message: str = "") -> None:
        """Start with nothing read; `message` is told above the keys."""
        super().__init__()
        self._message = message
        self._loaded: list[LoadedBank] = []
        self._views: list[BankView] = []
        self._drawn: list[list[Row]] = []
        self._drawn_width = 0
        self._left_open: tuple[AttemptRecord, ...] = ()
        self._is_painted = self._is_reading = self._is_read = False

    # Reading, in threads

    def on_sheet_resized(self) -> None:
        """Read everything once the first picture is painted: now that there is a size, it is."""
        if not self._is_painted:
            self._is_painted = True
            self.call_after_refresh(self._open_memory)

    def _open_memory(self) -> None:
        self.run_worker(self._open, thread=True, group="memory")

    def _open(self) -> None:
        try:
            people = self.house.student.people()
        except StoreError as error:
            self.post_message(self.Failed(error))
        else:
            self.post_message(self.Opened(people))

    def _read(self) -> None:
        student = self.house.student
        for loaded in student.library.read():
            try:
                view = student.shelf(self.house.person, loaded)
            except StoreError:
                view = student.shelf(None, loaded)
            if not self.is_attached:
                return
            self.post_message(self.BankRead(loaded, view))
        self.post_message(self.AllRead())

    def _look_up(self) -> None:
        student, person = self.house.student, self.house.person
        if person is None:
            return
        try:
            views = [student.shelf(person, one) for one in tuple(self._loaded)]
            left_open = student.resumable(person)
        except StoreError as error:
            self.app.call_from_thread(self.say, f"{error.message} {error.hint}", "warning")
        else:
            self.post_message(self.LookedUp(person, views, left_open))

    async def on_home_screen_opened(self, event: Opened) -> None:
        """Find out who plays, then read the banks."""
        try:
            await arrive(self.house, event.people)
            if self.house.person:
                person = self.house.person
                self._left_open = await self.house.call(self.house.student.resumable, person)
        except QuizgameError as error:
            self.house.open_home(f"{error.message} {error.hint}".strip())
        if not self._is_reading:
            self._is_reading = True
            self.redraw()
            self.run_worker(self._read, thread=True, group="banks")

    def on_home_screen_failed(self, event: Failed) -> None:
        """Ask whether to play without saving."""
        self.house.ask_about_memory(event.error, self._open_memory)

    def on_home_screen_bank_read(self, event: BankRead) -> None:
        """Show one more bank."""
        self._loaded.append(event.loaded)
        self._views.append(event.view)
        self.redraw()

    def on_home_screen_all_read(self) -> None:
        """Tell that this is all."""
        self._is_read = True
        self.redraw()
        self.look_up()

    def on_home_screen_looked_up(self, event: LookedUp) -> None:
        """Show scores and open attempts, if the person still plays."""
        if event.person == self.house.person:
            self._views[: len(event.views)] = event.views
            self._left_open = event.left_open
            self._drawn.clear()
            self.redraw()

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was on top."""
        self.look_up()

    def look_up(self) -> None:
        """Read this person's scores and open attempts anew."""
        if self.house.person is not None:
            self.run_worker(self._look_up, thread=True, group="scores", exclusive=True)

    def tell(self, message: str) -> None:
        """Show a message above the keys."""
        self._message = message
        self.say(message, "warning")

    # Drawing

    def draw(self) -> None:
        """Show what has been read so far."""
        person = self.house.person
        name = ""
        if person is not None:
            name = _("Playing as {name}").format(name=person.name)
            if person.is_guest:
                name = _("Playing as a guest: nothing is kept")
        self.heading.titles("quizgame", name, below=(Span(self._state(), "muted"),))
        width, glyphs = self.menu.measure, self.house.glyphs
        if width != self._drawn_width:
            self._drawn.clear()
            self._drawn_width = width
        for place in range(len(self._drawn), len(self._views)):
            self._drawn.append(shelf.bank_rows(place, self._views[place], width, glyphs))
        rows = shelf.open_rows(self._left_open, width, glyphs)
        if self._views:
            rows.append(shelf.column_row(width))
        for bank in self._drawn:
            rows += bank
        if self._is_read and not self._views:
            words = _("No question bank was found here. `quizgame check` tells where it looks.")
            rows += paragraph(words, width, lead=(Span(" "),))
        self.menu.show(rows or [BLANK])
        if self._message:
            self.say(self._message, "warning")

    def _state(self) -> str:
        if not self._is_read:
            if not self._views:
                return _("Reading the question banks …")
            return _("Reading the question banks … {n} so far").format(n=len(self._views))
        asked = sum(view.questions for view in self._views)
        banks = plural("{n} question bank", "{n} question banks", len(self._views))
        return f"{banks} {self.house.glyphs.dot} {plural('{n} question', '{n} questions', asked)}"

    def details(self, target: str, width: int) -> list[Row]:
        """Return what there is to know of a row."""
        if attempt := self._attempt(target):
            return shelf.open_details(attempt, width)
        if found := self._quiz(target):
            return shelf.quiz_details(*found, width, self.house.glyphs)
        if target.startswith(shelf.PROBLEMS):
            return shelf.problem_details(self._views[int(target.split(":")[1])], width)
        return []

    def _attempt(self, target: str) -> "AttemptRecord | None":
        return next((one for one in self._left_open if shelf.OPEN + one.id == target), None)

    def _quiz(self, target: str) -> tuple[BankView, QuizView] | None:
        if not target.startswith(shelf.QUIZ):
            return None
        place, quiz_id = target.split(":", 2)[1:]
        bank = self._views[int(place)]
        return bank, next(one for one in bank.quizzes if one.id == quiz_id)

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys for the chosen row."""
        first: tuple[Hint, ...] = ()
        target = self.menu.cursor
        if target.startswith(shelf.OPEN):
            first = (Hint("Enter", _("go on"), "enter"), Hint("x", _("give it up"), "x", 1))
        elif target.startswith(shelf.QUIZ):
            first = (Hint("Enter", _("choose"), "enter"), Hint("m", _("what I missed"), "m", 1))
        elif target:
            first = (Hint("Enter", _("show problems"), "enter"),)
        return (
            *first,
            Hint("h", _("history"), "h", 2),
            Hint("p", _("players"), "p", 2),
            Hint("s", _("settings"), "s", 3),
            Hint("?", _("help"), "question_mark", 3),
            Hint("q", _("quit"), "q", 1),
        )

    # Acting

    async def press(self, key: str, character: str | None = None) -> bool:
        """Do what a key asks for; most wait until it is known who plays."""
        del character
        if key not in {"enter", "x", "m", "h", "s", "p"}:
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
                self.house.open_resume()
        elif key == "x":
            return
        elif found := self._quiz(target):
            self.house.open_intro(*found, Options())
        elif target.startswith(shelf.PROBLEMS):
            self.house.open_problems(self._views[int(target.split(":")[1])])

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

"""What home reads, in threads: the memory, the banks, and a person's scores."""

from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from quizgame.errors import QuizgameError, StoreError
from quizgame.model.person import Person
from quizgame.tui.home.arrival import arrive
from quizgame.tui.panes import Panes

if TYPE_CHECKING:
    from pathlib import Path

    from quizgame.backend.views import BankView
    from quizgame.bank.load import LoadedBank
    from quizgame.model.attempt import AttemptRecord


class Stock(Panes):
    """A page that is painted before anything is read, and then knows more and more."""

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

        def __init__(self, loaded: "LoadedBank", view: "BankView") -> None:
            """Keep the bank, and as what it is shown."""
            super().__init__()
            self.loaded = loaded
            self.view = view

    class AllRead(Message):
        """There are no more banks."""

    class LookedUp(Message):
        """A person's scores and open attempts are known."""

        def __init__(
            self,
            person: Person,
            pairs: "list[tuple[LoadedBank, BankView]]",
            left_open: "tuple[AttemptRecord, ...]",
        ) -> None:
            """Keep them, with each view the bank that it is of."""
            super().__init__()
            self.person = person
            self.pairs = pairs
            self.left_open = left_open

    class Reread(Message):
        """Banks that were changed have been read anew."""

        def __init__(self, pairs: "list[tuple[LoadedBank, BankView]]") -> None:
            """Keep all banks there are now, each with its view, in their order."""
            super().__init__()
            self.pairs = pairs

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__()
        self.loaded: list[LoadedBank] = []
        self.views: list[BankView] = []
        self._numbers: dict[Path, int] = {}
        self.left_open: tuple[AttemptRecord, ...] = ()
        self.is_read = False
        self._is_painted = self._is_reading = False

    @property
    def places(self) -> list[int]:
        """What tells each bank from the others, in their order: it stays when banks come and go."""
        return [self._numbers.setdefault(one.path, len(self._numbers)) for one in self.loaded]

    def view_at(self, place: str) -> "BankView | None":
        """Return the bank that has a place, unless it is gone."""
        pairs = zip(self.places, self.views, strict=True)
        return next((view for number, view in pairs if str(number) == place), None)

    def path_at(self, place: str) -> "Path | None":
        """Return the file of the bank that has a place, unless it is gone."""
        pairs = zip(self.places, self.loaded, strict=True)
        return next((one.path for number, one in pairs if str(number) == place), None)

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
        student, worker = self.house.student, get_current_worker()
        for loaded in student.library.read():
            if worker.is_cancelled:
                return  # the program ends, and must not wait for the banks that are left
            try:
                view = student.shelf(self.house.person, loaded)
            except StoreError:
                view = student.shelf(None, loaded)
            self.post_message(self.BankRead(loaded, view))
        self.post_message(self.AllRead())

    def _look_up(self) -> None:
        student, person = self.house.student, self.house.person
        if person is None:
            return
        try:
            pairs = [(one, student.shelf(person, one)) for one in tuple(self.loaded)]
            left_open = student.resumable(person)
        except StoreError as error:
            self.app.call_from_thread(self.say, f"{error.message} {error.hint}", "warning")
        else:
            self.post_message(self.LookedUp(person, pairs, left_open))

    async def on_stock_opened(self, event: Opened) -> None:
        """Find out who plays, then read the banks."""
        try:
            await arrive(self.house, event.people)
            self.hand_on()
            if self.house.person:
                person = self.house.person
                self.left_open = await self.house.call(self.house.student.resumable, person)
        except QuizgameError as error:
            self.house.open_home(f"{error.message} {error.hint}".strip())
        if not self._is_reading:
            self._is_reading = True
            self.redraw()
            self.run_worker(self._read, thread=True, group="banks")

    def hand_on(self) -> None:
        """Hand on what was typed before it was known where to begin."""

    def on_stock_failed(self, event: Failed) -> None:
        """Ask whether to play without saving."""
        self.house.ask_about_memory(event.error, self._open_memory)

    def on_stock_bank_read(self, event: BankRead) -> None:
        """Show one more bank."""
        self.loaded.append(event.loaded)
        self.views.append(event.view)
        self.redraw()

    def on_stock_all_read(self) -> None:
        """Tell that this is all."""
        self.is_read = True
        self.redraw()
        self.look_up()
        self.house.follow_banks()

    def on_quiz_app_banks_changed(self) -> None:
        """Find out what is to be shown of the banks now."""
        self.run_worker(self._look_at_banks, thread=True, group="reread", exclusive=True)

    def _look_at_banks(self) -> None:
        student, person = self.house.student, self.house.person
        before = list(zip(self.loaded, self.views, strict=False))
        known = {id(loaded): view for loaded, view in before}
        pairs = []
        for loaded in student.library.banks:
            view = known.get(id(loaded))
            try:
                pairs.append((loaded, view or student.shelf(person, loaded)))
            except StoreError:
                pairs.append((loaded, student.shelf(None, loaded)))
        self.post_message(self.Reread(pairs))

    def on_stock_reread(self, event: Reread) -> None:
        """Keep the banks as they are now, and show them."""
        banks = self.house.student.library.banks
        if list(map(id, banks)) != [id(loaded) for loaded, _view in event.pairs]:
            return  # read anew once more meanwhile: what is true now is on its way
        self.loaded = [loaded for loaded, _view in event.pairs]
        self.views = [view for _loaded, view in event.pairs]
        self.forget_drawn()
        self.show_anew()
        self.look_up()

    def show_anew(self) -> None:
        """Show banks of which some came or went."""
        self.redraw()

    def on_stock_looked_up(self, event: LookedUp) -> None:
        """Show scores and open attempts, if the person still plays."""
        if event.person == self.house.person:
            # Compared one by one: meanwhile banks may have been read anew.
            known = {id(loaded): view for loaded, view in event.pairs}
            pairs = zip(self.loaded, self.views, strict=True)
            self.views = [known.get(id(loaded), view) for loaded, view in pairs]
            self.left_open = event.left_open
            self.forget_drawn()
            self.redraw()

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was on top."""
        self.look_up()

    def look_up(self) -> None:
        """Read this person's scores and open attempts anew."""
        if self.house.person is not None:
            self.run_worker(self._look_up, thread=True, group="scores", exclusive=True)

    def forget_drawn(self) -> None:
        """Draw anew what was drawn of banks that have other scores now."""

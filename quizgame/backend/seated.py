"""What a student of a class may do: play and look back as themselves, and nothing else.

They sit at somebody else's computer over a connection. So there are no other people to see, no
files to write, no banks to edit, and no name but the one that their seat has.
"""

from collections.abc import Callable, Sequence

from quizgame.backend.library import Library
from quizgame.backend.play import Clock, Play
from quizgame.backend.request import Options
from quizgame.backend.student import Student
from quizgame.bank.load import LoadedBank
from quizgame.catalogue import _
from quizgame.errors import RefusedError
from quizgame.model.attempt import AttemptRecord
from quizgame.model.bank import Quiz
from quizgame.model.person import Person
from quizgame.store.base import Store


class Seated(Student):
    """The acts of one person of a class, known by their seat."""

    def __init__(
        self,
        person: Person,
        library: Library,
        clock: Clock,
        store: Callable[[], Store],
        memory: Callable[[Sequence[Person]], Store],
    ) -> None:
        """Keep who sits here; `store` is shared by the class, and closed by it."""
        super().__init__(library, clock, store, memory)
        self._person = person

    @property
    def is_owner(self) -> bool:
        """Never: the computer is the teacher's."""
        return False

    def close(self) -> None:
        """Let go of what is this person's alone."""
        if self._memory is not None and self._memory is not self._store:
            self._memory.close()
        self._memory = self._store = None

    def people(self) -> tuple[Person, ...]:
        """Return this person alone."""
        return (self._person,)

    def enter(self, name: str) -> Person:
        """Return this person; raises RefusedError for any other name."""
        if name != self._person.name:
            raise RefusedError(_("In a class you play under the name of your seat."))
        return self._person

    def rename(self, person: Person, name: str) -> Person:
        """Raise RefusedError: names are the teacher's to change."""
        del person, name
        raise RefusedError(_("Ask your teacher to change your name."))

    def forget(self, person: Person) -> None:
        """Raise RefusedError: what a class keeps is the teacher's to erase."""
        del person
        raise RefusedError(_("Ask your teacher to erase what is kept of you."))

    def begin_quiz(
        self, loaded: LoadedBank, quiz: Quiz, options: Options, *, at_most: int | None = None
    ) -> Play:
        """Begin a quiz of a bank as it is given.

        Raises RefusedError where it has no question, or where this person has `at_most` attempts
        at it already, of whatever behaviour.
        """
        return self._begin(self._person, loaded, quiz, options, at_most=at_most)

    def look_back(self, attempt_id: str) -> Play:
        """Return a sitting of this person that is over, to be looked at.

        Raises RefusedError when there is none, or it can not be read.
        """
        record = self._store_for(self._person).attempt(attempt_id)
        if record is None or record.person_key != self._person.key or record.status == "running":
            raise RefusedError(_("There is no result of yours to look at."))
        return self._replayed(self._person, record)

    def all_attempts(self, person: Person) -> tuple[AttemptRecord, ...]:
        """Return this person's attempts, open ones first."""
        store = self._store_for(person)
        return (*store.attempts(person.key, running=True), *store.attempts(person.key))

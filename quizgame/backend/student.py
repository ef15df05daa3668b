"""What a learner may do: choose a name, find a quiz, play, resume, look back."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizgame.backend.library import Library, bank_view
from quizgame.backend.plan import make_plan, revision_of
from quizgame.backend.play import Clock, Material, Play, new_attempt_id
from quizgame.backend.quotations import article
from quizgame.backend.readings import Changes
from quizgame.backend.request import Options
from quizgame.backend.results import history_view
from quizgame.backend.views import ArticleView, BankView, HistoryView, QuizView
from quizgame.bank.load import LoadedBank
from quizgame.catalogue import _, plural
from quizgame.engine.events import Abandoned, Stamped
from quizgame.engine.review import missed
from quizgame.engine.selection import Wanted, select
from quizgame.errors import RefusedError, StoreError, UsageError
from quizgame.model.attempt import AttemptRecord
from quizgame.model.bank import Bank, Quiz, question_from_content
from quizgame.model.person import Person, Wishes
from quizgame.model.questions.base import Question
from quizgame.model.text import clean_line, fold_name
from quizgame.store.base import Store

if TYPE_CHECKING:
    from quizgame.backend.author import Author

GUEST = Person(0, "guest")
MISSED_QUIZ, PRACTICE_QUIZ = "missed", "again"
_SEED_BITS = 31


class Student:
    """The acts of the person at this computer.

    The stores are opened when first needed: `open_store` for what is kept, `memory` for guests and
    for play without saving.
    """

    def __init__(
        self,
        library: Library,
        clock: Clock,
        open_store: Callable[[], Store],
        memory: Callable[[Sequence[Person]], Store],
    ) -> None:
        """Keep what is needed; nothing is read or opened yet."""
        self.library = library
        self._clock = clock
        self._open_store = open_store
        self._open_memory = memory
        self._store: Store | None = None
        self._memory: Store | None = None

    @property
    def store(self) -> Store:
        """The store of what is kept, opened now if it was not; raises StoreError."""
        if self._store is None:
            self._store = self._open_store()
        return self._store

    @property
    def memory(self) -> Store:
        """The store that forgets everything with the process."""
        if self._memory is None:
            self._memory = self._open_memory(())
        return self._memory

    def forgo_saving(self, *people: Person) -> None:
        """Keep nothing from here on: the player agreed to play without saving.

        `people` stay known, with their wishes, until the end.
        """
        self._memory = self._store = self._open_memory(people)

    def close(self) -> None:
        """Let go of the stores."""
        for store in {id(s): s for s in (self._store, self._memory) if s}.values():
            store.close()
        self._store = self._memory = None

    def _store_for(self, person: Person) -> Store:
        return self.memory if person.is_guest else self.store

    @property
    def is_owner(self) -> bool:
        """Whether this is whoever sits at the computer: its files, banks and people are theirs."""
        return True

    def require_owner(self) -> None:
        """Raise RefusedError for acts on the computer by somebody who only plays on it."""
        if not self.is_owner:
            raise RefusedError(_("This can only be done at the computer itself."))

    # People

    def people(self) -> tuple[Person, ...]:
        """Return everybody who plays on this computer, the last player first."""
        return self.store.people()

    def enter(self, name: str) -> Person:
        """Return the person of this name, added if there is none; "guest" is kept nowhere.

        They are from now on who played last.
        """
        if fold_name(name) == GUEST.name:
            return GUEST
        person = self.store.find_person(name)
        if person is None:
            return self.store.add_person(name)
        with suppress(StoreError):  # it only saves a choice at the next start
            self.store.note_player(person.key)
        return person

    def rename(self, person: Person, name: str) -> Person:
        """Give a person another name; raises RefusedError when it is empty, taken or "guest"."""
        if fold_name(name) == GUEST.name:
            raise RefusedError(_("Nothing is kept of a guest. Choose another name."))
        return self.store.rename_person(person.key, name)

    def keep_wishes(self, person: Person, wishes: Wishes) -> Person:
        """Keep a person's wishes; a guest's only until the end."""
        if person.is_guest:
            return replace(person, wishes=wishes)
        return self.store.keep_wishes(person.key, wishes)

    def forget(self, person: Person) -> None:
        """Erase a person and all of theirs."""
        if not person.is_guest:
            self.store.forget_person(person.key)

    def author(self) -> "Author":
        """Return the acts of whoever looks after the banks; raises RefusedError for others."""
        self.require_owner()
        from quizgame.backend.author import Author  # noqa: PLC0415 - playing needs no editor

        return Author(self.library.home, lambda: self.store)

    # Quizzes

    def shelf(self, person: Person | None, loaded: LoadedBank) -> BankView:
        """Return a bank for the home screen, with the person's scores where they are known."""
        attempts: tuple[AttemptRecord, ...] = ()
        if person is not None and loaded.bank is not None:
            attempts = self._attempts_on(person, loaded.bank)
        return bank_view(loaded, attempts)

    def reread(self, paths: Iterable[Path] = ()) -> Changes:
        """Read banks anew where they are not as they were; see `Library.reread`.

        A sitting that runs keeps the questions, the key and the article that it began with.
        """
        return self.library.reread(paths)

    def _attempts_on(self, person: Person, bank: Bank) -> tuple[AttemptRecord, ...]:
        store = self._store_for(person)
        names = (bank.id, *bank.formerly)
        return tuple(a for name in names for a in store.attempts(person.key, bank=name))

    def article(self, bank_id: str) -> ArticleView | None:
        """Return a bank's first source, to be read before a quiz."""
        loaded = self.library.find(bank_id)
        if loaded.bank is None or not loaded.bank.sources:
            return None
        return article(loaded.bank, loaded.texts, next(iter(loaded.bank.sources)))

    def offer(
        self, person: Person, bank_name: str, quiz_id: str, options: Options
    ) -> tuple[BankView, QuizView]:
        """Return a bank and the quiz of it that was asked for; "" is for the one that fits.

        Raises UsageError for what does not exist.
        """
        view = self.shelf(person, self.library.find(bank_name))
        quiz_id = quiz_id or self.library.quiz_id(bank_name, options)
        quiz = next((one for one in view.quizzes if one.id == quiz_id), None)
        if quiz is None:
            raise UsageError(
                _("This bank has no quiz of that name."),
                _("It has: {names}.").format(names=", ".join(one.id for one in view.quizzes)),
            )
        return view, quiz

    def start(
        self, person: Person, bank_name: str, quiz_id: str = "", options: Options | None = None
    ) -> Play:
        """Begin a sitting of a quiz.

        Raises UsageError for what does not exist and RefusedError when the quiz allows no further
        attempt or the player's wishes leave no question.
        """
        options = options or Options()
        loaded, bank = self._bank(bank_name)
        if options.behaviour == "review":
            return self.review(person, bank_name, options)
        quiz = bank.find_quiz(quiz_id)
        if quiz is None:
            raise UsageError(
                _("The bank “{bank}” has no quiz “{quiz}”.").format(bank=bank.id, quiz=quiz_id),
                _("It has: {names}.").format(names=", ".join(q.id for q in bank.quiz) or "all"),
            )
        at_most = self._attempts_left(person, bank, quiz)
        return self._begin(person, loaded, quiz, options, at_most=at_most)

    def review(self, person: Person, bank_name: str, options: Options | None = None) -> Play:
        """Begin a review of what this person last got wrong in a bank, across its quizzes."""
        options = options or Options()
        loaded, _own = self._bank(bank_name)
        questions = self.missed(person, bank_name)
        if not questions:
            raise RefusedError(_("There is nothing to review: no question was missed."))
        quiz = Quiz(
            id=MISSED_QUIZ,
            title=_("What was missed"),
            ids=tuple(question.id for question in questions),
        )
        options = replace(options, behaviour="review", scoring="accuracy")
        return self._begin(person, loaded, quiz, options)

    def missed(self, person: Person, bank_name: str) -> tuple[Question, ...]:
        """Return the questions of a bank that this person last got wrong."""
        _loaded, bank = self._bank(bank_name)
        running = self._store_for(person).attempts(person.key, running=True)
        return missed(bank, (*self._attempts_on(person, bank), *running))

    def practise(
        self,
        person: Person,
        bank_name: str,
        ids: Sequence[str],
        options: Options | None = None,
    ) -> Play:
        """Begin a practice of certain questions, such as those just missed."""
        loaded, _own = self._bank(bank_name)
        quiz = Quiz(id=PRACTICE_QUIZ, title=_("Once more"), ids=tuple(ids))
        options = replace(options or Options(), behaviour="practice")
        return self._begin(person, loaded, quiz, options)

    def fitting(self, bank_name: str, quiz_id: str, options: Options) -> int:
        """Return how many questions a sitting with these options would ask; the seed decides."""
        _loaded, bank = self._bank(bank_name)
        quiz = bank.find_quiz(quiz_id)
        if quiz is None:
            return 0
        wanted = _wanted(bank, options)
        return len(select(bank, quiz, options.seed or 0, wanted).questions)

    def _bank(self, name: str) -> tuple[LoadedBank, Bank]:
        loaded = self.library.find(name)
        if loaded.bank is None:
            raise UsageError(_("The bank “{name}” can not be read.").format(name=name))
        return loaded, loaded.bank

    def _attempts_left(self, person: Person, bank: Bank, quiz: Quiz) -> int | None:
        """Return how many attempts there may be under the bank's present name, None for any."""
        if not quiz.attempts:
            return None
        running = self._store_for(person).attempts(person.key, bank=bank.id, running=True)
        used = [a for a in (*self._attempts_on(person, bank), *running) if a.quiz == quiz.id]
        if len(used) >= quiz.attempts:
            raise RefusedError(
                plural(
                    "This quiz may be taken once, and that has been done.",
                    "This quiz may be taken {n} times, and that has been done.",
                    quiz.attempts,
                )
            )
        return quiz.attempts - sum(attempt.bank != bank.id for attempt in used)

    def _begin(
        self,
        person: Person,
        loaded: LoadedBank,
        quiz: Quiz,
        options: Options,
        *,
        at_most: int | None = None,
    ) -> Play:
        bank = loaded.bank
        seed = secrets.randbits(_SEED_BITS) if options.seed is None else options.seed
        questions = select(bank, quiz, seed, _wanted(bank, options)).questions if bank else ()
        if bank is None or not questions:
            raise RefusedError(
                _("No question of this bank fits."), _("Ask for other tags or difficulties.")
            )
        revised = [(question, revision_of(question)) for question in questions]
        factor = person.wishes.time_factor
        plan = make_plan(bank, quiz, revised, options, seed=seed, factor=factor)
        revisions = tuple(revision for _question, revision in revised)
        material = Material({q.id: q for q in questions}, revisions, bank, loaded.texts)
        play = Play(new_attempt_id(), person, material, self._store_for(person), self._clock)
        play.begin(plan, at_most=at_most)
        return play

    # Coming back

    def resumable(self, person: Person) -> tuple[AttemptRecord, ...]:
        """Return this person's open attempts, newest first."""
        return self._store_for(person).attempts(person.key, running=True)

    def resume(self, person: Person, attempt_id: str) -> Play:
        """Take up an open attempt of this person where it was.

        Raises RefusedError when it is not theirs, is over, or can not be read.
        """
        return self._replayed(person, self._own_open(person, attempt_id))

    def _replayed(self, person: Person, record: AttemptRecord) -> Play:
        """Return a kept sitting as it stands; raises RefusedError when it can not be read."""
        store, attempt_id = self._store_for(person), record.id
        revisions = store.revisions(attempt_id)
        loaded = self._loaded_or_none(record.bank)
        try:
            questions = [question_from_content(one.content) for one in revisions.values()]
            material = Material(
                {question.id: question for question in questions},
                tuple(revisions.values()),
                loaded.bank if loaded else None,
                loaded.texts if loaded else {},
            )
            play = Play(attempt_id, person, material, store, self._clock)
            play.replay(store.events(attempt_id))
        except (ValueError, LookupError) as error:
            raise RefusedError(
                _("This quiz was begun with another version and can not be resumed.")
            ) from error
        return play

    def _own_open(self, person: Person, attempt_id: str) -> AttemptRecord:
        record = self._store_for(person).attempt(attempt_id)
        if record is None or record.person_key != person.key:
            raise RefusedError(_("There is nothing to resume."))
        if record.status != "running":
            raise RefusedError(_("This quiz is over."))
        return record

    def give_up(self, person: Person, attempt_id: str) -> None:
        """Give an open attempt of this person up for good, also one that can not be resumed.

        Raises RefusedError when it is not theirs or is over.
        """
        store, record = self._store_for(person), self._own_open(person, attempt_id)
        now = self._clock.read()
        last = Stamped(store.next_place(attempt_id), now, Abandoned())
        store.append(replace(record, status="abandoned", finished_at=now.wall), [last], ())

    def _loaded_or_none(self, bank_id: str) -> LoadedBank | None:
        try:
            return self.library.find(bank_id)
        except UsageError:
            return None

    def go_on_unsaved(self, play: Play) -> None:
        """Go on with a sitting whose store failed, keeping nothing."""
        self.forgo_saving(play.person)
        play.go_on_unsaved(self.memory)

    def report(self, play: Play, question_id: str, text: str) -> None:
        """Keep what a player says is wrong with a question of a sitting."""
        plan = play.sitting.plan
        revision = next(one.revision for one in plan.questions if one.id == question_id)
        store = self._store_for(play.person)
        store.add_report(play.person.key, question_id, revision, clean_line(text), bank=plan.bank)

    # Looking back

    def history(self, person: Person, bank_id: str | None = None) -> HistoryView:
        """Return a person's attempts, newest first, with tallies by bank and tag."""
        attempts = self._store_for(person).attempts(person.key, bank=bank_id)
        tags = {
            (name, question.id): question.tags
            for name in {attempt.bank for attempt in attempts}
            if (loaded := self.library.get(name)) and loaded.bank
            for question in loaded.bank.question
        }
        return history_view(attempts, tags)


def _wanted(bank: Bank, options: Options) -> Wanted:
    """Return what a player narrows a quiz down to; a tag is known by how it is drawn."""
    named = set(map(clean_line, options.tags))
    tags = {tag for question in bank.question for tag in question.tags if clean_line(tag) in named}
    return Wanted(options.count, tuple(tags) or options.tags, options.difficulty)

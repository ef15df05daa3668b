"""The banks at hand: found, read one after the other, and kept by id."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from quizgame.backend.plan import question_time
from quizgame.backend.readings import (
    Changes,
    Reading,
    changes_between,
    look_again,
    pass_over,
    read_file,
    stamps_of,
)
from quizgame.backend.request import Options
from quizgame.backend.views import BankView, QuizView
from quizgame.bank.find import bank_paths, find_bank, same_file
from quizgame.bank.load import LoadedBank
from quizgame.bank.watch import Ground, ground
from quizgame.catalogue import _
from quizgame.engine.selection import select
from quizgame.errors import Problem, UsageError
from quizgame.model.attempt import AttemptRecord
from quizgame.model.bank import Bank, Quiz
from quizgame.model.text import clean_block, clean_line

ARTICLE_BANK = "cluster-munitions"
ALL_QUIZ = "all"


class Library:
    """Question banks by id. Reading is lazy: `read` goes through them once, one at a time."""

    def __init__(self, places: Sequence[Path], home: Path) -> None:
        """Look in `places` (files or folders), or in the usual ones when there are none."""
        self._places = tuple(places)
        self._home = home
        self._loaded: dict[str, LoadedBank] = {}
        self._readings: dict[Path, Reading] = {}
        self._named: dict[Path, Reading] = {}
        self._stood: dict[str, Path] = {}
        self._rereading = Lock()

    @property
    def home(self) -> Path:
        """The folder of all that the program keeps."""
        return self._home

    def read(self) -> Iterator[LoadedBank]:
        """Read every bank, those that have only problems included.

        The first of an id wins, and what was found by its path before all; the others are told of
        without their banks.
        """
        paths = bank_paths(self._places, self._home)
        known = {same_file(path) for path in paths}
        self._readings = {real: one for real, one in self._named.items() if real not in known}
        yield from [reading.shown for reading in self._readings.values()]
        for path in paths:
            reading = read_file(path)
            if (bank := reading.read.bank) is not None:
                first = self._loaded.setdefault(bank.id, reading.read)
                if same_file(first.path) != same_file(path):
                    pass_over(reading, bank.id, first.path)
                else:
                    self._loaded[bank.id] = reading.read
            self._readings[same_file(path)] = reading
            yield reading.shown

    @property
    def banks(self) -> tuple[LoadedBank, ...]:
        """What `read` gave, and `reread` since, in the same order; unchanged ones are the same."""
        return tuple(reading.shown for reading in tuple(self._readings.values()))

    def ground(self) -> Ground:
        """Return what is to be watched for `reread`."""
        read = [reading.read for reading in tuple(self._readings.values())]
        named = [reading.read for reading in tuple(self._named.values())]
        return ground(self._places, self._home, (*named, *read))

    def reread(self, paths: Iterable[Path] = ()) -> Changes:
        """Look again at the banks that were read, and read anew what is not as it was.

        Those are the files in `paths`, the banks that quote them, files with another size or time
        than when they were read, and new ones. Whoever holds a bank already keeps it as it was.
        """
        with self._rereading:
            return self._reread({same_file(path) for path in paths})

    def _reread(self, touched: set[Path]) -> Changes:
        paths = {same_file(path): path for path in bank_paths(self._places, self._home)}
        named = {real: one.read.path for real, one in self._named.items()}
        named = {real: path for real, path in named.items() if os.path.lexists(path)}
        order = {**{real: path for real, path in named.items() if real not in paths}, **paths}
        before = {real: (one.shown, one.read.bank) for real, one in self._readings.items()}
        readings = {
            real: look_again(self._readings.get(real), path, touched)
            for real, path in order.items()
        }
        winners: dict[str, LoadedBank] = {}
        for real in (*named, *paths):
            read = readings[real].read
            if read.bank is not None:
                winners.setdefault(read.bank.id, read)
        for reading in readings.values():
            bank = reading.read.bank
            if bank is not None and winners[bank.id] is not reading.read:
                pass_over(reading, bank.id, winners[bank.id].path)
            else:
                reading.shown, reading.passed_over_for = reading.read, None
        lost = {one.bank.id: same_file(one.path) for one in self._loaded.values() if one.bank}
        self._stood.update(lost)
        self._readings, self._loaded = readings, winners
        now = {real: (one.shown, one.read.bank) for real, one in readings.items()}
        return changes_between(before, now)

    def get(self, bank_id: str) -> LoadedBank | None:
        """Return a bank that has been read, or None."""
        return self._loaded.get(bank_id)

    def find(self, name: str) -> LoadedBank:
        """Return the bank of a path or an id, read now if it has not been.

        Raises UsageError when there is none or when it can not be played.
        """
        loaded = self._loaded.get(name) or self._broken(name)
        loaded = loaded or find_bank(name, self._home, self._places)
        if loaded is None:
            raise UsageError(
                _("There is no question bank “{name}”.").format(name=clean_line(name)),
                _("`quizgame list` shows the banks that were found."),
            )
        if loaded.bank is None or not loaded.bank.playable():
            problem = next(map(clean_problem, loaded.problems), None)
            raise UsageError(
                _("The bank “{name}” has no question that can be played.").format(
                    name=clean_line(name)
                ),
                f"{problem.path}:{problem.line}: {problem.message}" if problem else "",
            )
        real = same_file(loaded.path)
        if self._loaded.setdefault(loaded.bank.id, loaded) is loaded and real not in self._readings:
            self._named.setdefault(real, Reading(loaded, loaded, stamps_of(loaded)))
        return loaded

    def _broken(self, bank_id: str) -> LoadedBank | None:
        """Return the file that had a bank of this id when it was read first, and none now."""
        reading = self._readings.get(self._stood.get(bank_id, Path()))
        return reading.read if reading is not None and reading.read.bank is None else None

    def quiz_id(self, name: str, options: Options) -> str:
        """Return the quiz of a bank to be played when none was named.

        It is the first ready-made one, but all questions where the player narrows them down
        or the bank has no quizzes. Raises UsageError as `find`.
        """
        bank = self.find(name).bank
        if bank is None or not bank.quiz or options.tags or options.difficulty or options.count:
            return ALL_QUIZ
        return bank.quiz[0].id


def clean_problem(problem: Problem) -> Problem:
    """Return a problem safe to draw."""
    return problem._replace(
        path=clean_line(problem.path),
        message=clean_block(problem.message),
        hint=clean_block(problem.hint),
    )


def quiz_view(bank: Bank, quiz: Quiz, attempts: Sequence[AttemptRecord]) -> QuizView:
    """Return a quiz with this person's scores; `attempts` are theirs on this bank."""
    # In the order of the bank: only how many there are is told, and to shuffle takes long.
    selection = select(bank, replace(quiz, shuffle_questions=False), 0)
    own = [one for one in attempts if one.quiz == quiz.id]
    finished = sorted(
        (one for one in own if one.status == "finished"), key=lambda one: one.started_at
    )
    return QuizView(
        bank_id=bank.id,
        id=quiz.id,
        title=clean_line(quiz.title),
        description=clean_block(quiz.description),
        behaviour=quiz.behaviour,
        scoring=quiz.scoring,
        count=len(selection.questions),
        asked_for=selection.asked_for,
        question_time=quiz.question_time,
        quiz_time=quiz.quiz_time,
        pass_mark=quiz.pass_mark,
        attempts_allowed=quiz.attempts,
        attempts_used=len(own),
        best=max((one.accuracy for one in finished), default=None),
        last=finished[-1].accuracy if finished else None,
        limits=tuple(sorted({question_time(bank, quiz, one) for one in selection.questions})),
    )


def bank_view(loaded: LoadedBank, attempts: Sequence[AttemptRecord] = ()) -> BankView:
    """Return a bank for the home screen, with a person's scores on its quizzes."""
    problems = tuple(map(clean_problem, loaded.problems))
    bank = loaded.bank
    if bank is None:
        name = clean_line(loaded.path.name)
        return BankView("", name, clean_line(str(loaded.path)), problems)
    playable = bank.playable()
    own = [one for one in attempts if one.bank in {bank.id, *bank.formerly}]
    tags = Counter(clean_line(tag) for question in playable for tag in question.tags)
    levels = Counter(question.difficulty for question in playable)
    sources = tuple(bank.sources.values())
    return BankView(
        id=bank.id,
        title=clean_line(bank.title),
        description=clean_block(bank.description),
        content_note=clean_block(bank.content_note),
        path=clean_line(str(loaded.path)),
        sober=bank.tone == "sober",
        questions=len(playable),
        drafts=len(bank.question) - len(playable),
        left_out=loaded.left_out,
        tags=tuple(tags.most_common()),
        difficulties=tuple((name, levels[name]) for name in ("easy", "medium", "hard")),
        quizzes=tuple(quiz_view(bank, quiz, own) for quiz in (*bank.quiz, bank.whole_quiz())),
        problems=problems,
        sources=tuple(clean_line(source.title) for source in sources),
        published=clean_line(str(sources[0].published)) if sources else "",
    )

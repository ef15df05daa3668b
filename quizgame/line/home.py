"""Home by lines: the quizzes at hand, what can be gone on with, and the ways to all else."""

from collections.abc import Callable
from functools import partial

from quizgame.backend.request import Options
from quizgame.backend.views import BankView, QuizView
from quizgame.bank.load import LoadedBank
from quizgame.catalogue import _, plural
from quizgame.errors import Problem
from quizgame.line import people, phrases, reading, results
from quizgame.line.outcome import play_out
from quizgame.line.play import LeftSitting
from quizgame.line.quiz import QuizTalk
from quizgame.line.talk import Ask
from quizgame.line.visit import Visit
from quizgame.model.attempt import AttemptRecord
from quizgame.model.markup import plain

Choice = tuple[str, Callable[[], None]]
"""A line of a list, and what choosing it does."""

_COMMANDS = {
    "scores": _("how your quizzes went"),
    "players": _("who plays"),
    "settings": _("extra time, plain lines"),
}


class HomeTalk:
    """The home screen as a list of numbers."""

    def __init__(self, visit: Visit) -> None:
        """Look for banks when they are first wanted."""
        self.visit = visit
        self._banks: list[LoadedBank] | None = None

    @property
    def banks(self) -> list[LoadedBank]:
        """The banks that were found, read once."""
        if self._banks is None:
            self._banks = list(self.visit.student.library.read())
        return self._banks

    def run(self) -> None:
        """Let the person choose until the channel closes."""
        while True:
            self._once()

    def _once(self) -> None:
        visit = self.visit
        choices: list[Choice] = [
            (_open_line(record), partial(self._resume, record))
            for record in visit.student.resumable(visit.person)
        ]
        for loaded in self.banks:
            view = visit.student.shelf(visit.person, loaded)
            choices.append((_bank_line(view), partial(self._bank, loaded)))
        lines = [
            _("Home. You play as {name}.").format(name=visit.person.name),
            *(f"{number}. {text}" for number, (text, _act) in enumerate(choices, 1)),
        ]
        if not choices:
            lines.append(_("No question bank was found."))
        prompt = _("Type a number, /scores, /players, /settings, /help or /quit")
        self._choose(lines, prompt, choices, _COMMANDS)

    def _choose(
        self,
        lines: list[str],
        prompt: str,
        choices: list[Choice],
        commands: dict[str, str],
    ) -> str:
        """Write a list, ask for a number and do it; returns the command given, if any."""
        talk = self.visit.talk
        talk.say("", *lines)
        talk.channel.discard()
        said = talk.ask(Ask(prompt, commands, again=lines))
        if said.command:
            self._command(said.command)
        elif said.text.isdecimal() and 1 <= int(said.text[:9]) <= len(choices):
            choices[int(said.text) - 1][1]()
        elif said.text and choices:
            talk.say(_("Type a number from 1 to {count}.").format(count=len(choices)))
        return said.command

    def _command(self, command: str) -> None:
        visit = self.visit
        match command:
            case "scores":
                results.show_history(visit.talk, visit.student.history(visit.person))
            case "players":
                people.players(visit)
            case "settings":
                people.settings(visit)

    def _resume(self, record: AttemptRecord) -> None:
        student, person = self.visit.student, self.visit.person
        self._played(lambda: play_out(self.visit, lambda: student.resume(person, record.id)))

    def _played(self, play: Callable[[], None]) -> None:
        try:
            play()
        except LeftSitting:
            self.visit.play = None

    # A bank

    def _bank(self, loaded: LoadedBank) -> None:
        at_bank = True
        while at_bank:
            view = self.visit.student.shelf(self.visit.person, loaded)
            at_bank = self._bank_once(view)

    def _bank_once(self, view: BankView) -> bool:
        """Tell about a bank and let one choose; returns whether to stay there."""
        quizzes = view.quizzes if view.is_playable else ()
        choices: list[Choice] = [
            (_quiz_line(quiz), partial(self._quiz, view, quiz)) for quiz in quizzes
        ]
        missed = self._missed(view)
        if missed:
            text = _("What you last got wrong: {questions}.")
            told = text.format(questions=phrases.questions(missed))
            choices.append((told, partial(self._review, view)))
        lines = [
            *bank_lines(view),
            *(f"{number}. {text}" for number, (text, _act) in enumerate(choices, 1)),
        ]
        commands = {"home": _("back to all banks")}
        if view.sources and view.is_playable:
            commands = {"source": _("read the article"), **commands}
        if view.problems:
            commands = {"problems": _("what is wrong in this bank's file"), **commands}
        names = ", ".join(f"/{name}" for name in commands)
        prompt = _("Type a number, {names} or /quit") if choices else _("Type {names} or /quit")
        command = self._choose(lines, prompt.format(names=names), choices, commands)
        if command == "source":
            article = self.visit.student.article(view.id)
            if article is not None:
                reading.read(self.visit.talk, article)
        elif command == "problems":
            self.visit.talk.say(*map(_problem_line, view.problems))
        return command != "home"

    def _missed(self, view: BankView) -> int:
        if not view.is_playable:
            return 0
        return len(self.visit.student.missed(self.visit.person, view.id))

    def _quiz(self, view: BankView, quiz: QuizView) -> None:
        self._played(QuizTalk(self.visit, view, quiz, Options()).run)

    def _review(self, view: BankView) -> None:
        student, person = self.visit.student, self.visit.person
        self._played(lambda: play_out(self.visit, lambda: student.review(person, view.id)))


def _open_line(record: AttemptRecord) -> str:
    done = sum(bool(one.response) or one.outcome != "pending" for one in record.responses)
    return _("Go on with {quiz}, {behaviour}, {done} of {count} done, begun {date}.").format(
        quiz=results.quiz_name(record),
        behaviour=phrases.behaviour(record.behaviour),
        done=done,
        count=len(record.responses),
        date=phrases.date(record.started_at),
    )


def _bank_line(view: BankView) -> str:
    title = phrases.sentence(plain(view.title))
    if not view.is_playable:
        return _("{title} It can not be played; open it to see why.").format(title=title)
    quizzes = plural("{n} quiz", "{n} quizzes", len(view.quizzes))
    line = f"{title} {phrases.questions(view.questions)}, {quizzes}."
    errors = sum(problem.is_error for problem in view.problems)
    if errors:
        told = plural("{n} problem in its file.", "{n} problems in its file.", errors)
        line = f"{line} {told}"
    return line


def bank_lines(view: BankView) -> list[str]:
    """Return what is to be known of a bank."""
    lines = [phrases.sentence(plain(view.title))]
    if view.description:
        lines.extend(plain(view.description).split("\n"))
    if view.sources:
        sources = "; ".join(view.sources)
        date = view.published if view.published not in {"", "unknown"} else _("date unknown")
        lines.append(_("From: {sources}, {date}.").format(sources=sources, date=date))
    if view.problems:
        found = plural("{n} problem", "{n} problems", len(view.problems))
        lines.append(_("{found} in its file, see /problems.").format(found=found))
    return lines


def _quiz_line(quiz: QuizView) -> str:
    name = _("All questions") if quiz.id == "all" else plain(quiz.title)
    behaviour = phrases.behaviour(quiz.behaviour).capitalize()
    parts = [f"{phrases.sentence(name)} {behaviour}, {phrases.questions(quiz.count)}."]
    if quiz.count < quiz.asked_for:
        parts.append(_("It asks for {count}.").format(count=quiz.asked_for))
    if quiz.best is not None and quiz.last is not None:
        parts.append(
            _("Best {best}, last {last}.").format(
                best=phrases.percent(quiz.best), last=phrases.percent(quiz.last)
            )
        )
    return " ".join(parts)


def _problem_line(problem: Problem) -> str:
    text = " ".join(problem.message.split())
    hint = " ".join(problem.hint.split())
    return f"{problem.place}: {problem.code} {text} {hint}".rstrip()

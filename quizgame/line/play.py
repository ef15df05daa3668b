"""A sitting by lines: what practice and exam share."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from quizgame.backend.play import Play
from quizgame.backend.student import Student
from quizgame.backend.views import QuestionView, RevealView
from quizgame.catalogue import _
from quizgame.engine.events import Reading
from quizgame.errors import RefusedError, SittingMovedError, StoreError
from quizgame.line import phrases, reading
from quizgame.line.answers import ANSWERS
from quizgame.line.answers.base import Answer, Misread
from quizgame.line.clock import Clock, TimeEnded, ended_line, limit_told, time_lines
from quizgame.line.talk import SLASH, Ask, Pulse, Said, Talk
from quizgame.model.markup import plain

T = TypeVar("T")


class LeftSitting(Exception):  # noqa: N818 - an event, not a fault
    """The learner left the sitting; it is kept or ended as they wished."""


class PlayTalk:
    """Plays one sitting to its end. Subclasses say what follows an answer."""

    def __init__(self, talk: Talk, student: Student, play: Play, *, warns: bool) -> None:
        """Talk about `play`; `warns` gives the one warning of a timed question."""
        self.talk = talk
        self.student = student
        self.play = play
        self.warns = warns
        self.clock = self._new_clock()

    def run(self) -> None:
        """Play until the sitting is over. Raises LeftSitting, ChannelClosed, SittingMovedError."""
        raise NotImplementedError  # abstract: practice and exam differ

    def act(self, do: Callable[[], T]) -> T:
        """Do an act of the sitting; where it can not be kept, ask whether to go on unsaved.

        Without anybody to be asked StoreError goes on.
        """
        try:
            return do()
        except StoreError as error:
            if not self.talk.channel.is_terminal:
                raise
            self.talk.say(error.message, *filter(None, [error.hint]))
            if not self.talk.ask_yes(_("Go on without saving?")):
                raise LeftSitting from error
            self.student.go_on_unsaved(self.play)
            return do()

    def _new_clock(self) -> Clock:
        return Clock(self.play, lambda: self.act(self.play.tick), warns=self.warns)

    # The question

    def question_lines(self, view: QuestionView, answer: Answer) -> tuple[str, ...]:
        """Return all there is to a question: its head, its stem, what to choose from."""
        head = [
            _("Question {number} of {total}.").format(number=view.number, total=view.total),
            view.instruction,
            f"{phrases.points(view.points)}.",
            limit_told(view, self.play),
        ]
        if view.marked:
            head.append(_("Marked for later."))
        return (" ".join(head), *plain(view.stem).split("\n"), *answer.lines())

    def show(self, view: QuestionView) -> Answer:
        """Write a question and return its answer, still empty."""
        self.talk.channel.discard()
        answer = ANSWERS[view.presentation.form](view.presentation, view.type)
        self.clock = self._new_clock()
        self.talk.say("", *self.question_lines(view, answer))
        return answer

    def commands(self, view: QuestionView) -> dict[str, str]:
        """Return the commands valid at a question, with what they do."""
        commands = {"time": _("how much time is left")}
        if view.may_read:
            commands["source"] = _("read the article")
        if view.words:
            commands["words"] = _("what words mean")
        if self.play.time().left is not None:
            commands["warning"] = _("/warning off or /warning on: the warning when time is short")
        if len(view.presentation.blanks) > 1:
            commands["undo"] = _("take the last part of the answer back")
        commands["report"] = _("/report TEXT: say what is wrong with this question")
        commands["quit"] = _("leave the quiz")
        return commands

    def answer_once(self, view: QuestionView, answer: Answer) -> None:
        """Ask once, and do what was said; the sitting tells what came of it."""
        ask = Ask(
            answer.prompt(),
            self.commands(view),
            again=self.question_lines(view, answer),
            how=answer.how(),
        )
        try:
            said = self.talk.ask(ask, self.clock)
        except TimeEnded:
            self.time_up(view, answer, self.talk.channel.take())
            return
        try:
            self._do(said, view, answer, self.play.clock.read())
        except TimeEnded:
            self.time_up(view, answer, "")
        except Misread as misread:
            self.talk.say(str(misread))
        except SittingMovedError:
            raise
        except RefusedError as refused:
            self.talk.say(refused.message)
            while answer.undo():
                pass

    def _do(self, said: Said, view: QuestionView, answer: Answer, at: Reading) -> None:
        """Do what was said; `at` is when it was read."""
        if self.play.sitting.paused:
            self.act(self.play.resume)
        if said.command:
            self.command(said, view, answer)
        elif self.take(said.text, view, answer):
            certainty = self._certainty(answer) if view.needs_certainty else 0
            if certainty is not None:
                self.send(view, answer, certainty, at)

    def take(self, text: str, view: QuestionView, answer: Answer) -> bool:
        """Take a line as an answer or a part of one; returns whether the answer is whole."""
        answer.take(text)
        objection = self.play.objection(view.id, answer.response)
        if objection:
            answer.undo()
            raise Misread(objection)
        return answer.is_done

    def _certainty(self, answer: Answer) -> int | None:
        """Ask how sure the learner is; None when they want to change the answer."""
        levels = [f"{level} {phrases.certainty(level)}" for level in (1, 2, 3)]
        prompt = _("How sure are you? {levels}").format(levels=", ".join(levels))
        ask = Ask(prompt, {"undo": _("change the answer")}, again=(answer.told(answer.response),))
        while True:
            said = self.talk.ask(ask, self.clock)
            if said.command:
                answer.undo()
                return None
            if said.text in {"1", "2", "3"}:
                return int(said.text)
            self.talk.say(_("Type 1, 2 or 3."))

    def send(self, view: QuestionView, answer: Answer, certainty: int, at: Reading) -> None:
        """Give the whole answer."""
        raise NotImplementedError  # abstract: practice and exam differ

    # Time

    def time_up(self, view: QuestionView, answer: Answer, typed: str) -> None:
        """End the question, or the quiz, with what stands: also the line that is begun."""
        typed = typed.strip()
        is_answer = bool(typed) and (typed[0] != SLASH or typed.startswith(SLASH * 2))
        response = answer.taken(typed.removeprefix(SLASH)) if is_answer else answer.response
        counts = bool(response) and self.play.is_complete(view.id, response)
        now = self.play.question()
        stood = now is not None and bool(now.response)
        self.act(lambda: self.play.tick(response if counts else ()))
        self.talk.say("", ended_line(self.play))
        if counts:
            self.talk.say(_("Your answer was sent: {answer}.").format(answer=answer.told(response)))
        elif stood:
            self.talk.say(_("The answer you gave before counts."))
        else:
            self.talk.say(_("Nothing was sent."))

    # Commands

    def command(self, said: Said, view: QuestionView, answer: Answer) -> None:
        """Carry out a command given at a question."""
        match said.command:
            case "time":
                self.talk.say(*time_lines(self.play))
            case "source":
                self.read(pulse=self.clock)
                self.talk.say(*self.question_lines(view, answer))
            case "words":
                self.words(view, said.text)
            case "warning":
                self.set_warning(said.text)
            case "undo":
                if not answer.undo():
                    self.talk.say(_("There is nothing to take back."))
            case "report":
                self.report(view.id, said.text)
            case "quit":
                self.leave()

    def report(self, question_id: str, text: str) -> None:
        """Keep what the learner says is wrong with a question, for its author."""
        if not text:
            self.talk.say(_("Type /report and then what is wrong with the question."))
            return
        self.act(lambda: self.student.report(self.play, question_id, text))
        self.talk.say(_("Thank you. It is kept for the author of the question."))

    def words(self, view: QuestionView, wanted: str) -> None:
        """Say what words mean: all, or those that hold what is wanted."""
        found = [
            f"{word}: {meaning}"
            for word, meaning in view.words
            if wanted.casefold() in word.casefold()
        ]
        self.talk.say(*found or [_("That word is not explained.")])

    def set_warning(self, wanted: str) -> None:
        """Turn the warning on or off."""
        if wanted.casefold() in {_("off"), _("on")}:
            self.warns = self.clock.warns = wanted.casefold() == _("on")
        if self.warns:
            self.talk.say(_("One warning comes when a quarter of the time is left."))
        else:
            self.talk.say(_("No warning comes when time gets short."))

    def read(self, *, question_id: str = "", pulse: Pulse | None = None) -> None:
        """Let the article be read, at the quotation where the question's key is told."""
        article = self.play.article(question_id=question_id)
        if article is None:
            self.talk.say(_("The article can not be read now."))
            return
        reading.read(self.talk, article, pulse)

    def leave(self) -> None:
        """Ask what is to become of the sitting; raises LeftSitting unless the learner stays."""
        later, end, stay = _("later"), _("end"), _("stay")
        if self.play.is_saved:
            prompt = _(
                "Type later to keep the quiz and go on another time, end to give it up, or stay"
            )
        else:
            prompt = _("Nothing of this quiz is saved. Type end to give it up, or stay")
        if self.play.sitting.policy.counts_gaps and self.play.time().left is not None:
            self.talk.say(_("The clock of an exam runs on while you are away."))
        pulse = self.clock if self.play.phase == "open" else None
        while True:
            word = self.talk.ask(Ask(prompt), pulse).text.casefold()
            if word in {later, later[:1]} and self.play.is_saved:
                self.talk.say(_("The quiz is kept. Choose it again to go on with it."))
                raise LeftSitting
            if word in {end, end[:1]}:
                self.act(self.play.abandon)
                self.talk.say(_("The quiz is given up."))
                raise LeftSitting
            if word in {stay, stay[:1], ""}:
                return

    # After a reveal

    def after_reveal(
        self, prompt: str, reveal: RevealView, lines: Sequence[str], others: Sequence[str]
    ) -> None:
        """Wait for Enter below a reveal; what was typed before is thrown away on a terminal."""
        commands = {
            "report": _("/report TEXT: say what is wrong with this question"),
            "quit": _("leave the quiz"),
        }
        if others:
            commands = {"why": _("why the other options are wrong"), **commands}
        if self.play.may_read:
            commands = {"source": _("read around the quotation"), **commands}
        ask = Ask(prompt, commands, again=lines)
        self.talk.channel.discard()
        while True:
            said = self.talk.ask(ask)
            if said.command == "source":
                self.read(question_id=reveal.question_id)
            elif said.command == "why":
                self.talk.say(*others)
            elif said.command == "report":
                self.report(reveal.question_id, said.text)
            elif said.command == "quit":
                self.leave()
            elif not said.text:
                return
            else:
                self.talk.say(_("This question is closed. Press Enter to go on."))

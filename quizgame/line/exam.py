"""An exam by lines: answers may be changed, and marked, until all is handed in."""

from quizgame.backend.views import QuestionView
from quizgame.catalogue import _, plural
from quizgame.engine.events import Reading
from quizgame.line.answers.base import Answer, Misread
from quizgame.line.clock import TimeEnded, ended_line, time_lines
from quizgame.line.play import PlayTalk
from quizgame.line.talk import Ask, Said

_OVERVIEW = -1


class ExamTalk(PlayTalk):
    """Questions in any order, without a word of what is right before the end.

    `_to` is where the learner wants to go: the index of a question, the overview, or None to stay.
    """

    _to: int | None = None

    def run(self) -> None:
        """Play until the exam is handed in or its time is over."""
        if self.play.phase == "ready":
            self.act(self.play.go_on)
        else:
            self.act(self.play.tick)
        while not self.play.sitting.is_over:
            view = self.play.question()
            if view is None or self._to == _OVERVIEW:
                self._overview()
            else:
                self._question(view)
            if self._to is not None and self._to != _OVERVIEW:
                self._go(self._to)

    def _go(self, index: int) -> None:
        self._to = None
        if not self.play.sitting.is_over:
            self.act(lambda: self.play.go_to(index))

    def _question(self, view: QuestionView) -> None:
        """Stay at a question until another, the overview or the end is wanted."""
        answer = self.show(view)
        if view.response:
            kept = answer.told(view.response)
            self.talk.say(_("Your answer so far: {answer}.").format(answer=kept))
        while self._to is None and not self.play.sitting.is_over:
            now = self.play.question()
            if now is None or now.closed:
                self._closed(now or view, answer)
            else:
                self.answer_once(now, answer)

    def _closed(self, view: QuestionView, answer: Answer) -> None:
        """Wait for where to go from a question that can not be answered any more."""
        prompt = _("This question is closed. Enter for the next, /back, /list or /submit")
        try:
            said = self.talk.ask(Ask(prompt, self.commands(view)), self.clock)
            if said.command:
                self.command(said, view, answer)
            elif not said.text:
                self._to = self._next()
            else:
                self.talk.say(_("Press Enter to go on, or type /help."))
        except TimeEnded:
            self._time_ended()

    def _time_ended(self) -> None:
        self.talk.channel.take()
        self.act(self.play.tick)
        self.talk.say("", ended_line(self.play))

    def _next(self) -> int:
        """Return the index after the question on screen, or the overview after the last."""
        index = self.play.sitting.current + 1
        return index if index < len(self.play.sitting.items) else _OVERVIEW

    def take(self, text: str, view: QuestionView, answer: Answer) -> bool:
        """Take a line; an empty one keeps the answer given before."""
        if not text and not answer.response:
            if not view.response:
                raise Misread(_("Type an answer, /next to leave it open, or /help."))
            self._to = self._next()
            return False
        return super().take(text, view, answer)

    def send(self, view: QuestionView, answer: Answer, certainty: int, at: Reading) -> None:
        """Keep the answer, and say where one can go."""
        response = answer.response
        self.act(lambda: self.play.answer(view.id, response, certainty=certainty, at=at))
        told = _("Kept: {answer}.").format(answer=answer.told(response))
        while answer.undo():
            pass
        item = self.play.sitting.item
        if item is not None and item.late:
            told = _("Too late: the time for this question was over.")
        self.talk.say(told)
        following = self._next()
        if following == _OVERVIEW:
            prompt = _("That was the last question. Enter for the list of questions")
        else:
            prompt = _("Enter for question {number}").format(number=following + 1)
        self.talk.channel.discard()
        hints = ", ".join([prompt, _("/change"), _("/mark"), _("/list"), _("/submit")])
        commands = {"change": _("change this answer"), **self.commands(view)}
        ask = Ask(hints, commands, again=(told,))
        changing = self._stay(ask, view, answer)
        if not changing and self._to is None and not self.play.sitting.is_over:
            self._to = self._next()

    def _stay(self, ask: Ask, view: QuestionView, answer: Answer) -> bool:
        """Ask below a kept answer until it is clear where to go; True: back to the answer."""
        while self._to is None and not self.play.sitting.is_over:
            said = self.talk.ask(ask, self.clock)
            if said.command == "change":
                return True
            if said.command:
                self.command(said, view, answer)
            elif said.text:
                self.talk.say(_("Press Enter to go on, or type /help."))
            else:
                return False
        return False

    def commands(self, view: QuestionView) -> dict[str, str]:
        """Return the commands, with those of an exam."""
        return {
            "next": _("the next question"),
            "back": _("the question before"),
            "mark": _("mark this question for later, or take the mark away"),
            "list": _("all questions, and how far you are"),
            "go": _("/go 3: question 3"),
            "submit": _("hand in"),
            **super().commands(view),
        }

    def command(self, said: Said, view: QuestionView, answer: Answer) -> None:
        """Carry out a command, also those of an exam."""
        match said.command:
            case "next":
                self._to = self._next()
            case "back":
                if self.play.sitting.current:
                    self._to = self.play.sitting.current - 1
                else:
                    self.talk.say(_("This is the first question."))
            case "mark":
                marked = self.act(lambda: self.play.mark(view.id))
                self.talk.say(_("Marked for later.") if marked else _("The mark is gone."))
            case "list":
                self._to = _OVERVIEW
            case "go":
                self._to = self._wanted(said.text)
            case "submit":
                self._submit()
            case _:
                super().command(said, view, answer)

    def _wanted(self, text: str) -> int | None:
        total = len(self.play.sitting.items)
        if text.isdecimal() and 1 <= int(text[:9]) <= total:
            return int(text) - 1
        self.talk.say(_("Type a number from 1 to {total}.").format(total=total))
        return None

    def _overview(self) -> None:
        """List all questions and wait for a number, or for the end."""
        self._to = None
        count = len(self.play.sitting.items)
        lines = [f"{index + 1}. {self._state(index)}." for index in range(count)]
        self.talk.say("", _("All questions."), *lines)
        ask = Ask(
            _("Type a number to go there, or /submit to hand in"),
            {"submit": _("hand in"), "time": _("how much time is left"), "quit": _("leave")},
            again=lines,
        )
        while self._to is None and not self.play.sitting.is_over:
            try:
                said = self.talk.ask(ask, self.clock)
                if said.command == "submit":
                    self._submit()
                elif said.command == "quit":
                    self.leave()
                elif said.command:
                    self.talk.say(*time_lines(self.play))
                else:
                    self._to = self._wanted(said.text)
            except TimeEnded:
                self._time_ended()

    def _state(self, index: int) -> str:
        item = self.play.sitting.items[index]
        words = [_("answered") if item.is_answered and not item.late else _("no answer")]
        if item.marked:
            words.append(_("marked"))
        if item.closed:
            words.append(_("closed"))
        return ", ".join(words)

    def _submit(self) -> None:
        open_ones = sum(not item.is_answered for item in self.play.sitting.items)
        question = _("Hand in? Nothing can be changed after that.")
        if open_ones:
            missing = plural(
                "{n} question has no answer.", "{n} questions have no answer.", open_ones
            )
            question = f"{missing} {question}"
        if self.talk.ask_yes(question, self.clock):
            self.act(self.play.submit)

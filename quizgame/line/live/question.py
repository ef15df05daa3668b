"""A question of a live round by lines: answered, changed, and closed by the class."""

from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.line import phrases
from quizgame.line.answers.base import Misread
from quizgame.line.live.recall import answer_of, counting_line
from quizgame.line.live.talk import LiveTalk, is_command
from quizgame.line.live.telling import asked_lines, time_lines, word_lines
from quizgame.line.live.watch import SceneOver
from quizgame.line.talk import SLASH, Ask

if TYPE_CHECKING:
    from quizgame.backend.live.views import StudentView
    from quizgame.backend.views import QuestionView
    from quizgame.model.questions.base import Response

_CLOSED = frozenset({"closed", "revealed", "explained"})
_JUST_SHOWN_S = 5.0


class LiveQuestion:
    """Asks the question on screen until it is closed.

    What is begun of a line is told to the class as it is typed, so that it counts when time ends.
    """

    def __init__(self, talk: LiveTalk, view: "StudentView", question: "QuestionView") -> None:
        """Ask `question`, which is that of `view`."""
        self.talk, self.place, self.question = talk, talk.place, question
        self.vote = view.board.vote
        self.takes_part = view.takes_part
        self.answer = answer_of(question)
        self.lines = asked_lines(view, self.answer)
        self.stands: Response = view.sent
        self.is_sent = view.answered
        self._selected: Response = ()
        self._was_late = view.late

    def run(self) -> None:
        """Ask until the question is closed; raises SceneOver then, having told how it ended."""
        self._show()
        self.talk.live.typing = self._typing
        try:
            while True:
                self._once()
        except SceneOver:
            self._closed()
            raise
        finally:
            self.talk.live.typing = _ignore

    def _show(self) -> None:
        lines = [*self.lines, *self._time_lines()]
        if not self.takes_part:
            lines.append(_("It was shown before you came: you take part from the next question."))
        elif self.stands:
            kept = self.answer.told(self.stands)
            form = (
                _("Your answer so far: {answer}.")
                if self.is_sent
                else _("Your first answer counts unless you send another: {answer}.")
            )
            lines.append(form.format(answer=kept))
        self.talk.begin(self.place.view(), *lines)
        self.place.painted()

    def _time_lines(self) -> tuple[str, ...]:
        """Return the time left for who meets a question that began before, or that stands."""
        time = self.place.time()
        left, limit = time.question_left, time.question_limit
        has_begun = left is not None and limit is not None and limit - left > _JUST_SHOWN_S
        return time_lines(self.place.view(), time) if time.paused or has_begun else ()

    # Typing

    def _typing(self, begun: str) -> None:
        """Tell what would count if the time were over now."""
        response = self._response_with(begun)
        if self.takes_part and response != self._selected:
            self._select(response)

    def _response_with(self, begun: str) -> "Response":
        line = begun.strip()
        if not line or is_command(line):
            return self.answer.response
        return self.answer.taken(line.removeprefix(SLASH))

    def _select(self, response: "Response", certainty: int = 0) -> None:
        self._selected = response
        self.place.selected(self.question.id, response, certainty)

    # Asking

    def _once(self) -> None:
        if not self.takes_part:
            self.talk.listen(_("Wait for the next question"), again=self.lines)
            return
        prompt = self.answer.prompt()
        if self.is_sent and not self.answer.response:
            prompt = _("To change it, {prompt}").format(prompt=prompt[:1].lower() + prompt[1:])
        said = self.talk.listen(prompt, self._commands(), again=self.lines, how=self.answer.how())
        try:
            if said.command == "words":
                self.talk.say(*word_lines(self.question, said.text))
            elif said.command == "undo":
                self._undo()
            elif not said.text and not self.answer.response and self.is_sent:
                self._say_stands()
            else:
                self._take(said.text)
        except Misread as misread:
            self.talk.say(str(misread))

    def _commands(self) -> dict[str, str]:
        commands = {}
        if self.question.words:
            commands["words"] = _("what words mean")
        if len(self.question.presentation.blanks) > 1:
            commands["undo"] = _("take the last part of the answer back")
        return commands

    def _undo(self) -> None:
        if self.answer.undo():
            self._select(self.answer.response)
        else:
            self.talk.say(_("There is nothing to take back."))

    def _say_stands(self) -> None:
        told = self.answer.told(self.stands)
        self.talk.say(_("Your answer is {answer}. Wait until all are done.").format(answer=told))

    def _take(self, text: str) -> None:
        self.answer.take(text)
        objection = self.place.objection(self.answer.response)
        if objection:
            self.answer.undo()
            raise Misread(objection)
        self._select(self.answer.response)
        if self.answer.is_done:
            certainty = self._certainty() if self.question.needs_certainty else 0
            if certainty is not None:
                self._send(self.answer.response, certainty)

    def _certainty(self) -> int | None:
        """Ask how sure the student is; None when they want to change the answer."""
        levels = [f"{level} {phrases.certainty(level)}" for level in (1, 2, 3)]
        prompt = _("How sure are you? {levels}").format(levels=", ".join(levels))
        again = (self.answer.told(self.answer.response),)
        ask = Ask(prompt, {"undo": _("change the answer")}, again=again)
        while True:
            self.talk.live.typing = _ignore  # a level that is begun is no answer
            try:
                said = self.talk.ask(ask)
            finally:
                self.talk.live.typing = self._typing
            if said.command:
                self.answer.undo()
                self._select(self.answer.response)
                return None
            if said.text in {"1", "2", "3"}:
                return int(said.text)
            self.talk.say(_("Type 1, 2 or 3."))

    def _send(self, response: "Response", certainty: int) -> None:
        told = self.answer.told(response)
        try:
            self.place.answer(self.question.id, self.vote, response, certainty=certainty)
        except QuizgameError as error:
            if self.talk.watch.is_over():
                return
            self.talk.say(error.message, *filter(None, [error.hint]))
            self._start_anew()
            return
        view = self.place.view()
        if self._is_on(view) and view.sent == response and view.answered:
            form = _("Changed to {answer}.") if self.is_sent else _("Sent: {answer}.")
            self.talk.say(form.format(answer=told))
            self.stands, self.is_sent = response, True
        elif view.late and not self._was_late:
            self.talk.say(_("Your answer came too late. It does not count."))
            self._was_late = True
        self._start_anew()

    def _start_anew(self) -> None:
        while self.answer.undo():
            pass
        self._selected = ()

    # The end

    def _is_on(self, view: "StudentView") -> bool:
        """Return whether a view is of this question and this vote, open or closed."""
        question = view.board.question
        return question is not None and (question.id, view.board.vote) == (
            self.question.id,
            self.vote,
        )

    def _closed(self) -> None:
        """Say that it is closed, and what counts."""
        self.talk.channel.take()
        view = self.place.view()
        if view.board.stage == "ready":
            self.talk.say("", _("Your teacher left this question out."))
            return
        is_up = self.talk.watch.time_is_up
        self.talk.say("", _("Time is up.") if is_up else _("The question is closed."))
        if not self.takes_part or not self._is_on(view) or view.board.stage not in _CLOSED:
            return
        if view.sent and view.answered and not (self.is_sent and view.sent == self.stands):
            told = self.answer.told(view.sent)
            self.talk.say(_("Your answer was sent: {answer}.").format(answer=told))
        else:
            self.talk.say(counting_line(view, self.answer))


def _ignore(_begun: str) -> None:
    """Do nothing: what is begun is no answer."""

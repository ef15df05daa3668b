"""Practice and review by lines: after each answer what is right, and why."""

from quizgame.backend.views import QuestionView
from quizgame.catalogue import _
from quizgame.engine.events import Reading
from quizgame.line.answers.base import Answer
from quizgame.line.play import PlayTalk
from quizgame.line.reveal import other_reasons, reveal_lines, so_far
from quizgame.line.talk import Ask, Said


class PracticeTalk(PlayTalk):
    """One question after the other, each with its reveal."""

    def run(self) -> None:
        """Play until the last question was told about."""
        if self.play.phase == "open":
            self.act(self.play.reopen)
        while not self.play.sitting.is_over:
            if self.play.phase == "open":
                self._question()
            if self.play.phase == "revealed":
                self._told()
            if not self.play.sitting.is_over:
                self.act(self.play.go_on)

    def _question(self) -> None:
        view = self.play.question()
        if view is None:
            return
        answer = self.show(view)
        while self.play.phase == "open":
            self.answer_once(view, answer)

    def send(self, view: QuestionView, answer: Answer, certainty: int, at: Reading) -> None:
        """Answer; the reveal follows."""
        self.act(lambda: self.play.answer(view.id, answer.response, certainty=certainty, at=at))

    def commands(self, view: QuestionView) -> dict[str, str]:
        """Return the commands, with those of a practice."""
        first = {"skip": _("I do not know: show the answer")}
        if self.play.time().left is not None:
            first["pause"] = _("stop the clock")
        return {**first, **super().commands(view)}

    def command(self, said: Said, view: QuestionView, answer: Answer) -> None:
        """Carry out a command, also those of a practice."""
        if said.command == "skip":
            self.act(lambda: self.play.give_up(view.id))
        elif said.command == "pause":
            self._pause()
        else:
            super().command(said, view, answer)

    def _pause(self) -> None:
        self.act(self.play.pause)
        self.talk.ask(Ask(_("Paused, the clock stands still. Enter to go on")))
        self.act(self.play.resume)

    def _told(self) -> None:
        reveal = self.play.reveal()
        if reveal is None:
            return
        lines = (*reveal_lines(reveal), so_far(reveal))
        self.talk.say(*lines)
        asked = reveal.closed_so_far
        total = len(self.play.sitting.items)
        others = other_reasons(reveal)
        if asked < total:
            prompt = _("Enter for question {number}").format(number=asked + 1)
        else:
            prompt = _("Enter for the results")
        hints = [_("/source to read around it")] if self.play.may_read else []
        hints += [_("/repeat"), _("/quit")]
        self.after_reveal(", ".join([prompt, *hints]), reveal, lines, others)

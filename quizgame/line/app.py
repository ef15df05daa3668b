"""Line mode from hello to goodbye."""

from contextlib import suppress
from dataclasses import replace

from quizgame.backend.library import ARTICLE_BANK
from quizgame.backend.request import Options, Request
from quizgame.backend.student import GUEST, Student
from quizgame.catalogue import _
from quizgame.errors import StoreError, UsageError
from quizgame.line.channel import ChannelClosed, LineIO
from quizgame.line.home import HomeTalk
from quizgame.line.people import ask_name, named
from quizgame.line.play import LeftSitting
from quizgame.line.quiz import QuizTalk
from quizgame.line.talk import Talk
from quizgame.line.visit import Visit
from quizgame.model.person import Person

REFUSED = 3


class LineApp:
    """One person's quiz over a channel of lines."""

    def __init__(
        self,
        student: Student,
        channel: LineIO,
        request: Request,
        *,
        account: str = "",
        warns: bool = True,
    ) -> None:
        """Prepare; nothing is read or said yet. `account` is the name offered to who is new."""
        self.student = student
        self.talk = Talk(channel)
        self.request = request
        self.account = account
        self.warns = warns
        self.visit: Visit | None = None

    def run(self) -> int:
        """Talk until the person leaves; returns the exit code.

        Raises QuizgameError for a wrong request, and for a broken store where nobody can be asked.
        """
        try:
            while not self._had_session():
                pass
        except ChannelClosed:
            with suppress(ChannelClosed):  # nobody may be there to hear it
                self._farewell()
        except _RefusedToPlay:
            return REFUSED
        return 0

    def _had_session(self) -> bool:
        """Talk; returns False when it broke off and is to begin again without saving."""
        try:
            self._session()
        except StoreError as error:
            if not self.talk.channel.is_terminal:
                raise
            self.talk.say(error.message, *filter(None, [error.hint]))
            if not self.talk.ask_yes(_("Play without saving?")):
                raise _RefusedToPlay from error
            known = (self.visit.person,) if self.visit else ()
            self.student.forgo_saving(*known)
            return False
        return True

    def _session(self) -> None:
        person, is_new = self._who()
        self.visit = Visit(self.talk, self.student, person, self.account, self.warns)
        self.talk.say(_("Hello, {name}.").format(name=person.name))
        if person.is_guest:
            self.talk.say(_("Nothing is kept of a guest."))
        wants_quiz = self.request.play
        if wants_quiz or is_new:
            try:
                self._play(self.visit)
            except UsageError:
                if wants_quiz:
                    raise
            except LeftSitting:
                self.visit.play = None
                if wants_quiz:
                    return
        self.request = replace(self.request, play=False)
        if self.talk.channel.is_terminal or not wants_quiz:
            HomeTalk(self.visit).run()

    def _who(self) -> tuple[Person, bool]:
        """Return who plays and whether they are new here. A pipe with a quiz is not asked."""
        if self.visit is not None:
            return self.visit.person, False
        if self.request.player:
            return named(self.talk, self.student, self.request.player), False
        people = self.student.people()
        if people:
            return people[0], False
        if self.request.play and not self.talk.channel.is_terminal:
            return GUEST, False
        self.talk.say(_("Welcome to quizgame. Type /help at any time to hear what can be typed."))
        return self.student.enter(ask_name(self.talk, self.account)), True

    def _play(self, visit: Visit) -> None:
        """Play the quiz that was asked for, else the article's first. Raises UsageError."""
        name = self.request.bank or ARTICLE_BANK
        options = self.request.options if self.request.play else Options()
        bank, quiz = self.student.offer(visit.person, name, self.request.quiz, options)
        QuizTalk(visit, bank, quiz, options).run()

    def _farewell(self) -> None:
        play = self.visit.play if self.visit else None
        self.talk.say("")
        if play is not None and not play.sitting.is_over and play.is_saved:
            self.talk.say(_("Your quiz is kept. Start quizgame again to go on with it."))
        self.talk.say(_("Goodbye."))


class _RefusedToPlay(Exception):  # noqa: N818 - a decision, not a fault
    """Nothing can be saved, and the person does not want to play so."""

"""Coming in by lines: a name, perhaps proof that it is one's own, and a seat."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.classroom.seat_acts import (
    AskLogin,
    AskTeacher,
    AskWord,
    Closed,
    DidYouMean,
    Refused,
    Seated,
)
from quizgame.errors import QuizgameError, StoreError
from quizgame.line.live.watch import SeatLost
from quizgame.line.talk import Ask, Talk
from quizgame.model.text import clean_name

if TYPE_CHECKING:
    from quizgame.backend.live.threaded import ThreadedPlace
    from quizgame.classroom.seat_acts import Decision

Prove = Callable[[str, str], bool]
"""Returns whether a student's login and the PIN that was typed belong together."""

_LONG_S = 3600.0


class _Decided(Exception):  # noqa: N818 - an event, not a fault
    """The teacher decided while something was asked."""


class Arriving:
    """Asks until there is a seat."""

    def __init__(
        self, talk: Talk, place: "ThreadedPlace", name: str, prove: Prove | None, key: str = ""
    ) -> None:
        """Offer `name`; `key` is the fingerprint of a key that was proven."""
        self.talk, self.place = talk, place
        self.name, self.prove, self.key = clean_name(name), prove, key
        self._typed = self.name

    def run(self, login: str = "") -> bool:
        """Return whether there is a seat; `login` was proven already. Raises ChannelClosed."""
        decision = self._knock(self.name, login=login) if login else self._ask_name()
        while not isinstance(decision, Seated):
            decision = self._follow(decision)
            if isinstance(decision, Closed):
                self._say(decision.message, decision.hint)
                return False
        return True

    def wait(self) -> float:
        """Return that nothing is due; what is decided wakes who waits."""
        return _LONG_S

    def beat(self, begun: str) -> Sequence[str]:
        """End the asking when the teacher decided and nothing is begun."""
        if self.place.lost is not None:
            raise SeatLost
        if not begun and self._is_decided():
            raise _Decided
        return ()

    def _is_decided(self) -> bool:
        return self.place.has_decision or self.place.seated()

    def _say(self, message: str, hint: str = "") -> None:
        self.talk.say(*filter(None, [message, hint]))

    def _knock(
        self, name: str, *, login: str = "", insists: bool = False, guest: bool = False
    ) -> "Decision | None":
        self._typed = name
        try:
            return self.place.knock(name, login=login, key=self.key, insists=insists, guest=guest)
        except QuizgameError as error:
            self._say(error.message, error.hint)
            return None

    def _ask_name(self) -> "Decision | None":
        prompt = _("What is your name?")
        if self.name:
            prompt = _("What is your name? Enter for {name}").format(name=self.name)
        commands = {"guest": _("/guest NAME: take part without anything being kept of you")}
        how = (_("Type the name that your class knows you by."),)
        said = self.talk.ask(Ask(f"{prompt}, {_('or /guest')}", commands, how=how))
        return self._knock(clean_name(said.text) or self.name, guest=said.command == "guest")

    def _follow(self, decision: "Decision | None") -> "Decision | None":
        """Do what a decision asks for, and return the next one; None: ask for a name."""
        match decision:
            case AskWord():
                return self._ask_word(decision)
            case AskTeacher():
                return self._ask_teacher(decision)
            case AskLogin():
                return self._ask_pin(decision)
            case DidYouMean():
                return self._did_you_mean(decision)
            case None:
                return self._ask_name()
            case _:
                if isinstance(decision, Refused) or hasattr(decision, "message"):
                    self._say(decision.message, getattr(decision, "hint", ""))
                return self._ask_name()

    def _ask_word(self, asked: AskWord) -> "Decision | None":
        self._say(asked.message, asked.hint)
        try:
            said = self.talk.ask(Ask(_("The seat word, or Enter if this seat is not yours")), self)
        except _Decided:
            return self._decision()
        try:
            return self.place.give_word(said.text)
        except StoreError as error:
            self._say(error.message, error.hint)
            return None

    def _ask_teacher(self, asked: AskTeacher) -> "Decision | None":
        self._say(asked.message, asked.hint)
        commands = {"name": _("/name NAME: come in under another name")}
        while True:
            try:
                said = self.talk.ask(Ask(_("Wait for your teacher, or type /name"), commands), self)
            except _Decided:
                return self._decision()
            if said.command:
                name = clean_name(said.text)
                return self._knock(name) if name else None

    def _decision(self) -> "Decision | None":
        return self.place.decision()

    def _ask_pin(self, asked: AskLogin) -> "Decision | None":
        self._say(asked.message, asked.hint)
        if self.prove is None:
            return None
        ask = Ask(_("Your PIN, or Enter to give another name"))
        while pin := self.talk.ask(ask).text:
            if self.prove(asked.login, pin):
                return self._knock(asked.name, login=asked.login)
            self.talk.say(_("That PIN is not right."))
        return None

    def _did_you_mean(self, asked: DidYouMean) -> "Decision | None":
        lines = [f"{number}. {name}" for number, name in enumerate(asked.names, 1)]
        self.talk.say(asked.message, *lines, *filter(None, [asked.hint]))
        commands = {}
        prompt = _("Type a number, or your name")
        if asked.may_insist:
            commands["new"] = _("come in under the name that you typed")
            prompt = _("Type a number, your name, or /new if you are none of these")
        while True:
            said = self.talk.ask(Ask(prompt, commands, again=lines))
            if said.command:
                return self._knock(self._typed, insists=True)
            if said.text.isdecimal() and 1 <= int(said.text[:9]) <= len(asked.names):
                return self._knock(asked.names[int(said.text) - 1])
            name = clean_name(said.text)
            if name:
                return self._knock(name)

"""A class's lesson by lines: the same as on the screen, for who hears it."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from quizgame.backend.live.threaded import ClassOverError
from quizgame.catalogue import _
from quizgame.errors import RefusedError, StoreError
from quizgame.line import phrases
from quizgame.line.channel import ChannelClosed, LiveIO
from quizgame.line.live.alone import play_alone
from quizgame.line.live.arriving import Arriving, Prove
from quizgame.line.live.question import LiveQuestion
from quizgame.line.live.recall import Asked, asked_of, recalled_lines
from quizgame.line.live.talk import LiveTalk
from quizgame.line.live.telling import (
    finished_lines,
    limit_told,
    lobby_lines,
    opening_lines,
    revealed_lines,
    standing_lines,
    welcome_lines,
)
from quizgame.line.live.watch import SceneOver, SeatLost
from quizgame.line.reading import about
from quizgame.line.reveal import other_reasons
from quizgame.line.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from quizgame.backend.live.threaded import ThreadedPlace
    from quizgame.backend.live.views import StudentView
    from quizgame.backend.play import Play


class LessonLines:
    """One student's lesson over a channel of lines, in a thread of its own."""

    def __init__(
        self,
        place: "ThreadedPlace",
        channel: LiveIO,
        name: str = "",
        prove: Prove | None = None,
        *,
        login: str = "",
        key: str = "",
    ) -> None:
        """Talk for who sits or will sit on `place`; nothing is said yet.

        `name` is offered to who is asked. `prove` checks a PIN that is asked for in the
        conversation. `login` is that of a student of the list who is proven already, `key` the
        fingerprint of a key that is proven.
        """
        self.place, self.channel = place, channel
        self.talk = LiveTalk(channel, place)
        self._name, self._prove, self._login, self._key = name, prove, login, key
        self._asked: Asked = ("", "", 0)
        self._key_told: tuple[str, str] = ("", "")

    def run(self) -> None:
        """Talk until the student leaves, the seat is lost or the class ends."""
        self.place.wake = self.channel.wake
        # Who lost the seat or the class was told so by the connection as it ended.
        with suppress(SeatLost, ChannelClosed, ClassOverError):
            try:
                self._run()
            except ChannelClosed:
                self._farewell()
                raise

    def _run(self) -> None:
        talk = Talk(self.channel)
        arriving = Arriving(talk, self.place, self._name, self._prove, self._key)
        if not arriving.run(self._login):
            return
        self._look_again()
        self.talk.say("", *welcome_lines(self.place.view()))
        while True:
            try:
                self._scene(self.place.view())
            except SceneOver:
                continue

    def _scene(self, view: "StudentView") -> None:
        """Tell what is on screen, and ask until it is over; returns to have it told anew."""
        board = view.board
        match board.stage:
            case "waiting" | "lobby":
                self._stay(view, lobby_lines(view), plays=True)
            case "reading":
                self._reading(view)
            case "ready":
                lines = (_("The next question comes when your teacher goes on."),)
                self._stay(view, lines)
            case "open" if board.question is not None:
                self._asked = asked_of(view)
                LiveQuestion(self.talk, view, board.question).run()
            case "closed":
                self._closed(view)
            case "revealed" | "explained":
                self._told(view)
            case "standings":
                self._stay(view, standing_lines(view))
            case "finished":
                self._finished(view)
            case _:
                self._stay(view, ())

    def _stay(
        self,
        view: "StudentView",
        lines: "Sequence[str]",
        prompt: str = "",
        commands: "Mapping[str, Callable[[], bool]] | None" = None,
        *,
        again: "Sequence[str]" = (),
        helps: "Mapping[str, str] | None" = None,
        plays: bool = False,
    ) -> None:
        """Wait for the class to go on; with `plays` quizzes may be played alone by number.

        `again` is what /repeat tells where it is more than `lines`. `commands` return whether the
        scene is to be told anew afterwards, `helps` says what they do; "" is an empty line.
        """
        own = commands or {}
        self.talk.begin(view, *lines)
        while True:
            some = plays and self.place.view().openings
            wait = _("Wait, type a number, or /help") if some else _("Wait, or type /help")
            said = self.talk.listen(prompt or wait, helps, again=again or lines)
            openings = self.place.view().openings if plays else ()
            if said.command in own and not said.text:
                if own[said.command]():
                    return
            elif said.text.isdecimal() and 1 <= int(said.text[:9]) <= len(openings):
                one = openings[int(said.text) - 1]
                begin = self.place.look_back if one.may_look_back else self.place.begin
                self._play(partial(begin, one.key))
                return
            elif said.text and openings:
                told = _("Type a number from 1 to {count}.").format(count=len(openings))
                self.talk.say(told)
            elif said.text:
                self.talk.say(_("There is nothing to answer now. /help says what can be typed."))

    def _reading(self, view: "StudentView") -> None:
        article = self.place.article()
        lines = [_("Now read the article."), limit_told(view.board)]
        if article is not None:
            lines.append(about(article))
        self._stay(view, lines, _("Enter or /source to read it"), {"": self._read})

    def _read(self) -> bool:
        self.talk.read()
        return False

    def _closed(self, view: "StudentView") -> None:
        whole = recalled_lines(view)
        lines = whole if self._is_new(view) else ()
        self._stay(view, lines, _("Wait for the answer, or type /help"), again=whole)

    def _is_new(self, view: "StudentView") -> bool:
        """Return whether the question on screen was never told here; from now on it was."""
        before, self._asked = self._asked, asked_of(view)
        return before != self._asked

    def _told(self, view: "StudentView") -> None:
        question = view.board.question.id if view.board.question else ""
        is_key_known = self._key_told == (view.board.round_id, question)
        self._key_told = view.board.round_id, question
        whole = (*recalled_lines(view), *revealed_lines(view))
        lines = whole if self._is_new(view) else revealed_lines(view, with_key=not is_key_known)
        told = view.told or view.board.told
        others = other_reasons(told) if told and view.board.stage == "explained" else ()
        if not others:
            self._stay(view, lines, again=whole)
            return

        def why() -> bool:
            self.talk.say(*others)
            return False

        helps = {"why": _("why the other options are wrong")}
        self._stay(view, lines, again=whole, commands={"why": why}, helps=helps)

    def _finished(self, view: "StudentView") -> None:
        lines = (*finished_lines(view), *opening_lines(view))
        if not view.missed:
            self._stay(view, lines, plays=True)
            return

        def missed() -> bool:
            self._play(self.place.practise_missed)
            return True

        count = phrases.questions(len(view.missed))
        prompt = _("/missed to practise {questions}, or /help").format(questions=count)
        helps = {"missed": _("practise what you did not have right")}
        self._stay(view, lines, prompt, {"missed": missed}, helps=helps, plays=True)

    def _play(self, start: "Callable[[], Play]") -> None:
        watch = self.talk.watch
        watch.warns = play_alone(self.channel, self.place, start, warns=watch.warns)
        self._look_again()

    def _look_again(self) -> None:
        """Let what is open be told with what was played by now; as it was known, where not."""
        with suppress(RefusedError, StoreError):
            self.place.look_again()

    def _farewell(self) -> None:
        self.talk.say("")
        if self.place.seated():
            self.talk.say(_("You can come back: connect again with the same line."))
        self.talk.say(_("Goodbye."))

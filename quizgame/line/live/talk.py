"""Asking in a class: the class may go on meanwhile, and what then was typed is thrown away."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quizgame.backend.live.regraded import regraded
from quizgame.catalogue import _
from quizgame.line import reading
from quizgame.line.channel import ChannelClosed, LiveIO
from quizgame.line.live.regraded import regraded_lines
from quizgame.line.live.telling import TOLD, here_line, time_lines, word_line
from quizgame.line.live.watch import SceneOver, Watch
from quizgame.line.talk import SLASH, Ask, Pulse, Said, Talk

if TYPE_CHECKING:
    from quizgame.backend.live.threaded import ThreadedPlace
    from quizgame.backend.live.views import StudentView


def is_command(line: str) -> bool:
    """Return whether a line, perhaps only begun, is a command and no answer."""
    return line.startswith(SLASH) and not line.startswith(SLASH * 2)


class LiveTalk(Talk):
    """Says and asks in a class, scene by scene.

    What every scene understands is dealt with here: the time, who is here, the article, the
    warning. Asking raises SceneOver once the class is at something else, SeatLost, ClassOverError.
    """

    def __init__(self, channel: LiveIO, place: "ThreadedPlace") -> None:
        """Talk over `channel` for who sits on `place`."""
        super().__init__(channel)
        self.live = channel
        self.place = place
        self.watch = Watch(place)

    def begin(self, view: "StudentView", *lines: str) -> None:
        """Begin a scene: what was typed before is thrown away, and its lines are written.

        What the teacher put right while nothing could be said is told before them.
        """
        news = tuple(regraded_lines(regraded(self.watch.told, view), view))
        self.watch.follow(view)
        self.channel.discard()
        if news or lines:
            self.say("", *news, *lines)

    def listen(
        self,
        prompt: str,
        commands: Mapping[str, str] | None = None,
        *,
        again: Sequence[str] = (),
        how: Sequence[str] = (),
    ) -> Said:
        """Return what is typed in a scene, but for what is dealt with here."""
        view = self.place.view()
        own = commands or {}
        known = {**own, **self._commands(view)}
        told = (*how, word_line(view), _stands_still()) if view.word else tuple(how)
        ask = Ask(prompt, known, again=again, how=told)
        while True:
            said = self.ask(ask, self.watch)
            if said.command and said.command not in own:
                self._do(said)
            else:
                return said

    def ask(self, ask: Ask, pulse: Pulse | None = None) -> Said:
        """Ask as ever; raises SceneOver before and after where the scene is over."""
        if self.watch.is_over():
            self.watch.beat("")
            raise SceneOver
        said = super().ask(ask, pulse or self.watch)
        self.place.heard()
        if self.watch.is_over():
            self.watch.beat("")
            raise SceneOver
        return said

    def _commands(self, view: "StudentView") -> dict[str, str]:
        commands = {
            "time": _("how much time is left"),
            "here": _("whether the class still answers, and your seat word"),
        }
        if _may_read(view):
            commands["source"] = _("read the article")
        if view.board.stage == "open":
            commands["warning"] = _("/warning off or /warning on: the warning when time is short")
        commands["quit"] = _("leave; the same line brings you back to your seat")
        return commands

    def _do(self, said: Said) -> None:
        view = self.place.view()
        match said.command:
            case "time":
                self.say(*time_lines(view, self.place.time()))
            case "here":
                self.say(here_line(view))
            case "source":
                self.read()
            case "warning":
                self._set_warning(said.text)
            case "quit":
                raise ChannelClosed

    def read(self) -> None:
        """Let the article be read, at the quotation where the key is told."""
        article = self.place.article(at_quotation=self.place.view().board.stage in TOLD)
        if article is None:
            self.say(_("The article can not be read now."))
            return
        reading.read(self, article, self.watch)

    def _set_warning(self, wanted: str) -> None:
        if wanted.casefold() in {_("off"), _("on")}:
            self.watch.warns = wanted.casefold() == _("on")
        if self.watch.warns:
            self.say(_("One warning comes when a quarter of the time is left."))
        else:
            self.say(_("No warning comes when time gets short."))


def _may_read(view: "StudentView") -> bool:
    question = view.board.question
    if question is not None:
        return question.may_read
    return view.board.stage in {"lobby", "reading", "ready", "standings", "finished"}


def _stands_still() -> str:
    return _(
        "If nothing answers any more: press Enter, type ~ and a full stop, or close the window;"
        " then connect again."
    )

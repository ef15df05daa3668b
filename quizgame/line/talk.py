"""A conversation by lines: say, ask, understand commands, and never talk into a begun line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from quizgame.catalogue import _
from quizgame.line.answers.base import either, said
from quizgame.line.channel import ChannelClosed, Interrupted, LineIO
from quizgame.model.text import clean_block, clean_line

_MOST = 2000
SLASH = "/"


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed: a `command` without its slash and the text after it, or only text."""

    text: str
    command: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to be asked. `commands` are valid besides text, each with what it does.

    `again` is what /repeat writes, `how` what /help begins with.
    """

    prompt: str
    commands: Mapping[str, str] = field(default_factory=dict)
    again: Sequence[str] = ()
    how: Sequence[str] = ()


class Pulse(Protocol):
    """What goes on while somebody is asked: a clock."""

    def wait(self) -> float | None:
        """Return the seconds until `beat` is due, None for never."""
        ...

    def beat(self, begun: str) -> Sequence[str]:
        """Do what is due; returns lines to say, none while a line is `begun`.

        May raise what ends the asking.
        """
        ...


class Talk:
    """Says and asks over a channel of lines."""

    def __init__(self, channel: LineIO) -> None:
        """Talk over `channel`."""
        self.channel = channel

    def say(self, *lines: str) -> None:
        """Write lines. They come cleaned; that it is done again here keeps a slip harmless."""
        self.channel.write("".join(f"{clean_block(line)}\n" for line in lines))

    def ask(self, ask: Ask, pulse: Pulse | None = None) -> Said:
        """Write a prompt and return what is typed after it.

        /help and /repeat are answered here, and what is no command here. Raises ChannelClosed at
        the end of input, on the second Ctrl+C in a row, and on /quit where that is no command of
        `ask`.
        """
        interrupted = False
        while True:
            self._prompt(ask)
            try:
                line = self._line(ask, pulse)[:_MOST].strip()
            except Interrupted:
                self.say("")
                if interrupted:
                    raise ChannelClosed from None
                interrupted = True
                self.say(_("Press Ctrl+C again to leave, or go on."))
                continue
            interrupted = False
            understood = self._understood(line, ask)
            if understood is not None:
                return understood

    def _prompt(self, ask: Ask) -> None:
        self.channel.write(f"{clean_line(ask.prompt)}: ")

    def _line(self, ask: Ask, pulse: Pulse | None) -> str:
        while True:
            line = self.channel.read_line(pulse.wait() if pulse else None)
            if line is not None:
                return line
            if pulse:
                lines = pulse.beat(self.channel.begun())
                if lines:
                    self.say("", *lines)
                    self._prompt(ask)

    def _understood(self, line: str, ask: Ask) -> Said | None:
        """Return what a line means to who asked, or None when it was dealt with here."""
        if not line.startswith(SLASH):
            return Said(line)
        if line.startswith(SLASH * 2):
            return Said(line[1:])
        typed, _space, rest = line[1:].partition(" ")
        known = dict(ask.commands)
        if ask.again:
            known["repeat"] = _("hear it again")
        known["help"] = _("what can be typed here")
        known.setdefault("quit", _("leave the program; a quiz that runs is kept"))
        word = typed.casefold()
        meant = [name for name in known if name == word] or [
            name for name in known if word and name.startswith(word)
        ]
        if len(meant) != 1:
            self._explain_commands(typed, meant or list(known))
        elif meant[0] == "help":
            self.say(*ask.how, *(f"/{name}: {does}" for name, does in known.items()))
        elif meant[0] == "repeat":
            self.say(*ask.again)
        elif meant[0] not in ask.commands:
            raise ChannelClosed
        else:
            return Said(rest.strip(), meant[0])
        return None

    def _explain_commands(self, typed: str, names: Sequence[str]) -> None:
        shown = either([f"/{name}" for name in names])
        self.say(
            _("/{typed} is not a command here. Type {names}.").format(
                typed=said(typed), names=shown
            )
        )

    def ask_yes(self, question: str, pulse: Pulse | None = None) -> bool:
        """Ask until the answer is yes or no."""
        yes, no = {_("yes"), _("y")}, {_("no"), _("n")}
        while True:
            text = self.ask(Ask(_("{question} Type yes or no").format(question=question)), pulse)
            if text.text.casefold() in yes | no:
                return text.text.casefold() in yes
            self.say(_("Type yes or no."))

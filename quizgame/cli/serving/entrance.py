"""How people come into a class: by its code, by the list, or just so."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizgame.catalogue import _, plural
from quizgame.classroom import card, filling
from quizgame.classroom.codes import fold_code, new_class_code
from quizgame.classroom.roster import Roster, read_roster
from quizgame.classroom.seats import Register, Room
from quizgame.cli import say
from quizgame.cli.serving.wishes import Wishes
from quizgame.errors import UsageError

if TYPE_CHECKING:
    from quizgame.ssh.admission import Admission
    from quizgame.ssh.pins import Pins

_MOST_TOLD = 10


@dataclass(frozen=True)
class Entrance:
    """How people come in. `roster` is complete but for PINs; `code` is "" where none is asked.

    `kept_code` is the file of a code that was made, None for no such file.
    """

    kind: card.Entrance
    code: str = ""
    roster: Roster | None = None
    kept_code: Path | None = None

    def new_code(self) -> str:
        """Return another code, which is kept in the place of the first where that was."""
        code = new_class_code(secrets.randbelow)
        if self.kept_code is not None:
            _keep(self.kept_code, code)
        return code

    @property
    def asks_pins(self) -> bool:
        """Whether who is on the list proves it by PIN or key."""
        return self.roster is not None and (
            self.kind == "roster" or any(one.pin for one in self.roster.students)
        )

    def room(self, most: int) -> Room:
        """Return the empty room of the class."""
        return Room(
            register=Register(self.roster.students if self.roster else ()),
            needs_proof=self.asks_pins,
            admits_others=self.kind != "roster",
            most_seats=most,
        )

    def pins(self) -> "Pins | None":
        """Return who tells the students of the list by their PINs, None without a list."""
        from quizgame.ssh.pins import Pins  # noqa: PLC0415 - asyncssh is loaded for this alone

        return Pins(self.roster.students) if self.roster else None

    def admission(self, pins: "Pins | None") -> "Admission":
        """Return who lets students in."""
        from quizgame.ssh.admission import Code, Listed, Open  # noqa: PLC0415 - as above

        if self.kind == "roster" and pins is not None:
            return Listed(pins)
        return Code(self.code, pins) if self.kind == "code" else Open()


def entrance(wishes: Wishes, kept_code: Path | None) -> Entrance:
    """Return how people come in; problems of the list are told.

    A code that is made is kept in the file `kept_code` until the lesson ends, so that it is the
    same after a crash. Raises UsageError for a list that can not be used, and a code of nothing.
    """
    roster = listed(Path(wishes.roster)) if wishes.roster else None
    if roster is not None and not wishes.code:
        without = sum(not one.pin and one.key is None for one in roster.students)
        if without == len(roster.students):
            raise UsageError(
                _("Nobody on this list has a PIN or a key, so nobody could come in."),
                _(
                    "`quizgame serve --roster {path} --slips FILE` makes PINs, and slips to print; "
                    "with `--code CODE` a class code is asked for instead."
                ).format(path=wishes.roster),
            )
        if without:
            say(
                plural(
                    "{n} student on the list has neither PIN nor key, and can not come in.",
                    "{n} students on the list have neither PIN nor key, and can not come in.",
                    without,
                ),
                _(
                    "`quizgame serve --roster {path} --slips FILE` makes PINs, and slips to print."
                ).format(path=wishes.roster),
            )
        return Entrance("roster", roster=roster)
    if wishes.open:
        return Entrance("open")
    if wishes.code:
        if not fold_code(wishes.code):
            raise UsageError(_("A class code needs a letter or a digit."))
        return Entrance("code", wishes.code.strip(), roster)
    return Entrance("code", _made(kept_code), roster, kept_code)


def listed(path: Path) -> Roster:
    """Return the class list in a file, with a login for everybody; its problems are told.

    Raises UsageError where nobody on it could be let in.
    """
    roster = read_roster(path)
    tell_problems(roster)
    if not roster.students:
        raise UsageError(
            _("There are no students in {path}.").format(path=path),
            _("docs/rosters.md tells how a class list is written."),
        )
    full = filling.completed(roster, secrets.randbelow)
    students = tuple(
        replace(one, pin=before.pin)
        for one, before in zip(full.students, roster.students, strict=True)
    )
    return replace(roster, students=students)


def tell_problems(roster: Roster) -> None:
    """Say what is wrong with a class list, the first ten of it."""
    for problem in roster.problems[:_MOST_TOLD]:
        say(f"{problem.place}: {problem.code} {problem.message}", problem.hint)
    if len(roster.problems) > _MOST_TOLD:
        rest = len(roster.problems) - _MOST_TOLD
        say(plural("{n} more problem.", "{n} more problems.", rest))


def _made(kept: Path | None) -> str:
    """Return the code of a lesson that did not end well, or else a new one, which is kept."""
    if kept is None:
        return new_class_code(secrets.randbelow)
    with suppress(OSError, UnicodeDecodeError):
        if fold_code(known := kept.read_text("utf-8").strip()[:40]):
            return known
    code = new_class_code(secrets.randbelow)
    _keep(kept, code)
    return code


def _keep(kept: Path, code: str) -> None:
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with os.fdopen(os.open(kept, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{code}\n")

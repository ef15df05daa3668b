"""A class list: who may come in, and what each of them needs."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizgame.catalogue import _
from quizgame.classroom import entries
from quizgame.classroom.entries import Ledger
from quizgame.classroom.keys import PublicKey
from quizgame.classroom.listing import MOST_BYTES, Listing, Record, read_listing, unknown_keys
from quizgame.documents import read_bytes
from quizgame.errors import Problem
from quizgame.model.text import clean_line, fold_name

MOST_STUDENTS = 2000


@dataclass(frozen=True, slots=True)
class Student:
    """One line of a class list.

    `login` and `pin` are "" until they are made. `time_factor` is the person's own, None where the
    groups' counts (see `Roster.factor`). `row` is the place in the file, from 0.
    """

    name: str
    login: str = ""
    groups: tuple[str, ...] = ()
    id: str = ""
    pin: str = field(default="", repr=False)
    key: PublicKey | None = None
    time_factor: float | None = None
    plain: bool = False
    row: int = 0

    @property
    def person(self) -> str:
        """What identifies the person from one lesson to the next: the id, or else the login."""
        return self.id or self.login


@dataclass(frozen=True)
class Roster:
    """A class list as read from the file at `path`, which holds the bytes `raw`.

    A value with an error counts as not given; a line without a name is left out.
    """

    path: str
    students: tuple[Student, ...] = ()
    group_factors: Mapping[str, float] = field(default_factory=dict)
    title: str = ""
    problems: tuple[Problem, ...] = ()
    listing: Listing = field(default_factory=lambda: Listing("", b""), repr=False, compare=False)

    @property
    def raw(self) -> bytes:
        """The bytes that were read."""
        return self.listing.raw

    @property
    def has_errors(self) -> bool:
        """Whether something in the file must be mended."""
        return any(problem.is_error for problem in self.problems)

    def factor(self, student: Student) -> float:
        """Return how far time limits are stretched: 1 as written, 0 for no limits.

        The person's own factor beats those of the groups; of several groups the most lenient wins.
        """
        if student.time_factor is not None:
            return student.time_factor
        known = (self.group_factors.get(fold_name(name)) for name in student.groups)
        return lenient(*(factor for factor in known if factor is not None))

    def find(self, login: str) -> Student | None:
        """Return the student with a login, letter case apart, or None."""
        wanted = unicodedata.normalize("NFKC", login).strip().casefold()
        return next((one for one in self.students if wanted and one.login == wanted), None)

    def with_key(self, fingerprint: str) -> Student | None:
        """Return the student whose public key has a fingerprint, or None."""
        keyed = ((one, one.key) for one in self.students)
        return next((one for one, key in keyed if key and key.fingerprint == fingerprint), None)


def lenient(*factors: float) -> float:
    """Return the most lenient of time factors: 0 (no limits) beats all; 1 without any."""
    return 0.0 if 0.0 in factors else max(factors, default=1.0)


def read_roster(path: Path) -> Roster:
    """Return the class list in the file at `path`. Whatever the file holds, nothing is raised."""
    name = str(path)
    try:
        raw = read_bytes(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = _("the file can not be read: {reason}").format(reason=reason)
        return Roster(name, problems=(Problem(name, 0, 0, "QR101", message),))
    return parse_roster(raw, name)


def parse_roster(raw: bytes, path: str) -> Roster:
    """Return the class list in `raw`, read as TOML or as a table by the ending of `path`."""
    listing = read_listing(raw, path)
    ledger = Ledger(listing)
    for problem in unknown_keys(listing):
        ledger.add(problem)
    group_factors = _groups(listing, ledger)
    students: list[Student] = []
    for row, record in enumerate(listing.students[:MOST_STUDENTS]):
        student = _student(row, record, ledger)
        if student is not None:
            students.append(student)
            ledger.check_groups(row, student.groups, group_factors)
    if len(listing.students) > MOST_STUDENTS:
        message = _("a class list has at most {n} students").format(n=MOST_STUDENTS)
        ledger.error(("student", MOST_STUDENTS), "QR126", message, _("Split it into several."))
    if not students and listing.is_readable:
        hint = _("A table needs a line for each student; in TOML each is a [[student]].")
        ledger.warn((), "QR124", _("there are no students in this list"), hint)
    title = listing.top.get("title", "")
    return Roster(
        path,
        tuple(students),
        {fold_name(name): factor for name, factor in group_factors.items()},
        clean_line(title).strip() if isinstance(title, str) else "",
        ledger.problems(),
        listing,
    )


def _groups(listing: Listing, ledger: Ledger) -> dict[str, float]:
    factors: dict[str, float] = {}
    folded: set[str] = set()
    for index, record in enumerate(listing.groups):
        keys = ("group", index)
        name = ledger.text(keys, record, "name")
        if not fold_name(name):
            ledger.error(keys, "QR111", _("a group needs a name"), _("Put in: name = ..."))
        elif fold_name(name) in folded:
            ledger.error((*keys, "name"), "QR127", _("this group is there twice"))
        else:
            folded.add(fold_name(name))
            factor = entries.factor(keys, record, ledger)
            factors[name] = 1.0 if factor is None else factor
    return factors


def _student(row: int, record: Record, ledger: Ledger) -> Student | None:
    keys = ("student", row)
    name = entries.name(keys, record, ledger)
    facts: dict[str, Any] = {
        "login": entries.login(keys, record, ledger),
        "groups": entries.groups(keys, record, ledger),
        "id": entries.identity(keys, record, ledger),
        "pin": entries.pin(keys, record, ledger),
        "key": entries.key(keys, record, ledger),
        "time_factor": entries.factor(keys, record, ledger),
        "plain": entries.flag(keys, record, ledger),
    }
    return Student(name, **facts, row=row) if name else None

"""Logins and PINs made for a class list, and written back when that is asked for."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgame.bank.edit import digest, replace_values, write_new, write_over
from quizgame.catalogue import _
from quizgame.classroom.codes import Chooser
from quizgame.classroom.listing import STUDENT_FIELDS
from quizgame.classroom.logins import new_login, new_pin
from quizgame.classroom.roster import Roster, Student
from quizgame.classroom.table import Cell, Table, column
from quizgame.errors import UsageError
from quizgame.model.cells import csv_cell

if TYPE_CHECKING:
    from quizgame.documents.layout import Keys

_MADE = ("login", "pin")
_MOST_FILES = 99


def completed(roster: Roster, choose: Chooser) -> Roster:
    """Return the list with a login and a PIN for everybody: those there are, the missing ones made.

    Logins depend on the list alone; for PINs `choose` is to be `secrets.randbelow`.
    """
    logins = {student.login for student in roster.students if student.login}
    pins = {student.pin for student in roster.students if student.pin}
    students = []
    for student in roster.students:
        login = student.login or new_login(student.name, logins)
        pin = student.pin or new_pin(choose, pins)
        logins.add(login)
        pins.add(pin)
        students.append(replace(student, login=login, pin=pin))
    return replace(roster, students=tuple(students))


def filled(roster: Roster) -> bytes:
    """Return the file of a completed list with what was made in it.

    TOML keeps every byte of what was there. A table is written anew, in UTF-8 with a byte order
    mark and with the same separator, columns and lines; its cells are made safe for spreadsheets.

    Raises:
        UsageError: something in the file must be mended first, or it can not be edited as it is.
    """
    if roster.has_errors:
        raise UsageError(
            _("This list has mistakes, so nothing is written into it."),
            _("Mend them first; then logins and PINs can be filled in."),
        )
    if roster.listing.table is not None:
        return _table(roster, roster.listing.table).encode("utf-8-sig")
    changes: dict[Keys, Any] = {}
    for student in roster.students:
        for name, value in _made(roster, student):
            changes["student", student.row, name] = value
    return replace_values(roster.raw, changes)


def save(roster: Roster) -> Path:
    """Write a completed list down and return where: TOML in its place, a table as a new file.

    The new file stands beside the old one, for its owner alone to read. Raises UsageError or
    EditError when the file can not be edited, OSError when it can not be written.
    """
    path = Path(roster.path)
    raw = filled(roster)
    if roster.listing.table is None:
        write_over(path, raw, digest(roster.raw))
        return path
    for number in range(1, _MOST_FILES + 1):
        tail = f"-{number}" if number > 1 else ""
        target = path.with_name(f"{path.stem}-complete{tail}.csv")
        with suppress(FileExistsError):
            write_new(target, raw)
            target.chmod(0o600)
            return target
    raise UsageError(_("There are too many such files already."))


def _made(roster: Roster, student: Student) -> Iterator[tuple[str, str]]:
    """Yield the fields of a student that the file does not have, with their values."""
    record = roster.listing.students[student.row]
    for name in _MADE:
        if record.get(name, "") == "" or not str(record[name]).strip():
            yield name, getattr(student, name)


def _table(roster: Roster, table: Table) -> str:
    if not table.rows:
        return ""
    header, *rows = table.rows
    headings = [column(cell.text) for cell in header]
    names = [
        name if name in STUDENT_FIELDS and headings.index(name) == at else ""
        for at, name in enumerate(headings)
    ]
    added = [name for name in _MADE if name not in names]
    by_row = {id(roster.listing.students[one.row]["row"]): one for one in roster.students}
    lines = [_line([*(cell.text for cell in header), *added], table.delimiter)]
    for row in rows:
        cells = [cell.text for cell in _wide(row, len(header))] + [""] * len(added)
        if (student := by_row.get(id(row))) is not None:
            for name, value in _made(roster, student):
                cells[[*names, *added].index(name)] = value
        lines.append(_line(cells, table.delimiter))
    return "".join(lines)


def _wide(row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return row[:width] + (Cell("", 0, 0),) * (width - len(row))


def _line(cells: list[str], delimiter: str) -> str:
    return delimiter.join(map(_quoted, cells)) + "\r\n"


def _quoted(text: str) -> str:
    # A cell that came out of such a file before has its apostrophe already, which is no formula.
    safe = str(csv_cell(text))
    return '"' + safe.replace('"', '""') + '"'

"""A class list as its file has it, before anything in it is judged: TOML or a table, made alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from quizgame.catalogue import _
from quizgame.classroom.table import Cell, Slip, Table, column, decoded, read_table
from quizgame.documents import Document, parse
from quizgame.documents.layout import Keys
from quizgame.errors import Problem, Severity

STUDENT_FIELDS = ("name", "login", "group", "id", "pin", "key", "time_factor", "plain")
GROUP_FIELDS = ("name", "time_factor")
TOP_FIELDS = ("title", "group", "student")
MOST_BYTES = 2 * 1024 * 1024
_CODES = {"QG001": "QR101", "QG002": "QR102", "QG003": "QR103"}

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Listing:
    """The students and groups of a file as plain data, by their fields' names.

    `place` gives line and column of ("student" or "group", index, field), and of what is around it.
    `table` is there for a table, where all values are text.
    """

    path: str
    raw: bytes = field(repr=False)
    students: tuple[Record, ...] = field(default=(), repr=False)
    groups: tuple[Record, ...] = ()
    top: Record = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    place: Callable[[Keys], tuple[int, int]] = lambda _keys: (0, 0)
    table: Table | None = field(default=None, repr=False)

    @property
    def is_readable(self) -> bool:
        """Whether the file could be understood as a list at all."""
        return bool(self.students or self.groups) or not any(p.is_error for p in self.problems)


def read_listing(raw: bytes, path: str) -> Listing:
    """Return what the file of a class says; by its name it is TOML, or else a table."""
    if len(raw) > MOST_BYTES:
        message = _("the file is larger than {n} MB").format(n=MOST_BYTES // 1024 // 1024)
        hint = _("A class list has a line for each student, and nothing else.")
        return Listing(path, raw, problems=(Problem(path, 0, 0, "QR102", message, hint),))
    if path.casefold().endswith(".toml"):
        return _from_toml(parse(raw, path))
    return _from_table(raw, path)


def _from_toml(document: Document) -> Listing:
    problems = [
        problem._replace(code=_CODES.get(problem.code, "QR105")) for problem in document.problems
    ]
    if document.data is None:
        return Listing(document.path, document.raw, problems=tuple(problems))

    def place(keys: Keys) -> tuple[int, int]:
        return document.place(keys, value=True)

    found: dict[str, tuple[Record, ...]] = {}
    for name in ("student", "group"):
        entries = document.data.get(name, [])
        if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
            found[name] = tuple(entries)
            continue
        message = _("`{key}` must be written as [[{key}]], once for each").format(key=name)
        problems.append(Problem(document.path, *place((name,)), "QR125", message))
    return Listing(
        document.path,
        document.raw,
        found.get("student", ()),
        found.get("group", ()),
        document.data,
        tuple(problems),
        place,
    )


def _from_table(raw: bytes, path: str) -> Listing:
    text = decoded(raw)
    if isinstance(text, Slip):
        return Listing(path, raw, problems=(_told(path, text),))
    table = read_table(text, STUDENT_FIELDS)
    problems = [_told(path, slip) for slip in table.slips]
    if not table.rows:
        return Listing(path, raw, problems=tuple(problems), table=table)
    header, *rows = table.rows
    columns, more = _columns(header, path)
    problems += more
    if "name" not in columns.values():
        message = _("the first line must name the columns, and one of them must be `name`")
        hint = _("For example: {header}").format(
            header=table.delimiter.join(STUDENT_FIELDS).replace("\t", " <TAB> ")
        )
        problem = Problem(path, header[0].line, header[0].column, "QR106", message, hint)
        return Listing(path, raw, problems=(*problems, problem), table=table)
    students: list[Record] = []
    groups: list[Record] = []
    places: dict[Keys, tuple[int, int]] = {}
    for row in rows:
        problems += _beyond(row, len(header), path)
        cells = {name: row[at] for at, name in columns.items() if at < len(row)}
        record = {name: cell.text.strip() for name, cell in cells.items() if cell.text.strip()}
        kind, out = ("student", students)
        if record.keys() == {"group", "time_factor"}:
            kind, out = "group", groups
            record["name"] = record.pop("group")
            cells["name"] = cells["group"]
        key = kind, len(out)
        places[key] = row[0].line, row[0].column
        places |= {(*key, name): (cell.line, cell.column) for name, cell in cells.items()}
        out.append({"row": row, **record} if kind == "student" else record)

    def place(keys: Keys) -> tuple[int, int]:
        return places.get(keys) or places.get(keys[:2]) or (0, 0)

    return Listing(
        path, raw, tuple(students), tuple(groups), {}, tuple(problems), place, table=table
    )


def _columns(header: tuple[Cell, ...], path: str) -> tuple[dict[int, str], list[Problem]]:
    """Return the columns that mean something by their index, and what is wrong with the others."""
    from quizgame.bank.wording import nearest  # noqa: PLC0415 - it loads the models of banks

    columns: dict[int, str] = {}
    problems = []
    for at, cell in enumerate(header):
        name = column(cell.text)
        if name in columns.values():
            message = _("the column `{name}` is there twice").format(name=name)
            hint = _("Only the first one counts.")
            problems.append(
                Problem(path, cell.line, cell.column, "QR128", message, hint, "warning")
            )
        elif name in STUDENT_FIELDS:
            columns[at] = name
        elif name:
            near = nearest(name, tuple(f for f in STUDENT_FIELDS if f not in columns.values()))
            problems.append(_unknown(path, (cell.line, cell.column), near, STUDENT_FIELDS))
    return columns, problems


def _unknown(path: str, place: tuple[int, int], near: str, known: tuple[str, ...]) -> Problem:
    message = _("a class list has no such column or key; it is passed over")
    hint = _("Did you mean `{name}`?").format(name=near) if near else ""
    hint = hint or _("There are: {names}.").format(names=", ".join(known))
    return Problem(path, *place, "QR110", message, hint, "warning")


def unknown_keys(listing: Listing) -> list[Problem]:
    """Return the keys of a list in TOML that mean nothing."""
    if listing.table is not None:
        return []
    from quizgame.bank.wording import nearest  # noqa: PLC0415 - it loads the models of banks

    def check(keys: Keys, record: Record, known: tuple[str, ...]) -> list[Problem]:
        return [
            _unknown(listing.path, listing.place((*keys, name)), nearest(name, known), known)
            for name in record
            if name not in known
        ]

    problems = check((), listing.top, TOP_FIELDS)
    for index, record in enumerate(listing.students):
        problems += check(("student", index), record, STUDENT_FIELDS)
    for index, record in enumerate(listing.groups):
        problems += check(("group", index), record, GROUP_FIELDS)
    return problems


def _beyond(row: tuple[Cell, ...], width: int, path: str) -> list[Problem]:
    beyond = [cell for cell in row[width:] if cell.text.strip()]
    if not beyond:
        return []
    message = _("this line has more cells than the first one has columns")
    hint = _('A cell that holds the separator is put in quotation marks: "Bauer, Anna".')
    return [Problem(path, beyond[0].line, beyond[0].column, "QR108", message, hint)]


def _told(path: str, slip: Slip) -> Problem:
    severity: Severity = "error" if slip.severe else "warning"
    return Problem(path, slip.line, slip.column, slip.code, slip.message, slip.hint, severity)

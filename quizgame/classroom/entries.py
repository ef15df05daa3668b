"""The values of a class list judged one by one: each is understood, or told with its place."""

from collections.abc import Iterable, Sequence
from typing import Any

from quizgame.catalogue import _
from quizgame.classroom.keys import KeySlip, PublicKey, read_public_key
from quizgame.classroom.listing import Listing, Record
from quizgame.classroom.logins import LOGIN, LONGEST_LOGIN, PIN, RESERVED, is_easy
from quizgame.documents.layout import Keys
from quizgame.errors import Problem, Severity
from quizgame.model.cells import csv_cell
from quizgame.model.text import clean_line, clean_name, fold_name

_FACTORS = {"1": 1.0, "1.25": 1.25, "1.5": 1.5, "2": 2.0, "none": 0.0, "0": 0.0}
_YES = frozenset({"1", "true", "yes", "y", "on", "x"})
_NO = frozenset({"0", "false", "no", "n", "off", "-"})
_SEPARATOR = "|"
_LONGEST_ID = 64
_WHOLE = 10**15


class Ledger:
    """What was found wrong in a list so far, and what was seen that must not come twice."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._found: list[tuple[Keys, str, str, str, Severity]] = []
        self._told: list[Problem] = list(listing.problems)
        self._seen: dict[tuple[str, str], int] = {}

    def add(self, problem: Problem) -> None:
        """Keep a problem that has its place already."""
        self._told.append(problem)

    def error(self, keys: Keys, code: str, message: str, hint: str = "") -> None:
        """Keep an error at `keys`."""
        self._found.append((keys, code, message, hint, "error"))

    def warn(self, keys: Keys, code: str, message: str, hint: str = "") -> None:
        """Keep a warning at `keys`."""
        self._found.append((keys, code, message, hint, "warning"))

    def problems(self) -> tuple[Problem, ...]:
        """Return everything found, sorted by its place in the file."""
        path, place = self._listing.path, self._listing.place
        placed = [
            Problem(path, *(place(keys) if keys else (0, 0)), code, message, hint, severity)
            for keys, code, message, hint, severity in self._found
        ]
        return tuple(sorted(dict.fromkeys([*self._told, *placed])))

    def seen_before(self, kind: str, value: str) -> bool:
        """Return whether a value came before, and remember it."""
        count = self._seen.get((kind, value), 0)
        self._seen[kind, value] = count + 1
        return count > 0

    def text(self, keys: Keys, record: Record, name: str) -> str:
        """Return a field as text on one line, "" where there is none or it is of another kind.

        Whole numbers count as text, because ids and PINs look like numbers.
        """
        value = record.get(name, "")
        if _is_whole(value):
            value = str(value)
        if isinstance(value, str):
            text = clean_line(value).strip()
            # The apostrophe that keeps a spreadsheet from taking text for a formula.
            return text[1:] if text[:1] == "'" and csv_cell(text[1:]) == text else text
        message = _("`{key}` must be text in quotation marks").format(key=name)
        self.error((*keys, name), "QR125", message)
        return ""

    def check_groups(self, row: int, groups: Sequence[str], known: Iterable[str]) -> None:
        """Warn of a group that is not listed and looks like one that is."""
        from quizgame.bank.wording import nearest  # noqa: PLC0415 - it loads the models of banks

        listed = {fold_name(name): name for name in known}
        for name in groups:
            near = "" if fold_name(name) in listed else nearest(fold_name(name), tuple(listed))
            if near:
                hint = _("Did you mean `{name}`?").format(name=listed[near])
                message = _("no group of this name has a time factor")
                self.warn(("student", row, "group"), "QR121", message, hint)


def _is_whole(value: Any) -> bool:
    """Return whether a value is a whole number of a size that ids and PINs may have."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _WHOLE


def name(keys: Keys, record: Record, ledger: Ledger) -> str:
    """Return a student's display name, "" where there is none."""
    given = ledger.text(keys, record, "name")
    cleaned = clean_name(given)
    if not fold_name(cleaned):
        message = _("a student needs a name with at least one letter")
        ledger.error((*keys, "name"), "QR111", message, _("The line is left out until it has one."))
        return ""
    if ledger.seen_before("name", fold_name(cleaned)):
        message = _("two students have the same name")
        hint = _("Nobody can tell them apart on the screen: add a letter of the last name.")
        ledger.warn((*keys, "name"), "QR123", message, hint)
    return cleaned


def login(keys: Keys, record: Record, ledger: Ledger) -> str:
    """Return a login in small letters, "" where one must be made."""
    given = ledger.text(keys, record, "login").casefold()
    if not given:
        return ""
    if not LOGIN.fullmatch(given) or given in RESERVED:
        message = _("this can not be a login")
        hint = _("Small letters, digits, . - and _, at most {n}; or leave it empty.")
        if given in RESERVED:
            hint = _("This word has a meaning of its own. Choose another, or leave it empty.")
        ledger.error((*keys, "login"), "QR113", message, hint.format(n=LONGEST_LOGIN))
        return ""
    if ledger.seen_before("login", given):
        message = _("another student has this login")
        ledger.error((*keys, "login"), "QR114", message, _("Change it, or leave it empty."))
        return ""
    return given


def groups(keys: Keys, record: Record, ledger: Ledger) -> tuple[str, ...]:
    """Return the groups of a student: a list, or text with | between several."""
    value: Any = record.get("group", "")
    if isinstance(value, str):
        value = value.split(_SEPARATOR)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        message = _("`group` must be a name, or a list of names")
        ledger.error((*keys, "group"), "QR125", message, _('For example: group = ["7a", "chess"]'))
        return ()
    cleaned = {fold_name(one): clean_name(one) for one in value}
    return tuple(one for folded, one in cleaned.items() if folded)


def identity(keys: Keys, record: Record, ledger: Ledger) -> str:
    """Return the school's id of a student, "" where there is none."""
    given = ledger.text(keys, record, "id")
    if len(given) > _LONGEST_ID:
        message = _("an id has at most {n} characters").format(n=_LONGEST_ID)
        ledger.error((*keys, "id"), "QR122", message)
        return ""
    if given and ledger.seen_before("id", given):
        ledger.error((*keys, "id"), "QR122", _("another student has this id"))
        return ""
    return given


def pin(keys: Keys, record: Record, ledger: Ledger) -> str:
    """Return a PIN, "" where one must be made."""
    given = ledger.text(keys, record, "pin")
    if not given:
        return ""
    if not PIN.fullmatch(given):
        message = _("a PIN has 4 to 8 digits")
        hint = _("A spreadsheet drops zeros at the beginning. Leave it empty to have one made.")
        ledger.error((*keys, "pin"), "QR115", message, hint)
        return ""
    hint = _("Leave it empty to have one made.")
    if ledger.seen_before("pin", given):
        ledger.warn((*keys, "pin"), "QR116", _("another student has this PIN"), hint)
    elif is_easy(given):
        ledger.warn((*keys, "pin"), "QR116", _("this PIN is easy to guess"), hint)
    return given


def key(keys: Keys, record: Record, ledger: Ledger) -> PublicKey | None:
    """Return a student's public key, None where there is none."""
    given = ledger.text(keys, record, "key")
    if not given:
        return None
    found = read_public_key(given)
    if isinstance(found, KeySlip):
        ledger.error((*keys, "key"), "QR117", found.message, found.hint)
        return None
    if ledger.seen_before("key", found.fingerprint):
        message = _("another student has this key")
        ledger.error((*keys, "key"), "QR118", message, _("A key belongs to one person."))
        return None
    return found


def factor(keys: Keys, record: Record, ledger: Ledger) -> float | None:
    """Return a time factor (0: no limits), None where there is none."""
    value = record.get("time_factor", "")
    if isinstance(value, float) or _is_whole(value):
        value = f"{value:g}"
    text = value.strip().casefold().replace(",", ".") if isinstance(value, str) else "?"
    if not text:
        return None
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text not in _FACTORS:
        message = _("a time factor is 1, 1.25, 1.5, 2 or none")
        ledger.error((*keys, "time_factor"), "QR119", message, _("none means: no time limits."))
        return None
    return _FACTORS[text]


def flag(keys: Keys, record: Record, ledger: Ledger) -> bool:
    """Return whether a student is to have plain lines."""
    value = record.get("plain", "")
    is_told = isinstance(value, (str, bool)) or _is_whole(value)
    text = str(value).strip().casefold() if is_told else "?"
    if text and text not in _YES | _NO:
        message = _("`plain` is neither yes nor no")
        hint = _("Write yes or no (in TOML true or false), or leave it out.")
        ledger.error((*keys, "plain"), "QR120", message, hint)
    return text in _YES

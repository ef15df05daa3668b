"""Files of banks as they were read: whether they still are so, and what changed since."""

from dataclasses import dataclass
from pathlib import Path

from quizgame.bank.find import passed_over, same_file
from quizgame.bank.load import LoadedBank, load_bank
from quizgame.bank.watch import source_files
from quizgame.model.bank import Bank

Stamps = dict[Path, tuple[int, int, int] | None]
"""Of each file its size, its time in nanoseconds and its number on the disk; None if not there."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What reading anew brought: the files of banks that are new, other or gone, and bank ids.

    `ids` are those that the banks of these files have or had.
    """

    paths: frozenset[Path] = frozenset()
    ids: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """A file as `read`, as it is `shown` beside the others, and the stamps of what was read."""

    read: LoadedBank
    shown: LoadedBank
    stamps: Stamps
    passed_over_for: Path | None = None


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def stamps_of(loaded: LoadedBank) -> Stamps:
    """Return the stamps, as they are now, of a bank's file and of those that it quotes."""
    return {path: _stamp(path) for path in (loaded.path, *source_files(loaded))}


def read_file(path: Path) -> Reading:
    """Read a bank; its own stamp is of before, so that a change meanwhile is noticed."""
    before = _stamp(path)
    loaded = load_bank(path)
    return Reading(loaded, loaded, {**stamps_of(loaded), path: before})


def look_again(known: Reading | None, path: Path, touched: set[Path]) -> Reading:
    """Return what is known of a file, or what stands in it now where that is something else."""
    if known is not None:
        is_touched = same_file(path) in touched or not touched.isdisjoint(known.stamps)
        if not is_touched and all(_stamp(one) == stamp for one, stamp in known.stamps.items()):
            return known
    found = read_file(path)
    if known is not None and found.read == known.read:
        known.stamps = found.stamps
        return known
    return found


def pass_over(reading: Reading, bank_id: str, winner: Path) -> None:
    """Show a bank as one whose id is that of the bank at `winner`."""
    if reading.passed_over_for != winner:
        reading.shown = passed_over(reading.read, bank_id, winner)
        reading.passed_over_for = winner


Shown = dict[Path, tuple[LoadedBank, Bank | None]]
"""Of each file how it is shown, and the bank in it, also where another is used instead."""


def changes_between(before: Shown, now: Shown) -> Changes:
    """Return which files are shown otherwise than `before`, and the ids that this concerns."""
    paths = frozenset(
        real
        for real in {*before, *now}
        if real not in before or real not in now or before[real][0] is not now[real][0]
    )
    banks = (side[real][1] for real in paths for side in (before, now) if real in side)
    return Changes(paths, frozenset(bank.id for bank in banks if bank is not None))

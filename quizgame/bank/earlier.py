"""What a question said and how it was written in the versions of its file that are kept.

Versions are compared byte for byte, so that a question is followed through a large file without the
file being cut into its questions again.
"""

from collections.abc import Callable, Iterable, Iterator

from quizgame.bank.blocks import cut, is_claimed, line_end, line_start
from quizgame.bank.edit import EditError
from quizgame.bank.kept import Version
from quizgame.bank.revise import value_at
from quizgame.bank.state import Past, State, follow, opened
from quizgame.documents import parse

_MOST_OPENED = 8 * 1024 * 1024
"""How many bytes of versions are cut into questions for one that can not be followed otherwise."""

_NEAR = 10_000

Range = tuple[int, int]


class Earlier:
    """The earlier versions of one file, asked for when they are needed."""

    def __init__(self, versions: Callable[[], Iterable[Version]]) -> None:
        """Keep what gives the versions, the oldest first."""
        self._versions = versions
        self._known: dict[tuple[int, tuple[bytes, ...]], tuple[Past, ...]] = {}

    def of(self, state: State, place: int) -> tuple[Past, ...]:
        """Return what the question at a place of a file as it was read was before, latest first."""
        key = place, state.parts(place)
        if key not in self._known:
            self._known[key] = tuple(_followed(state, place, reversed(list(self._versions()))))
        return self._known[key]


def _followed(state: State, place: int, versions: Iterable[Version]) -> Iterator[Past]:
    raw, is_own, ranges = state.raw, state.is_own, _ranges(state, place)
    parts = state.parts(place)
    opened_bytes = 0
    for version in versions:
        found = _aligned(raw, version.raw, ranges)
        if found is None:
            opened_bytes += len(version.raw)
            if opened_bytes > _MOST_OPENED:
                return
            found = _sought(raw, ranges, version, is_own=is_own)
            if found is None:
                return
        now = tuple(version.raw[start:end] for start, end in found)
        if now != parts:
            if not is_own:
                return  # somebody else wrote into it
            try:
                yield value_at(b"".join(now), ("question", 0)), now
            except EditError:
                return
        raw, is_own, ranges, parts = version.raw, version.is_own, found, now


def _ranges(state: State, place: int) -> list[Range]:
    """Return where the parts of a question begin and end in the file."""
    ranges, at = [], 0
    for piece in state.pieces:
        if piece.owner == place:
            ranges.append((at, at + len(piece.raw)))
        at += len(piece.raw)
    return ranges


def _aligned(later: bytes, earlier: bytes, ranges: list[Range]) -> list[Range] | None:
    """Return where the parts were in an earlier file that differs in one run of bytes.

    None where that is not certain, because the run is neither clear of the parts nor within them.
    """
    most = min(len(later), len(earlier))
    prefix, suffix = _same_start(later, earlier, most), _same_end(later, earlier, most)
    longer = len(earlier) - len(later)
    if later == earlier:
        return ranges
    # Where what differs repeats what is beside it, it can be told as beginning or ending later.
    for start, end in ((prefix, min(suffix, most - prefix)), (min(prefix, most - suffix), suffix)):
        stop = len(later) - end
        a, b = ranges[0]
        if len(ranges) == 1 and a <= start and stop <= b:
            if _is_one(earlier[a : b + longer], earlier[b + longer : b + longer + _NEAR]):
                return [(a, b + longer)]
        elif _end_of_next_header(later, ranges[-1][1]) <= start:
            return ranges
        elif stop < a and stop <= line_start(later, a - 1):
            return [(a + longer, b + longer) for a, b in ranges]
    return None


def _end_of_next_header(raw: bytes, at: int) -> int:
    """Return where the next table's header ends; behind a question are only lines to skip."""
    while at < len(raw):
        end = line_end(raw, at)
        if raw[at:end].lstrip(b" \t").startswith(b"["):
            return end
        at = end
    return len(raw) + 1  # what would stand behind it is not known


def _is_one(raw: bytes, behind: bytes) -> bool:
    """Return whether some bytes are one question, with nothing before or behind it."""
    is_cut_short = bool(behind) and not raw.endswith(b"\n")
    if is_cut_short or is_claimed(raw, behind) or parse(raw, "").data is None:
        return False
    return [piece.owner for piece in cut(raw)] == [0]


def _same_start(one: bytes, other: bytes, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_end(one: bytes, other: bytes, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        a, b = len(one), len(other)
        if one[a - middle : a - low] == other[b - middle : b - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _sought(
    raw: bytes, ranges: list[Range], version: Version, *, is_own: bool
) -> list[Range] | None:
    """Return where a question was in a version, found by its id; None where it can not be told."""
    later = opened(parse(raw, ""), is_own=is_own)
    earlier = opened(parse(version.raw, ""))
    if later.locked or earlier.locked:
        return None
    places = [place for place in range(later.size) if _ranges(later, place) == ranges]
    if not places:
        return None
    place = follow(earlier, later, places[0])
    return None if place is None else _ranges(earlier, place)

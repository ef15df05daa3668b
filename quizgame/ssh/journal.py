"""What happened at the server: one JSON object a line, cleaned, in a file that stays small."""

import json
import os
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quizgame.model.text import clean_line, fold_name
from quizgame.ssh.limits import Bucket

_LONGEST = 200
_LARGEST = 5_000_000
_BURST, _RATE = 200, 2.0
_HEAD = len('{"at": "')


def _now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """Writes events. What floods is counted instead of written: `skipped` in the next line."""

    def __init__(
        self,
        path: Path | None,
        now: Callable[[], datetime] = _now,
        *,
        addresses: bool = True,
        tell: Callable[[Mapping[str, Any]], None] | None = None,
    ) -> None:
        """Append to `path`, readable by its owner only; None writes nowhere.

        A file that has grown large is kept once, under the same name with `.1`. Without `addresses`
        it is not written where somebody came from. `tell` is called with what is written.
        """
        self._path = path
        self._now = now
        self._addresses, self._tell = addresses, tell
        self._buckets: dict[str, Bucket] = {}
        self._skipped: dict[str, int] = {}

    def write(self, event: str, **facts: str | float) -> None:
        """Write that something happened. A disk that is full or gone must not end a lesson."""
        if self._path is None and self._tell is None:
            return
        bucket = self._buckets.setdefault(event, Bucket(_RATE, _BURST, time.monotonic))
        if bucket.left < 1:
            self._skipped[event] = self._skipped.get(event, 0) + 1
            return
        bucket.spend(1)
        if skipped := self._skipped.pop(event, 0):
            facts["skipped"] = skipped
        if not self._addresses:
            facts.pop("peer", None)
        line = {"at": self._now().isoformat(timespec="milliseconds"), "event": event} | {
            name: clean_line(fact[:_LONGEST]) if isinstance(fact, str) else fact
            for name, fact in facts.items()
        }
        if self._tell is not None:
            self._tell(line)
        if self._path is not None:
            with suppress(OSError):
                self._append(self._path, json.dumps(line, ensure_ascii=False) + "\n")

    def error(self, event: str, error: BaseException, **facts: str | float) -> None:
        """Write that something failed: what kind, and where. What it worked with is left out."""
        place, trace = "", error.__traceback__
        while trace is not None:
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        self.write(event, error=type(error).__name__, place=place, **facts)

    def forget_before(self, days: float) -> None:
        """Take out what is older than so many days; what is no line of this file goes too."""
        if self._path is None:
            return
        oldest = (self._now() - timedelta(days=days)).isoformat(timespec="milliseconds")
        for path in (self._path, _older(self._path)):
            with suppress(OSError):
                _cut(path, f'{{"at": "{oldest}'.encode())

    def forget_named(self, names: Collection[str]) -> None:
        """Take out what tells of somebody with one of these names (folded), or came under it."""
        if self._path is None or not names:
            return
        for path in (self._path, _older(self._path)):
            with suppress(OSError):
                lines = path.read_bytes().splitlines(keepends=True)
                _write(path, [one for one in lines if not _names_of(one) & set(names)], len(lines))

    @staticmethod
    def _append(path: Path, line: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            file.write(line.encode("utf-8", "replace"))
            is_large = file.tell() > _LARGEST
        if is_large:
            path.replace(_older(path))


def _older(path: Path) -> Path:
    return path.with_name(f"{path.name}.1")


def _cut(path: Path, oldest: bytes) -> None:
    """Take the lines out of a file that sort before `oldest`: each begins with its time."""
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if line >= oldest and line.startswith(oldest[:_HEAD])]
    _write(path, kept, len(lines))


def _names_of(line: bytes) -> set[str]:
    """Return the names in a line, folded; none where it is no line of ours."""
    with suppress(ValueError, AttributeError):
        facts = json.loads(line)
        return {fold_name(str(facts.get(key, ""))) for key in ("name", "username")} - {""}
    return set()


def _write(path: Path, kept: Sequence[bytes], before: int) -> None:
    """Leave these lines in a file that had so many; none of it is left where there are none."""
    if len(kept) == before:
        return
    if not kept:
        path.unlink()
        return
    draft = path.with_name(f"{path.name}.draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.writelines(kept)
    draft.replace(path)

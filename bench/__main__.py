"""`python -m bench [NAME ...] [--no-write]`: measure, print, and write docs/performance.md."""

import importlib
import os
import platform
import sys
from pathlib import Path

from bench.row import Row

MODULES = ("startup", "bank", "check", "play", "store", "home", "classroom")
PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
_HEAD = """# Performance

Medians, each a ratio to a baseline measured in the same run and in turns with it, since machines
differ and are shared. Made by `make bench` on {cores} cores, Python {python}.

| what | median | baseline | ratio | at most |
|---|---:|---|---:|---:|
"""


def _line(row: Row) -> str:
    limit = "reported" if row.limit is None else f"{row.limit:g}"
    mark = "" if row.holds else " **over**"
    base = f"{row.baseline_name}: {row.baseline:.3g} {row.unit}"
    return f"| {row.name} | {row.value:.3g} {row.unit} | {base} | {row.ratio:.2f}{mark} | {limit} |"


def main(arguments: list[str]) -> int:
    """Measure the modules named, or all; returns 1 when a ratio is over its limit."""
    names = [name for name in arguments if not name.startswith("-")] or list(MODULES)
    rows: list[Row] = []
    for name in names:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        found = importlib.import_module(f"bench.{name}").rows()
        for row in found:
            print(_line(row), flush=True)
        rows.extend(found)
    if "--no-write" not in arguments and names == list(MODULES):
        head = _HEAD.format(cores=os.cpu_count(), python=platform.python_version())
        PAGE.write_text(head + "\n".join(map(_line, rows)) + "\n", encoding="utf-8")
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

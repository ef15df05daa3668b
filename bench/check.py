"""How long all rules take to check a large bank, sound or wrong throughout.

The yardstick is loading the same bank: reading it, making questions of it and proving them.
"""

import gc
import tempfile
import time
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import tomli_w

from bench.row import Row, medians
from quizgame.bank.check import check_bank
from quizgame.bank.load import load_bank

ROUNDS = 5
QUESTIONS = 10_000
_ROOT = Path(__file__).resolve().parent.parent
_BANK = _ROOT / "questions" / "cluster-munitions.toml"


def multiplied(folder: Path, spoil: Callable[[dict[str, Any], int], None] | None = None) -> Path:
    """Write the article's bank many times over as one bank beside its source; return its path.

    Each question has its own id and, by a number in it, its own stem; `spoil` may change each.
    """
    data = tomllib.loads(_BANK.read_text(encoding="utf-8"))
    written = data.pop("question")
    data.pop("quiz", None)
    source = _BANK.parent / data["sources"]["article"]["file"]
    data["sources"]["article"]["file"] = source.name
    (folder / source.name).write_bytes(source.read_bytes())
    tables = []
    for number in range(QUESTIONS):
        table = {**written[number % len(written)]}
        table["id"] = f"question-{number}"
        table["stem"] = f"{number}: {table['stem']}"
        if spoil is not None:
            spoil(table, number)
        tables.append(table)
    path = folder / "multiplied.toml"
    path.write_text(tomli_w.dumps({**data, "question": tables}), encoding="utf-8", newline="")
    return path


def spoilt(table: dict[str, Any], number: int) -> None:
    """Make a question wrong in what is read, what is proven and how it is written."""
    table["explanatoin"] = table.pop("explanation", "")
    table["points"] = "many"
    table["evidence"] = [
        {**one, "exact": f"nobody ever said {number} such words about it"}
        for one in table.get("evidence", [])
    ]


def flawed(table: dict[str, Any], number: int) -> None:
    """Give a question much that is warned of, and nothing that is an error."""
    table["stem"] = f"Which of these, number {number % 7}, is not so" + " and so on" * 10 + "?"
    table["question_time"] = 1
    table.pop("explanation", None)


@cache
def _choices() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the article's choice questions, and all evidence that is somebody's words."""
    written = tomllib.loads(_BANK.read_text(encoding="utf-8"))["question"]
    said = [one for table in written for one in table["evidence"] if "speaker" in one]
    return [table for table in written if "options" in table], said


def flawed_inside(table: dict[str, Any], number: int) -> None:
    """Make a choice question of it: much is warned of in it, in its options and its evidence."""
    choices, said = _choices()
    name = table["id"]
    table.clear()
    table.update(choices[number % len(choices)], id=name)
    flawed(table, number)
    table["options"] = [
        {key: value for key, value in option.items() if key != "rationale"}
        for option in table["options"]
    ]
    table["evidence"] = [
        {key: value for key, value in one.items() if key != "speaker"}
        for one in (*table["evidence"], said[number % len(said)])
    ]


def _milliseconds(measured: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    measured()
    return (time.process_time() - began) * 1000


def seldom(table: dict[str, Any], number: int) -> None:
    """Leave the explanation out of one question in a hundred."""
    if number % 100 == 0:
        table.pop("explanation", None)


def _row(
    name: str, limit: float, spoil: Callable[[dict[str, Any], int], None] | None, problems: range
) -> Row:
    """Return the row of a bank that has as many problems as `problems` allows."""
    with tempfile.TemporaryDirectory() as folder:
        path = multiplied(Path(folder), spoil)
        checked = check_bank(path)
        assert checked.bank is not None
        assert len(checked.bank.question) + checked.left_out == QUESTIONS
        assert len(checked.problems) in problems, checked.problems[:3]
        del checked
        value, baseline = medians(
            lambda: _milliseconds(lambda: check_bank(path)),
            lambda: _milliseconds(lambda: load_bank(path)),
            rounds=ROUNDS,
        )
    return Row(name, value, baseline, "loading them", limit, rounds=ROUNDS)


def rows() -> list[Row]:
    """Measure a sound bank, one with few warnings, with many, and with errors everywhere."""
    what = f"{QUESTIONS:,} questions"
    many = range(3 * QUESTIONS, 6 * QUESTIONS)
    few = QUESTIONS // 20  # the bank may just be being written
    return [
        _row(f"{what} checked by all rules", 3.0, None, range(few)),
        _row(f"{what} checked, one in a hundred with a flaw", 3.0, seldom, range(100, 100 + few)),
        _row(f"{what} checked, each with four flaws", 3.0, flawed, many),
        _row(
            f"{what} checked, each with ten flaws, in options and evidence too",
            3.0,
            flawed_inside,
            range(8 * QUESTIONS, 12 * QUESTIONS),
        ),
        _row(f"{what} checked, each with four errors", 3.0, spoilt, many),
    ]

"""Home with 200 banks of 100 questions: painted, and usable, before all are parsed."""

import sys
import tempfile
from pathlib import Path

from bench.bank import bank_text, source_text
from bench.row import Row, medians
from bench.startup import HOME_MARKER, add_player
from bench.terminal import Terminal

BANKS, QUESTIONS = 200, 100
ROUNDS = 5
_ALL_READ = b"201 question banks"  # the article's among them
_HELP = b"The keys that work"


def _write_banks(home: Path) -> None:
    folder = home / "banks"
    folder.mkdir()
    source = source_text(QUESTIONS)
    (folder / "article.txt").write_text(source, encoding="utf-8", newline="")
    text = bank_text(source, QUESTIONS)
    for number in range(BANKS):
        own = text.replace('id = "large"', f'id = "bank-{number}"', 1)
        path = folder / f"bank-{number:03}.toml"
        path.write_text(own.replace('"Large"', f'"Bank {number}"', 1), encoding="utf-8")


def _one_start(home: str) -> tuple[float, float, float]:
    """Return when home was painted, a key answered, and all banks there, in ms."""
    terminal = Terminal([sys.executable, "-m", "quizgame"], home)
    try:
        painted = terminal.wait(HOME_MARKER)
        terminal.send(b"?")
        usable = terminal.wait(_HELP)
        terminal.send(b"\x1b")
        everything = terminal.wait(_ALL_READ)
        return painted * 1000, usable * 1000, everything * 1000
    finally:
        terminal.close()


def rows() -> list[Row]:
    """Return the first picture and the first answered key over the time until all is parsed."""
    with tempfile.TemporaryDirectory() as home:
        add_player(home)
        _write_banks(Path(home))
        _one_start(home)
        starts = [_one_start(home) for _ in range(ROUNDS)]
    painted, usable, everything = (
        medians(iter(times).__next__, rounds=ROUNDS)[0] for times in zip(*starts, strict=True)
    )
    base = f"all {BANKS} banks of {QUESTIONS} questions parsed"
    return [
        Row("home with 200 banks painted", painted, everything, base, 1.0, rounds=ROUNDS),
        Row("home with 200 banks answers a key", usable, everything, base, 1.0, rounds=ROUNDS),
    ]

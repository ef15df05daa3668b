"""A desk with hostile banks, and a hostile name to sit down with."""

from pathlib import Path

from quizgame.backend.clock import SystemClock
from quizgame.backend.library import Library
from quizgame.backend.student import Student
from quizgame.store import memory_store, open_store
from tests.hostile.payloads import CLICK, Marks, broken_banks, hostile_bank

NAME = f"\x1b]52;c;QQ==\x07\u202e[/b]{CLICK}ZN00\u3164\u200d\u0301\u0301\u0301\u0301\u0301"


class Desk:
    """A student with a hostile bank, broken ones and an empty database in a folder.

    `marks` are those of the bank that can be played, `broken` those of the others.
    """

    def __init__(self, folder: Path, shift: int = 0) -> None:
        """Write the banks; `shift` tells which texts lie about their width in which way."""
        self.marks, self.broken = Marks("ZQ", shift), Marks("ZB")
        self.database = folder / "quizgame.db"
        self.banks = [hostile_bank(folder, self.marks), *broken_banks(folder, self.broken)]
        self.student = Student(
            Library(self.banks, folder),
            SystemClock(),
            lambda: open_store(self.database),
            memory_store,
        )

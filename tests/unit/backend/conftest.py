"""A desk to play at: a small bank on disk, a real store and a clock that tests turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgame.backend.library import Library
from quizgame.backend.student import Student
from quizgame.engine.events import Reading
from quizgame.store import memory_store, open_store

ARTICLE = """The mayor opened the bridge on Monday.

“It will last a century,” said the engineer Ada Bell. The bridge is 120 metres long.

Boats, cars and trains can cross it.
"""

BANK = """
format = 1
id = "bridge"
title = "The bridge"
content_note = "About a bridge."

[glossary]
mayor = "the head of a town"
engineer = "someone who designs bridges"

[sources.article]
file = "article.txt"
title = "A bridge opens"

[[quiz]]
id = "test"
title = "Test"
behaviour = "exam"
quiz_time = 100
pass_mark = 0.5
attempts = 2

[[quiz]]
id = "quick"
title = "Quick"
question_time = 20
shuffle_questions = false

[[question]]
id = "who"
type = "single-choice"
stem = "Who opened the bridge?"
explanation = "The *mayor* did."
tags = ["people"]
difficulty = "easy"
options = [
  { text = "The mayor", correct = true },
  { text = "The engineer", rationale = "She spoke about it." },
  { text = "The king", rationale = "No king is named." },
]
[[question.evidence]]
source = "article"
exact = "The mayor opened the bridge"

[[question]]
id = "length"
type = "numeric"
stem = "How long is the bridge, in metres?"
answer = 120
units = ["m", "metres"]
tags = ["figures"]
discuss = "Is that long?"
[[question.evidence]]
source = "article"
exact = "The bridge is 120 metres long"

[[question]]
id = "lasting"
type = "true-false"
stem = "The engineer said that the bridge would last a century."
answer = true
tags = ["people"]
difficulty = "hard"
[[question.evidence]]
source = "article"
exact = "It will last a century"
speaker = "Ada Bell"
kind = "claim"
"""


class Hands:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        """Start at a fixed moment."""
        self.wall, self.mono, self.run = 1_000_000.0, 50.0, "one"

    def read(self) -> Reading:
        """Return where the hands are."""
        return Reading(self.wall, self.mono, self.run)

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.wall += seconds
        self.mono += seconds

    def restart(self, away: float) -> None:
        """Be another process, after a time away."""
        self.wall += away
        self.mono, self.run = 3.0, self.run + "x"


@pytest.fixture
def hands() -> Hands:
    """Return a clock to move."""
    return Hands()


@pytest.fixture
def bank_path(tmp_path: Path) -> Path:
    """Return the bank's file, with its article beside it."""
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    path = folder / "bridge.toml"
    path.write_text(BANK, encoding="utf-8")
    return path


@pytest.fixture
def student(tmp_path: Path, bank_path: Path, hands: Hands) -> Iterator[Student]:
    """Return a learner's desk with a store on disk."""
    desk = desk_of(tmp_path, bank_path, hands)
    yield desk
    desk.close()


def desk_of(home: Path, bank_path: Path, hands: Hands) -> Student:
    """Return another desk on the same store, as another window has."""
    library = Library([bank_path], home)
    return Student(library, hands, lambda: open_store(home / "quizgame.db"), memory_store)

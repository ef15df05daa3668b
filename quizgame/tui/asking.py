"""Ways out of a question that the app asks."""

from typing import NamedTuple


class Choice(NamedTuple):
    """A way out: the `key` that takes it, its `label`, and the `answer` that it stands for."""

    key: str
    label: str
    answer: str


HAND_IN = -2
"""What the overview of an exam answers for "hand in"; else the place of a question, or -1."""

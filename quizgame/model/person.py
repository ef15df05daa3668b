"""A person who plays on this computer, with the wishes that belong to them."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked for once, applied everywhere.

    `theme` is a theme's name ("" for the default). `time_factor` stretches every time limit: 1 as
    written, 1.25, 1.5, 2, or 0 for no limits at all. `plain` asks for line mode. `signs` are the
    signs on screen: "shapes", "letters", or "" for what the terminal seems to show.
    """

    theme: str = ""
    time_factor: float = 1.0
    plain: bool = False
    signs: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person: `key` identifies them in the store (0: a guest, of whom nothing is kept)."""

    key: int
    name: str
    wishes: Wishes = field(default_factory=Wishes)

    @property
    def is_guest(self) -> bool:
        """Whether nothing of this person is kept."""
        return self.key == 0

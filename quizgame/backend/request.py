"""What a person asked for on the command line, whichever front end carries it out."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """How a player wants to play a quiz; None leaves it as the quiz says."""

    behaviour: str | None = None
    scoring: str | None = None
    count: int | None = None
    tags: tuple[str, ...] = ()
    difficulty: tuple[str, ...] = ()
    question_time: int | None = None
    quiz_time: int | None = None
    factor: float | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What to open: home, or with `play` a quiz at once.

    `bank` is a path or an id ("" for the article's), `quiz` an id ("" for the one that
    `Library.quiz_id` chooses), `player` a name ("" to ask, or to go on with who played last).
    """

    play: bool = False
    bank: str = ""
    quiz: str = ""
    player: str = ""
    options: Options = field(default_factory=Options)

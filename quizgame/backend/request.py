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
    """What to open: home, with `play` a quiz at once, or with `edit` the editor for a bank.

    `edit` is a path or an id, and so is `bank`, "" for the article's. `quiz` is an id, "" for the
    one that `Library.quiz_id` chooses, `player` a name, "" to ask or to go on with who played last.
    """

    play: bool = False
    edit: str = ""
    bank: str = ""
    quiz: str = ""
    player: str = ""
    options: Options = field(default_factory=Options)

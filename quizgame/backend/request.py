"""What a person asked for on the command line, whichever front end carries it out."""

from dataclasses import dataclass, field

from quizgame.backend.views import Options


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

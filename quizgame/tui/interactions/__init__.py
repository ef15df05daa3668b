"""The ways to answer, by the form of a question."""

from quizgame.model.questions.base import Presentation, Response
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.interactions.arrange import Match, Order
from quizgame.tui.interactions.base import Interaction
from quizgame.tui.interactions.choice import Choice
from quizgame.tui.interactions.cloze import Cloze
from quizgame.tui.interactions.text import Entry

INTERACTIONS: dict[str, type[Interaction]] = {
    "choice": Choice,
    "entry": Entry,
    "order": Order,
    "match": Match,
    "cloze": Cloze,
}


def interaction_for(presentation: Presentation, response: Response, glyphs: Glyphs) -> Interaction:
    """Return the interaction for what a question presents."""
    return INTERACTIONS[presentation.form](presentation, response, glyphs)

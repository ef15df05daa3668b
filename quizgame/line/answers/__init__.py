"""The registry of ways to answer by lines, by the form of a question."""

from quizgame.line.answers.arrange import MatchAnswer, OrderAnswer
from quizgame.line.answers.base import Answer
from quizgame.line.answers.choice import ChoiceAnswer
from quizgame.line.answers.cloze import ClozeAnswer
from quizgame.line.answers.text import EntryAnswer

ANSWERS: dict[str, type[Answer]] = {
    "choice": ChoiceAnswer,
    "entry": EntryAnswer,
    "order": OrderAnswer,
    "match": MatchAnswer,
    "cloze": ClozeAnswer,
}

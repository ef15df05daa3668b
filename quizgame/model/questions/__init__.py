"""The registry of question types."""

from typing import Annotated

from pydantic import Field

from quizgame.model.questions.arrange import Matching, Ordering
from quizgame.model.questions.base import Question
from quizgame.model.questions.choice import MultipleResponse, SingleChoice, TrueFalse
from quizgame.model.questions.cloze import Cloze
from quizgame.model.questions.text import Numeric, ShortText

QUESTION_TYPES: dict[str, type[Question]] = {
    "single-choice": SingleChoice,
    "multiple-response": MultipleResponse,
    "true-false": TrueFalse,
    "short-text": ShortText,
    "numeric": Numeric,
    "ordering": Ordering,
    "matching": Matching,
    "cloze": Cloze,
}

AnyQuestion = Annotated[
    SingleChoice | MultipleResponse | TrueFalse | ShortText | Numeric | Ordering | Matching | Cloze,
    Field(discriminator="type"),
]

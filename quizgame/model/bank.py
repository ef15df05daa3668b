"""A question bank as its author wrote it, and what makes two revisions of a question the same."""

import json
from datetime import date
from hashlib import blake2b
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from quizgame.model.questions import AnyQuestion
from quizgame.model.questions.base import (
    STRICT,
    Difficulty,
    Flag,
    Points,
    Question,
    Seconds,
    Slug,
    Tag,
    Text,
    Token,
    Whole,
)

Behaviour = Literal["practice", "exam"]
Scoring = Literal["accuracy", "speed", "certainty"]
ReadingTime = Literal["before", "during", "after"]

FORMAT = 1
_HASH_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Source:
    """A text that the questions are about: a `file` beside the bank (or in ../seeds), or `text`."""

    file: str = ""
    text: str = ""
    title: Text
    published: str | date = "unknown"
    publisher: str = ""
    url: str = ""
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Defaults:
    """What holds for questions that do not say otherwise; a `question_time` of 0 is untimed."""

    question_time: Seconds = 0
    points: Points = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Draw:
    """Draws `count` questions; values within a field mean any of, fields combine with and."""

    count: Annotated[Whole, Field(ge=1, le=10_000)]
    tags: tuple[Tag, ...] = ()
    difficulty: tuple[Difficulty, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Quiz:
    """A ready-made quiz: which questions (`ids`, or `draw`, or neither for all) and how to play."""

    id: Slug
    title: Text
    description: str = ""
    behaviour: Behaviour = "practice"
    scoring: Scoring = "accuracy"
    ids: tuple[Token, ...] = ()
    draw: tuple[Draw, ...] = ()
    shuffle_questions: Flag = True
    shuffle_options: Flag = True
    question_time: Seconds | None = None
    quiz_time: Seconds = 0
    reading: tuple[ReadingTime, ...] | None = None
    pass_mark: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.0
    attempts: Annotated[Whole, Field(ge=0, le=1000)] = 0


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Bank:
    """A question bank; its fields are the keys of the file."""

    format: Literal[1]
    id: Slug
    title: Text
    description: str = ""
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] = "en"
    authors: tuple[str, ...] = ()
    license: str = ""
    evidence: Literal["required", "optional"] = "optional"
    tone: Literal["plain", "sober"] = "plain"
    content_note: str = ""
    formerly: tuple[Slug, ...] = ()
    glossary: dict[Text, Text] = Field(default_factory=dict)
    sources: dict[Slug, Source] = Field(default_factory=dict)
    defaults: Defaults = Field(default_factory=Defaults)
    quiz: tuple[Quiz, ...] = ()
    question: tuple[AnyQuestion, ...] = ()

    def playable(self) -> tuple[Question, ...]:
        """Return the questions that may be drawn: all but drafts."""
        return tuple(question for question in self.question if question.status == "ready")

    def whole_quiz(self) -> Quiz:
        """Return the quiz of all questions, which every bank has."""
        return Quiz(id="all", title=self.title, description=self.description)

    def find_quiz(self, quiz_id: str) -> Quiz | None:
        """Return the ready-made quiz with `quiz_id`, the whole bank's for "all" or "", or None."""
        for quiz in self.quiz:
            if quiz.id == quiz_id:
                return quiz
        return self.whole_quiz() if quiz_id in {"", "all"} else None


QUESTION_ADAPTER: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
BANK_ADAPTER: TypeAdapter[Bank] = TypeAdapter(Bank)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).hexdigest()


def question_content(question: Question) -> str:
    """Return the question as canonical JSON: what a stored revision holds."""
    data = QUESTION_ADAPTER.dump_python(question, mode="json", exclude_defaults=True)
    data["type"] = question.type
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def question_from_content(content: str) -> Question:
    """Return the question of a stored revision; raises ValueError when it is not one."""
    return QUESTION_ADAPTER.validate_json(content)


def content_hash(question: Question) -> str:
    """Return 32 hexadecimal digits that change with any word of the question."""
    return _digest(question_content(question))


def scoring_hash(question: Question) -> str:
    """Return 32 hexadecimal digits that a changed key changes and a mended typo does not."""
    parts = [question.type, question.scoring_parts()]
    return _digest(json.dumps(parts, ensure_ascii=False, sort_keys=True))

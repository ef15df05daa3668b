"""The contract of a question type, and the values that all types share.

A type knows how to present itself without its key, score a response and describe it; it knows
nothing of behaviours, clocks or screens. Every response is a tuple of tokens (see `Response`).
"""

from collections.abc import Callable
from dataclasses import dataclass as plain_dataclass
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, Strict
from pydantic.dataclasses import dataclass

Response = tuple[str, ...]
"""A response of any type. `()` is no answer, `""` an empty gap or an unmatched left side."""

OrderKey = Callable[[str], bytes]
"""Gives the sort key of a token within its question, so that an order needs no random state."""

Form = Literal["choice", "entry", "order", "match", "cloze"]
"""How a question is answered: it names the interaction that a front end offers."""

STRICT = ConfigDict(extra="forbid", defer_build=True)

Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Real = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Seconds = Annotated[int, Strict(), Field(ge=0, le=86_400)]
Points = Annotated[float, Strict(), Field(ge=0, le=1000, allow_inf_nan=False)]
PartialFraction = Annotated[float, Strict(), Field(ge=0, lt=1, allow_inf_nan=False)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
Tag = Annotated[str, Field(min_length=1, max_length=64)]
Difficulty = Literal["easy", "medium", "hard"]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Evidence:
    """A quotation that proves the key: `exact` stands word for word in the source.

    `parts` replaces `exact` for an elided quotation. `prefix` and `suffix` single out one of
    several places. `speaker` is left out for the source's own voice. (W3C Web Annotation:
    TextQuoteSelector.)
    """

    source: Slug
    exact: Annotated[str, Field(max_length=5000)] = ""
    parts: tuple[Text, ...] = ()
    prefix: str = ""
    suffix: str = ""
    speaker: str = ""
    kind: Literal["report", "claim", "opinion"] = "report"
    translation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class WrongAnswer:
    """A wrong answer that the author foresaw, with the reason why it is wrong."""

    answer: Text | Whole | Real
    rationale: str = ""
    fraction: PartialFraction = 0.0


@plain_dataclass(frozen=True, slots=True)
class Item:
    """Something that can be chosen: an opaque `token` and the `text` to draw."""

    token: str
    text: str


@plain_dataclass(frozen=True, slots=True)
class Blank:
    """One place to be filled: chosen from `items`, or typed when there are none."""

    kind: Literal["choose", "number", "text"]
    items: tuple[Item, ...] = ()
    label: str = ""
    units: tuple[str, ...] = ()


@plain_dataclass(frozen=True, slots=True)
class Presentation:
    """What may be seen of a question before its key: no key, no rationale.

    `choice`, `entry` and `order` have one blank; `match` one for each left side (its `label`) and
    `cloze` one for each gap, with `segments` of running text around them (one more than blanks).
    `many` tells a choice of several options. Responses have one token a blank, but for `choice`
    (the chosen tokens) and `order` (all tokens in their order).
    """

    form: Form
    blanks: tuple[Blank, ...]
    many: bool = False
    segments: tuple[str, ...] = ()

    def blank_at(self, index: int) -> Blank:
        """Return the blank that the token at `index` of a response fills."""
        return self.blanks[index] if self.form in {"match", "cloze"} else self.blanks[0]


@plain_dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said about one part of a question after its reveal.

    For `choice` a part is an option: `text` the option, `right` whether it is a key, `chosen`
    whether the response has it. For the others a part is a blank (or a position): `text` its
    label, `given` what was filled in ("" for nothing), `key` what is right, `right` whether
    `given` is right.
    """

    token: str
    text: str
    right: bool
    chosen: bool = False
    given: str = ""
    key: str = ""
    rationale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Question:
    """What every question has, and what every type answers for itself."""

    id: Token
    type: str
    stem: Text
    explanation: str = ""
    tags: tuple[Tag, ...] = ()
    difficulty: Difficulty = "medium"
    status: Literal["ready", "draft"] = "ready"
    discuss: str = ""
    question_time: Seconds | None = None
    points: Points | None = None
    evidence: tuple[Evidence, ...] = ()
    formerly: tuple[Token, ...] = ()

    def present(self, order_key: OrderKey | None) -> Presentation:
        """Return the question without its key, items sorted by `order_key` (None: as written)."""
        raise NotImplementedError  # abstract: each registered type has its own

    def score(self, response: Response, language: str) -> float:
        """Return the fraction of the question that `response` earns, from 0 to 1."""
        raise NotImplementedError  # abstract: each registered type has its own

    def key(self) -> Response:
        """Return a response with fraction 1."""
        raise NotImplementedError  # abstract: each registered type has its own

    def is_complete(self, response: Response, language: str) -> bool:
        """Return whether `response` fills every part, so that it may be sent."""
        raise NotImplementedError  # abstract: each registered type has its own

    def objection(self, response: Response, language: str) -> str:
        """Return why a complete-looking `response` can not be read (to ask back), or ""."""
        del response, language
        return ""

    def verdicts(self, response: Response, language: str) -> tuple[Verdict, ...]:
        """Return what is to be said about each part after the reveal."""
        raise NotImplementedError  # abstract: each registered type has its own

    def describe(self, response: Response) -> tuple[str, ...]:
        """Return the parts of `response` in words, for results and exports."""
        raise NotImplementedError  # abstract: each registered type has its own

    def classify(self, response: Response, language: str) -> tuple[str, ...]:
        """Return for each part the class its response falls in, for distractor analysis."""
        raise NotImplementedError  # abstract: each registered type has its own

    def faults(self) -> tuple[tuple[str, tuple[str | int, ...], str], ...]:
        """Return (code, where, message) for what no field can see alone, such as two keys."""
        return ()

    def scoring_parts(self) -> Any:
        """Return the JSON value that decides scores: a change of it is a changed key."""
        raise NotImplementedError  # abstract: each registered type has its own


def ordered(items: tuple[Item, ...], order_key: OrderKey | None) -> tuple[Item, ...]:
    """Return `items` sorted by `order_key` of their tokens, or as they are for None."""
    if order_key is None:
        return items
    return tuple(sorted(items, key=lambda item: order_key(item.token)))

"""The contract of an anchor finder: it finds places in an article that can carry a question.

A finder is cheap: it looks through the whole article once and says where anchors are. The question
of an anchor is made only when it is wanted, so that a long article costs no more than its reading.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from quizgame.bank.draft.reading import Article
from quizgame.bank.draft.speech import Speech
from quizgame.bank.quotes import Span

AnchorKind = Literal["quotation", "number", "date", "place", "list", "person"]


class Material:
    """What finders look at: the `article`, and who says what in it."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def speech(self) -> Speech:
        """Who says what in the article."""
        return Speech(self.article)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question to be looked at by a person.

    `question` has the fields of a question as they stand in a bank. `spans` are where its answers
    stand in the article (of a quotation: its words). `confirm` says why a person has to say whether
    the speaker is the right one; "" where the article says it plainly.
    """

    kind: AnchorKind
    question: Mapping[str, Any]
    spans: tuple[Span, ...]
    paragraph: int
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that can carry a question: where its answers stand, and what makes the draft.

    `make` returns None where no sound question can be made after all.
    """

    spans: tuple[Span, ...]
    make: Callable[[], Draft | None]


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the anchors of one kind, in the order of the article."""

    kind: AnchorKind
    find: Callable[[Material], Iterable[Anchor]]
    only_english: bool = True

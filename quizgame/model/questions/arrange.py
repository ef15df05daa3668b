"""Questions answered by arranging: ordering and matching."""

import itertools
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from quizgame.catalogue import _
from quizgame.model.questions.base import (
    STRICT,
    Blank,
    Item,
    OrderKey,
    Presentation,
    Question,
    Response,
    Text,
    Verdict,
    ordered,
)
from quizgame.model.text import fold


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Pair:
    """A left side and the right side that belongs to it; several lefts may share one right."""

    left: Text
    right: Text


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Lure:
    """A right side that belongs to no left side."""

    text: Text
    rationale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Ordering(Question):
    """Items to be brought into their right order, in which the author wrote them."""

    type: Literal["ordering"]
    items: Annotated[tuple[Text, ...], Field(min_length=2, max_length=8)]

    def present(self, order_key: OrderKey | None) -> Presentation:
        """Return the items shuffled, never in the right order (without a key: reversed)."""
        written = tuple(Item(str(index), text) for index, text in enumerate(self.items))
        items = ordered(written, order_key) if order_key else written[::-1]
        if items == written:
            items = (*items[1:], items[0])
        return Presentation("order", (Blank("choose", items),))

    def score(self, response: Response, language: str) -> float:
        """Return the share of adjacent pairs kept."""
        if not self.is_complete(response, language):
            return 0.0
        kept = sum(int(after) - int(before) == 1 for before, after in itertools.pairwise(response))
        return kept / (len(self.items) - 1)

    def key(self) -> Response:
        """Return the tokens in the author's order."""
        return tuple(str(index) for index in range(len(self.items)))

    def is_complete(self, response: Response, language: str) -> bool:
        """Return whether every item is placed once."""
        del language
        return sorted(response) == sorted(self.key())

    def verdicts(self, response: Response, language: str) -> tuple[Verdict, ...]:
        """Return one verdict a position: the item that belongs there and the one given."""
        given = response if self.is_complete(response, language) else ()
        return tuple(
            Verdict(
                token=str(index),
                text=str(index + 1),
                right=bool(given) and given[index] == str(index),
                chosen=bool(given),
                given=self.items[int(given[index])] if given else "",
                key=item,
            )
            for index, item in enumerate(self.items)
        )

    def describe(self, response: Response) -> tuple[str, ...]:
        """Return the items in the order given."""
        keys = set(self.key())
        return tuple(self.items[int(token)] for token in response if token in keys)

    def classify(self, response: Response, language: str) -> tuple[str, ...]:
        """Return the tokens in the order given."""
        del language
        return response

    def faults(self) -> tuple[tuple[str, tuple[str | int, ...], str], ...]:
        """Return a fault for each item that stands twice."""
        folded = [fold(item, case=True, accents=True) for item in self.items]
        return tuple(
            ("QG016", ("items", index), _("two items are the same"))
            for index, item in enumerate(folded)
            if item in folded[:index]
        )

    def scoring_parts(self) -> Any:
        """Return the folded items in order."""
        return [fold(item) for item in self.items]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Matching(Question):
    """Left sides, each to be matched with its right side."""

    type: Literal["matching"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=8)]
    distractors: Annotated[tuple[Lure, ...], Field(max_length=8)] = ()

    def _rights(self) -> tuple[Item, ...]:
        items: dict[str, Item] = {}
        for index, pair in enumerate(self.pairs):
            items.setdefault(pair.right, Item(str(index), pair.right))
        for index, lure in enumerate(self.distractors):
            items.setdefault(lure.text, Item(f"d{index}", lure.text))
        return tuple(items.values())

    def present(self, order_key: OrderKey | None) -> Presentation:
        """Return a blank for each left side; the rights are always shuffled (else sorted)."""
        rights = self._rights()
        if order_key:
            items = ordered(rights, order_key)
        else:
            items = tuple(sorted(rights, key=lambda item: item.text))
        return Presentation(
            "match", tuple(Blank("choose", items, label=pair.left) for pair in self.pairs)
        )

    def score(self, response: Response, language: str) -> float:
        """Return the share of pairs matched rightly."""
        del language
        if len(response) != len(self.pairs):
            return 0.0
        hits = sum(given == key for given, key in zip(response, self.key(), strict=True))
        return hits / len(self.pairs)

    def key(self) -> Response:
        """Return for each left side the token of its right side."""
        tokens = {item.text: item.token for item in self._rights()}
        return tuple(tokens[pair.right] for pair in self.pairs)

    def is_complete(self, response: Response, language: str) -> bool:
        """Return whether every left side has a right side."""
        del language
        tokens = {item.token for item in self._rights()}
        return len(response) == len(self.pairs) and all(token in tokens for token in response)

    def verdicts(self, response: Response, language: str) -> tuple[Verdict, ...]:
        """Return one verdict a left side."""
        del language
        texts = {item.token: item.text for item in self._rights()}
        reasons = {f"d{index}": lure.rationale for index, lure in enumerate(self.distractors)}
        filled = response if len(response) == len(self.pairs) else ("",) * len(self.pairs)
        return tuple(
            Verdict(
                token=str(index),
                text=pair.left,
                right=given == key,
                chosen=bool(given),
                given=texts.get(given, ""),
                key=pair.right,
                rationale=reasons.get(given, ""),
            )
            for index, (pair, given, key) in enumerate(
                zip(self.pairs, filled, self.key(), strict=True)
            )
        )

    def describe(self, response: Response) -> tuple[str, ...]:
        """Return each pair as given, "left: right"."""
        texts = {item.token: item.text for item in self._rights()}
        return tuple(
            f"{pair.left}: {texts.get(given, '')}"
            for pair, given in zip(self.pairs, response, strict=False)
        )

    def classify(self, response: Response, language: str) -> tuple[str, ...]:
        """Return the token given for each left side."""
        del language
        return response

    def faults(self) -> tuple[tuple[str, tuple[str | int, ...], str], ...]:
        """Return faults: a left side twice, a distractor that is a right side."""
        found: list[tuple[str, tuple[str | int, ...], str]] = []
        lefts = [fold(pair.left, case=True, accents=True) for pair in self.pairs]
        found.extend(
            ("QG016", ("pairs", index), _("two left sides are the same"))
            for index, left in enumerate(lefts)
            if left in lefts[:index]
        )
        texts = [fold(pair.right, case=True, accents=True) for pair in self.pairs]
        for index, lure in enumerate(self.distractors):
            folded = fold(lure.text, case=True, accents=True)
            if folded in texts:
                message = _("this distractor stands elsewhere among the right sides")
                found.append(("QG016", ("distractors", index), message))
            texts.append(folded)
        return tuple(found)

    def scoring_parts(self) -> Any:
        """Return the folded pairs in no order."""
        return sorted([fold(pair.left), fold(pair.right)] for pair in self.pairs)

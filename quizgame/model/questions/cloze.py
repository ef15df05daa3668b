"""Cloze: running text with gaps, each a nested single-choice, short-text or numeric question."""

import re
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from quizgame.catalogue import _
from quizgame.model.numbers import read_number
from quizgame.model.questions.base import (
    STRICT,
    Blank,
    OrderKey,
    Presentation,
    Question,
    Response,
    Text,
    Token,
    Verdict,
    ordered,
)
from quizgame.model.questions.choice import (
    SingleChoiceFields,
    chosen_option,
    key_token,
    option_identity,
    option_items,
    single_fraction,
    single_key_faults,
)
from quizgame.model.questions.text import (
    NumericFields,
    ShortTextFields,
    number_fraction,
    number_key,
    number_objection,
    number_scoring,
    number_text,
    text_fraction,
    text_scoring,
    wrong_faults,
)
from quizgame.model.text import fold

_PIECE = re.compile(r"\{\{\{\{|\{\{([^{}]*+)\}\}")


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ChoiceGap(SingleChoiceFields):
    """A gap filled by choosing."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class TextGap(ShortTextFields):
    """A gap filled by typing a word."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class NumberGap(NumericFields):
    """A gap filled by typing a number."""


Gap = ChoiceGap | TextGap | NumberGap


@lru_cache(maxsize=256)
def split_gaps(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (segments, names): the running text around each `{{name}}`, and the names in order.

    `{{{{` is a literal `{{`. There is one segment more than names.
    """
    segments, names, at, current = [], [], 0, ""
    for match in _PIECE.finditer(text):
        current += text[at : match.start()]
        if match[1] is None:
            current += "{{"
        else:
            segments.append(current)
            names.append(match[1].strip())
            current = ""
        at = match.end()
    segments.append(current + text[at:])
    return tuple(segments), tuple(names)


def _gap_fraction(gap: Gap, given: str, language: str) -> tuple[float, str]:
    if isinstance(gap, ChoiceGap):
        option = chosen_option(gap.options, given)
        return single_fraction(gap.options, given), option.rationale if option else ""
    if isinstance(gap, NumberGap):
        return number_fraction(gap, given, language)
    return text_fraction(gap, given)


def _gap_key(gap: Gap) -> str:
    if isinstance(gap, ChoiceGap):
        return key_token(gap.options)
    return number_key(gap) if isinstance(gap, NumberGap) else gap.answers[0]


def _gap_text(gap: Gap, given: str) -> str:
    if isinstance(gap, ChoiceGap):
        option = chosen_option(gap.options, given)
        return option.text if option else ""
    return given


def _gap_filled(gap: Gap, given: str, language: str) -> bool:
    if isinstance(gap, ChoiceGap):
        return chosen_option(gap.options, given) is not None
    if isinstance(gap, NumberGap):
        return len(read_number(given, language, gap.units).values) == 1
    return bool(fold(given))


def _gap_blank(gap: Gap, name: str, order_key: OrderKey | None) -> Blank:
    if isinstance(gap, ChoiceGap):
        key = None
        if order_key is not None and not gap.fixed_order:
            texts = {item.token: fold(item.text) for item in option_items(gap.options)}

            def key(token: str) -> bytes:
                # By the words alone: the same options stand in the same order in every gap.
                return order_key(texts[token])

        return Blank("choose", ordered(option_items(gap.options), key), label=name)
    if isinstance(gap, NumberGap):
        return Blank("number", label=name, units=gap.units)
    return Blank("text", label=name)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Cloze(Question):
    """Running text with gaps; right when every gap is."""

    type: Literal["cloze"]
    text: Text
    gaps: Annotated[dict[Token, Gap], Field(min_length=1, max_length=12)]

    def _named_gaps(self) -> tuple[tuple[str, Gap], ...]:
        return tuple((name, self.gaps[name]) for name in split_gaps(self.text)[1])

    def present(self, order_key: OrderKey | None) -> Presentation:
        """Return the running text around one blank a gap."""
        segments, names = split_gaps(self.text)
        blanks = tuple(_gap_blank(self.gaps[name], name, order_key) for name in names)
        return Presentation("cloze", blanks, segments=segments)

    def score(self, response: Response, language: str) -> float:
        """Return the mean fraction of the gaps."""
        gaps = self._named_gaps()
        if len(response) != len(gaps):
            return 0.0
        earned = sum(
            _gap_fraction(gap, given, language)[0]
            for (_name, gap), given in zip(gaps, response, strict=True)
        )
        return earned / len(gaps)

    def key(self) -> Response:
        """Return what is right in each gap."""
        return tuple(_gap_key(gap) for _name, gap in self._named_gaps())

    def is_complete(self, response: Response, language: str) -> bool:
        """Return whether every gap is filled."""
        gaps = self._named_gaps()
        return len(response) == len(gaps) and all(
            _gap_filled(gap, given, language)
            for (_name, gap), given in zip(gaps, response, strict=True)
        )

    def objection(self, response: Response, language: str) -> str:
        """Return what to ask back about the first number that can not be read."""
        for (_name, gap), given in zip(self._named_gaps(), response, strict=False):
            if isinstance(gap, NumberGap) and given:
                objection = number_objection(gap, given, language)
                if objection:
                    return objection
        return ""

    def verdicts(self, response: Response, language: str) -> tuple[Verdict, ...]:
        """Return one verdict a gap; its `text` is the gap's number, its token the author's name."""
        gaps = self._named_gaps()
        filled = response if len(response) == len(gaps) else ("",) * len(gaps)
        found = []
        for place, ((name, gap), given) in enumerate(zip(gaps, filled, strict=True), 1):
            fraction, rationale = _gap_fraction(gap, given, language)
            key = number_text(gap) if isinstance(gap, NumberGap) else _gap_text(gap, _gap_key(gap))
            text = _gap_text(gap, given)
            right = fraction == 1.0
            found.append(Verdict(name, str(place), right, bool(given), text, key, rationale))
        return tuple(found)

    def describe(self, response: Response) -> tuple[str, ...]:
        """Return what fills each gap."""
        return tuple(
            _gap_text(gap, given)
            for (_name, gap), given in zip(self._named_gaps(), response, strict=False)
        )

    def classify(self, response: Response, language: str) -> tuple[str, ...]:
        """Return for each gap the token or the folded text."""
        del language
        return tuple(fold(token) for token in response)

    def faults(self) -> tuple[tuple[str, tuple[str | int, ...], str], ...]:
        """Return faults: unknown, unused and repeated gaps, and those within the gaps."""
        found: list[tuple[str, tuple[str | int, ...], str]] = []
        names = split_gaps(self.text)[1]
        for index, name in enumerate(names):
            if name not in self.gaps:
                message = _("the text has a gap `{name}` that `gaps` does not describe")
                found.append(("QG018", ("text",), message.format(name=name)))
            elif name in names[:index]:
                message = _("the gap `{name}` stands twice in the text")
                found.append(("QG018", ("text",), message.format(name=name)))
        for name, gap in self.gaps.items():
            if name not in names:
                message = _("the gap `{name}` does not stand in the text")
                found.append(("QG018", ("gaps", name), message.format(name=name)))
            if isinstance(gap, ChoiceGap):
                inner = tuple(single_key_faults(gap.options))
            else:
                inner = wrong_faults(gap)
            found.extend((code, ("gaps", name, *where), text) for code, where, text in inner)
        return tuple(found)

    def scoring_parts(self) -> Any:
        """Return each gap's scoring parts by name."""
        parts = {}
        for name, gap in self.gaps.items():
            if isinstance(gap, ChoiceGap):
                parts[name] = sorted(
                    [option_identity(o), o.correct, o.fraction] for o in gap.options
                )
            else:
                parts[name] = (
                    number_scoring(gap) if isinstance(gap, NumberGap) else text_scoring(gap)
                )
        return parts

"""Questions answered by choosing: single-choice, multiple-response and true-false."""

from collections.abc import Iterable
from dataclasses import dataclass as plain_dataclass
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from quizgame.catalogue import _
from quizgame.model.questions.base import (
    STRICT,
    Blank,
    Flag,
    Item,
    OrderKey,
    PartialFraction,
    Presentation,
    Question,
    Response,
    Text,
    Token,
    Verdict,
    ordered,
)
from quizgame.model.text import fold

TRUE, FALSE = "true", "false"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Option:
    """An option of a choice: a key when `correct`, else a distractor.

    Its token is its `id`, or its index where the author gave none.
    """

    text: Text
    correct: Flag = False
    rationale: str = ""
    id: Token | None = None
    fraction: PartialFraction = 0.0


Options = Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]


def option_items(options: tuple[Option, ...]) -> tuple[Item, ...]:
    """Return the options with their tokens, in the author's order."""
    return tuple(Item(option.id or str(index), option.text) for index, option in enumerate(options))


def option_identity(option: Option) -> str:
    """Return what an option is known by across revisions: its id, else its folded text."""
    return f"#{option.id}" if option.id else fold(option.text)


def option_faults(
    options: tuple[Option, ...], field: str = "options"
) -> Iterable[tuple[str, tuple[str | int, ...], str]]:
    """Yield (code, where, message) for options that share an id or a text, or mix up fractions."""
    seen: dict[str, int] = {}
    for index, option in enumerate(options):
        token = option.id or str(index)
        for name in {f"#{token}", fold(option.text, case=True, accents=True)}:
            if name in seen:
                yield "QG016", (field, index), _("two options are the same")
                break
            seen[name] = index
        if option.correct and option.fraction:
            message = _("a right option always earns the whole; `fraction` is for wrong ones")
            yield "QG015", (field, index, "fraction"), message


def single_key_faults(
    options: tuple[Option, ...], field: str = "options"
) -> Iterable[tuple[str, tuple[str | int, ...], str]]:
    """Yield the faults of a choice of exactly one key."""
    keys = [index for index, option in enumerate(options) if option.correct]
    if not keys:
        yield "QG013", (field,), _("no option is marked `correct = true`")
    elif len(keys) > 1:
        message = _("two options are marked `correct = true`; only one may be")
        yield "QG014", (field, keys[1]), message
    yield from option_faults(options, field)


def chosen_option(options: tuple[Option, ...], token: str) -> Option | None:
    """Return the option with `token`, or None."""
    for index, option in enumerate(options):
        if (option.id or str(index)) == token:
            return option
    return None


def single_fraction(options: tuple[Option, ...], token: str) -> float:
    """Return what choosing `token` earns in a choice of exactly one key."""
    option = chosen_option(options, token)
    if option is None:
        return 0.0
    return 1.0 if option.correct else option.fraction


def key_token(options: tuple[Option, ...]) -> str:
    """Return the token of the first key."""
    return next(option.id or str(index) for index, option in enumerate(options) if option.correct)


def _option_verdicts(options: tuple[Option, ...], response: Response) -> tuple[Verdict, ...]:
    return tuple(
        Verdict(
            token=option.id or str(index),
            text=option.text,
            right=option.correct,
            chosen=(option.id or str(index)) in response,
            rationale=option.rationale,
        )
        for index, option in enumerate(options)
    )


def _option_texts(options: tuple[Option, ...], response: Response) -> tuple[str, ...]:
    found = (chosen_option(options, token) for token in response)
    return tuple(option.text for option in found if option is not None)


@plain_dataclass(frozen=True, kw_only=True)
class SingleChoiceFields:
    """The fields of a choice with exactly one key, shared by the question and by a cloze gap."""

    __slots__ = ()

    options: Options
    fixed_order: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class SingleChoice(Question, SingleChoiceFields):
    """One key among two to eight options."""

    type: Literal["single-choice"]

    def present(self, order_key: OrderKey | None) -> Presentation:
        """Return the options, shuffled unless `fixed_order`."""
        items = ordered(option_items(self.options), None if self.fixed_order else order_key)
        return Presentation("choice", (Blank("choose", items),))

    def score(self, response: Response, language: str) -> float:
        """Return 1 for the key, a distractor's own fraction (mostly 0) otherwise."""
        del language
        return single_fraction(self.options, response[0]) if len(response) == 1 else 0.0

    def key(self) -> Response:
        """Return the one key's token."""
        return (key_token(self.options),)

    def is_complete(self, response: Response, language: str) -> bool:
        """Return whether one of the options is chosen."""
        del language
        return len(response) == 1 and chosen_option(self.options, response[0]) is not None

    def verdicts(self, response: Response, language: str) -> tuple[Verdict, ...]:
        """Return one verdict an option."""
        del language
        return _option_verdicts(self.options, response)

    def describe(self, response: Response) -> tuple[str, ...]:
        """Return the chosen option's text."""
        return _option_texts(self.options, response)

    def classify(self, response: Response, language: str) -> tuple[str, ...]:
        """Return the chosen token, or "" for none."""
        return (response[0] if self.is_complete(response, language) else "",)

    def faults(self) -> tuple[tuple[str, tuple[str | int, ...], str], ...]:
        """Return the faults of the options: no key, two keys, twins."""
        return tuple(single_key_faults(self.options))

    def scoring_parts(self) -> Any:
        """Return each option's identity with what it earns, in no order."""
        return sorted([option_identity(o), o.correct, o.fraction] for o in self.options)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class MultipleResponse(Question):
    """One or more keys among the options; right when exactly the keys are chosen."""

    type: Literal["multiple-response"]
    options: Options
    fixed_order: Flag = False
    grading: Literal["partial", "all-or-nothing"] = "partial"

    def present(self, order_key: OrderKey | None) -> Presentation:
        """Return the options, shuffled unless `fixed_order`."""
        items = ordered(option_items(self.options), None if self.fixed_order else order_key)
        return Presentation("choice", (Blank("choose", items),), many=True)

    def score(self, response: Response, language: str) -> float:
        """Return (right - wrong) / keys, not below 0; all or nothing where asked for."""
        del language
        keys = set(self.key())
        chosen = set(response)
        if chosen == keys:
            return 1.0
        if self.grading == "all-or-nothing":
            return 0.0
        return max(0.0, (len(chosen & keys) - len(chosen - keys)) / len(keys))

    def key(self) -> Response:
        """Return the tokens of all keys, in the author's order."""
        return tuple(o.id or str(i) for i, o in enumerate(self.options) if o.correct)

    def is_complete(self, response: Response, language: str) -> bool:
        """Return whether at least one option is chosen, none twice, and nothing else."""
        del language
        once = len(set(response)) == len(response)
        return bool(response) and once and all(chosen_option(self.options, t) for t in response)

    def verdicts(self, response: Response, language: str) -> tuple[Verdict, ...]:
        """Return one verdict an option."""
        del language
        return _option_verdicts(self.options, response)

    def describe(self, response: Response) -> tuple[str, ...]:
        """Return the chosen options' texts."""
        return _option_texts(self.options, response)

    def classify(self, response: Response, language: str) -> tuple[str, ...]:
        """Return the chosen tokens, sorted."""
        del language
        return tuple(sorted(response))

    def faults(self) -> tuple[tuple[str, tuple[str | int, ...], str], ...]:
        """Return the faults of the options: no key, twins, fractions where they do nothing."""
        found = list(option_faults(self.options))
        if not any(option.correct for option in self.options):
            found.append(("QG013", ("options",), _("no option is marked `correct = true`")))
        for index, option in enumerate(self.options):
            if option.fraction and not option.correct:
                message = _("`fraction` has no effect in a multiple-response question")
                found.append(("QG015", ("options", index, "fraction"), message))
        return tuple(found)

    def scoring_parts(self) -> Any:
        """Return each option's identity and whether it is a key, with the grading."""
        return [self.grading, sorted([option_identity(o), o.correct] for o in self.options)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class TrueFalse(Question):
    """A statement to be judged true or false."""

    type: Literal["true-false"]
    answer: Flag
    rationale: str = ""

    def present(self, order_key: OrderKey | None) -> Presentation:
        """Return True and False, always in this order."""
        del order_key
        items = (Item(TRUE, _("True")), Item(FALSE, _("False")))
        return Presentation("choice", (Blank("choose", items),))

    def score(self, response: Response, language: str) -> float:
        """Return 1 for the right judgement."""
        del language
        return 1.0 if response == self.key() else 0.0

    def key(self) -> Response:
        """Return the right judgement's token."""
        return (TRUE if self.answer else FALSE,)

    def is_complete(self, response: Response, language: str) -> bool:
        """Return whether one of the two is chosen."""
        del language
        return response in {(TRUE,), (FALSE,)}

    def verdicts(self, response: Response, language: str) -> tuple[Verdict, ...]:
        """Return one verdict for True and one for False; the rationale goes with the wrong one."""
        del language
        return tuple(
            Verdict(
                token=token,
                text=text,
                right=(token,) == self.key(),
                chosen=token in response,
                rationale="" if (token,) == self.key() else self.rationale,
            )
            for token, text in ((TRUE, _("True")), (FALSE, _("False")))
        )

    def describe(self, response: Response) -> tuple[str, ...]:
        """Return the judgement in words."""
        return tuple(
            {TRUE: _("True"), FALSE: _("False")}[t] for t in response if t in {TRUE, FALSE}
        )

    def classify(self, response: Response, language: str) -> tuple[str, ...]:
        """Return the judgement's token, or ""."""
        return (response[0] if self.is_complete(response, language) else "",)

    def scoring_parts(self) -> Any:
        """Return the right judgement."""
        return self.answer

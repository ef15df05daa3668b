"""What is said about evidence that does not prove, and whether its question can still be played."""

from collections.abc import Collection, Iterable, Mapping

from quizgame.bank.quotes import Failure, Prover
from quizgame.bank.report import Objection, Objections
from quizgame.catalogue import _
from quizgame.documents.layout import Keys
from quizgame.model.questions.base import Evidence

_MAX_EXPLAINED = 50
_SHOWN_PLACES = 6
_AROUND = 24


class Examiner:
    """Examines the evidence of one bank's questions, telling its `report` what is wrong.

    `provers` are those of the sources that were read; `known` are the names of all sources of the
    bank, those with an error of their own included; `absent` are named and not included.
    """

    def __init__(
        self,
        report: Objections,
        provers: Mapping[str, Prover],
        known: Collection[str],
        absent: Collection[str],
    ) -> None:
        self._report = report
        self._provers = provers
        self._known = known
        self._absent = absent
        self._explained = 0

    def expect(self, listed: Iterable[Evidence]) -> None:
        """Prepare for evidence that will be examined."""
        quoted: dict[str, list[Evidence]] = {key: [] for key in self._provers}
        for evidence in listed:
            if evidence.source in quoted:
                quoted[evidence.source].append(evidence)
        for key, prover in self._provers.items():
            prover.expect(quoted[key])

    def examine(self, listed: Iterable[tuple[int, Evidence]], keys: Keys) -> bool:
        """Return whether evidence of the question at `keys` lets it be played.

        `listed` has the index of each piece in the file.
        """
        sound = True
        for number, evidence in listed:
            prover = self._provers.get(evidence.source)
            if prover is not None:
                if prover.proves_plainly(evidence):
                    continue
                result = prover.prove(evidence)
                if isinstance(result, Failure):
                    self._tell(evidence, result, prover, (*keys, "evidence", number))
                    sound = False
                elif result.folded:
                    self._tell_folded(evidence, (*keys, "evidence", number))
            elif evidence.source not in self._absent:
                sound = False
                if evidence.source not in self._known:
                    self._tell_unknown(evidence, (*keys, "evidence", number, "source"))
        return sound

    def _tell_unknown(self, evidence: Evidence, keys: Keys) -> None:
        from quizgame.bank.wording import nearest  # noqa: PLC0415 - needed only for what fails

        message = _("there is no source `{name}`").format(name=evidence.source)
        near = nearest(evidence.source, tuple(self._known))
        hint = _("Did you mean `{name}`?").format(name=near) if near else ""
        self._report.error(keys, "QG036", message, hint)

    def _tell_folded(self, evidence: Evidence, keys: Keys) -> None:
        message = _("quotation marks, dashes or spaces differ from the source's own")
        hint = _("`quizgame check --fix` writes the source's characters.")
        where = (*keys, "parts" if evidence.parts else "exact")
        self._report.warn(where, "QG205", message, hint, fixable=True)

    def _tell(self, evidence: Evidence, failure: Failure, prover: Prover, keys: Keys) -> None:
        where: Keys = (*keys, "exact")
        quoted = evidence.exact
        if evidence.parts:
            where = (*keys, "parts", failure.part)
            quoted = evidence.parts[failure.part]
        if failure.cause == "empty":
            message = _("evidence needs either `exact` or `parts`")
            self._report.error(keys, "QG200", message)
        elif failure.cause == "short":
            message = _("a quotation needs at least three words or 15 characters")
            self._report.error(where, "QG201", message)
        elif failure.cause == "cut":
            start, end = failure.places[0]
            message = _("the quotation begins or ends inside a word or number of the source")
            hint = _("There it reads: {text}").format(text=around(prover.text, start, end))
            self._report.error(where, "QG202", message, hint)
        elif failure.cause == "several":
            self._tell_several(evidence, failure, prover, where)
        elif failure.cause == "parts":
            message = _("the parts do not stand in this order within one paragraph")
            numbers = ", ".join(str(prover.paragraph_at(start)) for start, _end in failure.places)
            hint = _("They stand in the paragraphs {numbers}.").format(numbers=numbers)
            self._report.error((*keys, "parts"), "QG207", message, hint)
        else:
            self._report.error(
                where,
                "QG208",
                _("the quotation is not in the source"),
                self._nearest(prover, quoted),
            )

    def _tell_several(
        self, evidence: Evidence, failure: Failure, prover: Prover, keys: Keys
    ) -> None:
        hinted = bool(evidence.prefix or evidence.suffix)
        message = _("the quotation stands {n} times in the source")
        if hinted:
            message = _("the quotation stands {n} times, and `prefix` and `suffix` do not decide")
        hint, fixable = self._places_hint(evidence, failure, prover)
        message = message.format(n=len(failure.places))
        self._report.add(Objection(keys, "QG206", message, hint, fixable=fixable))

    def _places_hint(
        self, evidence: Evidence, failure: Failure, prover: Prover
    ) -> tuple[str, bool]:
        """Return the hint for a quotation with several places, and whether one is clearly meant."""
        if not self._may_explain():
            return "", False
        from quizgame.bank.context import intended, shortest_context  # noqa: PLC0415 - for what fails
        from quizgame.documents.values import toml_value  # noqa: PLC0415 - for what fails

        if not evidence.parts and intended(evidence, failure.places, prover.text):
            return _("`quizgame check --fix` writes the one that is meant."), True
        choices = []
        for place in failure.places[:_SHOWN_PLACES]:
            context = shortest_context(prover.text, place, failure.places)
            pairs = zip(("prefix", "suffix"), context or ("", ""), strict=True)
            lines = ", ".join(f"{name} = {toml_value(text)}" for name, text in pairs if text)
            number = prover.paragraph_at(place[0])
            choices.append(_("in paragraph {n} with {lines}").format(n=number, lines=lines or "?"))
        hint = _("Quote more of it, or say which one is meant: {choices}.")
        return hint.format(choices="; ".join(choices)), False

    def _may_explain(self) -> bool:
        # A bank full of wrong quotations must not keep its author waiting.
        self._explained += 1
        return self._explained <= _MAX_EXPLAINED

    def _nearest(self, prover: Prover, quoted: str) -> str:
        if not self._may_explain():
            return ""
        from quizgame.bank.nearness import nearest  # noqa: PLC0415 - needed only for what fails

        near = nearest(prover.text, quoted)
        if near is None:
            return _("Nothing in the source is like it.")
        return _("Nearest, in paragraph {n}: {difference}").format(
            n=prover.paragraph_at(near.start), difference=near.difference
        )


def around(text: str, start: int, end: int) -> str:
    """Return the passage between `start` and `end` on one line, with a little of what is around."""
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    passage = text[start:end]
    if len(passage) > 2 * _AROUND:
        passage = f"{passage[:_AROUND]}...{passage[-_AROUND:]}"
    return " ".join(f"...{before}[{passage}]{after}...".split())

"""The forms of questions answered by typing."""

from typing import Literal

from quizgame.catalogue import _
from quizgame.tui.forms.acts import Fields, Keys, value_at
from quizgame.tui.forms.base import (
    Lines,
    heading,
    leftovers,
    listed,
    odd,
    of_texts,
    picked,
    ticked,
    written,
)

_KNOWN = ("answer", "rationale", "fraction")


def short_text(fields: Fields) -> Lines:
    """Return the lines of a word or a name, typed."""
    words = _("All that count as right; the first is told as the answer.")
    return [heading(_("Answers"), (), words), *answer_lines(fields, ())]


def numeric(fields: Fields) -> Lines:
    """Return the lines of a number, typed."""
    return [heading(_("Answer")), *number_lines(fields, ())]


def answer_lines(fields: Fields, at: Keys) -> Lines:
    """Return the lines of what may be typed for a word, within the table at `at`."""
    typos = ((0, _("none")), (1, _("one")), (2, _("two")))
    return [
        *of_texts(
            fields,
            (*at, "answers"),
            _("Right is"),
            add=_("add another right answer"),
            words=_("Big and small letters, accents, quotation marks and spaces do not matter."),
        ),
        picked(
            fields,
            (*at, "typos"),
            _("Typing slips"),
            typos,
            0,
            words=_("How many wrong letters are forgiven in words of five letters or more."),
        ),
        ticked(
            fields,
            (*at, "case"),
            _("Capitals count"),
            words=_("Whether big and small letters must be right."),
            rare=True,
        ),
        ticked(
            fields,
            (*at, "accents"),
            _("Accents count"),
            words=_("Whether é and e are different letters."),
            rare=True,
        ),
        *wrong_lines(fields, (*at, "wrong"), "line"),
    ]


def number_lines(fields: Fields, at: Keys) -> Lines:
    """Return the lines of what may be typed for a number, within the table at `at`."""
    return [
        written(
            fields,
            (*at, "answer"),
            _("Right is"),
            "number",
            words=_("In digits with a point, such as 12 or 3.5, without its unit."),
            needed=True,
        ),
        written(
            fields,
            (*at, "tolerance"),
            _("Give or take"),
            "number",
            empty=_("it must be exact"),
            words=_("How far from it a number may be to count as right."),
        ),
        written(
            fields,
            (*at, "tolerance_percent"),
            _("... in per cent"),
            "number",
            words=_("The same as a part of the answer: 5 lets 95 to 105 count for 100."),
            rare=True,
        ),
        *of_texts(
            fields,
            (*at, "units"),
            _("Units"),
            add=_("add a unit"),
            words=_("The first stands behind the field; all of them may be typed."),
        ),
        *wrong_lines(fields, (*at, "wrong"), "number"),
    ]


def wrong_lines(fields: Fields, at: Keys, kind: Literal["line", "number"]) -> Lines:
    """Return the lines of the wrong answers that are foreseen."""

    def lines(index: int) -> Lines:
        here = (*at, index)
        wrong = value_at(fields, here)
        label = _("Wrong is") if index == 0 else ""
        if not isinstance(wrong, dict):
            return [odd(here, label, wrong)]
        return [
            written(
                fields,
                (*here, "answer"),
                label,
                kind,
                words=_("A mistake that many will make: who makes it is told why it is wrong."),
                needed=True,
            ),
            written(
                fields,
                (*here, "rationale"),
                _("why wrong"),
                "long",
                words=_("Told to whoever gives this answer."),
                depth=1,
            ),
            written(
                fields,
                (*here, "fraction"),
                _("part earned"),
                "number",
                words=_("From 0 to less than 1: the part of the points that this answer earns."),
                rare=True,
                depth=1,
            ),
            *leftovers(wrong, _KNOWN, here),
        ]

    starter = {"answer": ""} if kind == "line" else {}
    return listed(
        fields,
        at,
        starter,
        lines,
        label=_("Wrong is"),
        add=_("add a wrong answer you foresee"),
    )

"""The form of running text with gaps; each gap is a small question of another family."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from quizgame.catalogue import _
from quizgame.model.questions.cloze import split_gaps
from quizgame.tui.forms.acts import Fields, Keys, put, value_at
from quizgame.tui.forms.base import Lines, heading, leftovers, odd, of_entry, picked, written
from quizgame.tui.forms.choice import fixed_order, option_lines
from quizgame.tui.forms.text import answer_lines, number_lines

_TYPED: dict[str, Any] = {"answers": [""]}
_NUMBER: dict[str, Any] = {"units": []}
_CHOSEN: dict[str, Any] = {"options": [{"text": "", "correct": True}, {"text": ""}]}
_OF_NUMBERS = ("answer", "tolerance", "tolerance_percent", "units", "wrong")
_OF_WORDS = ("answers", "typos", "case", "accents", "wrong")
_OF_OPTIONS = ("options", "fixed_order")


def cloze(fields: Fields) -> Lines:
    """Return the lines of the text and of each gap, in the order of the text."""
    words = _("Write {{name}} where a gap is to be, each with a name of its own.")
    lines = [
        heading(_("Text with gaps")),
        written(fields, ("text",), _("Text"), "long", words=words, needed=True),
    ]
    gaps = fields.get("gaps")
    if gaps is not None and not isinstance(gaps, dict):
        return [*lines, odd(("gaps",), _("Gaps"), gaps)]
    names = names_in(fields)
    for place, name in enumerate(names, 1):
        label = _("Gap {n}: {name}").format(n=place, name=name)
        lines += _gap(fields, name, label)
    for name in gaps or ():
        if name not in names:
            label = _("Not in the text: {name}").format(name=name)
            lines += _gap(fields, name, label)
    return lines


def names_in(fields: Fields) -> tuple[str, ...]:
    """Return the names of the gaps in the text, in its order, each once."""
    text = fields.get("text")
    return tuple(dict.fromkeys(split_gaps(text)[1])) if isinstance(text, str) else ()


def _kinds() -> tuple[tuple[Any, str], ...]:
    return (
        (_TYPED, _("a word to be typed")),
        (_NUMBER, _("a number to be typed")),
        (_CHOSEN, _("one of several to choose")),
    )


def _kind_of(gap: Mapping[str, Any]) -> int:
    """Return which of the kinds a gap is, -1 where nothing tells."""
    if "options" in gap:
        return 2
    if "answers" in gap:
        return 0
    if not {"typos", "case", "accents"}.isdisjoint(gap):
        return 0
    return 1 if not set(_OF_NUMBERS).isdisjoint(gap) else -1


def _gap(fields: Fields, name: str, label: str) -> Lines:
    here: Keys = ("gaps", name)
    gap = value_at(fields, here)
    if gap is not None and not isinstance(gap, dict):
        return of_entry(here, None, [odd(here, label, gap)])
    kind = _kind_of(gap) if gap is not None else -1
    head = picked(
        fields, here, label, _kinds(), words=_("How this gap is filled: the arrow keys change it.")
    )
    if gap and gap not in (_TYPED, _NUMBER, _CHOSEN):
        words = _("x takes out all that is written of this gap, to begin it anew.")
        values = ((gap, _kinds()[kind][1]),) if kind >= 0 else ()
        head = replace(head, values=values, words=words)
    known: tuple[str, ...]
    if kind == 0:
        rest, known = answer_lines(fields, here), _OF_WORDS
    elif kind == 1:
        rest, known = number_lines(fields, here), _OF_NUMBERS
    elif kind == 2:  # noqa: PLR2004 - the third of the kinds
        rest, known = option_lines(fields, (*here, "options")), _OF_OPTIONS
        rest.append(fixed_order(fields, here))
    else:
        rest, known = [], ()
    return [*of_entry(here, None, [head]), *rest, *leftovers(gap, known, here)]


def follow(before: Fields, after: Fields) -> Fields:
    """Return fields whose gaps follow what was done to the text since `before`.

    A gap whose name was written anew keeps what is written of it; a gap that is new in the text
    begins as a word to be typed. What left the text stays, to be taken out or put back.
    """
    gaps = after.get("gaps")
    if gaps is not None and not isinstance(gaps, dict):
        return after
    gaps = dict(gaps or {})
    old, new = names_in(before), names_in(after)
    if len(old) == len(new):
        for was, name in zip(old, new, strict=True):
            if was in gaps and was not in new and name not in gaps:
                gaps = {name if key == was else key: gap for key, gap in gaps.items()}
    fresh = [name for name in new if name not in gaps and name not in old]
    for name in fresh:
        gaps[name] = _TYPED
    return put(after, ("gaps",), gaps) if gaps != (after.get("gaps") or {}) else after


def tidy(before: Fields, after: Fields) -> Fields:
    """Return fields without the empty units that told a gap to be a number, once it has one."""
    gaps = after.get("gaps")
    for name, gap in gaps.items() if isinstance(gaps, dict) else ():
        units: Keys = ("gaps", name, "units")
        is_number = isinstance(gap, dict) and gap.get("units") == [] and "answer" in gap
        if is_number and value_at(before, ("gaps", name)) == _NUMBER:
            after = put(after, units, None)
    return after

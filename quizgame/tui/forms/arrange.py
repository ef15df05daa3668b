"""The forms of questions answered by arranging."""

from string import ascii_uppercase

from quizgame.catalogue import _
from quizgame.tui.forms.acts import Fields, value_at
from quizgame.tui.forms.base import Lines, heading, leftovers, listed, odd, written

MOST = 8


def ordering(fields: Fields) -> Lines:
    """Return the lines of items in their right order."""

    def lines(index: int) -> Lines:
        words = _("This place is the right one: < and > move it. Players get the items mixed.")
        here = ("items", index)
        return [written(fields, here, str(index + 1), words=words, needed=True)]

    return [
        heading(_("In the right order"), ("items",)),
        *listed(fields, ("items",), "", lines, label=_("Items"), add=_("add an item"), most=MOST),
    ]


def matching(fields: Fields) -> Lines:
    """Return the lines of pairs, and of right sides that belong to none."""
    return [
        heading(_("Pairs"), ("pairs",)),
        *listed(
            fields,
            ("pairs",),
            {"left": "", "right": ""},
            lambda index: _pair(fields, index),
            label=_("Pairs"),
            add=_("add a pair"),
            most=MOST,
        ),
        heading(_("Right sides without a partner"), ("distractors",)),
        *listed(
            fields,
            ("distractors",),
            {"text": ""},
            lambda index: _lure(fields, index),
            label=_("Without a partner"),
            add=_("add one that belongs to nothing"),
            most=MOST,
        ),
    ]


def _pair(fields: Fields, index: int) -> Lines:
    here = ("pairs", index)
    label, pair = str(index + 1), value_at(fields, here)
    if not isinstance(pair, dict):
        return [odd(here, label, pair)]
    right = _("What belongs to it. Several may share the same.")
    return [
        written(fields, (*here, "left"), label, words=_("Stands on the left."), needed=True),
        written(fields, (*here, "right"), _("belongs to"), words=right, needed=True, depth=1),
        *leftovers(pair, ("left", "right"), here),
    ]


def _lure(fields: Fields, index: int) -> Lines:
    here = ("distractors", index)
    label, lure = ascii_uppercase[index % len(ascii_uppercase)], value_at(fields, here)
    if not isinstance(lure, dict):
        return [odd(here, label, lure)]
    return [
        written(
            fields,
            (*here, "text"),
            label,
            words=_("Can be chosen, and is always wrong."),
            needed=True,
        ),
        written(
            fields,
            (*here, "rationale"),
            _("why wrong"),
            "long",
            words=_("Told to whoever chooses it."),
            depth=1,
        ),
        *leftovers(lure, ("text", "rationale"), here),
    ]

"""How far a class is with a quiz to play alone, as rows: how many, and in private who."""

from collections.abc import Sequence

from quizgame.backend.live.pacing import PaceRow, PaceView
from quizgame.catalogue import _, plural
from quizgame.tui.draw.plot import percent
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.panes import facts, table_row

_STATE = 16
_LABEL = 9


def pace_rows(pace: PaceView, width: int) -> list[Row]:
    """Return how many are done and how well, and everybody; without names the key for them."""
    rows = facts(_pace_facts(pace), width, label=_LABEL)
    if pace.rows:
        return [*rows, BLANK, *(_row(one, width) for one in pace.rows)]
    words = _("v shows who, for you alone.")
    return [*rows, *paragraph((Span(words, "muted"),), width, lead=(Span(" "),))]


def _pace_facts(pace: PaceView) -> Sequence[tuple[str, str]]:
    done = _("{n} of {all}").format(n=pace.handed_in, all=pace.expected)
    if pace.at_it:
        at_it = plural("{n} is at it now", "{n} are at it now", pace.at_it)
        done = f"{done}, {at_it}"
    told = [(_("Done"), done)]
    if pace.mean is not None:
        told.append((_("Average"), percent(pace.mean)))
    return told


def _row(one: PaceRow, width: int) -> Row:
    ink = {"handed in": "right", "at it": "chosen"}.get(one.state, "muted")
    return table_row((Span(" "), Span(one.name)), (Span(_words(one), ink),), (_STATE,), width)


def _words(one: PaceRow) -> str:
    """Return how far somebody is, in a word or two."""
    if one.state == "at it":
        return _("{n} answered").format(n=one.answered)
    if one.best is None:
        return _("given up") if one.state == "given up" else _("not begun")
    share = percent(one.best)
    if one.attempts > 1:
        return _("best of {n}: {share}").format(n=one.attempts, share=share)
    return _("done, {share}").format(share=share)

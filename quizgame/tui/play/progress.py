"""Where a sitting is: a strip with a sign for each question, and the clock."""

from collections import Counter
from collections.abc import Sequence

from quizgame.catalogue import _
from quizgame.tui.draw.glyphs import LETTERS, Glyphs
from quizgame.tui.draw.rows import Span
from quizgame.tui.draw.terms import moment

_BAR_CELLS = 15
_DAY_S = 86_400
_LATE_SHARE = 0.25


def sign_of(word: str, glyphs: Glyphs) -> Span:
    """Return the sign of how far a question is."""
    return {
        "right": Span(glyphs.right, "right"),
        "wrong": Span(glyphs.wrong, "wrong"),
        "partly": Span(glyphs.partly, "partly"),
        "late": Span(glyphs.none, "wrong"),
        "unanswered": Span(glyphs.none, "wrong"),
        "current": Span(glyphs.here, "chosen"),
        "answered": Span(glyphs.answered, ""),
        "marked": Span(glyphs.marked, "partly"),
        "closed": Span(glyphs.none, "muted"),
    }.get(word, Span(glyphs.waiting, "muted"))


def words_of(word: str) -> str:
    """Return in words how far a question is."""
    return {
        "right": _("right"),
        "wrong": _("wrong"),
        "partly": _("partly right"),
        "late": _("too late"),
        "unanswered": _("not answered"),
        "current": _("on screen"),
        "answered": _("answered"),
        "marked": _("marked"),
        "closed": _("time is up"),
    }.get(word, _("open"))


def strip(progress: Sequence[str], width: int, glyphs: Glyphs) -> tuple[Span, ...]:
    """Return the strip in at most `width` cells; in words where signs lack or do not fit."""
    if glyphs is LETTERS or len(progress) > width:
        return (Span(counted(progress)),)
    step = " " if 2 * len(progress) - 1 <= width else ""
    spans: list[Span] = []
    for index, word in enumerate(progress):
        if index and step:
            spans.append(Span(step))
        spans.append(sign_of(word, glyphs))
    return tuple(spans)


def counted(progress: Sequence[str]) -> str:
    """Return how many questions are how far, in words: "2 right, 1 wrong, 7 open"."""
    counts = Counter(words_of(word) for word in progress if word != "current")
    return ", ".join(f"{number} {word}" for word, number in counts.items())


def seconds(value: float) -> str:
    """Return a time left as minutes and seconds; a begun second counts as one."""
    whole = int(value) + (value > int(value))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def clock(
    left: float | None, limit: float | None, glyphs: Glyphs, closes: float = 0.0
) -> tuple[Span, ...]:
    """Return the time left as words and as a bar, or nothing where no clock runs.

    With `closes` (UTC seconds) the quiz closes when it is over; more than a day before that only
    the moment is told.
    """
    if left is None or not limit:
        return ()
    if closes and left > _DAY_S:
        return (Span(_("Closes {time}").format(time=moment(closes)), "clock"),)
    words = _("Closes in {time}") if closes else _("Time left {time}")
    full = min(_BAR_CELLS, max(0, round(_BAR_CELLS * left / limit)))
    ink = "clock-late" if left < limit * _LATE_SHARE else "clock"
    return (
        Span(words.format(time=seconds(left)), ink),
        Span("  "),
        Span(glyphs.full * full, ink if left < limit * _LATE_SHARE else "bar"),
        Span(glyphs.empty * (_BAR_CELLS - full), "bar-empty"),
    )


def limit_words(limit: float | None, base: int, *, is_whole: bool = True) -> str:
    """Return a time limit in words, as a whole "45 s (extended from 30)" where it was stretched."""
    if limit is None:
        return _("No time limit.")
    if is_whole and round(limit) != base:
        return _("{limit:g} s (extended from {base}).").format(limit=round(limit), base=base)
    return _("{limit:g} s.").format(limit=round(limit))

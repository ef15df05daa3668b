"""Who is in a class, as rows: how many are here, what each did, what waits for the teacher."""

from collections import Counter
from collections.abc import Sequence

from quizgame.backend.live.views import SeatView, TeacherView
from quizgame.catalogue import _, plural
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.plot import bar
from quizgame.tui.draw.rows import Row, Span, clip, paragraph, width_of

_NAMES_OF_LOST = 4
_BAR = 24
_NAME = 18
_STATE = 6
_MOST_NAMES = 2
_CALM = frozenset({"waiting", "lobby", "reading", "ready", "standings", "finished"})


def seat_name(seat: SeatView, *, private: bool) -> str:
    """Return what a seat is called: its name where all may see it, else its number."""
    if private or seat.approved:
        return seat.name
    return _("seat {n}").format(n=seat.number)


def presence_word(presence: str) -> str:
    """Return whether somebody is there, in a word."""
    words = {
        "connected": _("here"),
        "idle": _("idle"),
        "lost": _("lost"),
        "gone": _("gone"),
    }
    return words.get(presence, presence)


def presence_span(presence: str, size: int) -> Span:
    """Return whether somebody is there in `size` cells; nothing for who is, as most are.

    It is a word and no sign: a sign beside a name would look like right or wrong.
    """
    ink = "warning" if presence == "lost" else "muted"
    word = "" if presence == "connected" else clip(presence_word(presence), size)
    return Span(word + " " * (size - width_of((Span(word),))), ink)


def here_words(view: TeacherView) -> str:
    """Return how many are here, idle, lost and gone."""
    counts = Counter(seat.presence for seat in view.seats)
    here = counts["connected"] + counts["idle"]
    parts = [plural("{n} here", "{n} here", here)]
    parts += [
        f"{counts[one]} {presence_word(one)}" for one in ("idle", "lost", "gone") if counts[one]
    ]
    return ", ".join(parts)


def lost_words(view: TeacherView) -> str:
    """Return who was lost, as far as names may be shown; "" for nobody."""
    lost = [seat for seat in view.seats if seat.presence == "lost"]
    if not lost:
        return ""
    names = [seat_name(seat, private=view.private) for seat in lost[:_NAMES_OF_LOST]]
    if len(lost) > len(names):
        names.append(_("{n} more").format(n=len(lost) - len(names)))
    return _("Lost: {names}").format(names=", ".join(names))


def alert_rows(view: TeacherView, width: int) -> list[Row]:
    """Return what waits for the teacher, each with the key that leads there."""
    rows: list[Row] = []
    if view.trouble:
        words = _("Nothing can be kept now: clocks stand, and no new answer is taken.")
        rows += _alert(words, "", width, "wrong")
        told = f"{view.trouble} {view.advice}".strip()
        rows += paragraph(told, width, lead=(Span("   "),))
        words = _("What was sent before is safe. It is tried again each second.")
        rows += paragraph((Span(words, "muted"),), width, lead=(Span("   "),))
    if view.alarming:
        if view.renews_code:
            words = _("Somebody seems to be guessing the class code. Change it: j, then n.")
            rows += _alert(words, "j", width, "wrong")
        else:
            words = _("Somebody seems to be guessing PINs. Lock the door with l.")
            rows += _alert(words, "l", width, "wrong")
    keys = sum(1 for one in view.knocks if one.key)
    if keys:
        rows += _alert(_("Somebody wants to teach from another computer: k"), "k", width)
    if len(view.knocks) > keys:
        waiting = len(view.knocks) - keys
        words = plural("{n} waits at the door: k", "{n} wait at the door: k", waiting)
        rows += _alert(words, "k", width)
    unseen = sum(1 for seat in view.seats if not seat.approved and seat.presence != "gone")
    if unseen and view.board.stage in _CALM:
        words = plural(
            "{n} name is not shown before you allow it: s",
            "{n} names are not shown before you allow them: s",
            unseen,
        )
        rows += paragraph((Span(words, "muted"),), width, lead=(Span(" "),), target="key:s")
    return rows


def _alert(words: str, key: str, width: int, ink: str = "warning") -> list[Row]:
    target = f"key:{key}" if key else ""
    return paragraph((Span(words, ink),), width, lead=(Span(" ! ", ink),), target=target)


def answered_row(view: TeacherView, width: int, glyphs: Glyphs) -> Row:
    """Return how many have answered what is open, as figures and as a bar."""
    board = view.board
    words = _("{n} of {all} have answered").format(n=board.answered, all=board.awaited)
    share = board.answered / board.awaited if board.awaited else 0.0
    lead = Span(f" {words}  ", "strong")
    size = max(0, min(_BAR, width - width_of((lead,))))
    return Row((lead, *bar(share, size, glyphs)))


def waiting_words(view: TeacherView) -> str:
    """Return who takes part and has not answered yet, as far as names may be shown."""
    late = [
        seat
        for seat in view.seats
        if seat.progress and "open" in seat.progress.done and seat.presence in {"connected", "idle"}
    ]
    if not late or len(late) > _NAMES_OF_LOST:
        return ""
    names = ", ".join(seat_name(seat, private=view.private) for seat in late)
    return _("Waiting for: {names}").format(names=names)


def mark_of(done: str, glyphs: Glyphs) -> Span:
    """Return the sign of what a seat did about a question; it tells nothing of right and wrong."""
    signs = {
        "answered": Span(glyphs.answered, "heading"),
        "open": Span(glyphs.here, "warning"),
        "none": Span(glyphs.none, "muted"),
        "absent": Span("-", "muted"),
        "not yet joined": Span("-", "muted"),
        "skipped": Span(" "),
    }
    return signs.get(done, Span(glyphs.waiting, "muted"))


def marks(seat: SeatView, glyphs: Glyphs, room: int) -> tuple[Span, ...]:
    """Return a sign for each question, as many of the last as there is room for."""
    done = seat.progress.done if seat.progress else ()
    return tuple(mark_of(one, glyphs) for one in done[-max(1, room) :])


def legend(glyphs: Glyphs) -> tuple[Span, ...]:
    """Return what the signs mean."""
    pairs = (
        ("answered", _("answered")),
        ("open", _("not yet")),
        ("none", _("none")),
        ("absent", _("away")),
    )
    spans: list[Span] = [Span(" ")]
    for done, words in pairs:
        spans += [mark_of(done, glyphs), Span(f" {words}  ", "muted")]
    return tuple(spans)


def progress_rows(view: TeacherView, width: int, glyphs: Glyphs, most: int) -> list[Row]:
    """Return at most so many rows of seats with what each did about each question.

    Names are told as far as they may be shown. Who needs looking after comes first.
    """
    rank = {"lost": 0, "idle": 1, "connected": 2, "gone": 3}
    seats = sorted(view.seats, key=lambda seat: (rank.get(seat.presence, 9), seat.number))
    room = max(1, width - _NAME - _STATE - 3)
    shown = seats if len(seats) <= most else seats[: max(0, most - 1)]
    rows = [_progress_row(seat, view, glyphs, room) for seat in shown]
    if len(shown) < len(seats):
        words = _("and {n} more: s").format(n=len(seats) - len(shown))
        rows.append(Row((Span(f" {words}", "muted"),), "", "key:s"))
    return rows


def _progress_row(seat: SeatView, view: TeacherView, glyphs: Glyphs, room: int) -> Row:
    name = clip(seat_name(seat, private=view.private), _NAME)
    pad = " " * (_NAME - width_of((Span(name),)) + 1)
    ink = "muted" if seat.presence == "gone" else ""
    state = presence_span(seat.presence, _STATE)
    return Row((Span(f" {name}{pad}", ink), state, *marks(seat, glyphs, room)))


def names_rows(names: Sequence[str], here: int, width: int) -> list[Row]:
    """Return names that may be shown, as many as fit on two lines, and how many others are here."""
    for count in range(len(names), 0, -1):
        words = ", ".join(names[:count])
        if here > count:
            words = _("{names} and {n} more").format(names=words, n=here - count)
        rows = paragraph(words, width, lead=(Span("  "),))
        if len(rows) <= _MOST_NAMES:
            return rows
    return []

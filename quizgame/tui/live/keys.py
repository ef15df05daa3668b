"""The keys that are valid in a class, and what is said above them."""

from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.tui.draw.rows import clip
from quizgame.tui.live.lobby import MOST_OPENINGS
from quizgame.tui.live.scene import ASKED, RESTING, TOLD
from quizgame.tui.play.progress import limit_words
from quizgame.tui.widgets import Hint

if TYPE_CHECKING:
    from quizgame.backend.live.views import StudentView
    from quizgame.backend.views import QuestionView
    from quizgame.tui.interactions.base import Interaction
    from quizgame.tui.live.board import LiveBoard

_LONGEST = 24


def hints(board: "LiveBoard") -> tuple[Hint, ...]:
    """Return the keys that are valid now, the dispensable ones with a high rank."""
    view, interaction = board.view, board.interaction
    end = (Hint("Esc", _("leave"), "escape", 1), Hint("?", _("help"), "question_mark"))
    if board.arriving is not None:
        return board.arriving.hints()
    if view is None:
        return end
    if board.is_sure:
        return (Hint("1-3", _("how sure")), Hint("Esc", _("back"), "escape"), end[1])
    if board.is_open and interaction is not None:
        send = Hint("Enter", _("send"), "enter")
        if board.is_typing:
            out = Hint("Esc", _("leave the field"), "escape", 1)
            return (send, *interaction.hints(), out)
        back = (Hint("Tab", _("back to the field"), "tab"),) if board.line is not None else ()
        return (*back, *interaction.hints(), send, *_around(board, view), *end)
    return (*_resting(view), *_more(board), *_around(board, view), *end)


def _more(board: "LiveBoard") -> tuple[Hint, ...]:
    return (Hint(_("space"), _("more below"), "space"),) if board.sheet.last_top else ()


def _resting(view: "StudentView") -> tuple[Hint, ...]:
    """Return what may be played while the class rests."""
    if view.board.stage not in RESTING:
        return ()
    numbered = [*enumerate(view.openings[:MOST_OPENINGS], 1)]
    open_ones = [f"{number}" for number, one in numbered if one.may_begin]
    told = [f"{number}" for number, one in numbered if one.may_look_back]
    hints = [Hint("m", _("practise missed"), "m")] if view.missed else []
    for keys, label in ((open_ones, _("play alone")), (told, _("your results"))):
        if keys:
            hints.append(Hint(" ".join(keys), label, keys[0] if len(keys) == 1 else ""))
    return tuple(hints)


def _around(board: "LiveBoard", view: "StudentView") -> tuple[Hint, ...]:
    """Return the ways to the article and to the words."""
    hints = []
    stage, question = view.board.stage, view.board.question
    if board.may_read and stage != "reading":
        is_quoted = stage == "explained" and view.board.quotations
        label = _("see it in the article") if is_quoted else _("article")
        hints.append(Hint("s", label, "s", 2))
    if question is not None and question.words:
        hints.append(Hint("w", _("words"), "w", 3))
    return tuple(hints)


def all_keys(board: "LiveBoard") -> list[tuple[str, str]]:
    """Return every key that is valid now, and what to do when nothing moves any more."""
    view = board.view
    keys: list[tuple[str, str]] = []
    if board.is_open and board.interaction is not None:
        keys += board.interaction.all_keys()
        keys.append(("Enter", _("send the answer; you may change it until the question closes")))
        if board.line is not None:
            keys.append(("Tab", _("into the field; Esc comes out of it, then letters are keys")))
    else:
        keys += [(hint.key, hint.label) for hint in _resting(view)] if view else []
        keys.append((_("space, arrows"), _("read on")))
    if view is not None and view.board.stage == "open" and view.board.question is not None:
        question = view.board.question
        keys.append((_("time"), limit_words(question.limit, question.base_limit)))
    keys += [(hint.key, hint.label) for hint in _around(board, view)] if view else []
    keys.append(("Esc, q", _("leave; you are asked first, and your seat is kept")))
    sign = board.house.glyphs.answered
    keys += [
        (sign, _("the sign at the top right changes each second while you are connected")),
        (
            _("if it stands still"),
            _(
                "press Enter, then ~ and . (a full stop), or close the window; then type the same"
                " line again"
            ),
        ),
    ]
    if view is not None and view.word:
        told = _("{word}: you may be asked for it when you come back; tell nobody")
        keys.append((_("your seat word"), told.format(word=view.word.upper())))
    return keys


def message(board: "LiveBoard") -> tuple[str, str]:
    """Return what is said above the keys, and its ink."""
    view = board.view
    if board.note:
        return board.note, "warning"
    if board.arriving is not None or view is None:
        return "", "muted"
    stage = view.board.stage
    if stage in ASKED and not view.takes_part:
        whole = _("It was shown before you came: you take part from the next question.")
        return board.fitting(whole, _("You take part from the next question.")), "strong"
    if view.board.stuck or (view.board.paused and stage in {"open", "reading"}):
        standing = _("The clock stands until your teacher lets it run again.")
        return _stuck(board, view) if view.board.stuck else standing, "warning"
    if stage == "open" and view.board.question is not None:
        return _standing(board, view, view.board.question)
    return _told(board, view), "strong" if stage == "closed" else "muted"


def _stuck(board: "LiveBoard", view: "StudentView") -> str:
    """Return that the class can not keep anything now, and what becomes of the own answer."""
    response = board.interaction.response if board.interaction else ()
    if view.board.stage == "open" and view.takes_part and response and response != view.sent:
        kept = _("Your answer is not kept yet.")
    elif view.board.stage in ASKED and view.sent:
        kept = _("Your answer is kept.")
    else:
        kept = _("It goes on in a moment.")
    whole, short = (
        _("The computer of the class can not write now."),
        _("It can not be written now."),
    )
    return board.fitting(f"{whole} {kept}", f"{short} {kept}")


def _told(board: "LiveBoard", view: "StudentView") -> str:
    """Return what is said where nothing can be answered."""
    stage = view.board.stage
    if stage == "reading":
        if not view.board.limit:
            return _("Read now. Your teacher goes on when everybody is ready.")
        return _("Read now. The questions come when the time is over.")
    if stage == "closed":
        return _closed(board, view)
    return _score(board, view) if stage in TOLD else ""


def _score(board: "LiveBoard", view: "StudentView") -> str:
    """Return how much was right so far, and that nothing presses."""
    if view.told is not None and view.board.warm_up:
        whole = _("A warm-up counts for nobody. No clock is running; your teacher goes on.")
        return board.fitting(whole, _("A warm-up counts for nobody. No clock is running."))
    if view.told is None or not view.told.closed_so_far:
        return _("No clock is running; your teacher goes on.")
    whole = _("{right} of {told} right so far. No clock is running; your teacher goes on.")
    told = (_("{right} of {told} right so far. No clock is running."), whole)
    short, whole = (
        one.format(right=view.told.right_so_far, told=view.told.closed_so_far) for one in told
    )
    return board.fitting(whole, short)


def _standing(board: "LiveBoard", view: "StudentView", question: "QuestionView") -> tuple[str, str]:
    """Return what stands on screen, and whether it is sent."""
    interaction, place = board.interaction, board.desk.place
    if interaction is None or place is None or board.is_sure:
        return "", "muted"
    status, response = _standing_words(interaction), interaction.response
    if not status:
        return _("Nothing sent yet."), "muted"
    if view.sent and response == view.sent:
        return _sent(board, view, status)
    if not place.is_complete(response):
        return place.objection(response) or f"{status}.", "strong"
    whole = _("{what}, not sent yet. Enter sends it.").format(what=status)
    if question.limit is None:
        return whole, "strong"
    whole += " " + _("When time runs out, it counts.")
    short = _("Not sent yet: Enter sends it. When time runs out, it counts.")
    return board.fitting(whole, short), "strong"


def _standing_words(interaction: "Interaction") -> str:
    """Return what stands on screen in words: of a typed answer what was typed."""
    typed = " ".join(interaction.response) if interaction.presentation.form == "entry" else ""
    return f"“{clip(typed, _LONGEST)}”" if typed else interaction.status()


def _sent(board: "LiveBoard", view: "StudentView", status: str) -> tuple[str, str]:
    """Return that what stands on screen was sent, in this vote or in the first."""
    if not view.answered:
        whole = _("{what}: it counts again unless you send another. Enter sends it now.")
        short = _("Your first answer counts again unless you send another.")
        return board.fitting(whole.format(what=status), short), "strong"
    sign = board.house.glyphs.right
    whole = _("{sign} Sent: {what}. You may change it until the question closes.")
    short = _("{sign} Sent. You may change it until the question closes.")
    return board.fitting(whole.format(sign=sign, what=status), short.format(sign=sign)), "right"


def _closed(board: "LiveBoard", view: "StudentView") -> str:
    status = _standing_words(board.interaction) if board.interaction else ""
    if view.late and not view.sent:
        whole = _("Your answer came too late, after the question was closed. It does not count.")
        return board.fitting(whole, _("Your answer came too late: it does not count."))
    if view.late:
        whole = _("Your change came too late. What counts: {what}.").format(what=status)
        return board.fitting(whole, _("Your change came too late: the first answer counts."))
    if not view.sent or not status:
        return _("Closed. You gave no answer. The answer comes in a moment.")
    whole = _("Closed. What counts: {what}. The answer comes in a moment.")
    return board.fitting(whole.format(what=status), _("Closed. Your answer counts."))

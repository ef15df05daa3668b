"""The keys that are valid while a sitting is on screen, for the line of keys and for the help."""

from quizgame.catalogue import _
from quizgame.tui.play.board import Board
from quizgame.tui.play.progress import limit_words
from quizgame.tui.widgets import Hint


def hints(board: Board) -> tuple[Hint, ...]:
    """Return the keys that are valid now, the dispensable ones with a high rank."""
    end = (Hint("Esc", _("leave"), "escape", 1), Hint("?", _("help"), "question_mark"))
    if board.mode == "paused":
        away = (Hint("c", _("to the class"), "c"),) if board.is_wanted else ()
        return (Hint("Enter", _("go on"), "enter"), *away, *end)
    if board.mode == "sure":
        return (Hint("1-3", _("how sure")), Hint("Esc", _("back"), "escape"), end[1])
    if board.mode == "told":
        return (Hint("Enter", _("next"), "enter"), *_told(board), *end)
    if board.focused is not None:
        return (Hint("Enter", _("send"), "enter"), *_inside(board), _field(board))
    if board.is_exam:
        return _in_exam(board)
    return (*_answering(board), *end)


def _field(board: Board) -> Hint:
    if board.is_exam:
        return Hint("Esc", _("leave the field; then n, p, m, o work"), "escape")
    return Hint("Esc", _("leave the field; then other keys work"), "escape")


def _in_exam(board: Board) -> tuple[Hint, ...]:
    """Return the keys of an exam's question: the ways to others stay longest."""
    inside = [hint._replace(rank=4 if hint.rank else 3) for hint in _inside(board)]
    hints = [*inside, Hint("Enter", _("send"), "enter")]
    if board.field.display:
        hints = [Hint("Tab", _("type"), "tab"), Hint("Enter", _("send"), "enter")]
    is_closed = board.view is not None and board.view.closed
    if is_closed:
        hints = []
    hints += [
        Hint("Enter n" if is_closed else "n", _("next"), "n"),
        Hint("p", _("back"), "p", 1),
        Hint("m", _("mark"), "m", 2),
        Hint("o", _("overview"), "o"),
    ]
    if board.view is not None and board.view.may_read:
        hints.append(Hint("s", _("article"), "s", 5))
    words = [hint._replace(rank=6) for hint in _words(board)]
    leave, ask = Hint("Esc", _("leave"), "escape"), Hint("?", _("help"), "question_mark")
    return (*hints, *words, leave, ask)


def _inside(board: Board) -> tuple[Hint, ...]:
    return board.interaction.hints() if board.interaction else ()


def _told(board: Board) -> tuple[Hint, ...]:
    hints = []
    if board.sheet.last_top:
        hints.append(Hint(_("space"), _("more below"), "space"))
    if board.play.may_read:
        hints.append(Hint("s", _("in the article"), "s", 2))
    words = [hint._replace(rank=4) for hint in _words(board)]
    return (*hints, *words, Hint("r", _("report"), "r", 3))


def _words(board: Board) -> tuple[Hint, ...]:
    has_words = board.view is not None and board.view.words
    return (Hint("w", _("words"), "w", 3),) if has_words else ()


def _answering(board: Board) -> tuple[Hint, ...]:
    hints = [*_inside(board), Hint("Enter", _("send"), "enter")]
    if board.interaction is not None and board.interaction.typed is not None:
        hints.insert(0, Hint("Tab", _("back to the field"), "tab"))
    hints.append(Hint("n", _("I don't know"), "n", 5))
    if board.is_timed:
        hints.append(Hint("p", _("pause"), "p", 4))
    if board.view is not None and board.view.may_read:
        hints.append(Hint("s", _("article"), "s", 2))
    return (*hints, *_words(board))


def all_keys(board: Board) -> list[tuple[str, str]]:
    """Return every key that is valid now with what it does."""
    keys: list[tuple[str, str]] = []
    if board.mode == "answer" and board.interaction is not None:
        keys += board.interaction.all_keys()
        keys.append(("Enter", _("send the answer")))
        if board.field.display:
            keys.append(("Tab", _("go into the field; Esc comes out of it, then letters are keys")))
    elif board.mode == "told":
        keys += [("Enter, n", _("next question")), (_("space, arrows"), _("read on"))]
        keys.append(("r", _("report that something is wrong with this question")))
    elif board.mode == "paused":
        keys.append(("Enter", _("go on; the clock runs again")))
        if board.is_wanted:
            keys.append(("c", _("to the class; what you began here is kept")))
    view = board.view
    if board.mode == "answer" and view is not None and view.limit is not None:
        keys.append((_("time"), limit_words(view.limit, view.base_limit)))
    if board.mode == "answer":
        keys += _exam_keys() if board.is_exam else _practice_keys()
    if board.play.may_read:
        keys.append(("s", _("read the article; s or Esc comes back")))
    if board.view is not None and board.view.words:
        keys.append(("w", _("what words mean")))
    return [*keys, ("Esc, q", _("leave; you are asked first")), ("?", _("this help"))]


def _practice_keys() -> list[tuple[str, str]]:
    return [
        ("n", _("I don't know: show the answer")),
        ("p", _("pause: the clock stands, the question is hidden")),
    ]


def _exam_keys() -> list[tuple[str, str]]:
    return [
        ("n, p", _("next question, previous question")),
        ("m", _("mark this question for later, or take the mark away")),
        ("o", _("all questions at a glance; from there u hands in")),
    ]

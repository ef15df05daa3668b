"""Ready-made quizzes: whether the bank has what they ask for."""

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quizgame.bank.report import Report
from quizgame.catalogue import _
from quizgame.model.bank import Draw, Quiz
from quizgame.model.questions import QUESTION_TYPES
from quizgame.model.questions.base import Question

WHOLE_BANK = "all"
_MOST_LOOKS = 1_000_000


@dataclass(frozen=True, slots=True)
class Stock:
    """What quizzes can be made of: sound `questions`, and the `ids` of all that were written."""

    questions: Sequence[Question]
    ids: Collection[str]
    sober: bool


def playable_quizzes(
    quizzes: Iterable[tuple[int, Quiz, bool]], stock: Stock, report: Report
) -> tuple[Quiz, ...]:
    """Return the quizzes that can be played; indices tell where in the file each stands.

    The last value of each says whether it has no error yet; the others are looked at, not returned.

    Ids of questions that have an error of their own are taken out of a quiz. A draw that asks for
    more than there is stays: play says how many there are. Of a bank with very many draws the last
    are not looked at.
    """
    looks = 0
    playable: list[Quiz] = []
    sound = {question.id for question in stock.questions}
    seen: set[str] = set()
    for index, quiz, whole in quizzes:
        keys = ("quiz", index)
        before = len(report)
        if quiz.id in seen:
            message = _("the quiz id `{id}` is already taken").format(id=quiz.id)
            report.error((*keys, "id"), "QG011", message)
        elif quiz.id == WHOLE_BANK:
            message = _("the quiz id `all` is that of the whole bank")
            report.error((*keys, "id"), "QG011", message)
        seen.add(quiz.id)
        _check_ids(quiz, index, stock, report)
        if stock.sober and quiz.scoring != "accuracy":
            message = _("a sober bank is scored by accuracy only")
            report.error((*keys, "scoring"), "QG022", message)
        kept = tuple(question_id for question_id in quiz.ids if question_id in sound)
        if len(report) == before and (kept or not quiz.ids):
            if whole:
                playable.append(dataclasses.replace(quiz, ids=kept) if kept != quiz.ids else quiz)
            looks += len(quiz.draw) * len(stock.questions)
            if looks <= _MOST_LOOKS:
                _check_draws(quiz, index, stock, report)
    return tuple(playable)


def _check_ids(quiz: Quiz, index: int, stock: Stock, report: Report) -> None:
    if quiz.ids and quiz.draw:
        message = _("a quiz has either `ids` or `draw`")
        report.error(("quiz", index, "draw"), "QG020", message)
    seen: set[str] = set()
    for number, question_id in enumerate(quiz.ids):
        where = ("quiz", index, "ids", number)
        if question_id not in stock.ids:
            message = _("there is no question `{id}`").format(id=question_id)
            hint = _hint(question_id, tuple(stock.ids))
            report.error(where, "QG020", message, hint)
        elif question_id in seen:
            message = _("the question `{id}` stands twice in this quiz").format(id=question_id)
            report.error(where, "QG020", message)
        seen.add(question_id)


def _check_draws(quiz: Quiz, index: int, stock: Stock, report: Report) -> None:
    drawn: set[str] = set()
    wanted = 0
    for number, draw in enumerate(quiz.draw):
        keys = ("quiz", index, "draw", number)
        _check_types(draw, (*keys, "types"), report)
        found = {question.id for question in stock.questions if _fits(question, draw)}
        drawn |= found
        wanted += draw.count
        if len(found) < draw.count:
            message = _("this draw asks for {wanted} questions and finds {found}")
            message = message.format(wanted=draw.count, found=len(found))
            report.error((*keys, "count"), "QG021", message, _("Play takes those there are."))
    if wanted > len(drawn) and not any(draw.count > len(drawn) for draw in quiz.draw):
        message = _("the draws ask for {wanted} questions and together find {found}")
        message = message.format(wanted=wanted, found=len(drawn))
        report.error(("quiz", index, "draw"), "QG021", message, _("Play takes those there are."))


def _check_types(draw: Draw, keys: tuple[str | int, ...], report: Report) -> None:
    for number, name in enumerate(draw.types):
        if name not in QUESTION_TYPES:
            message = _("there is no question type `{type}`").format(type=name)
            hint = _hint(name, tuple(QUESTION_TYPES))
            report.error((*keys, number), "QG010", message, hint)


def _hint(name: str, known: tuple[str, ...]) -> str:
    from quizgame.bank.wording import nearest  # noqa: PLC0415 - needed only for what fails

    near = nearest(name, known)
    return _("Did you mean `{name}`?").format(name=near) if near else ""


def _fits(question: Question, draw: Draw) -> bool:
    return (
        question.status == "ready"
        and (not draw.tags or any(tag in draw.tags for tag in question.tags))
        and (not draw.difficulty or question.difficulty in draw.difficulty)
        and (not draw.types or question.type in draw.types)
    )

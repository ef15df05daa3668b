"""A question that is closed, told to who was not there when it was asked, and told again."""

from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.line.answers import ANSWERS
from quizgame.line.live.telling import worth
from quizgame.model.markup import plain

if TYPE_CHECKING:
    from quizgame.backend.live.views import StudentView
    from quizgame.backend.views import QuestionView
    from quizgame.line.answers.base import Answer

Asked = tuple[str, str, int]


def asked_of(view: "StudentView") -> Asked:
    """Return which question of which round is on screen and which vote on it; "" for no id."""
    question = view.board.question
    return view.board.round_id, question.id if question else "", view.board.vote


def answer_of(question: "QuestionView") -> "Answer":
    """Return an answer to a question, with nothing in it yet."""
    return ANSWERS[question.presentation.form](question.presentation, question.type)


def recalled_lines(view: "StudentView") -> tuple[str, ...]:
    """Return what was asked, what there was to choose from, and the own answer that counts."""
    board, question = view.board, view.board.question
    is_closed = board.stage == "closed"
    form = (
        _("Question {number} of {total} is closed.")
        if is_closed
        else _("Question {number} of {total}.")
    )
    head = form.format(number=board.number, total=board.total)
    if question is None:
        return (head,)
    answer = answer_of(question)
    lines = (f"{head} {worth(board, question)}", *plain(question.stem).split("\n"), *answer.lines())
    if not view.takes_part:
        late = _("It was shown before you came: you take part from the next question.")
        return (*lines, late) if is_closed else lines
    # Where nothing counts, what the reveal begins with says so.
    return (*lines, counting_line(view, answer)) if is_closed or view.sent else lines


def counting_line(view: "StudentView", answer: "Answer") -> str:
    """Return which answer counts now that the question is closed."""
    if view.sent:
        told = answer.told(view.sent)
        return _("The answer that counts is {answer}.").format(answer=told)
    if view.late:
        return _("Your answer came too late, so nothing counts.")
    return _("Nothing was sent.")

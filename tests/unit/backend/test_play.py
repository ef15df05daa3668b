"""A sitting as a front end sees it, over a real store."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizgame.backend.play import Play
from quizgame.backend.questions import reveal_view
from quizgame.backend.request import Options
from quizgame.backend.student import Student
from quizgame.backend.views import QuestionView
from quizgame.errors import RefusedError, SittingMovedError, StoreFullError
from quizgame.model.questions.base import Response
from tests.unit.backend.conftest import Hands, desk_of


def _token(view: QuestionView, text: str) -> str:
    return next(i.token for i in view.presentation.blanks[0].items if i.text == text)


def _right(view: QuestionView) -> Response:
    if view.id == "length":
        return ("120 m",)
    return (_token(view, "The mayor" if view.id == "who" else "True"),)


def _wrong(view: QuestionView) -> Response:
    if view.id == "length":
        return ("12",)
    return (_token(view, "The king" if view.id == "who" else "False"),)


def _shown(play: Play) -> QuestionView:
    view = play.go_on()
    assert view is not None
    return view


def test_practice_tells_after_each_answer(student: Student) -> None:
    """The key, the reason and the quotation in its paragraph come with the reveal."""
    play = student.start(student.enter("Ann"), "bridge", "quick")
    view = _shown(play)
    assert view.id == "who"
    assert play.reveal() is None
    reveal = play.answer(view.id, _wrong(view))
    assert reveal is not None
    assert (reveal.outcome, reveal.points, reveal.max_points) == ("wrong", 0, 1)
    assert reveal.key_text == ("The mayor",)
    chosen = next(verdict for verdict in reveal.verdicts if verdict.chosen)
    assert chosen.rationale == "No king is named."
    quotation = reveal.quotations[0]
    assert (quotation.paragraph, quotation.paragraphs) == (1, 3)
    assert quotation.context == (("The mayor opened the bridge", True), (" on Monday.", False))


def test_no_view_before_the_reveal_has_the_key(student: Student) -> None:
    """Tokens are places, and nothing of keys, rationales or explanation is in the view."""
    play = student.start(student.enter("Ann"), "bridge", "quick")
    view = _shown(play)
    assert [item.token for item in view.presentation.blanks[0].items] == ["1", "2", "3"]
    assert "No king" not in repr(view)
    assert "correct" not in repr(view)
    with pytest.raises(ValueError, match="not told"):
        reveal_view(play.sitting, {}, 0, None, {}, so_far=(0, 0))
    assert all(item.reveal is None for item in play.results().items)


def test_a_word_asked_for_is_not_explained(student: Student) -> None:
    """The glossary leaves out the word that is the answer, and puts the stem's own words first."""
    play = student.start(student.enter("Ann"), "bridge", "quick")
    assert [word for word, _meaning in _shown(play).words] == ["engineer"]


def test_results_keep_score(student: Student) -> None:
    """A finished practice is kept with its responses, and home shows best and last."""
    ann = student.enter("Ann")
    play = student.start(ann, "bridge", "quick")
    for right in (True, False, True):
        view = _shown(play)
        play.answer(view.id, _right(view) if right else _wrong(view))
    assert play.go_on() is None
    results = play.results()
    assert results.record.status == "finished"
    assert results.record.accuracy == pytest.approx(2 / 3)
    assert [item.outcome for item in results.items] == ["right", "wrong", "right"]
    assert {tally.name: tally.right for tally in results.by_tag} == {"people": 2, "figures": 0}
    assert results.points_talk == ("Is that long?",)
    loaded = student.library.find("bridge")
    quiz = next(q for q in student.shelf(ann, loaded).quizzes if q.id == "quick")
    assert quiz.best == quiz.last == pytest.approx(2 / 3)
    assert [q.id for q in student.missed(ann, "bridge")] == ["length"]


def test_an_exam_tells_nothing_before_it_is_handed_in(student: Student) -> None:
    """Answers can be changed, nothing is revealed, and all is explained at the end."""
    play = student.start(student.enter("Ann"), "bridge", "test")
    for _ in range(3):
        view = _shown(play)
        assert play.answer(view.id, _wrong(view)) is None
        assert play.reveal() is None
    assert play.go_on() is None
    assert set(play.progress()) == {"answered", "current"}
    first = play.go_to(0)
    assert first is not None
    assert first.response == _wrong(first)
    play.answer(first.id, _right(first))
    assert student.store.attempt(play.attempt_id).points == 0  # type: ignore[union-attr] # kept
    play.submit()
    results = play.results()
    assert results.record.accuracy == pytest.approx(1 / 3)
    assert results.record.passed is False
    assert all(item.reveal for item in results.items)


def test_attempts_are_limited(student: Student) -> None:
    """A quiz with two attempts can not be begun a third time."""
    ann = student.enter("Ann")
    for _ in range(2):
        student.start(ann, "bridge", "test").submit()
    with pytest.raises(RefusedError, match="2 times"):
        student.start(ann, "bridge", "test")


def test_the_last_attempt_is_begun_in_one_window(
    student: Student, tmp_path: Path, bank_path: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two windows that both saw an attempt left do not both take it."""
    ann, other = student.enter("Ann"), desk_of(tmp_path, bank_path, hands)
    student.start(ann, "bridge", "test").submit()
    seen = student.store.attempts(ann.key)
    other.start(ann, "bridge", "test")
    # What this window saw before the other one began:
    monkeypatch.setattr(student, "_attempts_on", lambda *_: seen)
    monkeypatch.setattr(student.store, "attempts", lambda *_, **__: ())
    with pytest.raises(RefusedError, match="another window"):
        student.start(ann, "bridge", "test")
    monkeypatch.undo()
    assert len(student.resumable(ann)) == 1
    other.close()


def test_a_complete_answer_on_screen_counts_when_time_ends(student: Student, hands: Hands) -> None:
    """What stands complete counts at the deadline; what is incomplete is unanswered."""
    play = student.start(student.enter("Ann"), "bridge", "quick")
    view = _shown(play)
    hands.move(19)
    assert play.tick(_right(view)) == ""
    hands.move(1.2)
    assert play.tick(_right(view)) == "time-up"
    reveal = play.reveal()
    assert reveal is not None
    assert reveal.outcome == "right"
    _shown(play)
    hands.move(21)
    assert play.tick(("",)) == "time-up"
    reveal = play.reveal()
    assert reveal is not None
    assert (reveal.outcome, reveal.by_clock) == ("unanswered", True)


def test_what_arrives_later_is_late(student: Student, hands: Hands) -> None:
    """An answer stamped after the limit is kept as late and earns nothing."""
    play = student.start(student.enter("Ann"), "bridge", "quick")
    view = _shown(play)
    hands.move(22)
    reveal = play.answer(view.id, _right(view))
    assert reveal is not None
    assert (reveal.outcome, reveal.fraction) == ("late", 0)


def test_an_answer_for_another_question_is_refused(student: Student) -> None:
    """A response is bound to the question that was on screen."""
    play = student.start(student.enter("Ann"), "bridge", "quick")
    view = _shown(play)
    with pytest.raises(RefusedError, match="another question"):
        play.answer("length", ("120",))
    play.answer(view.id, _right(view))
    with pytest.raises(RefusedError, match="not be answered any more"):
        play.answer(view.id, _right(view))


def test_resuming_goes_on_where_it_was(
    student: Student, hands: Hands, tmp_path: Path, bank_path: Path
) -> None:
    """Another process finds the same question with the same order, and the reveal stands."""
    ann = student.enter("Ann")
    play = student.start(ann, "bridge", options=Options(question_time=30))
    first = _shown(play)
    play.answer(first.id, _right(first))
    second = _shown(play)
    hands.move(5)
    hands.restart(3600)
    desk = desk_of(tmp_path, bank_path, hands)
    (open_attempt,) = desk.resumable(ann)
    again = desk.resume(ann, open_attempt.id)
    shown = again.reopen()
    assert shown is not None
    assert shown.presentation == second.presentation
    assert again.time().question_left == pytest.approx(30, abs=6)
    with pytest.raises(RefusedError):
        again.answer(first.id, _right(first))
    assert desk.resumable(desk.enter("Ben")) == ()
    with pytest.raises(RefusedError, match="nothing to resume"):
        desk.resume(desk.enter("Ben"), open_attempt.id)
    desk.close()


def test_an_exam_runs_on_while_nobody_is_there(
    student: Student, hands: Hands, tmp_path: Path, bank_path: Path
) -> None:
    """After a crash an exam's time has run, and one whose time ended is handed in."""
    ann = student.enter("Ann")
    play = student.start(ann, "bridge", "test")
    _shown(play)
    hands.move(10)
    hands.restart(30)
    desk = desk_of(tmp_path, bank_path, hands)
    again = desk.resume(ann, play.attempt_id)
    assert again.time().quiz_left == pytest.approx(60)
    hands.move(61)
    assert again.tick() == "submitted"
    assert again.results().by_clock
    desk.close()


def test_one_sitting_in_two_windows(
    student: Student, hands: Hands, tmp_path: Path, bank_path: Path
) -> None:
    """The window that comes second is told, and what the first kept stands."""
    ann = student.enter("Ann")
    play = student.start(ann, "bridge", "quick")
    view = _shown(play)
    desk = desk_of(tmp_path, bank_path, hands)
    other = desk.resume(ann, play.attempt_id)
    other.answer(view.id, _right(view))
    with pytest.raises(SittingMovedError):
        play.answer(view.id, _wrong(view))
    assert desk.store.attempt(play.attempt_id).responses[0].outcome == "right"  # type: ignore[union-attr] # kept
    desk.close()


def test_a_guest_leaves_nothing(student: Student) -> None:
    """A guest plays and sees results, and the store on disk knows nothing of it."""
    guest = student.enter("Guest")
    play = student.start(guest, "bridge", "quick")
    view = _shown(play)
    play.answer(view.id, _right(view))
    assert not play.is_saved
    assert student.store.attempts() == ()
    assert student.store.attempts(running=True) == ()
    assert student.store.people() == ()


@pytest.mark.parametrize("name", ["guest", " GUEST ", "\uff27uest"])
def test_nobody_else_is_called_guest(student: Student, name: str) -> None:
    """A guest's name is one however it is written, and no player can take it later."""
    assert student.enter(name).is_guest
    ann = student.enter("Ann")
    with pytest.raises(RefusedError, match="guest"):
        student.rename(ann, name)
    assert [person.name for person in student.people()] == ["Ann"]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE events SET content = '{\"seq\": 1}' WHERE seq = 1",
        "DELETE FROM events WHERE seq = 0",
        "DELETE FROM attempt_revisions",
        "UPDATE revisions SET content = '{}'",
    ],
)
def test_what_another_version_left_open_is_not_resumed(
    student: Student, hands: Hands, tmp_path: Path, bank_path: Path, harm: str
) -> None:
    """What means nothing here is refused with a reason, not with a crash, and can be given up."""
    ann = student.enter("Ann")
    play = student.start(ann, "bridge", "quick")
    _shown(play)
    student.close()
    with closing(sqlite3.connect(tmp_path / "quizgame.db")) as database, database:
        assert database.execute(harm).rowcount
    desk = desk_of(tmp_path, bank_path, hands)
    with pytest.raises(RefusedError, match="another version"):
        desk.resume(ann, play.attempt_id)
    desk.give_up(ann, play.attempt_id)
    assert desk.resumable(ann) == ()
    desk.close()


def test_play_goes_on_unsaved_after_a_full_disk(
    student: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The act that could not be kept had no effect, and works again without saving."""
    play = student.start(student.enter("Ann"), "bridge", "quick")
    view = _shown(play)

    def full(*_args: object) -> None:
        message = "no room"
        raise StoreFullError(message)

    monkeypatch.setattr(student.store, "append", full)
    with pytest.raises(StoreFullError):
        play.answer(view.id, _right(view))
    assert play.reveal() is None
    student.go_on_unsaved(play)
    reveal = play.answer(view.id, _right(view))
    assert reveal is not None
    assert reveal.outcome == "right"
    assert not play.is_saved


def test_options_narrow_a_quiz(student: Student) -> None:
    """Tags, difficulty, count and seed decide which questions come, reproducibly."""
    ann = student.enter("Ann")
    play = student.start(ann, "bridge", options=Options(tags=("people",), seed=4))
    assert {item.question_id for item in play.results().items} == {"who", "lasting"}
    orders = [
        [
            i.question_id
            for i in student.start(ann, "bridge", options=Options(seed=7)).results().items
        ]
        for _ in range(2)
    ]
    assert orders[0] == orders[1]
    with pytest.raises(RefusedError, match="No question"):
        student.start(ann, "bridge", options=Options(tags=("nothing",)))


def test_a_suspended_computer_pauses_practice(student: Student, hands: Hands) -> None:
    """When the clocks fell apart the quiz is paused, and the time away does not count."""
    play = student.start(student.enter("Ann"), "bridge", "quick")
    _shown(play)
    hands.move(5)
    hands.wall += 600
    assert play.tick() == "paused"
    assert play.time().question_left == pytest.approx(15)
    hands.move(100)
    assert play.time().question_left == pytest.approx(15)
    play.resume()
    hands.move(1)
    assert play.time().question_left == pytest.approx(14)


def test_review_asks_what_was_missed(student: Student, hands: Hands) -> None:
    """A review has the missed questions, no clock, and empties as they are answered rightly."""
    ann = student.enter("Ann")
    play = student.start(ann, "bridge", "quick")
    for _ in range(3):
        view = _shown(play)
        play.answer(view.id, _wrong(view) if view.id == "who" else _right(view))
    play.go_on()
    hands.move(60)
    review = student.review(ann, "bridge")
    view = _shown(review)
    assert (view.id, view.total, review.time().left) == ("who", 1, None)
    review.answer(view.id, _right(view))
    review.go_on()
    with pytest.raises(RefusedError, match="no question was missed"):
        student.review(ann, "bridge")


def test_an_attempt_can_be_given_up_unopened(
    student: Student, hands: Hands, tmp_path: Path, bank_path: Path
) -> None:
    """Even one whose questions can not be read any more; what was answered stays in the history."""
    ann = student.enter("Ann")
    play = student.start(ann, "bridge", "quick")
    view = _shown(play)
    play.answer(view.id, _wrong(view))
    with closing(sqlite3.connect(tmp_path / "quizgame.db")) as database:
        database.execute('UPDATE revisions SET content = \'{"type": "of the future"}\'')
        database.commit()
    desk = desk_of(tmp_path, bank_path, hands)
    with pytest.raises(RefusedError, match="another version"):
        desk.resume(ann, play.attempt_id)
    with pytest.raises(RefusedError):
        desk.give_up(desk.enter("Ben"), play.attempt_id)
    desk.give_up(ann, play.attempt_id)
    assert desk.resumable(ann) == ()
    (attempt,) = desk.history(ann).attempts
    assert (attempt.status, attempt.responses[0].outcome) == ("abandoned", "wrong")
    desk.close()

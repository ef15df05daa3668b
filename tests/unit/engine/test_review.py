"""What a person last got wrong, across quizzes, attempts, revisions and renamings."""

from typing import Any

from quizgame.engine.review import missed
from quizgame.model.attempt import AttemptRecord, Outcome, ResponseRecord, Status
from quizgame.model.bank import BANK_ADAPTER, Bank, content_hash, scoring_hash
from quizgame.model.questions.base import Question
from tests.unit.samples import make_question

OPTIONS: tuple[dict[str, Any], ...] = (
    {"text": "Vilnius", "correct": True},
    {"text": "Selby"},
    {"text": "Hiroshima"},
)


def _question(name: str = "city", **changes: Any) -> Question:
    fields = {"type": "single-choice", "stem": "In wich city?", "options": OPTIONS}
    return make_question(id=name, **(fields | changes))


def _bank(*questions: Question, **changes: Any) -> Bank:
    fields = {"format": 1, "id": "bank", "title": "A bank", "question": questions}
    return BANK_ADAPTER.validate_python(fields | changes)


def _attempt(
    *outcomes: tuple[Question, Outcome],
    started_at: float = 0,
    finished_at: float | None = None,
    bank: str = "bank",
    quiz: str = "all",
    status: Status = "finished",
    seen: bool = True,
) -> AttemptRecord:
    responses = tuple(
        ResponseRecord(
            question=question.id,
            position=position,
            revision=content_hash(question),
            scoring_hash=scoring_hash(question),
            outcome=outcome,
            response=(),
            response_text="",
            fraction=None if outcome == "pending" else float(outcome == "right"),
            points=None if outcome == "pending" else float(outcome == "right"),
            max_points=1.0,
            certainty=0,
            late=outcome == "late",
            elapsed_s=4.0 if seen else 0.0,
        )
        for position, (question, outcome) in enumerate(outcomes)
    )
    return AttemptRecord(
        id=f"{quiz} {started_at}",
        bank=bank,
        bank_title="",
        quiz=quiz,
        quiz_title="",
        behaviour="practice",
        scoring="accuracy",
        seed=1,
        status=status,
        started_at=started_at,
        finished_at=finished_at if finished_at or status == "running" else started_at,
        points=0,
        max_points=1,
        accuracy=0,
        passed=None,
        responses=responses,
    )


def _names(bank: Bank, *attempts: AttemptRecord) -> list[str]:
    assert missed(bank, attempts) == missed(bank, attempts[::-1]), "the order given matters"
    return [question.id for question in missed(bank, attempts)]


def test_all_but_right_is_missed() -> None:
    """Wrong, partly right, late and unanswered come again, right ones and open ones do not."""
    outcomes: list[Outcome] = ["wrong", "partly", "late", "unanswered", "right", "pending"]
    questions = {outcome: _question(outcome) for outcome in outcomes}
    bank = _bank(*questions.values(), _question("new"))
    attempt = _attempt(*((questions[outcome], outcome) for outcome in outcomes))
    assert _names(bank, attempt) == ["wrong", "partly", "late", "unanswered"]


def test_the_last_attempt_decides_across_quizzes() -> None:
    """Right in a later quiz ends it, wrong in a later one brings it back."""
    city, signed = _question(), _question("signed")
    bank = _bank(city, signed)
    first = _attempt((city, "wrong"), (signed, "right"), started_at=1, quiz="first-ten")
    second = _attempt((signed, "wrong"), (city, "right"), started_at=2, quiz="people")
    assert _names(bank, first) == ["city"]
    assert _names(bank, first, second) == ["signed"]
    elsewhere = _attempt((signed, "right"), started_at=3, bank="another")
    assert _names(bank, first, second, elsewhere) == ["signed"]


def test_an_attempt_that_was_resumed_later_is_the_later_one() -> None:
    """What ended last has the last word, however early it began."""
    city = _question()
    long_ago = _attempt((city, "wrong"), started_at=1, finished_at=9)
    between = _attempt((city, "right"), started_at=2, finished_at=3)
    assert _names(_bank(city), long_ago, between) == ["city"]


def test_what_nobody_saw_is_not_missed() -> None:
    """A question that a quiz's time left unseen keeps what was known about it."""
    city = _question()
    cut_off = _attempt((city, "unanswered"), started_at=2, seen=False)
    assert _names(_bank(city), cut_off) == []
    assert _names(_bank(city), _attempt((city, "wrong"), started_at=1), cut_off) == ["city"]
    assert _names(_bank(city), _attempt((city, "right"), started_at=1), cut_off) == []


def test_what_was_answered_counts_in_any_attempt() -> None:
    """Abandoned and running attempts count as far as they were told."""
    city, signed = _question(), _question("signed")
    for status in ("abandoned", "running"):
        attempt = _attempt((city, "wrong"), (signed, "pending"), started_at=5, status=status)
        assert _names(_bank(city, signed), attempt) == ["city"]


def test_a_mended_typo_keeps_the_history() -> None:
    """Text that decides no score may change, and options may move, and it still is missed."""
    attempt = _attempt((_question(), "wrong"))
    mended = [
        _question(stem="In which city?"),
        _question(explanation="It was said in the article."),
        _question(options=OPTIONS[::-1]),
        _question(options=[{**OPTIONS[0], "rationale": "He said so."}, *OPTIONS[1:]]),
        _question(options=[{**OPTIONS[0], "text": "VILNIUS "}, *OPTIONS[1:]]),
        _question(tags=["places"], difficulty="hard", points=3.0),
    ]
    for question in mended:
        assert _names(_bank(question), attempt) == ["city"], question


def test_a_changed_key_ends_the_history() -> None:
    """A question with another key is another question."""
    attempt = _attempt((_question(), "wrong"))
    changed = [
        _question(options=[OPTIONS[1] | {"correct": True}, {"text": "Vilnius"}, OPTIONS[2]]),
        _question(options=[OPTIONS[0], OPTIONS[1] | {"fraction": 0.5}, OPTIONS[2]]),
        _question(options=OPTIONS[:2]),
        _question(type="multiple-response"),
    ]
    for question in changed:
        assert _names(_bank(question), attempt) == [], question


def test_an_option_with_an_id_may_be_reworded() -> None:
    """With an id the author says that it still is the same option."""
    named = [{**option, "id": f"o{place}"} for place, option in enumerate(OPTIONS)]
    attempt = _attempt((_question(options=named), "wrong"))
    reworded = _question(options=[{**named[0], "text": "In Vilnius"}, *named[1:]])
    assert _names(_bank(reworded), attempt) == ["city"]


def test_a_number_may_be_written_otherwise() -> None:
    """123 and 123.0 are one key, 124 is another."""

    def states(answer: float) -> Question:
        return make_question(id="states", type="numeric", stem="How many?", answer=answer)

    attempt = _attempt((states(123), "wrong"))
    assert _names(_bank(states(123.0)), attempt) == ["states"]
    assert _names(_bank(states(124)), attempt) == []


def test_former_ids_count_as_ones_own() -> None:
    """A renamed question, in a renamed bank, keeps its history, the newest of all names."""
    old, new = _question("town"), _question("city", formerly=["town"])
    bank = _bank(new, id="bank", formerly=["old-bank"])
    wrong = _attempt((old, "wrong"), started_at=1, bank="old-bank")
    assert _names(bank, wrong) == ["city"]
    assert _names(bank, wrong, _attempt((new, "right"), started_at=2)) == []
    assert _names(bank, _attempt((new, "right")), _attempt((old, "wrong"), started_at=2)) == [
        "city"
    ]


def test_drafts_are_not_reviewed() -> None:
    """A question taken back to draft is seen by nobody."""
    attempt = _attempt((_question(), "wrong"))
    assert _names(_bank(_question(status="draft")), attempt) == []

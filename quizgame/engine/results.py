"""What came of a sitting: the record that is kept, and tallies by tag and difficulty."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgame.engine.scoring import max_points, score_points
from quizgame.engine.sitting import ItemState, Sitting
from quizgame.model.attempt import AttemptRecord, Outcome, ResponseRecord, Status
from quizgame.model.questions.base import Question

Questions = Mapping[str, Question]
_ROUNDING = 1e-9  # what adding up fractions of two can take from a mark that is just reached


@dataclass(frozen=True, slots=True)
class Mark:
    """What a response earned: `fraction` of the question, `points` by the scoring."""

    outcome: Outcome
    fraction: float
    points: float


def mark_item(sitting: Sitting, item: ItemState, question: Question) -> Mark:
    """Return what the kept response of a question earns, whether or not it may be told yet."""
    if not item.is_answered:
        return Mark("unanswered", 0.0, 0.0)
    if item.late:
        return Mark("late", 0.0, 0.0)
    fraction = question.score(item.response, sitting.plan.language)
    points = score_points(
        sitting.plan.scoring,
        fraction,
        item.ref.points,
        elapsed=item.answered_at,
        limit=item.ref.limit if sitting.policy.timed else 0,
        certainty=item.certainty,
    )
    outcome: Outcome = "right" if fraction == 1 else "partly" if fraction > 0 else "wrong"
    return Mark(outcome, fraction, points)


def may_tell(sitting: Sitting, item: ItemState) -> bool:
    """Return whether the outcome of a question may be known: after its reveal, or at the end.

    A sitting that was given up says nothing of the questions that were not closed.
    """
    return sitting.phase == "finished" or (sitting.policy.feedback_each and item.closed)


def response_record(sitting: Sitting, position: int, questions: Questions) -> ResponseRecord:
    """Return the record of the question at `position`."""
    item = sitting.items[position]
    question = questions[item.ref.id]
    mark = mark_item(sitting, item, question) if may_tell(sitting, item) else None
    return ResponseRecord(
        question=item.ref.id,
        position=position,
        revision=item.ref.revision,
        scoring_hash=item.ref.scoring_hash,
        outcome=mark.outcome if mark else "pending",
        response=item.response,
        response_text="; ".join(question.describe(item.response)),
        fraction=mark.fraction if mark else None,
        points=mark.points if mark else None,
        max_points=max_points(sitting.plan.scoring, item.ref.points),
        certainty=item.certainty,
        late=item.late,
        elapsed_s=round(item.spent, 3),
    )


def response_records(sitting: Sitting, questions: Questions) -> tuple[ResponseRecord, ...]:
    """Return the records of all questions, in the order of the sitting."""
    return tuple(
        response_record(sitting, position, questions) for position in range(len(sitting.items))
    )


def attempt_record(
    attempt_id: str, sitting: Sitting, responses: tuple[ResponseRecord, ...], *, started_at: float
) -> AttemptRecord:
    """Return the record of the whole attempt, given the `responses` of all its questions."""
    plan = sitting.plan
    accuracy = mean_fraction(
        [response.fraction or 0.0 for response in responses],
        [item.ref.points for item in sitting.items],
    )
    status: Status = "running"
    if sitting.is_over:
        status = "finished" if sitting.phase == "finished" else "abandoned"
    finished = status == "finished"
    return AttemptRecord(
        id=attempt_id,
        bank=plan.bank,
        bank_title=plan.bank_title,
        quiz=plan.quiz,
        quiz_title=plan.quiz_title,
        behaviour=plan.behaviour,
        scoring=plan.scoring,
        seed=plan.seed,
        status=status,
        started_at=started_at,
        finished_at=sitting.last.wall if sitting.is_over else None,
        points=round(sum(r.points or 0.0 for r in responses), 2),
        max_points=round(sum(r.max_points for r in responses), 2),
        accuracy=accuracy,
        passed=reaches(accuracy, plan.pass_mark) if plan.pass_mark and finished else None,
        responses=responses,
    )


def mean_fraction(fractions: Sequence[float], weights: Sequence[float]) -> float:
    """Return the mean fraction, weighted by points: what a pass mark compares in every scoring.

    Where no question has any points, all weigh the same.
    """
    if not any(weights):
        weights = [1.0] * len(fractions)
    total = sum(weights)
    if not total:
        return 0.0
    earned = sum(one * weight for one, weight in zip(fractions, weights, strict=True))
    return min(1.0, earned / total)


def reaches(accuracy: float, pass_mark: float) -> bool:
    """Return whether an accuracy reaches the pass mark."""
    return accuracy + _ROUNDING >= pass_mark


@dataclass(frozen=True, slots=True)
class Tally:
    """How a group of questions went: `earned` is the sum of the fractions of `asked` questions."""

    name: str
    asked: int
    right: int
    earned: float

    @property
    def share(self) -> float:
        """The mean fraction, 0 to 1."""
        return self.earned / self.asked if self.asked else 0.0


def tallies(
    responses: Iterable[ResponseRecord], groups_of: Callable[[ResponseRecord], Iterable[str]]
) -> tuple[Tally, ...]:
    """Return a tally for each group, in order of first appearance; pending ones do not count."""
    counts: dict[str, list[float]] = {}
    for response in responses:
        if response.outcome == "pending":
            continue
        for name in groups_of(response):
            row = counts.setdefault(name, [0, 0, 0.0])
            row[0] += 1
            row[1] += response.outcome == "right"
            row[2] += response.fraction or 0.0
    return tuple(Tally(name, int(a), int(b), c) for name, (a, b, c) in counts.items())

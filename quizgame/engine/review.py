"""What a person last got wrong, across quizzes and attempts."""

from collections.abc import Iterable

from quizgame.model.attempt import AttemptRecord, ResponseRecord
from quizgame.model.bank import Bank, scoring_hash
from quizgame.model.questions.base import Question


def missed(bank: Bank, attempts: Iterable[AttemptRecord]) -> tuple[Question, ...]:
    """Return the playable questions whose latest response was not wholly right, in bank order.

    A response counts for a question when the `scoring_hash` is the same: a mended typo keeps the
    history, a changed key ends it. Former ids of bank and question count as theirs. The attempt
    that ended last (or began last, while it runs) has the last word. Abandoned and running attempts
    count as far as their answers were told; questions that were never reached do not count.
    """
    bank_ids = {bank.id, *bank.formerly}
    latest: dict[tuple[str, str], tuple[float, bool]] = {}
    for attempt in attempts:
        if attempt.bank not in bank_ids:
            continue
        for response in attempt.responses:
            if not _was_told(response):
                continue
            key = (response.question, response.scoring_hash)
            entry = (attempt.finished_at or attempt.started_at, response.outcome == "right")
            if key not in latest or latest[key][0] < entry[0]:
                latest[key] = entry
    found = []
    for question in bank.playable():
        scoring = scoring_hash(question)
        names = (question.id, *question.formerly)
        entries = [latest[name, scoring] for name in names if (name, scoring) in latest]
        if entries and not max(entries)[1]:
            found.append(question)
    return tuple(found)


def _was_told(response: ResponseRecord) -> bool:
    """Return whether the learner met the question and may know how it went."""
    if response.outcome == "unanswered":
        # In an exam or a quiz that ran out of time, this may be a question nobody saw.
        return response.elapsed_s > 0
    return response.outcome != "pending"

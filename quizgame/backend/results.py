"""Results and history as a front end shows them."""

from collections.abc import Iterable, Mapping, Sequence

from quizgame.backend.views import HistoryView, ResultItem, ResultsView, RevealView
from quizgame.engine.results import tallies
from quizgame.engine.sitting import Sitting
from quizgame.model.attempt import AttemptRecord, ResponseRecord
from quizgame.model.questions.base import Question
from quizgame.model.text import clean_block, clean_line


def results_view(
    sitting: Sitting,
    record: AttemptRecord,
    questions: Mapping[str, Question],
    reveals: Sequence[RevealView | None],
    *,
    saved: bool,
) -> ResultsView:
    """Return what came of a sitting; `reveals` has one for each question that may be told."""
    items = tuple(
        ResultItem(
            number=index + 1,
            question_id=item.ref.id,
            stem=clean_block(questions[item.ref.id].stem),
            outcome=record.responses[index].outcome,
            elapsed_s=item.spent,
            reveal=reveals[index],
        )
        for index, item in enumerate(sitting.items)
    )
    return ResultsView(
        record=record,
        sober=sitting.plan.sober,
        by_clock=sitting.submitted_by_clock,
        items=items,
        by_tag=tallies(record.responses, lambda r: map(clean_line, questions[r.question].tags)),
        by_difficulty=tallies(record.responses, lambda r: (questions[r.question].difficulty,)),
        saved=saved,
        points_talk=tuple(reveal.discuss for reveal in reveals if reveal and reveal.discuss),
        closed=sitting.submitted_by_closing,
    )


def history_view(
    attempts: Sequence[AttemptRecord], tags_of: Mapping[tuple[str, str], Iterable[str]]
) -> HistoryView:
    """Return a person's attempts with tallies; `tags_of` knows the tags of (bank, question)."""
    titles = {
        response: attempt.bank_title for attempt in attempts for response in attempt.responses
    }
    banks = {id(r): attempt.bank for attempt in attempts for r in attempt.responses}

    def tags(response: ResponseRecord) -> Iterable[str]:
        return map(clean_line, tags_of.get((banks[id(response)], response.question), ()))

    responses = [response for attempt in attempts for response in attempt.responses]
    return HistoryView(
        attempts=tuple(attempts),
        by_bank=tallies(responses, lambda r: (clean_line(titles[r]),)),
        by_tag=tallies(responses, tags),
    )

"""What is left of a live round when people are erased from it: it can be replayed as before.

Who was there has no name and gave no answer. What everybody else earned stays as it was.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from quizgame.engine.round_events import (
    AnswerAccepted,
    RoundEvent,
    RoundStamped,
    RoundStarted,
    SeatAnswered,
    TextPicked,
    Undone,
)
from quizgame.engine.round_marks import has_own_parts
from quizgame.engine.round_state import Revisions
from quizgame.engine.seat_events import Joined, Renamed
from quizgame.model.questions.base import Question, Response
from quizgame.model.text import fold, fold_name

NAMELESS = "-"
"""The display name of who was erased; nobody can choose it."""


def seats_of(events: Sequence[RoundStamped], people: Collection[str]) -> frozenset[int]:
    """Return the seats of some people by `person`, "" for guests, that were not erased yet."""
    joined = (one.event for one in events if isinstance(one.event, Joined))
    return frozenset(
        event.seat
        for event in joined
        if event.person in people and (event.person or event.display_name != NAMELESS)
    )


def seats_called(events: Sequence[RoundStamped], folded: str) -> dict[int, str]:
    """Return the seats that ever had a name (folded), each with its `person`, "" for a guest."""
    person: dict[int, str] = {}
    called: dict[int, str] = {}
    for event in (one.event for one in events):
        if isinstance(event, Joined):
            person[event.seat] = event.person
        if isinstance(event, Joined | Renamed) and fold_name(event.display_name) == folded:
            called[event.seat] = person[event.seat]
    return called


def without_seats(
    events: Sequence[RoundStamped], seats: Collection[int], revisions: Revisions
) -> tuple[RoundStamped, ...]:
    """Return the events without names and answers of some seats, in the places that they had.

    Typed text that was picked or accepted goes with them, unless somebody else gave an answer of
    the same class: that one then stands in its place. The last event stays the last, by number.
    Questions that are not among `revisions` have their answers compared as text.
    """
    said = _Said(events, seats, revisions)
    left = [(one, said.left_of(one.event)) for one in events]
    gone = {one.seq for one, event in left if event is None}
    kept = [
        one if event == one.event else replace(one, event=event)
        for one, event in left
        if event is not None and not (isinstance(event, Undone) and event.target in gone)
    ]
    if kept and kept[-1].seq != events[-1].seq:
        # The last place stays taken: a round that is on goes on behind it.
        nothing = Renamed(seat=min(seats), display_name=NAMELESS)
        kept.append(replace(events[-1], event=nothing))
    return tuple(kept)


class _Said:
    """What was answered by those who go and by those who stay."""

    def __init__(
        self, events: Sequence[RoundStamped], seats: Collection[int], revisions: Revisions
    ) -> None:
        self._seats = seats
        self._language = ""
        self._questions: Mapping[str, Question | None] = {}
        self._answers: list[SeatAnswered] = []
        for one in events:
            if isinstance(one.event, RoundStarted):
                refs, self._language = one.event.questions, one.event.language
                self._questions = {ref.id: revisions.get(ref.revision) for ref in refs}
            elif isinstance(one.event, SeatAnswered):
                self._answers.append(one.event)

    def left_of(self, event: RoundEvent) -> RoundEvent | None:
        """Return what is left of an event, None for nothing."""
        match event:
            case SeatAnswered() if event.seat in self._seats:
                return None
            case Joined() if event.seat in self._seats:
                return replace(event, display_name=NAMELESS, person="")
            case Renamed() if event.seat in self._seats:
                return replace(event, display_name=NAMELESS)
            case TextPicked():
                theirs, others = self._by_class(event.question, event.part)
                return None if event.text in theirs and event.text not in others else event
            case AnswerAccepted():
                response = self._accepted(event)
                return replace(event, response=response) if any(response) else None
        return event

    def _accepted(self, event: AnswerAccepted) -> Response:
        question = self._questions.get(event.question)
        if question is not None and not has_own_parts(question):
            wanted = self._classes(event.question, event.response)
            by_whole = {
                is_theirs: {
                    self._classes(one.question, one.response): one.response
                    for one in self._answers
                    if one.question == event.question and (one.seat in self._seats) is is_theirs
                }
                for is_theirs in (True, False)
            }
            if wanted not in by_whole[True]:
                return event.response
            return by_whole[False].get(wanted, ())
        names = self._classes(event.question, event.response)
        return tuple(
            self._accepted_part(event, part, name, token)
            for part, (name, token) in enumerate(zip(names, event.response, strict=False))
        )

    def _accepted_part(self, event: AnswerAccepted, part: int, name: str, token: str) -> str:
        theirs, others = self._by_class(event.question, part)
        return others.get(name, "") if name in theirs else token

    def _by_class(self, question: str, part: int) -> tuple[dict[str, str], dict[str, str]]:
        """Return what was given in a part by its class: by those who go, and by those who stay."""
        found: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for one in self._answers:
            if one.question != question:
                continue
            names = self._classes(question, one.response)
            for name, token in list(zip(names, one.response, strict=False))[part : part + 1]:
                found[one.seat not in self._seats].setdefault(name, token)
        return found

    def _classes(self, question_id: str, response: Response) -> tuple[str, ...]:
        question = self._questions.get(question_id)
        if question is None:
            return tuple(map(fold, response))
        return question.classify(response, self._language)

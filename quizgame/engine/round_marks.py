"""What a response in a live round earns, also after the teacher changed what is right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from quizgame.engine.round_events import AnswerAccepted, KeyChanged, Voided
from quizgame.engine.round_state import Corrected, Given, Revisions, Round, RoundItem, Seat
from quizgame.engine.scoring import max_points, score_points
from quizgame.model.questions.base import Item, Presentation, Question, Response

RoundOutcome = Literal[
    "not asked",
    "pending",
    "absent",
    "not yet joined",
    "unanswered",
    "late",
    "void",
    "wrong",
    "partly",
    "right",
]
"""How a question ended for a seat. `pending` while it is open or its key is not revealed.

`not asked` was skipped or never shown. Who was `absent` had come before and was not connected.
"""


@dataclass(frozen=True, slots=True)
class RoundMark:
    """What a seat has of a question: `fraction` 0 to 1 and `points` out of `out_of`.

    Both are None, blank and never 0, where the seat was not there or nothing can be told yet.
    """

    outcome: RoundOutcome
    fraction: float | None = None
    points: float | None = None
    out_of: float = 0.0


@dataclass(frozen=True, slots=True)
class Grading:
    """How the responses to a question are scored now, all corrections applied.

    `accepted` are in the tokens of the question as it was shown, as all responses are; `tokens`
    says what those are in `question`, where an arrangement with another key numbers them anew.
    """

    question: Question
    scoring_hash: str
    accepted: tuple[Response, ...]
    void: bool
    tokens: Mapping[str, str] = field(default_factory=dict)

    def read(self, response: Response) -> Response:
        """Return a response to what was shown as one to `question`."""
        return tuple(self.tokens.get(token, token) for token in response)

    def as_shown(self, response: Response) -> Response:
        """Return a response to `question` as one to what was shown."""
        back = {now: shown for shown, now in self.tokens.items()}
        return tuple(back.get(token, token) for token in response)

    def fraction(self, response: Response, language: str) -> float:
        """Return the fraction that a response to what was shown earns."""
        accepted = map(self.read, self.accepted)
        return accepts(self.question, self.read(response), accepted, language)


def item_points(state: Round, item: RoundItem) -> float:
    """Return what a question is worth before scoring: nothing in a warm-up."""
    return 0.0 if item.ref.id in state.plan.warm_up else item.ref.points


def corrections_of(state: Round, question_id: str) -> tuple[Corrected, ...]:
    """Return the corrections of a question that hold, in the order in which they were made."""
    return tuple(
        one for one in state.corrections if one.event.question == question_id and not one.undone
    )


def as_first_graded(state: Round) -> Round:
    """Return the round as if nothing had been corrected."""
    return replace(state, corrections=())


def grading(state: Round, item: RoundItem, revisions: Revisions) -> Grading:
    """Return how a question is scored now. The last changed key holds, all accepted answers do."""
    events = [one.event for one in corrections_of(state, item.ref.id)]
    keys = [event for event in events if isinstance(event, KeyChanged)]
    shown = revisions[item.ref.revision]
    question = revisions[keys[-1].revision] if keys else shown
    return Grading(
        question,
        keys[-1].scoring_hash if keys else item.ref.scoring_hash,
        tuple(event.response for event in events if isinstance(event, AnswerAccepted)),
        any(isinstance(event, Voided) for event in events),
        renumbered(shown, question),
    )


def renumbered(shown: Question, changed: Question) -> Mapping[str, str]:
    """Return what the tokens of a question are in a revision of it with another key.

    Nothing where they are the same. Else the same items are to be arranged, and known by their
    texts.
    """
    if shown is changed:
        return {}
    old, new = shown.present(None), changed.present(None)
    if old == new:
        return {}
    tokens = {item.text: item.token for blank in new.blanks for item in blank.items}
    items = (item for blank in old.blanks for item in blank.items)
    return {item.token: tokens[item.text] for item in items if item.text in tokens}


def asks_the_same(shown: Question, changed: Question) -> bool:
    """Return whether two revisions of a question look the same until the key is told."""
    if (changed.id, changed.type) != (shown.id, shown.type):
        return False
    old, new = shown.present(None), changed.present(None)
    return old == new or (old.form in {"order", "match"} and _unnumbered(old) == _unnumbered(new))


def _unnumbered(presented: Presentation) -> Presentation:
    """Return what is to be arranged without the tokens and order that hang on its key."""
    blanks = (
        replace(blank, items=tuple(sorted((Item("", one.text) for one in blank.items), key=_text)))
        for blank in presented.blanks
    )
    return replace(presented, blanks=tuple(blanks))


def _text(item: Item) -> str:
    return item.text


def has_own_parts(question: Question) -> bool:
    """Return whether each part of a response stands for itself, as in matching and gaps."""
    return question.present(None).form in {"match", "cloze"}


def accepts(
    question: Question, response: Response, accepted: Iterable[Response], language: str
) -> float:
    """Return the fraction of a response, given what else the teacher accepts.

    Where each part stands for itself, an accepted part counts as right whatever the others are.
    """
    fraction = question.score(response, language)
    wanted = [question.classify(one, language) for one in accepted]
    if not wanted or fraction == 1:
        return fraction
    given = question.classify(response, language)
    if not has_own_parts(question):
        return 1.0 if given in wanted else fraction
    key = question.key()
    if not len(given) == len(response) == len(key):
        return fraction
    mended = tuple(
        key[part] if any(one[part : part + 1] == (name,) and name for one in wanted) else token
        for part, (name, token) in enumerate(zip(given, response, strict=True))
    )
    return max(fraction, question.score(mended, language))


def is_told(state: Round, item: RoundItem) -> bool:
    """Return whether what a question brought may be told: after its reveal, or at the end."""
    return item.is_shown and not item.skipped and (item.revealed or state.phase == "finished")


def mark(state: Round, item: RoundItem, seat: Seat, graded: Grading) -> RoundMark:
    """Return what a seat has of a question, as far as it may be told.

    What one seat earns hangs on its own answers and the teacher's corrections alone.
    """
    outcome = _outcome_without_score(state, item, seat)
    if outcome is not None:
        return RoundMark(outcome)
    points = item_points(state, item)
    most = max_points(state.plan.scoring, points)
    given = item.given(seat.number)
    if graded.void:
        return RoundMark("void", 1.0, most, most)
    if given is None:
        late = seat.number in item.late
        return RoundMark("late" if late else "unanswered", 0.0, 0.0, most)
    return _scored(state, item, given, graded)


def _outcome_without_score(state: Round, item: RoundItem, seat: Seat) -> RoundOutcome | None:
    if item.skipped or (not item.is_shown and state.phase == "finished"):
        return "not asked"
    if not item.is_shown:
        return "pending"
    if seat.number not in item.present:
        return "not yet joined" if seat.arrived > item.shown else "absent"
    return None if is_told(state, item) else "pending"


def _scored(state: Round, item: RoundItem, given: Given, graded: Grading) -> RoundMark:
    points = item_points(state, item)
    fraction = graded.fraction(given.response, state.plan.language)
    earned = score_points(
        state.plan.scoring,
        fraction,
        points,
        elapsed=given.elapsed,
        limit=item.ref.limit,
        certainty=given.certainty,
    )
    outcome: RoundOutcome = "right" if fraction == 1 else "partly" if fraction > 0 else "wrong"
    return RoundMark(outcome, fraction, earned, max_points(state.plan.scoring, points))

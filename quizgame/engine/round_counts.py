"""How a class answered a question of a live round, for the bars of a reveal."""

from collections import Counter
from dataclasses import dataclass

from quizgame.engine.round_marks import Grading, grading
from quizgame.engine.round_state import Revisions, Round, RoundItem, presentation
from quizgame.model.questions.base import Presentation, Response

MIN_FOR_SHARES = 5
"""With fewer answers no percentages are told: they would say too much of one student."""

DISCUSS_FROM, DISCUSS_TO = 0.3, 0.7


@dataclass(frozen=True, slots=True)
class Count:
    """How many gave one answer to a part. `name` is its class: a token, or typed text as compared.

    `text` is what to draw. `share` is of all who answered, 0 to 1, None below five answers. `typed`
    text is for the projector only when the teacher `picked` it.
    """

    name: str
    text: str
    count: int
    share: float | None
    right: bool
    typed: bool = False
    picked: bool = False


@dataclass(frozen=True, slots=True)
class PartCounts:
    """The counts of one part: all options (`choice`), a left side, a position, a gap, an entry."""

    label: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a question was answered in one vote.

    `right_share` is of all who answered, 0 to 1, None below five answers. `unanswered` are those
    who were there and gave nothing in time.
    """

    vote: int
    parts: tuple[PartCounts, ...]
    answered: int
    unanswered: int
    right: int
    right_share: float | None

    @property
    def calls_for_discussion(self) -> bool:
        """Whether peer instruction helps: 30 to 70 % are right, so that many can convince many."""
        share = self.right_share
        return share is not None and DISCUSS_FROM <= share <= DISCUSS_TO


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the counts of one question are made from."""

    item: RoundItem
    shown: Presentation
    graded: Grading
    language: str
    given: tuple[Response, ...]


def distribution(
    state: Round, item: RoundItem, revisions: Revisions, *, vote: int = 0
) -> Distribution:
    """Return how a question was answered in its first or second `vote`; 0: as it counts.

    Removed seats and late answers are not counted. It has the key in it: before the reveal it is
    for the teacher alone.
    """
    seats = [seat.number for seat in state.counted() if seat.number in item.present]
    votes = [item.votes(vote).get(seat) if vote else item.given(seat) for seat in seats]
    given = tuple(one.response for one in votes if one is not None)
    graded, language = grading(state, item, revisions), state.plan.language
    right = sum(graded.fraction(one, language) == 1 for one in given)
    shown = presentation(state.plan, revisions[item.ref.revision])
    counted = _Counted(item, shown, graded, language, given)
    parts = 1 if shown.form == "choice" else len(graded.question.key())
    return Distribution(
        vote or item.vote,
        tuple(_part(counted, part) for part in range(parts)),
        len(given),
        len(seats) - len(given),
        right,
        _share(right, len(given)),
    )


def _share(count: int, answered: int) -> float | None:
    return count / answered if answered >= MIN_FOR_SHARES else None


def _part(counted: _Counted, part: int) -> PartCounts:
    blank = counted.shown.blank_at(part)
    offered = {one.token: one.text for one in blank.items}
    tally: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for response in counted.given:
        for name, token in _named(counted, response, part):
            tally[name] += 1
            examples.setdefault(name, token)
    by_size = sorted(tally, key=lambda name: (-tally[name], name))
    counts = (
        Count(
            name,
            offered.get(name, examples.get(name, name)),
            tally[name],
            _share(tally[name], len(counted.given)),
            _is_right(counted, part, name, examples.get(name, name)),
            typed=not offered,
            picked=(part, name) in counted.item.picked,
        )
        for name in (offered or by_size)
    )
    return PartCounts(_label(counted.shown, part), tuple(counts))


def _label(shown: Presentation, part: int) -> str:
    # A gap's own label is its author's name for it, which may well be the answer.
    if shown.form in {"order", "cloze"}:
        return str(part + 1)
    return shown.blank_at(part).label


def _named(counted: _Counted, response: Response, part: int) -> tuple[tuple[str, str], ...]:
    """Return (class, token) of what a response has in a part: a token of an item is its class."""
    if counted.shown.form == "choice":
        return tuple((token, token) for token in dict.fromkeys(response))
    token = response[part : part + 1]
    if not token or not token[0]:
        return ()
    if counted.shown.blank_at(part).items:
        return ((token[0], token[0]),)
    return ((counted.graded.question.classify(response, counted.language)[part], token[0]),)


def _is_right(counted: _Counted, part: int, name: str, token: str) -> bool:
    """Return whether an answer to a part is right, or was accepted."""
    question, form = counted.graded.question, counted.shown.form
    key = question.key()
    if not counted.shown.many and form != "order":
        accepted = counted.graded.accepted
        if any(name == other for one in accepted for other, _t in _named(counted, one, part)):
            return True
    if form == "choice":
        return name in key
    if form == "order":
        return key[part : part + 1] == counted.graded.read((name,))
    given = counted.graded.read((token,))
    return question.score((*key[:part], *given, *key[part + 1 :]), counted.language) == 1

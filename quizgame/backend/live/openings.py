"""Quizzes that are open to be played alone: for whom, from when until when, how often."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from quizgame.backend.live.views import OpeningView
from quizgame.model.text import clean_line, fold_name
from quizgame.store.classes import OpeningRecord

if TYPE_CHECKING:
    from typing import Literal

    from quizgame.model.attempt import AttemptRecord

    State = Literal["coming", "open", "running", "used up", "closed"]


@dataclass(frozen=True, slots=True)
class Exemption:
    """Other bounds for some `people` (by uid) or `groups`; None leaves one as it is."""

    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    opens: float | None = None
    closes: float | None = None
    attempts: int | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A quiz that may be played alone.

    `opens` and `closes` are UTC seconds, 0 for no bound; `attempts` 0 is as often as one likes.
    Where `people` or `groups` are named it is for them alone. `round_id` is that of the round to be
    caught up with, "" for none.
    """

    bank: str
    quiz: str
    title: str
    behaviour: str
    scoring: str
    made_at: float
    opens: float = 0.0
    closes: float = 0.0
    attempts: int = 0
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    round_id: str = ""
    key: int = 0

    def is_for(self, uid: str, groups: Sequence[str]) -> bool:
        """Return whether it is for somebody."""
        if not self.people and not self.groups:
            return True
        return uid in self.people or _share(self.groups, groups)

    def bounds_for(self, uid: str, groups: Sequence[str]) -> "Opening":
        """Return it with the bounds that hold for somebody.

        The person's own exemption beats those of groups; of several the most lenient wins.
        """
        own = [one for one in self.exemptions if uid and uid in one.people]
        found = own or [one for one in self.exemptions if _share(one.groups, groups)]
        opens = [one.opens for one in found if one.opens is not None]
        closes = [one.closes for one in found if one.closes is not None]
        attempts = [one.attempts for one in found if one.attempts is not None]
        return replace(
            self,
            opens=min(opens, default=self.opens),
            closes=_most(closes, self.closes),
            attempts=int(_most(attempts, self.attempts)),
        )

    @property
    def last_end(self) -> float:
        """When it closes for whoever has it longest, in UTC seconds; 0 for never."""
        ends = [one.closes for one in self.exemptions if one.closes is not None]
        return _most([self.closes, *ends], 0.0)

    def longer(self, seconds: float) -> "Opening":
        """Return it with every end so much later, those of exemptions too."""
        exemptions = tuple(
            replace(one, closes=one.closes + seconds) if one.closes else one
            for one in self.exemptions
        )
        closes = self.closes + seconds if self.closes else 0.0
        return replace(self, closes=closes, exemptions=exemptions)

    def ended(self, at: float) -> "Opening":
        """Return it with one end for all, `at` (UTC seconds)."""
        exemptions = tuple(replace(one, closes=None) for one in self.exemptions)
        return replace(self, closes=at, exemptions=exemptions)

    def times(self) -> tuple[float, ...]:
        """Return all the bounds that there are, in UTC seconds."""
        bounds = [self.opens, self.closes]
        for one in self.exemptions:
            bounds += [at for at in (one.opens, one.closes) if at is not None]
        return tuple(filter(None, bounds))

    def holds(self, attempt: "AttemptRecord") -> bool:
        """Return whether an attempt was made in it."""
        same = (attempt.bank, attempt.quiz, attempt.behaviour) == (
            self.bank,
            self.quiz,
            self.behaviour,
        )
        return same and attempt.started_at >= self.made_at

    def state(self, mine: "Sequence[AttemptRecord]", now: float) -> "State":
        """Return what holds for somebody with these attempts in it; bounds are theirs."""
        if any(one.status == "running" for one in mine):
            return "running"
        if self.closes and now >= self.closes:
            return "closed"
        if now < self.opens:
            return "coming"
        return "used up" if self.attempts and len(mine) >= self.attempts else "open"


def whole_view(opening: Opening, now: float) -> OpeningView:
    """Return an opening as its teacher sees it: open while it is so for anybody."""
    state = replace(opening, closes=opening.last_end).state((), now)
    view = opening_view(opening, (), now)
    return replace(view, state=state, last_end=opening.last_end)


def opening_view(opening: Opening, mine: "Sequence[AttemptRecord]", now: float) -> OpeningView:
    """Return an opening, with its bounds for somebody, as they see it."""
    finished = [one.accuracy for one in mine if one.status == "finished"]
    return OpeningView(
        key=opening.key,
        title=clean_line(opening.title),
        behaviour=opening.behaviour,
        state=opening.state(mine, now),
        opens=opening.opens,
        closes=opening.closes,
        attempts_allowed=opening.attempts,
        attempts_used=len(mine),
        best=max(finished, default=None),
    )


def record_of(opening: Opening, klass: str) -> OpeningRecord:
    """Return an opening as it is kept."""
    more = {
        "made_at": opening.made_at,
        "people": opening.people,
        "groups": opening.groups,
        "exemptions": [asdict(one) for one in opening.exemptions],
        "round": opening.round_id,
    }
    return OpeningRecord(
        key=opening.key,
        klass=klass,
        bank=opening.bank,
        quiz=opening.quiz,
        title=opening.title,
        behaviour=opening.behaviour,
        scoring=opening.scoring,
        opens=opening.opens,
        closes=opening.closes,
        attempts=opening.attempts,
        overrides=json.dumps(more),
    )


def opening_of(record: OpeningRecord) -> Opening:
    """Return a kept opening; what another version wrote of exceptions is left out."""
    try:
        more: Mapping[str, Any] = json.loads(record.overrides or "{}")
        exemptions = tuple(
            Exemption(
                tuple(one["people"]),
                tuple(one["groups"]),
                one["opens"],
                one["closes"],
                one["attempts"],
            )
            for one in more.get("exemptions", ())
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        more, exemptions = {}, ()
    return Opening(
        bank=record.bank,
        quiz=record.quiz,
        title=record.title,
        behaviour=record.behaviour,
        scoring=record.scoring,
        made_at=float(more.get("made_at", 0.0)),
        opens=record.opens,
        closes=record.closes,
        attempts=record.attempts,
        people=tuple(more.get("people", ())),
        groups=tuple(more.get("groups", ())),
        exemptions=exemptions,
        round_id=str(more.get("round", "")),
        key=record.key,
    )


def _share(some: Sequence[str], others: Sequence[str]) -> bool:
    return not {fold_name(one) for one in some}.isdisjoint(map(fold_name, others))


def _most(values: Sequence[float], otherwise: float) -> float:
    """Return the most lenient of some bounds; 0, no bound, beats all."""
    return 0 if 0 in values else max(values, default=otherwise)

"""What is the same on all screens of a class: its board, and how a question was answered."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_uppercase

from quizgame.backend.live.liveround import LiveRound
from quizgame.backend.live.views import (
    AskedView,
    BoardView,
    CountsView,
    CountView,
    PartView,
    PlaceView,
)
from quizgame.backend.questions import unasked, unmarked
from quizgame.backend.views import QuestionView, RevealView
from quizgame.catalogue import _
from quizgame.classroom.seats import Shown
from quizgame.engine.lesson import SeatProgress, answered_now
from quizgame.engine.round_counts import MIN_FOR_SHARES, Count, PartCounts, distribution
from quizgame.engine.round_marks import Grading, RoundMark, is_told, item_points, mark
from quizgame.engine.round_results import gradings, missed
from quizgame.engine.round_state import Round, RoundItem, Seat, presentation
from quizgame.engine.scoring import CERTAINTY, max_points
from quizgame.engine.standings import Standing, standings, top
from quizgame.errors import RefusedError
from quizgame.model.attempt import Outcome
from quizgame.model.questions.base import Question, Response
from quizgame.model.text import clean_block, clean_line

ON_SCREEN = frozenset({"open", "closed", "revealed", "explained"})
TOLD = frozenset({"revealed", "explained"})
_OUTCOMES: Mapping[str, Outcome] = {
    "right": "right",
    "partly": "partly",
    "wrong": "wrong",
    "late": "late",
    "void": "right",
}


@dataclass
class Told:
    """What is worked out once for a state of a round and then read by every seat's view."""

    live: LiveRound
    grades: tuple[Grading, ...]
    rows: tuple[Standing, ...] = ()
    _reveals: dict[Response, RevealView] = field(default_factory=dict)
    _marks: dict[int, tuple[RoundMark, ...]] = field(default_factory=dict)
    _missed: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def state(self) -> Round:
        """The state that this is about."""
        return self.live.state

    def marks(self, seat: Seat) -> tuple[RoundMark, ...]:
        """Return what a seat has of each question, as far as it may be told."""
        known = self._marks.get(seat.number)
        if known is None:
            known = tuple(
                mark(self.state, item, seat, self.grades[place])
                for place, item in enumerate(self.state.items)
            )
            self._marks[seat.number] = known
        return known

    def missed(self, seat: Seat) -> tuple[str, ...]:
        """Return the ids of what a seat may practise, once the round is over."""
        if self.state.phase != "finished":
            return ()
        if seat.number not in self._missed:
            self._missed[seat.number] = missed(self.state, self.live.questions, seat)
        return self._missed[seat.number]

    def reveal(self, seat: Seat | None) -> RevealView | None:
        """Return what is told about the question on screen to a seat, None: to nobody's."""
        state, item = self.state, self.state.item
        if item is None or state.phase not in TOLD:
            return None
        given = item.given(seat.number) or item.late.get(seat.number) if seat else None
        base = self._reveal(item, given.response if given else ())
        if seat is None:
            return base
        got = self.marks(seat)
        own = got[state.current]
        counted = got[len(state.plan.warm_up) :]
        told = [one.outcome for one in counted if one.fraction is not None]
        return replace(
            base,
            outcome=_OUTCOMES.get(own.outcome, "unanswered"),
            by_clock=given.by_clock if given else False,
            fraction=own.fraction or 0.0,
            points=own.points or 0.0,
            certainty=given.certainty if given else 0,
            right_so_far=told.count("right") + told.count("void"),
            closed_so_far=len(told),
        )

    def key_text(self) -> tuple[str, ...]:
        """Return the key of the question on screen in words, () for none: also before its reveal.

        For the teacher alone.
        """
        item = self.state.item
        return self._reveal(item, ()).key_text if item and question_now(self.live) else ()

    def _reveal(self, item: RoundItem, response: Response) -> RevealView:
        known = self._reveals.get(response)
        if known is None:
            plan, live = self.state.plan, self.live
            graded = self.grades[self.state.current]
            raw = presentation(plan, live.questions[item.ref.revision])
            given = graded.read(response)
            known = unmarked(graded.question, raw, given, plan.language, live.bank, live.texts)
            known = replace(
                known, max_points=max_points(plan.scoring, item_points(self.state, item))
            )
            if self.state.phase == "revealed":
                known = first_step(known)
            self._reveals[response] = known
        return known


def first_step(told: RevealView) -> RevealView:
    """Return what the first step of a reveal tells: the key, without any reason."""
    bare = tuple(replace(verdict, rationale="") for verdict in told.verdicts)
    return replace(told, verdicts=bare, explanation="", quotations=(), discuss="")


def told_key(live: LiveRound) -> tuple[object, ...]:
    """Return all that `Told` hangs on: answers to an open question are not in it."""
    state = live.state
    items = tuple(
        (one.shown, one.revealed, one.skipped, len(one.late), one.present) for one in state.items
    )
    hidden = state.standings_hidden
    return (live.id, state.phase, state.current, state.corrections, hidden, items, state.seats)


def told_of(live: LiveRound) -> Told:
    """Return what is worked out once for the present state of a round."""
    return Told(live, gradings(live.state, live.questions), standings(live.state, live.questions))


def asked_view(live: LiveRound, question: Question, *, may_read: bool) -> QuestionView:
    """Return the question on screen, without a response."""
    state = live.state
    place, item = state.current, state.items[state.current]
    deadline = state.timer.deadline
    return replace(
        unasked(question, presentation(state.plan, question), live.bank),
        number=place + 1,
        total=len(state.items),
        points=item_points(state, item),
        closed=state.phase != "open",
        limit=deadline if state.phase == "open" else (item.ref.limit or None),
        base_limit=item.ref.limit,
        may_read=may_read,
        needs_certainty=state.plan.scoring == CERTAINTY,
    )


def board_view(
    live: LiveRound | None,
    told: Told | None,
    here: Shown,
    question: QuestionView | None,
    approved: Collection[int],
) -> BoardView:
    """Return the board of a class; `question` is the one on screen.

    Seats of the round that are not `approved` stand in the standings without their names.
    """
    count = len(here.names) + here.others
    names = tuple(map(clean_line, here.names))
    if live is None or told is None:
        return BoardView(here=count, names=names)
    state, plan = live.state, live.state.plan
    item = state.item
    is_told = state.phase in TOLD
    reveal = told.reveal(None)
    answered, awaited = answered_now(state) if state.phase in {"open", "closed"} else (0, 0)
    is_ranked = state.phase == "standings" or (
        state.phase == "finished" and not state.standings_hidden
    )
    base = state.timer.limit if state.is_timed else 0
    bank = live.bank
    return BoardView(
        stage=state.phase,
        round_id=live.id,
        title=clean_line(plan.quiz_title),
        content_note=clean_block(bank.content_note) if bank else "",
        sober=plan.sober,
        number=state.current + 1,
        total=len(state.items),
        question=question if state.phase in ON_SCREEN else None,
        vote=item.vote if item else 1,
        closed_by=item.closed_by if item else None,
        warm_up=item is not None and item.ref.id in plan.warm_up,
        warm_ups=len(plan.warm_up),
        paused=state.paused,
        limit=(state.timer.deadline or 0) if state.is_timed else 0,
        base_limit=base,
        timed=tuple(n for n, one in enumerate(state.items, 1) if one.is_shown and one.ref.limit),
        here=count,
        answered=answered,
        awaited=awaited,
        counts=counts_view(live, item, private=False) if item and is_told else None,
        void=bool(is_told and item and told.grades[state.current].void),
        key_text=reveal.key_text if reveal else (),
        told=reveal,
        quotations=reveal.quotations if reveal else (),
        discuss=reveal.discuss if reveal else "",
        standings=tuple(_ranked(row, approved) for row in top(told.rows)) if is_ranked else (),
        standings_hidden=state.standings_hidden,
        names=names,
        stems=live.stems if state.phase == "finished" else (),
    )


def asked_views(told: Told, progress: Sequence[SeatProgress]) -> tuple[AskedView, ...]:
    """Return how far a class is with each question, from what each seat did about it."""
    return tuple(_asked(told, progress, place) for place in range(len(told.state.items)))


def _asked(told: Told, progress: Sequence[SeatProgress], place: int) -> AskedView:
    state, item = told.state, told.state.items[place]
    view = AskedView(
        place + 1,
        told.live.stems[place] if item.is_shown else "",
        "skipped" if item.skipped or state.phase == "finished" else "coming",
        warm_up=item.ref.id in state.plan.warm_up,
    )
    if item.skipped or not item.is_shown:
        return view
    done = Counter(one.done[place] for one in progress)
    there = done["answered"] + done["none"] + done["open"]
    view = replace(view, answered=done["answered"], there=there)
    if not is_told(state, item):
        is_open = state.phase == "open" and item is state.item
        return replace(view, state="open" if is_open else "closed")
    if told.grades[place].void:
        return replace(view, state="told", void=True)
    right = sum(told.marks(one.seat)[place].outcome == "right" for one in progress)
    share = right / view.answered if view.answered >= MIN_FOR_SHARES else None
    return replace(view, state="told", right=right, right_share=share)


def _ranked(row: Standing, approved: Collection[int]) -> PlaceView:
    view = place_view(row)
    return view if row.seat in approved else replace(view, name=_("a student"))


def place_view(row: Standing) -> PlaceView:
    """Return a row of the standings."""
    return PlaceView(row.place, clean_line(row.name), row.points, seat=row.seat)


def counts_view(
    live: LiveRound, item: RoundItem, *, private: bool, vote: int = 0, hints: bool = False
) -> CountsView:
    """Return how a question was answered.

    With `hints` it says when the class is to discuss. What is right is in it once the key is told,
    or when `private`; typed text that the teacher did not pick only when `private`.
    """
    found = distribution(live.state, item, live.questions, vote=vote)
    tells = private or is_told(live.state, item)
    return CountsView(
        vote=found.vote,
        parts=tuple(_part(part, private=private, tells=tells) for part in found.parts),
        answered=found.answered,
        unanswered=found.unanswered,
        right=found.right if tells else 0,
        right_share=found.right_share if tells else None,
        discuss=hints and found.calls_for_discussion,
    )


def _part(part: PartCounts, *, private: bool, tells: bool) -> PartView:
    return PartView(
        clean_line(part.label),
        tuple(
            CountView(
                letter="" if one.typed else ascii_uppercase[place % len(ascii_uppercase)],
                text=clean_line(one.text) if private or one.picked or not one.typed else "",
                count=one.count,
                share=one.share,
                right=one.right and tells,
                name=_count_name(one, place) if private else "",
            )
            for place, one in enumerate(part.counts)
        ),
    )


def _count_name(count: Count, place: int) -> str:
    """Return what a count is named by in acts: the class of typed text, an item's place."""
    return count.name if count.typed else str(place + 1)


def named_response(live: LiveRound, item: RoundItem, part: int, name: str) -> Response:
    """Return a response that has, in a `part`, the answer that a private count has this `name` for.

    Where each part stands for itself the others are "". Raises RefusedError where there is none.
    """
    question = live.questions[item.ref.revision]
    shown = presentation(live.state.plan, question)
    if shown.many or shown.form == "order":
        raise RefusedError(
            _("Such an answer is made of several parts that belong together."),
            _("Change the key instead, or void the question."),
        )
    blanks = len(shown.blanks)
    if 0 <= part < blanks:
        items = shown.blanks[part].items
        for place, one in enumerate(items, 1):
            if str(place) == name:
                return _at(part, one.token, blanks)
        language = live.state.plan.language
        for votes in () if items else (item.first, item.second, item.late):
            for given in votes.values():
                token = given.response[part : part + 1]
                if token and question.classify(given.response, language)[part] == name:
                    return _at(part, token[0], blanks)
    raise RefusedError(_("Nobody gave this answer."))


def _at(part: int, token: str, blanks: int) -> Response:
    return tuple(token if place == part else "" for place in range(blanks))


def question_now(live: LiveRound) -> Question | None:
    """Return the question on screen, as it was asked."""
    item = live.state.item
    if item is None or live.state.phase not in ON_SCREEN:
        return None
    return live.questions[item.ref.revision]

"""What the teacher may do next in a live round: each act becomes events, or is refused.

Nothing changes here; the caller commits the events and folds them with `step`. Corrections are in
`round_corrections`, seats in `round_seats`, what students send in `round_answers`.
"""

from quizgame.catalogue import _
from quizgame.engine.clock import lapse
from quizgame.engine.events import Reading
from quizgame.engine.round_answers import NOTHING, OnScreens, closing
from quizgame.engine.round_events import (
    CatchUpEnded,
    CatchUpOpened,
    ClockStarted,
    Explained,
    Extended,
    KeyRevealed,
    OutOf,
    OutOfSet,
    QuestionShown,
    ReadingBegan,
    ReadingEnded,
    RoundFinished,
    RoundPaused,
    RoundResumed,
    RoundStarted,
    SecondVoteBegan,
    Skipped,
    StandingsHidden,
    StandingsShown,
    TextPicked,
)
from quizgame.engine.round_seats import RoundEvents
from quizgame.engine.round_state import Revisions, Round, RoundItem, next_place, place_of
from quizgame.engine.scoring import ACCURACY, SCORINGS
from quizgame.errors import RefusedError

MOST_SECONDS = 3600


def start(plan: RoundStarted) -> RoundEvents:
    """Return the events that open the lobby of a round."""
    if not plan.questions:
        raise RefusedError(_("There are no questions to ask."), _("Choose another quiz."))
    if plan.scoring not in SCORINGS:
        raise RefusedError(_("There is no such scoring."))
    if plan.sober and plan.scoring != ACCURACY:
        raise RefusedError(
            _("The author of this bank asks for a sober tone: only accuracy is scored."),
            _("Choose accuracy."),
        )
    if not {ref.id for ref in plan.questions}.issuperset(plan.warm_up):
        raise RefusedError(_("A question to warm up with is not in this quiz."))
    return (plan,)


def begin_reading(state: Round, seconds: int | None = None) -> RoundEvents:
    """Return the events that put the article on every screen (None: for as long as planned)."""
    _require_running(state)
    if state.phase not in {"lobby", "ready", "explained", "standings"}:
        raise RefusedError(_("A question is on screen."), _("Finish it first, then read."))
    wanted = state.plan.reading_seconds if seconds is None else seconds
    return (ReadingBegan(seconds=min(max(wanted, 0), MOST_SECONDS)),)


def end_reading(state: Round) -> RoundEvents:
    """Return the events that end the reading before its time."""
    _require_running(state)
    if state.phase != "reading":
        raise RefusedError(_("Nobody is reading now."))
    return (ReadingEnded(),)


def show_next(state: Round) -> RoundEvents:
    """Return the events that put the next question on every screen."""
    _require_running(state)
    if state.phase == "open":
        raise RefusedError(_("A question is open."), _("Close it first."))
    if state.phase == "closed":
        raise RefusedError(
            _("The answer has not been shown yet."), _("Show it, or skip the question.")
        )
    place = next_place(state)
    if place < 0:
        raise RefusedError(_("That was the last question."), _("Finish the round."))
    shown = QuestionShown(question=state.items[place].ref.id)
    return (ReadingEnded(), shown) if state.phase == "reading" else (shown,)


def painted(state: Round, question_id: str) -> RoundEvents:
    """Return the events of the last screen painted, to be stamped with when it was; once a vote."""
    item = state.item
    if item is None or item.ref.id != question_id:
        return ()
    return (
        ()
        if state.phase != "open" or state.timer.painted
        else (ClockStarted(question=item.ref.id),)
    )


def close(state: Round, revisions: Revisions, on_screen: OnScreens = NOTHING) -> RoundEvents:
    """Return the events of "close now". What stands complete `on_screen` counts."""
    _require_running(state)
    if state.phase != "open":
        raise RefusedError(_("No question is open."))
    return closing(state, revisions, "teacher", on_screen)


def begin_second_vote(state: Round) -> RoundEvents:
    """Return the events that open a question once more, after the class discussed it."""
    item = _require_item(state)
    if state.phase != "closed":
        raise RefusedError(
            _("A second vote comes after closing and before the answer is shown."),
            _("Close the question first.") if state.phase == "open" else "",
        )
    if item.vote != 1:
        raise RefusedError(_("There has been a second vote already."), _("Show the answer."))
    return (SecondVoteBegan(question=item.ref.id),)


def reveal(state: Round) -> RoundEvents:
    """Return the events of the first step of the reveal: key and counts."""
    item = _require_item(state)
    if state.phase == "open":
        raise RefusedError(_("A question is open."), _("Close it first."))
    if state.phase != "closed":
        raise RefusedError(_("There is no answer to be shown now."))
    return (KeyRevealed(question=item.ref.id),)


def explain(state: Round) -> RoundEvents:
    """Return the events of the second step of the reveal: explanation and quotation."""
    item = _require_item(state)
    if state.phase != "revealed":
        raise RefusedError(_("The explanation comes after the answer."))
    return (Explained(question=item.ref.id),)


def pick_text(state: Round, question_id: str, part: int, text: str) -> RoundEvents:
    """Return the events that let typed text be projected: a class of a part, as it is counted."""
    item = _require_shown(state, question_id)
    return (
        ()
        if (part, text) in item.picked
        else (TextPicked(question=question_id, part=part, text=text),)
    )


def show_standings(state: Round) -> RoundEvents:
    """Return the events that show the standings, where the bank's author allows a ranking."""
    if state.plan.sober:
        raise RefusedError(_("The author of this bank asks for a sober tone: nobody is ranked."))
    if state.phase not in {"explained", "finished"}:
        raise RefusedError(_("Standings come after an explanation."))
    return (StandingsShown(),)


def hide_standings(state: Round) -> RoundEvents:
    """Return the events that hide the standings and everybody's place, until shown again."""
    return () if state.standings_hidden else (StandingsHidden(),)


def pause(state: Round) -> RoundEvents:
    """Return the events that stop the clock."""
    _require_running(state)
    if not state.is_timed:
        raise RefusedError(_("No clock is running."))
    return () if state.paused else (RoundPaused(),)


def resume(state: Round) -> RoundEvents:
    """Return the events that let the clock run again."""
    return (RoundResumed(),) if state.paused else ()


def notice_gap(state: Round, now: Reading) -> RoundEvents:
    """Return a pause when the computer slept, or its clock was set, while a clock ran."""
    since = state.timer.since
    if not state.is_timed or since is None or since.run != now.run:
        return ()
    return (RoundPaused(),) if lapse(since, now, counts_gaps=False).gap else ()


def extend(state: Round, seconds: int) -> RoundEvents:
    """Return the events that give everybody more time for what is on screen."""
    _require_running(state)
    if not state.is_timed:
        raise RefusedError(_("No clock is running."))
    if not state.timer.limit:
        raise RefusedError(_("There is no time limit here."), _("It ends when you say so."))
    if not 0 < seconds <= MOST_SECONDS:
        raise RefusedError(_("Give between a second and an hour more."))
    return (Extended(seconds=seconds),)


def skip(state: Round, question_id: str) -> RoundEvents:
    """Return the events that leave out a question: one to come, or the one not yet revealed."""
    _require_running(state)
    place = place_of(state, question_id)
    if place < 0 or state.items[place].skipped:
        raise RefusedError(_("There is no such question."))
    waits_for_reveal = place == state.current and state.phase in {"open", "closed"}
    if state.items[place].is_shown and not waits_for_reveal:
        raise RefusedError(_("This question has been asked and answered."), _("Void it instead."))
    return (Skipped(question=question_id),)


def set_out_of(state: Round, out_of: OutOf) -> RoundEvents:
    """Return the events that decide what late comers are marked out of."""
    return () if state.out_of == out_of else (OutOfSet(out_of=out_of),)


def finish(state: Round, revisions: Revisions, on_screen: OnScreens = NOTHING) -> RoundEvents:
    """Return the events that end the round; an open question closes first."""
    _require_running(state)
    return (*closing(state, revisions, "teacher", on_screen), RoundFinished())


def open_catch_up(state: Round, until: float, now: Reading) -> RoundEvents:
    """Return the events that let a finished round be played alone `until` (UTC seconds)."""
    if state.phase != "finished":
        raise RefusedError(_("The round is not over yet."), _("Finish it first."))
    if until <= now.wall:
        raise RefusedError(_("That date is over."), _("Choose a later one."))
    return (CatchUpOpened(until=until),)


def end_catch_up(state: Round) -> RoundEvents:
    """Return the events that end a catch-up before its date."""
    return (CatchUpEnded(),) if state.catch_up_until else ()


def may_catch_up(state: Round, now: Reading) -> bool:
    """Return whether the round may be played alone now."""
    return state.phase == "finished" and now.wall < state.catch_up_until


def _require_running(state: Round) -> None:
    if state.phase == "finished":
        raise RefusedError(_("This round is over."))


def _require_item(state: Round) -> RoundItem:
    _require_running(state)
    if state.item is None:
        raise RefusedError(_("No question has been shown yet."))
    return state.item


def _require_shown(state: Round, question_id: str) -> RoundItem:
    place = place_of(state, question_id)
    if place < 0 or not state.items[place].is_shown:
        raise RefusedError(_("There is no such question."))
    return state.items[place]

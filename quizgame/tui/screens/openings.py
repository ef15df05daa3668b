"""The quizzes that students may play alone: opened, coming, closed."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from quizgame.backend.live.views import OpeningView
from quizgame.catalogue import _, plural
from quizgame.errors import QuizgameError, UsageError
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.draw.terms import behaviour_name
from quizgame.tui.page import ENTER
from quizgame.tui.panes import facts, table_row
from quizgame.tui.teaching.opening import bounds, exemptions
from quizgame.tui.teaching.pacing import pace_rows
from quizgame.tui.teaching.page import TeacherPanes
from quizgame.tui.teaching.starting import Opening
from quizgame.tui.teaching.times import told as moment
from quizgame.tui.widgets import Hint

if TYPE_CHECKING:
    from quizgame.backend.live.pacing import PaceView

_STATE = 10
_MORE_S = 300.0
_LOOKS_EVERY = 3
"""Beats between two looks at how far the class is."""


def state_words(state: str) -> str:
    """Return how an opened quiz stands, in a word."""
    words = {"coming": _("coming"), "open": _("open"), "running": _("open"), "closed": _("closed")}
    return words.get(state, state)


def _bounds(one: OpeningView, now: float) -> list[tuple[str, str]]:
    """Return from when until when it is open, or was."""
    opens, closes = moment(one.opens, now), moment(one.closes, now)
    if one.state == "coming":
        told = [(_("Opens"), opens)]
    elif one.opens:
        told = [(_("Opened"), opens)]
    else:
        told = [] if one.state == "closed" else [(_("Open"), _("now"))]
    if one.state == "closed":
        return [*told, (_("Closed"), closes)]
    return [*told, (_("Closes"), closes if one.closes else _("never"))]


def _others(one: OpeningView, now: float) -> list[tuple[str, str]]:
    """Return until when it is open for those who have it longest, where that differs."""
    if one.last_end == one.closes:
        return []
    return [(_("For some"), moment(one.last_end, now) if one.last_end else _("never"))]


class OpeningsScreen(TeacherPanes):
    """What is open, and how far the class is; a new one, or one closed."""

    def __init__(self) -> None:
        """Know nothing of how far anybody is."""
        super().__init__()
        self._paces: dict[tuple[int, bool], PaceView] = {}
        self._beats = 0
        self._states: tuple[tuple[int, str], ...] = ()

    @property
    def _opening(self) -> OpeningView | None:
        chosen = self.menu.cursor
        return next((one for one in self.view.openings if str(one.key) == chosen), None)

    def beat(self) -> None:
        """Look again now and then."""
        self._beats += 1
        if self._beats % _LOOKS_EVERY == 0:
            self._look_soon()

    def on_listing_moved(self) -> None:
        """Tell of the row that is chosen now."""
        super().on_listing_moved()
        self._look_soon()

    def _look_soon(self) -> None:
        self.call_later(self._look)

    async def _look(self) -> None:
        """Read how far the class is with the chosen quiz, as far as it may be shown."""
        one, private = self._opening, self.is_private
        if one is None or not self.is_here:
            return
        with suppress(QuizgameError):  # a store that fails is told of on the console
            pace = await self.desk.teaching.quiz_pace(one.key, private=private)
            if pace != self._paces.get((one.key, private)):
                self._paces[one.key, private] = pace
                self.draw_details(top=None)

    def draw(self) -> None:
        """List them."""
        told = _("Students find them in the class, to play at their own pace.")
        self.heading.titles(_("Quizzes to play alone"), "", below=(Span(told, "muted"),))
        states = tuple((one.key, one.state) for one in self.view.openings)
        if states != self._states:
            self._states = states
            self.say("")  # what was said may be true no more
        width = self.menu.measure
        rows = [
            table_row(
                (Span(f"   {one.title}"),),
                (Span(state_words(one.state), "muted"),),
                (_STATE,),
                width,
                target=str(one.key),
            )
            for one in self.view.openings
        ]
        if not rows:
            words = _("No quiz is open. n opens one.")
            rows = [BLANK, *paragraph((Span(words, "muted"),), width, lead=(Span(" "),))]
        self.menu.show(rows)
        self.draw_details()

    def details(self, target: str, width: int) -> list[Row]:
        """Return when it is open, and how it is played."""
        del target
        one = self._opening
        if one is None:
            return []
        now = self.desk.wall()
        attempts = plural("{n} attempt", "{n} attempts", one.attempts_allowed)
        told = [
            *_bounds(one, now),
            *_others(one, now),
            (_("Played as"), behaviour_name(one.behaviour)),
            (_("Attempts"), attempts if one.attempts_allowed else _("as many as they like")),
        ]
        rows = [*paragraph((Span(one.title, "strong"),), width, lead=(Span(" "),)), BLANK]
        pace = self._paces.get((one.key, self.is_private))
        if pace is not None:
            rows += [*pace_rows(pace, width), BLANK]
        return [*rows, *facts(told, width)]

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        hints = [Hint("n", _("open one"), "n")]
        if self._opening is not None:
            hints.append(Hint("r", _("results"), "r"))
            closes = self._opening.closes
            if closes and closes > self.desk.wall():
                hints.append(Hint("e", _("+5 min"), "e"))
            is_open = self._opening.state == "open"
            hints.append(Hint("x", _("close it") if is_open else _("take it off"), "x"))
            who = _("hide names") if self.is_private else _("names")
            hints.append(Hint("v", who, "v", 2))
        return (*hints, Hint("Esc", _("back"), "escape"), Hint("?", _("help"), "question_mark"))

    async def press(self, key: str, character: str | None = None) -> bool:
        """Open a quiz, or close one."""
        del character
        one = self._opening
        if key == "n" or (key == ENTER and one is None):
            self.desk.open_quiz_to_open(self._open)
        elif key == "r" and one is not None:
            await self.save("quiz", lambda: self.desk.teaching.quiz_csv(one.key))
        elif key == "e" and one is not None:
            await self._extend(one)
        elif key == "x" and one is not None:
            self._ask_to_close(one)
        elif key == "v" and one is not None:
            self._turn_private()
        else:
            return False
        return True

    def _turn_private(self) -> None:
        if self.is_private:
            self.desk.make_safe()
            self._look_soon()
        else:
            self.desk.ask_for_privacy(self._look_soon)

    async def _open(self, opening: Opening) -> None:
        try:
            opens, closes, theirs = bounds(opening, self.desk.wall())
        except UsageError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
            return

        async def begin() -> None:
            await self.desk.teaching.open_quiz(
                opening.bank,
                opening.quiz,
                opens=opens,
                closes=closes,
                attempts=opening.attempts,
                behaviour=opening.behaviour,
                scoring=opening.scoring,
                for_people=opening.people,
                for_groups=opening.groups,
                exemptions=exemptions(opening, theirs),
            )

        if await self.do(begin):
            self.redraw()
            self.menu.point(str(max(one.key for one in self.view.openings)))
            words = _("It is open to the class.")
            if opens:
                words = _("It opens {time}.").format(time=moment(opens, self.desk.wall()))
            self.say(words)

    async def _extend(self, one: OpeningView) -> None:
        done = await self.do(lambda: self.desk.teaching.extend_quiz(one.key, _MORE_S))
        longer = self._opening
        self.redraw()
        if done and longer is not None:
            closes = moment(longer.closes, self.desk.wall())
            self.say(_("It closes {time}.").format(time=closes))

    def _ask_to_close(self, one: OpeningView) -> None:
        """Ask before it is closed for all, or taken off the list where it is not open."""
        is_open = one.state == "open"
        teaching = self.desk.teaching

        async def answered(answer: str) -> None:
            if answer:
                close = teaching.end_quiz if is_open else teaching.close_quiz
                if await self.do(lambda: close(one.key)):
                    self.redraw()
                    self.say(_("It is closed.") if is_open else _("It is off the list."))

        if not is_open:
            title = _("Take {quiz} off the list?").format(quiz=one.title)
            text = _("Nobody sees it any more. What was handed in is kept; save results first.")
            choices = (("k", _("No, leave it"), ""), ("x", _("Take it off"), "close"))
        else:
            title = _("Close {quiz}?").format(quiz=one.title)
            text = _("Nobody can begin it any more. Who has begun may finish.")
            if one.behaviour == "exam":
                text = _("Whoever sits in this exam hands it in now, as it stands.")
            choices = (("k", _("No, leave it"), ""), ("x", _("Close it"), "close"))
        self.desk.ask(title, text, choices, answered)

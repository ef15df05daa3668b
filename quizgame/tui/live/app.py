"""A student's app in a class: attached to a place, told by the class, and never in its way."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from textual import events
from textual.message import Message

from quizgame.backend.live.place import nobody, nothing
from quizgame.catalogue import _
from quizgame.tui.app import QuizApp
from quizgame.tui.draw.glyphs import glyphs_for
from quizgame.tui.live.arriving import Arriving, Prove
from quizgame.tui.live.news import BEATS, News, opened_words
from quizgame.tui.live.scene import TIMED, Scene, scene_of
from quizgame.tui.page import Page
from quizgame.tui.play.over import Over
from quizgame.tui.play.playing import Playing
from quizgame.tui.screens.lesson import LessonScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from quizgame.backend.live.place import Place
    from quizgame.backend.play import Play
    from quizgame.backend.student import Student
    from quizgame.classroom.seat_acts import Decision

P = ParamSpec("P")
T = TypeVar("T")


class ClassApp(QuizApp):
    """A student's lesson, and what they play alone meanwhile.

    Without a `place` it waits for `welcome`, so that it can be started before anybody comes. `name`
    is offered to who is asked for one; `login` was proven by them, `key` is the fingerprint of a
    proven key, and `prove` says whether a PIN typed here is that of a login.
    """

    TITLE = "quizgame"

    class Changed(Message, bubble=False):
        """What the student sees may be another."""

    class Beaten(Message, bubble=False):
        """A second went by."""

    def __init__(
        self,
        place: "Place | None" = None,
        environ: Mapping[str, str] | None = None,
        *,
        name: str = "",
        login: str = "",
        key: str = "",
        prove: Prove | None = None,
        theme: str = "",
    ) -> None:
        """Prepare; nothing is drawn yet."""
        super().__init__(self._who, theme=theme, environ={} if environ is None else environ)
        self.place = place
        self.lesson = LessonScreen()
        self._facts: dict[str, Any] = {"name": name, "login": login, "key": key, "prove": prove}
        self._is_told = False
        self._beats = 0
        self._called_to: Scene = ()
        self._alone: Screen[Any] | None = None
        self._news = News()
        self._news_until = 0

    def _who(self) -> "Student":
        if self.place is None:
            raise RuntimeError("nobody is here yet")
        return self.place.student()

    @property
    def home_name(self) -> str:
        """What `open_home` leads to, in a word."""
        return _("back to the class")

    @property
    def student(self) -> "Student":
        """What this student may do alone, under the name of their seat."""
        return self._who()

    async def call(self, act: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Carry an act out in a thread: the class must not wait for one of its students."""
        return await asyncio.to_thread(act, *args, **kwargs)

    # Who is here

    def open_start(self) -> None:
        """Open the lesson, at whose door somebody is asked who they are."""
        self.push_screen(self.lesson)
        if self.place is not None:
            self.call_later(self._sit_down)

    def welcome(
        self,
        place: "Place",
        environ: Mapping[str, str] | None = None,
        *,
        name: str = "",
        login: str = "",
        key: str = "",
        prove: Prove | None = None,
    ) -> None:
        """Let an app that waited be that of somebody; called in the running app."""
        self.place = place
        self._facts = {"name": name, "login": login, "key": key, "prove": prove}
        if environ is not None:
            self._become(environ)
        self._sit_down()

    def _become(self, environ: Mapping[str, str]) -> None:
        """Suit another terminal than the one that was thought of."""
        self._environ = environ
        glyphs, theme = glyphs_for(environ), self._theme_named(self._wanted_theme)
        if theme != self.theme:
            self.theme = theme
        self.glyphs = glyphs

    def _sit_down(self) -> None:
        place = self.place
        if place is None:
            return
        place.listen, place.beat = self._heard, self._beaten
        place.closed, place.decided = self._was_closed, self._was_decided
        if place.seated():
            self.lesson.changed()
        else:
            self.lesson.begin(Arriving(place, **self._facts))

    def on_unmount(self) -> None:
        """Listen no more."""
        place = self.place
        if place is not None:
            place.listen = place.beat = nothing
            place.closed = place.decided = nobody

    # What the class tells. It calls from outside, so all goes through this app's own messages.

    def _heard(self) -> None:
        if not self._is_told:
            self._is_told = self.post_message(self.Changed())

    def _beaten(self) -> None:
        self.post_message(self.Beaten())

    def _was_closed(self, message: str) -> None:
        self.call_later(self.lesson.lose, message)

    def _was_decided(self, decision: "Decision") -> None:
        self.call_later(self.lesson.decided, decision)

    def on_class_app_changed(self) -> None:
        """Show what is new, and call back who plays alone."""
        self._is_told = False
        self.lesson.changed()
        if self.is_alone:
            self._tell_what_opened()
            self._call_back()

    def on_class_app_beaten(self) -> None:
        """Show that the connection is alive, on whatever page, and let the countdown go on."""
        self._beats += 1
        page = next((one for one in reversed(self.screen_stack) if isinstance(one, Page)), None)
        if page is None or not page.is_here:
            return
        sign = self.glyphs.answered if self._beats % 2 else self.glyphs.none
        page.heading.pulse(sign)
        if self._news_until and self._beats >= self._news_until:
            self._tell_alone("", "")
        if page is self.lesson:
            self.lesson.tick()
        elif isinstance(page, Over) and not self.is_alone:
            page.tick()

    # Playing alone

    @property
    def is_alone(self) -> bool:
        """Whether something is on screen that the student does alone."""
        return self._alone is not None and self._alone in self.screen_stack

    def _only(self, screen: "Screen[Any]") -> None:
        self._alone = screen
        super()._only(screen)

    def open_play(self, play: "Play") -> None:
        """Open what is played alone."""
        self._turn_from_class(play)
        super().open_play(play)

    def open_looked_back(self, play: "Play") -> None:
        """Open what came of something that was handed in."""
        self._turn_from_class(play)
        self.open_results(play)

    def _turn_from_class(self, play: "Play") -> None:
        """Take note of what the class is at, so that only what comes later is told."""
        self.person = play.person
        view = self.lesson.view
        self._called_to = scene_of(view) if view is not None else ()
        self._news.know(view)

    def _tell_what_opened(self) -> None:
        """Tell who plays alone that a quiz was opened, for a while and once."""
        view, place = self.lesson.view, self.place
        found = self._news.take(view) if view is not None else ()
        if found and place is not None:
            self._tell_alone(*opened_words(found[-1], place.now()))
            self._news_until = self._beats + BEATS

    def _tell_alone(self, whole: str, short: str) -> None:
        """Say something at the foot of what is played, and of what lies over it; "" takes it away.

        What was said there before comes back.
        """
        self._news_until = 0
        if isinstance(self._alone, Playing) and self._alone.is_here:
            self._alone.tell_news(whole, short)
        elif self.is_alone and isinstance(self._alone, Page):
            self._alone.say(whole, "warning")
        page = self.page
        if page is not None and page is not self._alone and self.is_alone:
            page.say(whole, "warning")

    def _call_back(self) -> None:
        """Tell who plays alone that the class goes on, once for each thing it goes on to."""
        view = self.lesson.view
        if view is None or view.board.stage not in TIMED or scene_of(view) == self._called_to:
            return
        self._called_to = scene_of(view)
        words = _("Your class goes on: the article is to be read now.")
        if view.board.stage == "open":
            words = _("Your class goes on: question {n} is open.").format(n=view.board.number)
        page = self._alone
        if isinstance(page, Playing):
            page.call_later(page.call_away, words)
        elif isinstance(page, Page):
            page.say(f"{words} {_('Esc leads there.')}", "warning")

    def open_home(self, message: str = "") -> None:
        """Go back to the class."""
        self._leave_all_but_home()
        self.lesson.redraw()
        if message:
            self.lesson.say(message, "warning")

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Take note that the student does something."""
        is_theirs = isinstance(event, events.Key | events.Paste | events.MouseDown)
        if is_theirs and self.place is not None and not self.is_alone:
            self.place.heard(active=True)
        await super().on_event(event)

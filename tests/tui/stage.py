"""A stage for tests of screens: a frozen clock, a bank, a sitting, and eyes on the screen."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from quizgame.backend.library import Library
from quizgame.backend.play import Play
from quizgame.backend.request import Options
from quizgame.backend.student import GUEST, Student
from quizgame.engine.events import Reading
from quizgame.errors import QuizgameError
from quizgame.model.bank import Quiz
from quizgame.model.person import Person
from quizgame.store import memory_store
from quizgame.tui.app import QuizApp
from quizgame.tui.page import Page
from quizgame.tui.play.playing import Playing
from quizgame.tui.widgets import Canvas, Sheet

ROOT = Path(__file__).resolve().parents[2]
ARTICLE_BANK = ROOT / "questions" / "cluster-munitions.toml"
TYPES_BANK = ROOT / "tests" / "data" / "every_type.toml"
UNICODE = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}


class FrozenClock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        """Start at a fixed moment."""
        self.now = 0.0
        self.slept = 0.0

    def read(self) -> Reading:
        """Return the moment."""
        return Reading(1_700_000_000.0 + self.now + self.slept, 50.0 + self.now, "tests")


def student_of(*banks: Path, clock: FrozenClock | None = None) -> Student:
    """Return a student with these banks, whose store is in memory."""
    places = banks or (TYPES_BANK,)
    return Student(
        Library(places, ROOT / "nowhere"), clock or FrozenClock(), memory_store, memory_store
    )


def sitting(
    student: Student,
    ids: Sequence[str],
    *,
    bank: Path = TYPES_BANK,
    title: str = "A few",
    person: Person = GUEST,
    quiz_time: int = 0,
    reading: tuple[str, ...] | None = None,
    **options: Any,
) -> Play:
    """Return a new sitting of certain questions in this order, with a fixed seed."""
    loaded = student.library.find(str(bank))
    quiz = Quiz(
        id="few",
        title=title,
        ids=tuple(ids),
        shuffle_questions=False,
        quiz_time=quiz_time,
        reading=reading,  # type: ignore[arg-type] # checked by the model
    )
    return student._begin(person, loaded, quiz, Options(**{"seed": 3, **options}))


class Stage(QuizApp):
    """The app with a sitting, or any page, on screen at once; where it leads to is noted."""

    TITLE = "quizgame"

    def __init__(
        self,
        student: Student,
        play: Play | None = None,
        *,
        first: Callable[[], Page] | None = None,
        theme: str = "",
        environ: dict[str, str] | None = None,
    ) -> None:
        """Keep what is to be shown."""
        super().__init__(student, theme=theme, environ=environ or UNICODE)
        self.person = play.person if play else GUEST
        self.led_to: list[tuple[str, object]] = []
        self._sitting, self._first = play, first

    def open_start(self) -> None:
        """Open what the test wants to see."""
        if self._first is not None:
            self.push_screen(self._first())
        elif self._sitting is not None:
            self.open_play(self._sitting)

    def open_home(self, message: str = "") -> None:
        """Note that home was asked for."""
        self.led_to.append(("home", message))

    def open_results(self, play: Play) -> None:
        """Note that the results were asked for."""
        self.led_to.append(("results", play))

    @property
    def playing(self) -> Playing:
        """The screen of the sitting, on top or not."""
        return next(screen for screen in self.screen_stack if isinstance(screen, Playing))


def text_of(canvas: Canvas) -> list[str]:
    """Return the visible lines of a canvas."""
    return [canvas.render_line(y).text.rstrip() for y in range(canvas.size.height)]


def seen(app: App[Any]) -> str:
    """Return all that the canvases of the screen on top show."""
    return "\n".join(line for canvas in app.screen.query(Canvas) for line in text_of(canvas))


def letter(app: App[Any], words: str) -> str:
    """Return the letter before some words on the sheet, in lower case."""
    for line in text_of(app.screen.query_exactly_one(Sheet)):
        if words in line:
            before = line.partition(words)[0].split()
            return next(one for one in reversed(before) if one in "ABCDEFGH").lower()
    raise AssertionError(words)


async def click(pilot: Pilot[Any], words: str, *, last: bool = False) -> None:
    """Click on some words of the sheet: at their first place, or at their last."""
    sheet = pilot.app.screen.query_exactly_one(Sheet)
    places = [(line.index(words), y) for y, line in enumerate(text_of(sheet)) if words in line]
    await pilot.click(Sheet, offset=places[-1 if last else 0])
    await pilot.pause()


def refusing(error: QuizgameError, times: int) -> Callable[..., None]:
    """Return a store's act that fails some times."""
    left = [times]

    def act(*_args: object, **_kwargs: object) -> None:
        if left[0]:
            left[0] -= 1
            raise error

    return act

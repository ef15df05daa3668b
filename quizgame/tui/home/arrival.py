"""What happens once memory is open: who plays, and where they begin."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgame.backend.request import Options
from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.model.person import Person

if TYPE_CHECKING:
    from quizgame.tui.app import QuizApp


async def arrive(app: "QuizApp", people: Sequence[Person]) -> None:
    """Go on as who was asked for, else as who played last, else ask for a name.

    `people` are those who play on this computer, the last player first. Raises QuizgameError.
    """
    if bank := app.request.edit:
        app.request = replace(app.request, edit="")
        if people:
            app.enter(people[0])
        desk = await app.call(app.student.author().open, bank)
        app.open_edit(desk, alone=True)
        return
    if app.request.player:
        person = await app.call(app.student.enter, app.request.player)
        app.enter(person)
        if people and not person.is_guest and person.key not in {one.key for one in people}:
            await begin(app)
            app.call_after_refresh(_tell_of_new, app, person)
            return
    elif people:
        app.enter(people[0])
    else:
        app.open_welcome()
        return
    await begin(app)


def _tell_of_new(app: "QuizApp", person: Person) -> None:
    """Say that a name was added, which may be a slip of the pen in that of another player."""
    if app.page is not None:
        app.page.say(_("{name} is new here.").format(name=person.name))


async def begin(app: "QuizApp", *, is_new: bool = False) -> None:
    """Open what was asked for on the command line, or offer what this person left open.

    Who is new here begins with the article's quiz. Raises QuizgameError.
    """
    if app.person is None:
        return
    request, app.request = app.request, replace(app.request, play=False)
    if request.play or is_new:
        from quizgame.backend.library import ARTICLE_BANK  # noqa: PLC0415 - not needed at home

        options = request.options if request.play else Options()
        try:
            await open_quiz(app, request.bank or ARTICLE_BANK, request.quiz, options)
        except QuizgameError:
            if request.play:
                raise
    elif await app.call(app.student.resumable, app.person):
        app.open_resume()


async def open_quiz(app: "QuizApp", bank: str, quiz_id: str, options: Options) -> None:
    """Open what stands before a quiz of a bank, "" for the one that fits; raises QuizgameError."""
    if app.person is not None:
        view, quiz = await app.call(app.student.offer, app.person, bank, quiz_id, options)
        app.open_intro(view, quiz, options)

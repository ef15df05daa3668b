"""A key that was put right in a round, offered to be written into the file of its bank."""

from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.tui.draw.rows import clip

if TYPE_CHECKING:
    from quizgame.tui.teaching.page import Taught

_WORDS, _PATH = 78, 44  # cells in a question over a small window: of a key, of a path


async def offer_to_write(page: "Taught", question_id: str) -> None:
    """Ask whether the key of a question is to be written, naming file and question; then do it.

    What is refused is told in a box of its own: which file, why, and what to do take some lines.
    """
    desk = page.desk
    teaching = desk.teaching
    try:
        found = await teaching.amendment(question_id)
    except QuizgameError as error:
        _tell(page, error)
        return

    async def answered(choice: str) -> None:
        if not choice:
            return
        try:
            await teaching.amend(found)
        except QuizgameError as error:
            _tell(page, error)
            return
        told = _("Written into {file}: look at the reasons and quotations of “{id}”.")
        page.say(told.format(file=found.name, id=found.id))
        desk.announce(
            _("The key of {id} was written into {file}").format(id=found.id, file=found.file)
        )

    text = _(
        "File: {file}\nQuestion: {id}\nRight so far: {before}\nRight from now on: {after}\n"
        "Only the key is written. Look at explanation, reasons and quotations afterwards."
    ).format(
        file=_end_of(found.file),
        id=found.id,
        before=clip(found.before, _WORDS),
        after=clip(found.after, _WORDS),
    )
    choices = (("k", _("No, leave the file"), ""), ("b", _("Write it"), "write"))
    desk.ask(_("Write the key into the bank?"), text, choices, answered)


def _tell(page: "Taught", error: QuizgameError) -> None:
    async def nothing(_choice: str) -> None:
        """Go on."""

    text = f"{error.message} {error.hint}".strip()
    page.desk.ask(_("Nothing was written"), text, (("g", _("Go on"), ""),), nothing)


def _end_of(path: str) -> str:
    """Return a path, of a long one its end: that has the name."""
    return path if len(path) <= _PATH else f"...{path[3 - _PATH :]}"

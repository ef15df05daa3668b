"""What is printed before a lesson: slips with logins and PINs, made where they are missing."""

import os
import secrets
from pathlib import Path

from quizgame.catalogue import _
from quizgame.classroom.door import Door
from quizgame.classroom.filling import completed, save
from quizgame.classroom.roster import read_roster
from quizgame.classroom.slips import slips, slips_html, slips_text
from quizgame.cli import say
from quizgame.cli.serving.entrance import tell_problems
from quizgame.errors import QuizgameError, UsageError


def write_slips(roster_path: Path, target: Path, door: Door) -> None:
    """Make the logins and PINs that are missing, write them into the list, and write the slips.

    A page to print where `target` ends in .html, or else text. Raises UsageError for a list with
    mistakes, QuizgameError for what can not be written.
    """
    roster = read_roster(roster_path)
    if roster.has_errors or not roster.students:
        problem = next(iter(roster.problems), None)
        raise UsageError(
            _("This list has mistakes: {message}.").format(
                message=f"{problem.line}: {problem.message}" if problem else roster_path
            ),
            problem.hint if problem else "",
        )
    tell_problems(roster)
    full = completed(roster, secrets.randbelow)
    try:
        if full.students != roster.students:
            where = save(full)
            told = _("Logins and PINs were made; the complete list is {path}.").format(path=where)
            say(told, _("Serve with that list: slips of another time have other PINs."))
        pages = slips(full, door)
        is_page = target.suffix.casefold() in {".html", ".htm"}
        _write(target, slips_html(pages, full.title) if is_page else slips_text(pages))
    except OSError as error:
        raise QuizgameError(
            _("{path} can not be written: {reason}.").format(
                path=error.filename or target, reason=error.strerror or error
            )
        ) from error
    say(_("The slips are in {path}. Print and cut them; they hold PINs.").format(path=target))


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(text)

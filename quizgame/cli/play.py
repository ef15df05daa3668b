"""`quizgame` and `quizgame play`: the home screen, or a quiz at once, full screen or as lines."""

import argparse
import contextlib
import getpass
import math
import os
import signal
import sys
from functools import cache, partial
from typing import TYPE_CHECKING

from quizgame.catalogue import _
from quizgame.config import database_path, home, read_settings
from quizgame.errors import UsageError
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgame.backend.request import Request
    from quizgame.backend.student import Student
    from quizgame.config import Settings
    from quizgame.tui.app import QuizApp

_LONGEST_S = 86_400
_MOST = 10_000
_FACTORS = "1, 1.25, 1.5, 2"
_SEED_BITS = 63
_FAREWELL_S = 3


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `play`."""
    command = subparsers.add_parser(
        "play",
        help=_("play a quiz"),
        description=_("Play a quiz of a question bank, or of the article's bank."),
    )
    command.add_argument(
        "bank", metavar="BANK", nargs="?", default="", help=_("a bank's file, or its id")
    )
    command.add_argument(
        "--quiz", metavar="ID", default="", help=_("which of the bank's quizzes (`all`: the bank)")
    )
    command.add_argument(
        "--count", metavar="N", type=_count, help=_("how many questions, drawn by chance")
    )
    command.add_argument(
        "--tag",
        metavar="T",
        action="append",
        default=[],
        help=_("only questions with this tag; may be given several times"),
    )
    command.add_argument(
        "--difficulty",
        action="append",
        default=[],
        choices=["easy", "medium", "hard"],
        help=_("only questions of this difficulty; may be given several times"),
    )
    command.add_argument(
        "--behaviour",
        choices=["practice", "exam", "review"],
        help=_("told after each answer; told at the end; what was last wrong, once more"),
    )
    command.add_argument(
        "--question-time",
        metavar="S",
        type=_seconds,
        help=_("seconds for each question (0: no limit)"),
    )
    command.add_argument(
        "--quiz-time",
        metavar="S",
        type=_seconds,
        help=_("seconds for the whole quiz (0: no limit)"),
    )
    command.add_argument(
        "--time-factor",
        metavar="F",
        type=_factor,
        help=_("times every limit by this (0: no limits); default: the player's own"),
    )
    command.add_argument(
        "--scoring",
        choices=["accuracy", "speed", "certainty"],
        help=_("what an answer earns"),
    )
    command.add_argument(
        "--seed",
        metavar="N",
        type=_seed,
        help=_("the same questions and the same order for the same number"),
    )
    command.add_argument("--player", metavar="NAME", default="", help=_("who plays"))
    command.add_argument(
        "--plain",
        action="store_const",
        const=True,
        help=_("plain lines, for screen readers and simple terminals"),
    )
    command.set_defaults(run=_run_play)


def _whole(text: str, most: int, least: int = 0) -> int:
    if not (text.isascii() and text.isdecimal()) or not least <= int(text[:20]) <= most:
        message = _("{text} is not a whole number from {least} to {most}")
        raise argparse.ArgumentTypeError(message.format(text=repr(text), least=least, most=most))
    return int(text)


def _count(text: str) -> int:
    return _whole(text, _MOST, 1)


def _seconds(text: str) -> int:
    return _whole(text, _LONGEST_S)


def _seed(text: str) -> int:
    return _whole(text, 2**_SEED_BITS - 1)


def _factor(text: str) -> float:
    message = _("{text} is not a factor from 0 to 10, such as {factors}")
    try:
        factor = float(text)
    except ValueError:
        factor = math.nan
    if not 0 <= factor <= 10:  # noqa: PLR2004 - more than any accommodation, less than a typo
        raise argparse.ArgumentTypeError(message.format(text=repr(text), factors=_FACTORS))
    return factor


def _run_play(args: argparse.Namespace) -> int:
    from quizgame.backend.request import Options, Request  # noqa: PLC0415 - as below

    options = Options(
        behaviour=args.behaviour,
        scoring=args.scoring,
        count=args.count,
        tags=tuple(args.tag),
        difficulty=tuple(args.difficulty),
        question_time=args.question_time,
        quiz_time=args.quiz_time,
        factor=args.time_factor,
        seed=args.seed,
    )
    request = Request(
        play=True, bank=args.bank, quiz=args.quiz, player=args.player, options=options
    )
    return _open(request, plain=args.plain)


def run_home() -> int:
    """Open the home screen and return the exit code."""
    from quizgame.backend.request import Request  # noqa: PLC0415 - pydantic, not for --help

    return _open(Request(), plain=None)


def run_editor(bank: str) -> int:
    """Open the editor for a bank, or home where none is named; return the exit code."""
    from quizgame.backend.request import Request  # noqa: PLC0415 - pydantic, not for --help

    if not _has_terminal():
        raise UsageError(
            _("The editor needs a terminal."),
            _("Banks are text files too: any editor opens them, and `quizgame check` reads them."),
        )
    settings, _problems = read_settings({"plain": None})
    student = cache(_student)
    try:
        if bank:
            # Before the screen is taken, so that a name misspelt is told where it was typed.
            student().author().open(bank).close()
        return _run_screen(student, Request(edit=bank), settings)
    finally:
        if student.cache_info().currsize:
            student().close()


def _open(request: "Request", *, plain: bool | None) -> int:
    from quizgame.cli import say  # noqa: PLC0415 - `cli` imports this module

    settings, problems = read_settings({"plain": plain})
    for problem in problems:
        say(f"{problem.place}: {problem.message}", problem.hint)
    student = cache(_student)
    try:
        if _asks_for_something(request):
            _check(student(), request)
        if _wants_lines(settings, request):
            return _run_lines(student(), request, settings)
        return _run_screen(student, request, settings)
    finally:
        if student.cache_info().currsize:
            student().close()


def _student() -> "Student":
    from quizgame import store  # noqa: PLC0415 - as below
    from quizgame.backend.clock import SystemClock  # noqa: PLC0415 - as below
    from quizgame.backend.library import Library  # noqa: PLC0415 - as below
    from quizgame.backend.student import Student  # noqa: PLC0415 - pydantic, not for --help

    return Student(
        Library((), home()),
        SystemClock(),
        lambda: store.open_store(database_path()),
        store.memory_store,
    )


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _wants_lines(settings: "Settings", request: "Request") -> bool:
    if settings.plain or not _has_terminal():
        return True
    from quizgame.store import wants_plain  # noqa: PLC0415 - only where nothing else tells

    return wants_plain(database_path(), request.player)


def _run_screen(student: "Callable[[], Student]", request: "Request", settings: "Settings") -> int:
    """Open the full screen; it makes the `student` once its first picture is painted."""
    import asyncio  # noqa: PLC0415 - as below

    from quizgame.backend.follower import Follower  # noqa: PLC0415 - for this alone
    from quizgame.cli.breakdown import note  # noqa: PLC0415 - for this alone
    from quizgame.tui.app import QuizApp  # noqa: PLC0415 - Textual is loaded only to be shown
    from quizgame.tui.draw.likeness import write_likenesses  # noqa: PLC0415 - as above
    from quizgame.tui.typed import read_strays  # noqa: PLC0415 - as above

    write_likenesses(sys.__stdout__, sys.__stderr__)
    read_strays()
    # Textual reads this variable alone, and takes it for a wish even where it is empty.
    os.environ.pop("NO_COLOR", None)
    if settings.no_color:
        os.environ["NO_COLOR"] = "1"
    app = QuizApp(student, request, theme=settings.theme, follower=Follower(note))
    result = asyncio.run(_shown(app))
    if app.failure is not None:
        raise app.failure
    return result if isinstance(result, int) else app.return_code or 0


async def _shown(app: "QuizApp") -> int | None:
    """Run the app; a signal to end lets it give the terminal back first."""
    import asyncio  # noqa: PLC0415 - as above

    loop = asyncio.get_running_loop()

    def end(number: int, _frame: object) -> None:
        # A terminal that is gone, or takes nothing any more, would hold the farewell for ever.
        signal.alarm(_FAREWELL_S)
        loop.call_soon_threadsafe(partial(app.exit, return_code=128 + number))

    if not hasattr(signal, "alarm"):  # Windows
        return await app.run_async()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    try:
        return await app.run_async()
    finally:
        signal.alarm(0)


def _run_lines(student: "Student", request: "Request", settings: "Settings") -> int:
    from quizgame.line.app import LineApp  # noqa: PLC0415 - only one front end is loaded
    from quizgame.line.stdio import open_stdio  # noqa: PLC0415 - as above

    account = ""
    with contextlib.suppress(OSError, KeyError, ImportError):
        account = getpass.getuser()
    with open_stdio() as channel:
        app = LineApp(student, channel, request, account=account, warns=settings.line_warning)
        return app.run()


def _asks_for_something(request: "Request") -> bool:
    """Return whether there is more to look at than the article's own first quiz."""
    options = request.options
    narrowed = options.tags or options.difficulty
    return bool(request.bank or request.quiz or narrowed or options.scoring)


def _check(student: "Student", request: "Request") -> None:
    """Raise UsageError or RefusedError for what can not be played, before any screen opens.

    That is a bank, quiz or tag that there is not, a scoring that the bank rules out, and a choice
    that leaves no question.
    """
    from quizgame.backend.library import ARTICLE_BANK  # noqa: PLC0415 - pydantic, not for --help
    from quizgame.backend.plan import require_scoring  # noqa: PLC0415 - as above
    from quizgame.backend.student import GUEST  # noqa: PLC0415 - as above

    name, options = request.bank or ARTICLE_BANK, request.options
    _view, quiz = student.offer(GUEST, name, request.quiz, options)
    bank = student.library.find(name).bank
    if bank is None:
        return
    known = {clean_line(tag) for question in bank.question for tag in question.tags}
    for tag in options.tags:
        if clean_line(tag) not in known:
            raise UsageError(
                _("No question has the tag {tag}.").format(tag=repr(tag)),
                _("The tags are: {names}.").format(names=", ".join(sorted(known)) or "-"),
            )
    # A review takes what was missed, whatever the quiz, and counts it by accuracy.
    if options.behaviour != "review":
        require_scoring(bank, options.scoring or quiz.scoring)
        if not student.fitting(name, quiz.id, options):
            raise UsageError(
                _("No question of this bank fits."), _("Ask for other tags or difficulties.")
            )

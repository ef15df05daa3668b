"""Every screen with a hostile bank, a hostile name and hostile answers: it stays a screen."""

from pathlib import Path

import pytest

from quizgame.backend.request import Request
from quizgame.model.text import clean_line
from quizgame.tui.app import QuizApp
from quizgame.tui.play.playing import Playing
from tests.hostile.desk import NAME, Desk
from tests.hostile.payloads import (
    CLICK,
    UNSEEN,
    attack,
    short_attack,
)
from tests.hostile.stream import faults
from tests.hostile.watch import Watch, watched

UNICODE = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no clock tick, no reveal wait to be read, and chance be the same each time."""
    monkeypatch.setattr("quizgame.backend.student.secrets.randbits", lambda _bits: 7)
    monkeypatch.setattr(Playing, "TICK_S", 3600.0)
    monkeypatch.setattr(Playing, "UNREAD_S", 0.0)
    monkeypatch.setattr("quizgame.tui.play.playing.REPEAT_S", 0.0)


def app_at(desk: Desk) -> QuizApp:
    """Return the app at a desk."""
    return QuizApp(desk.student, environ=UNICODE)


async def arrive(watch: Watch) -> None:
    """Give a hostile name, and come home."""
    await watch.at("WelcomeScreen")
    await watch.paste(NAME)
    await watch.press("enter")
    await watch.at("HomeScreen")
    await watch.until(lambda: "7 question banks" in watch.seen[-1])
    await watch.press("down", "up")  # until a key is pressed, home takes the cursor to its top


async def read_all(watch: Watch) -> None:
    """Go through a list and read what is told of each row."""
    menu = watch.app.screen.menu  # type: ignore[attr-defined] # pages with a list only
    for target in menu.targets:
        menu.point(target)
        await watch.look()
        await watch.read_on()


async def answer(watch: Watch, typed: str) -> None:
    """Answer the question on screen, wrongly where that can be chosen."""
    playing = watch.app.screen
    assert isinstance(playing, Playing)
    assert playing.view is not None
    if playing.view.type in {"short-text", "numeric"}:
        await watch.paste(typed)
        await watch.press("enter")
        if playing.mode == "answer":
            await watch.paste("\x1b\x9b12\u202e\x07")
            await watch.press("enter")
        return
    keys = {
        "ordering": "a3",
        "matching": "1c2c",
        "cloze": "b",
    }.get(playing.view.type, "a")
    await watch.press(*keys)
    if playing.view.type == "cloze":
        await watch.paste(attack("ZA01"))
    await watch.press("enter")


def foreseen(desk: Desk) -> str:
    """Return the wrong answer of the short text for which there is a reason."""
    return attack(desk.marks.of("foreseen answer"))


async def visit(watch: Watch, key: str, name: str, back: str = "escape") -> None:
    """Open a page by its key, read it, click what looks like a link, and come back."""
    was = watch.name
    await watch.press(key)
    await watch.at(name)
    await watch.read_on()
    await watch.click_on(CLICK)
    await watch.press(back)
    await watch.at(was)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 50)])
async def test_practice(desk: Desk, size: tuple[int, int]) -> None:
    """All types of question, from the welcome to the results, stay within their frame."""

    async def act(watch: Watch) -> None:
        await arrive(watch)
        watch.app.screen.menu.point("quiz:0:each")  # type: ignore[attr-defined] # a page with a menu
        await watch.press("enter")
        await watch.at("IntroScreen")
        await watch.read_on()
        await visit(watch, "s", "ReadScreen")
        await watch.press("enter")
        await watch.at("PlayScreen")
        for number in range(8):
            await watch.read_on()
            await answer(watch, foreseen(desk))
            await watch.read_on()
            await watch.click_on(CLICK)
            if number == 0:
                await visit(watch, "s", "ReadScreen")
                await visit(watch, "w", "WordsScreen")
                await visit(watch, "question_mark", "HelpScreen")
                await report(watch)
            await watch.press("n")
        await watch.at("ResultsScreen")
        await read_all(watch)

    watch = await watched(app_at(desk), size, act)
    assert desk.marks.missing(watch.text, without=(*UNSEEN, "bank description")) == []
    assert watch.clicks >= 8  # a bell, which is what the links are for, would have been heard
    told = ("bank title", "quiz title", "exam title", "publisher", "published", "bank description")
    assert desk.marks.missing(watch.text, "[/b]{}", without=(*UNSEEN, *told)) == []


async def report(watch: Watch) -> None:
    """Report a question in hostile words."""
    await watch.press("r")
    await watch.at("ReportScreen")
    await watch.paste(attack("ZR00"))
    await watch.press("enter")
    await watch.at("PlayScreen")


async def ask(watch: Watch, key: str, back: str = "escape") -> None:
    """Open a question by its key, look, and answer it."""
    was = watch.name
    await watch.press(key)
    await watch.at("Ask")
    await watch.click_on(CLICK)
    await watch.press(back)
    await watch.until(lambda: watch.name != "Ask" or was == "Ask")


async def test_around_the_house(desk: Desk) -> None:
    """Home, problems, players, settings, setup, pause, leaving, resuming and history."""

    async def act(watch: Watch) -> None:
        await arrive(watch)
        await read_all(watch)
        menu = watch.app.screen.menu  # type: ignore[attr-defined] # home has one
        for target in [one for one in menu.targets if one.startswith("problems:")]:
            menu.point(target)
            await visit(watch, "enter", "ProblemsScreen")
        await players(watch)
        await visit(watch, "s", "SettingsScreen")
        menu.point("quiz:0:each")
        await watch.press("enter")
        await watch.at("IntroScreen")
        await setup(watch)
        await watch.press("enter")
        await watch.at("PlayScreen")
        await watch.press("p")
        assert "Paused" in await watch.look()
        await watch.press("enter")
        await ask(watch, "escape", "l")
        await watch.at("HomeScreen")
        await watch.until(lambda: "Go on where you stopped" in watch.seen[-1])
        await read_all(watch)
        menu.point(menu.targets[0])
        await watch.press("x")
        await watch.at("ResumeScreen")
        await read_all(watch)
        await ask(watch, "x", "k")
        await watch.press("enter")
        await watch.at("PlayScreen")
        await ask(watch, "escape", "e")
        await watch.at("HomeScreen")
        await watch.press("h")
        await watch.at("HistoryScreen")
        await read_all(watch)

    watch = await watched(app_at(desk), (80, 24), act)
    shown = ("quotation not found", "sound stem", "syntax", "long tag", "id", "question id")
    assert desk.broken.missing(watch.text, without=shown) == []
    assert "ZN00" in watch.text


async def players(watch: Watch) -> None:
    """Add, rename and nearly forget a player with hostile names."""
    await watch.press("p")
    await watch.at("PlayersScreen")
    await watch.press("a")
    await watch.paste(f"{short_attack('ZN01')}\nZN02")
    await watch.press("enter")
    await watch.press("r")
    await watch.paste(
        f"[/]{CLICK}ZN03\x9b31m漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"
    )
    await watch.press("enter")
    await read_all(watch)
    watch.app.screen.menu.move(-99)  # type: ignore[attr-defined] # a list
    await ask(watch, "d")
    await watch.press("escape")
    await watch.at("HomeScreen")


async def setup(watch: Watch) -> None:
    """Go through how to play, and choose two tags."""
    await watch.press("c")
    await watch.at("SetupScreen")
    menu = watch.app.screen.menu  # type: ignore[attr-defined] # a form
    for target in menu.targets:
        menu.point(target)
        await watch.press(*(["space"] if target in menu.targets[-2:] else []))
    await watch.press("escape")
    await watch.at("IntroScreen")
    await watch.read_on()


@pytest.mark.usefixtures("_elsewhere")
async def test_exam(desk: Desk) -> None:
    """An exam with its overview, and its results saved to files."""

    async def act(watch: Watch) -> None:
        await arrive(watch)
        watch.app.screen.menu.point("quiz:0:exam")  # type: ignore[attr-defined] # a page with a menu
        await watch.press("enter")
        await watch.at("IntroScreen")
        await watch.press("enter")
        await watch.at("ExamScreen")
        while watch.name == "ExamScreen":
            await answer(watch, foreseen(desk))
        await watch.at("OverviewScreen")
        menu = watch.app.screen.menu  # type: ignore[attr-defined] # a page with a menu
        for target in menu.targets:
            menu.point(target)
            await watch.look()
        await watch.press("enter")
        await watch.at("ExamScreen")
        await watch.press("m", "o")
        await watch.at("OverviewScreen")
        await ask(watch, "u", "u")
        await watch.at("ResultsScreen")
        await watch.press("c", "j")
        await visit(watch, "s", "ReadScreen")
        await watch.press("enter")
        await watch.at("HomeScreen")
        await watch.press("h")
        await watch.at("HistoryScreen")
        await read_all(watch)
        await watch.press("c")

    await watched(app_at(desk), (80, 24), act)
    for path in Path.cwd().glob("quizgame-*"):
        assert faults(path.read_text("utf-8-sig"), line_ends="\n\r") == []


@pytest.fixture
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save files beside the banks."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("name", ["keys\x1b[31m.toml", attack("ZX00"), "./\x1b]52;c;QQ==\x07"])
async def test_a_bank_that_can_not_be_played(desk: Desk, name: str) -> None:
    """What is wrong with a bank that was asked for is told above the keys."""

    async def act(watch: Watch) -> None:
        await watch.until(lambda: "question bank" in watch.seen[-1].splitlines()[1])
        await watch.until(lambda: clean_line(name)[:50] in watch.seen[-1])

    app = app_at(desk)
    app.request = Request(play=True, bank=name, player=NAME)
    await watched(app, (160, 40), act)

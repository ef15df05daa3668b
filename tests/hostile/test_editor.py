"""The editor with a hostile bank: every screen of it stays a screen, and shows what it shows."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from quizgame.tui.screens.edit import EditScreen
from tests.hostile.desk import Desk
from tests.hostile.payloads import CLICK, attack
from tests.hostile.test_screens import app_at, arrive, read_all, visit
from tests.hostile.watch import Watch, watched

Act = Callable[[Watch], Awaitable[None]]
ELSEWHERE = (
    *("author", "license", "url", "publisher", "published", "source title", "content note"),
    *("bank description", "quiz title", "quiz description", "exam title"),
    *("paragraph", "line", "after", "last paragraph", "wrong", "foreseen", "gap wrong"),
)
"""Texts that are on other screens alone: of the bank, the source, and answers not given."""


async def edit(watch: Watch, target: str) -> EditScreen:
    """Open the editor for a row of home."""
    watch.app.screen.menu.point(target)  # type: ignore[attr-defined] # home has one
    await watch.press("e")
    await watch.at("EditScreen")
    assert isinstance(watch.app.screen, EditScreen)
    return watch.app.screen


async def ask(watch: Watch, key: str, answer: str, back: str = "EditScreen") -> None:
    """Open a question by its key, click on what looks like a link, and answer."""
    await watch.press(key)
    await watch.at("Ask")
    await watch.click_on(CLICK)
    await watch.press(answer)
    await watch.at(back)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 50)])
async def test_every_question_in_the_list(desk: Desk, size: tuple[int, int]) -> None:
    """List, filter, acts, types and words are drawn as they are, and no link is one."""

    async def act(watch: Watch) -> None:
        await arrive(watch)
        await edit(watch, "quiz:0:each")
        await read_all(watch)
        await watch.click_on(CLICK)
        await watch.press("home", "d", "x", "u", "U", "u", ">", "<", "f", "escape")
        await watch.press("/")
        await watch.paste(attack("ZF00"))
        await watch.press("escape", "/")
        await watch.paste(desk.marks.of("ordering stem"))
        await watch.press("enter")
        assert "1 of 9" in watch.seen[-1]
        await watch.press("escape", "n")
        await watch.at("KindsScreen")
        await read_all(watch)
        await watch.press("escape")
        await watch.at("EditScreen")
        await watch.press("g")
        await watch.at("GlossaryScreen")
        await read_all(watch)
        await watch.press("a")
        await watch.paste(attack("ZG00"))
        await watch.press("enter")
        await watch.paste(attack("ZG01"))
        await watch.press("enter")
        await watch.until(lambda: "is added" in watch.seen[-1])
        await watch.press("x", "u", "escape")
        await watch.at("EditScreen")
        await watch.press("o")
        await watch.at("Ask")
        await watch.press("n")
        await watch.at("EditScreen")
        await ask(watch, "escape", "l", "HomeScreen")

    watch = await watched(app_at(desk), size, act)
    assert desk.marks.missing(watch.text, without=ELSEWHERE) == []
    assert watch.screens >= {"EditScreen", "KindsScreen", "GlossaryScreen", "Ask"}


async def test_two_writers_of_hostile_texts(desk: Desk) -> None:
    """What each did, and where both did, is told without obeying any of it."""
    bank = desk.banks[0]

    async def act(watch: Watch) -> None:
        await arrive(watch)
        screen = await edit(watch, "quiz:0:each")
        fields = screen.desk.fields(0)
        fields["stem"] = attack("ZW00")
        screen.desk.change(0, fields)
        await screen.read()
        text = bank.read_bytes().decode()
        bank.write_bytes(text.replace("A line.\\n\\n", "Another.\\n\\n").encode())
        await watch.press("s")
        await watch.at("Ask")
        await watch.click_on(CLICK)
        await visit_all(watch)
        await ask(watch, "s", "m")
        await watch.press("s")
        await watch.until(lambda: "Saved." in watch.seen[-1])

    await watched(app_at(desk), (80, 24), act)
    assert "ZW00" in bank.read_bytes().decode()


async def visit_all(watch: Watch) -> None:
    """Read all changes of both on their page."""
    await watch.press("a")
    await watch.at("DetailScreen")
    await watch.read_on()
    await watch.press("escape")
    await watch.at("EditScreen")


async def test_lost_work_of_hostile_texts(desk: Desk) -> None:
    """What is offered again is told without obeying any of it."""
    lost = desk.student.author().open(desk.banks[0])
    for index in range(3):
        fields = lost.fields(index)
        fields["id"] = attack(f"ZL{index:02}")
        lost.change(index, fields)
    os.close(lost._manuscript.keeper._lock)  # type: ignore[arg-type] # held, since it changed

    async def act(watch: Watch) -> None:
        await arrive(watch)
        watch.app.screen.menu.point("quiz:0:each")  # type: ignore[attr-defined] # home has one
        await watch.press("e")
        await watch.at("Ask")
        await watch.click_on(CLICK)
        await watch.press("t")
        await watch.at("EditScreen")
        await read_all(watch)
        await ask(watch, "escape", "l", "HomeScreen")

    watch = await watched(app_at(desk), (80, 24), act)
    assert "ZL00" in watch.text


async def test_banks_that_can_not_be_played(desk: Desk) -> None:
    """Broken files say what is wrong in them, whatever it quotes, and are left as they were."""
    before = [path.read_bytes() for path in desk.banks]

    async def act(watch: Watch) -> None:
        await arrive(watch)
        menu = watch.app.screen.menu  # type: ignore[attr-defined] # home has one
        for target in [one for one in menu.targets if one.startswith("problems:")]:
            await edit(watch, target)
            await read_all(watch)
            await watch.press("home")
            if "outside the questions" in watch.seen[-1]:
                await visit(watch, "enter", "DetailScreen")
            await watch.press("o")
            await watch.press("escape")
            await watch.at("HomeScreen")

    watch = await watched(app_at(desk), (80, 24), act)
    seen = ("file name", "unknown key", "type", "file", "quotation not found", "question id")
    missing = desk.broken.missing(watch.text)
    assert not [name for name in missing if name in seen]
    assert [path.read_bytes() for path in desk.banks] == before


def test_the_payloads_are_where_they_are_looked_for(desk: Desk) -> None:
    """The editor's own screens are asked about texts that exist."""
    names = set(desk.marks.names.values())
    assert {name.split()[0] for name in ELSEWHERE} <= {
        word for name in names for word in name.split()
    }
    assert all(Path(path).exists() for path in desk.banks)

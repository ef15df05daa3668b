"""What goes wrong in a class without anybody's wish: races, a full disk, a client that stands."""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.ssh.abuses import Guest
from tests.ssh.beset import UNREAD_S, Beset, besieged
from tests.ssh.lessons import command

asyncio_module = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def beset(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Beset]:
    """Serve a class for all tests here."""
    async with besieged(tmp_path_factory.mktemp("mishaps")) as made:
        yield made


@asyncio_module
@pytest.mark.parametrize("is_plain", [False, True])
async def test_of_two_who_race_for_a_name_one_has_it(beset: Beset, *, is_plain: bool) -> None:
    """Both press Enter at the same moment: one sits down, the other is asked for the word."""
    name = f"Racer{is_plain}"
    racers = [Guest() for _one in range(4)]
    for one in racers:
        await one.connect(beset.port, name, sits=False, is_plain=is_plain)
        await one.reads(b"name")
    for one in racers:
        one.chan.write(b"\r")
    await asyncio.gather(*(one.reads(b"Waiting|Ready|You are in|seat word") for one in racers))
    facts = await beset.until(lambda facts: len(facts["seated"]) == 4)
    assert list(facts["seats"].values()).count(name) == 1
    for one in racers:
        one.conn.abort()
    await beset.at_rest()


@asyncio_module
async def test_an_answer_to_a_question_that_is_gone(beset: Beset) -> None:
    """Enter crosses with the teacher's skip: the answer counts for nothing that came after it."""
    await beset.asked()
    ada = beset.students[0]
    for _round in range(2):
        await ada.key("b", "B is chosen")
        ada.raw.clear()
        ada.chan.write(b"\rb\r\rc\r")
        await beset.server.ask("skip")
        facts = await beset.server.ask("show")
        assert facts["answers"] == 0
        await asyncio.sleep(UNREAD_S)
        ada.raw.clear()
    assert (await beset.facts())["answers"] == 0
    await beset.asked()
    await beset.plays(1)


@asyncio_module
async def test_a_full_disk_pauses_the_round_and_is_told(beset: Beset) -> None:
    """What can not be kept is refused and told, what was kept stays; with room all goes on."""
    await beset.asked()
    await beset.plays(2)
    before = await beset.facts()
    ada, ben, _cleo = beset.students
    newcomer = Guest()
    await newcomer.connect(beset.port, "Newcomer", sits=False)
    await newcomer.reads(b"name")
    facts = await beset.server.ask("disk", most=1)
    try:
        await ada.key("a", "A is chosen")
        ada.raw.clear()
        ada.chan.write(b"\r")
        facts = await beset.until(lambda facts: facts["trouble"])
        assert facts["is_paused"]
        await ada.reads(b"can not write")
        newcomer.chan.write(b"\r")
        await newcomer.reads(b"could not keep")
        assert (await beset.server.ask("reveal"))["refused"]
    finally:
        facts = await beset.server.ask("disk", most=-1)
    assert facts["answers"] == before["answers"]
    assert facts["phase"] == "open"
    assert not [one for one in (ada, newcomer) if b"class.sqlite" in one.raw]
    newcomer.chan.write(b"\r")
    await newcomer.reads(b"next question|Question")
    await beset.until(lambda facts: not facts["trouble"])
    await beset.server.ask("resume")
    await asyncio.gather(ada.plays(1), ben.plays(1))
    newcomer.conn.abort()
    await beset.at_rest()


@asyncio_module
@pytest.mark.parametrize("is_plain", [False, True])
async def test_who_comes_back_while_the_disk_is_full(beset: Beset, *, is_plain: bool) -> None:
    """The right word can not be acted on: that is told, and the name asked for again."""
    await beset.asked()
    name = f"Returner{is_plain}"
    before, after = Guest(), Guest()
    await before.connect(beset.port, name)
    before.conn.abort()
    facts = await beset.at_rest()
    await after.connect(beset.port, name, sits=False, is_plain=is_plain)
    await after.reads(b"name")
    after.chan.write(b"\r")
    await after.reads(b"seat word")
    await beset.server.ask("disk", most=1)
    try:
        after.chan.write(facts["words"][name].encode() + b"\r")
        await after.reads(b"could not keep(?s:.)*name")
    finally:
        await beset.server.ask("disk", most=-1)
    await beset.until(lambda facts: not facts["trouble"])
    after.conn.abort()
    await beset.at_rest()


@asyncio_module
async def test_a_client_that_stands_still_holds_nobody_up(beset: Beset) -> None:
    """The teacher goes on without who was stopped; woken, they have the question of the others."""
    await beset.nuisance.ask("begin", abuse="Abuse")
    await beset.asked()
    os.kill(beset.nuisance.pid, signal.SIGSTOP)
    try:
        await beset.plays(2)
        for act in ("close", "reveal", "explain", "show"):
            assert not (await beset.server.ask(act))["refused"]
        await asyncio.gather(*(one.reads(b"Question 2") for one in beset.students))
    finally:
        os.kill(beset.nuisance.pid, signal.SIGCONT)
    assert "Question 2" in (await beset.nuisance.ask("screen"))["screen"]
    await beset.nuisance.ask("end")
    await beset.at_rest()


@pytest.mark.parametrize("kind", ["file", "nowhere"])
def test_a_home_that_can_not_be_written(tmp_path: Path, kind: str) -> None:
    """The class does not begin, and a line says what is in the way; there is no traceback."""
    home = tmp_path / "home"
    home.write_text("")
    where = home if kind == "file" else Path("/proc/quizgame")
    done = subprocess.run(
        command("--port", "0", "--headless"),
        env={**os.environ, "QUIZGAME_HOME": str(where)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode not in {0, -signal.SIGTERM}
    assert str(where) in done.stderr
    assert "Traceback" not in done.stderr

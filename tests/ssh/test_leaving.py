"""Nothing is left of who has gone, and everybody is told when the server goes."""

import asyncio
import gc
import random
import threading
import weakref
from pathlib import Path

from textual._styles_cache import StylesCache

from quizgame.ssh.limits import Limits
from tests.e2e.test_ending import left_on
from tests.ssh.stage import Client, EchoFronts, connected, serving, until, visiting

SOON = Limits(linger=0.2)


async def test_two_hundred_joins_and_leaves_leave_nothing(tmp_path: Path) -> None:
    """Apps, tasks, threads and connections are as many as before; no app is held by anything.

    Neither are the lines that widgets drew.
    """
    fronts, drawn = EchoFronts(), caches()
    async with serving(tmp_path, fronts, limits=SOON) as server:
        before = len(asyncio.all_tasks())
        for turn in range(20):
            await asyncio.gather(*(join_and_leave(server, turn) for _one in range(10)))
        assert len(fronts.arrivals) == 200
        await until(lambda: server.doors.count == 0 and server.apps.count == 0, "all gone")
        await until(lambda: len(asyncio.all_tasks()) == before, "no task is left")
        names = [thread.name for thread in threading.enumerate()]
        assert [name for name in names if not name.startswith(("MainThread", "asyncio"))] == []
        gone = [weakref.ref(app) for app in fronts.apps]
        fronts.apps.clear()
        fronts.arrivals.clear()
        for _again in range(3):
            gc.collect()
            await asyncio.sleep(0)
        assert sum(ref() is not None for ref in gone) <= 1
        assert caches() - drawn < len(gone) // 4


def caches() -> int:
    """Return of how many widgets the drawn lines are held."""
    return sum(isinstance(one, StylesCache) for one in gc.get_objects())


async def join_and_leave(server: object, turn: int) -> None:
    """Join, and leave by a key or by hanging up."""
    async with visiting(server) as client:  # type: ignore[arg-type]
        await client.sees("Hello ada")
        if turn % 2:
            client.type("q")
            await client.ended()


async def test_hanging_up_while_the_app_starts_leaves_nothing(tmp_path: Path) -> None:
    """At whatever moment of the start a client goes, its app goes too, and others still start."""
    dice = random.Random(7)  # noqa: S311 - moments, not secrets
    async with serving(tmp_path, limits=SOON) as server:
        before = len(asyncio.all_tasks())

        async def hasty() -> None:
            conn = await connected(server)
            await conn.create_session(Client, term_type="xterm", encoding=None)
            await asyncio.sleep(dice.random() * 0.1)
            conn.abort()
            await conn.wait_closed()

        for _turn in range(8):
            await asyncio.gather(*(hasty() for _one in range(8)))
        await until(lambda: server.doors.count == 0 and server.apps.count == 0, "all gone")
        await until(lambda: len(asyncio.all_tasks()) == before, "no task is left")
        async with visiting(server) as client:
            await client.sees("Hello ada")


async def test_when_the_server_stops_everybody_is_told(tmp_path: Path) -> None:
    """Screens are given back and a line says why, also by lines; who only waits is hung up on."""
    async with serving(tmp_path) as server:
        async with visiting(server) as screen, visiting(server, "bob+plain") as lines:
            waiting = await connected(server, "waiting")
            await screen.sees("Hello ada")
            await lines.sees("Hello bob")
            await server.stop("The lesson is over.")
            await asyncio.gather(screen.ended(), lines.ended(), waiting.wait_closed())
            assert left_on(bytes(screen.raw)) == set()
            assert screen.raw.endswith(b"The lesson is over.\r\n")
            assert b"The lesson is over." in lines.raw
        assert server.apps.count == 0


async def test_a_client_that_reads_nothing_does_not_hold_the_server(tmp_path: Path) -> None:
    """Stopping ends in seconds, whoever does not listen to the goodbye."""
    async with serving(tmp_path) as server, visiting(server) as client:
        await client.sees("Hello ada")
        assert client.conn._transport is not None
        client.conn._transport.pause_reading()
        await asyncio.wait_for(server.stop("Goodbye."), 20)
        assert server.doors.count == 0


async def test_apps_started_ahead_become_who_comes(tmp_path: Path) -> None:
    """An app that ran for nobody greets its person, in their size and colours; another follows."""
    fronts = EchoFronts()
    async with serving(tmp_path, fronts, limits=Limits(ahead=2)) as server:
        await until(lambda: server.apps.ahead == 2, "two wait")
        made = list(fronts.apps)
        async with (
            visiting(server, "ada", size=(100, 30)) as ada,
            visiting(server, "bob", term="linux") as bob,
            visiting(server, "cy", env={"NO_COLOR": "1"}) as cy,
        ):
            await ada.sees(lambda text: "Hello ada" in text and "size 100x30" in text)
            await bob.sees("Hello bob")
            await cy.sees("Hello cy")
            assert made[0].return_code is None
            assert b"38;5;" in ada.raw
            assert b"38;" not in bob.raw
            cy.type("x")
            await cy.sees("keys x")
            await until(lambda: server.apps.ahead == 2, "two wait again")
            assert server.apps.count == 5
    assert server.apps.count == 0


async def test_a_probe_tells_the_dead_from_the_living(tmp_path: Path) -> None:
    """Who answers nothing any more is gone within seconds; who only types nothing stays."""
    fronts = EchoFronts()
    async with (
        serving(tmp_path, fronts) as server,
        visiting(server, "dead") as dead,
        visiting(server, "quiet") as quiet,
    ):
        await dead.sees("Hello dead")
        await quiet.sees("Hello quiet")
        links = {arrival.username: arrival.link for arrival in fronts.arrivals}
        assert dead.conn._transport is not None
        dead.conn._transport.pause_reading()
        for link in links.values():
            assert link.is_open
            link.probe()
        await until(lambda: not links["dead"].is_open, "the dead one is closed")
        await until(lambda: server.apps.count == 1, "and its app is gone")
        await asyncio.sleep(2)
        assert links["quiet"].is_open
        quiet.type("here")
        await quiet.sees("keys here")
        links["quiet"].end("You came back in another window.")
        await quiet.ended()
        assert quiet.raw.endswith(b"You came back in another window.\r\n")

"""A full screen over a connection: seen, typed to, resized, left."""

from pathlib import Path

from tests.e2e.test_ending import left_on
from tests.ssh.stage import EchoFronts, serving, visiting


async def test_a_person_sees_the_screen_types_and_leaves(tmp_path: Path) -> None:
    """Keys arrive, the picture follows, and the terminal is given back."""
    fronts = EchoFronts()
    async with serving(tmp_path, fronts) as server, visiting(server, "Ada Łovelace") as client:
        await client.sees("Hello Ada Łovelace")
        client.type("abc")
        await client.sees("keys abc")
        client.type("\x1b")
        await client.sees("keys abc<escape>")
        client.type("q")
        assert await client.ended() == 0
    assert left_on(bytes(client.raw)) == set()
    assert fronts.arrivals[0].peer == "127.0.0.1"

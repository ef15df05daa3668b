"""What one client, or hundreds, may try against a class that plays on beside it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.ssh.abuses import Sequences
from tests.ssh.beset import Beset, Endured, besieged, middle
from tests.ssh.taught import LIMITS

pytestmark = pytest.mark.asyncio(loop_scope="module")

SLOWER = 25
"""How many times as long as in quiet half of the keys may take: a server that stands takes more."""

MEGABYTES = 8
"""What may stay for good: caches that the first of a kind fills."""


FEW = 3
"""Times that five hundred requests of one connection can be dealt with in one of these tests."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def beset(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Beset]:
    """Serve a class for all tests here."""
    async with besieged(tmp_path_factory.mktemp("beset")) as made:
        yield made


async def endured(beset: Beset, abuse: str, **wishes: Any) -> Endured:
    """Let a class be abused: it plays on, and nothing stays of the abuse."""
    found = await beset.endures(abuse, **wishes)
    assert middle(found.during) < SLOWER * middle(found.quiet)
    assert found.grown_mb < MEGABYTES
    assert found.after["teachers"] == 1
    return found


async def test_a_flood_of_keys(beset: Beset) -> None:
    """A million keys wait at the client for their turn."""
    found = await endured(beset, "Keys")
    assert found.abuser["waiting"] > 500_000


async def test_a_flood_of_answers(beset: Beset) -> None:
    """Half a million answers wait at the client, too; each that came counts as one."""
    found = await endured(beset, "Answers")
    assert found.abuser["waiting"] > 500_000
    assert found.within["answers"] == 3


async def test_pastes_of_megabytes(beset: Beset) -> None:
    """Pastes are cut, those without an end as well."""
    await endured(beset, "Paste")


async def test_a_flood_of_lines(beset: Beset) -> None:
    """A pipe full of answers is read at a pace at which lines could be typed."""
    found = await endured(beset, "Lines")
    assert found.abuser["waiting"] > 500_000


async def test_a_line_without_an_end(beset: Beset) -> None:
    """A line that goes on for megabytes is edited at that pace, too."""
    found = await endured(beset, "LongLine")
    assert found.abuser["waiting"] > 500_000


async def test_lines_that_are_no_answer(beset: Beset) -> None:
    """Asking for help a hundred thousand times is no way to keep the class waiting."""
    found = await endured(beset, "WrongLines")
    assert found.abuser["waiting"] > 500_000


async def test_crafted_sequences(beset: Beset) -> None:
    """Sequences that break the parser end that session; who does it again is let in again."""
    found = await endured(beset, "Sequences")
    assert found.abuser["count"] > len(Sequences.STORM)


async def test_a_storm_of_sizes(beset: Beset) -> None:
    """Thousands of sizes of a terminal, impossible ones too, are taken at a pace."""
    await endured(beset, "Sizes")


async def test_a_reader_that_stalls(beset: Beset) -> None:
    """Who reads nothing, with a window of gigabytes, costs no memory."""
    found = await endured(beset, "Stalled")
    assert not found.abuser["is_closed"]


async def test_a_pipe_that_stalls(beset: Beset) -> None:
    """Who answers by lines and reads nothing waits for themselves."""
    found = await endured(beset, "StalledLines")
    assert found.abuser["waiting"] > 500_000


async def test_half_open_connections(beset: Beset) -> None:
    """Who connects and says nothing, or nonsense, is hung up on while they still hold on."""
    await endured(beset, "Silent", times=3, until=lambda facts: facts["doors"] == 3)


async def test_people_who_are_let_in_and_begin_nothing(beset: Beset) -> None:
    """Who was let in and asks for no session is hung up on, too."""
    await endured(beset, "Idle", times=3, until=lambda facts: facts["doors"] == 3)


async def test_a_flood_of_connections(beset: Beset) -> None:
    """Connections beyond the limit push each other out, and nobody of the class."""
    found = await endured(beset, "Flood")
    assert found.within["doors"] <= LIMITS.connections


async def test_a_rush_of_connections_that_are_dropped(beset: Beset) -> None:
    """Five hundred within seconds, each dropped when the server has reckoned for it."""
    found = await endured(beset, "Rush", times=12, until=lambda facts: facts["doors"] < 10)
    assert found.abuser["count"] > 100


async def test_five_hundred_channels(beset: Beset) -> None:
    """Hundreds of channels on one connection are one seat and one screen, and wait their turn."""
    found = await endured(beset, "Channels")
    assert found.abuser["count"] <= FEW
    assert (found.within["places"], found.within["apps"]) == (4, 4)


async def test_a_flood_of_variables(beset: Beset) -> None:
    """Thousands of variables keep nobody but their sender waiting."""
    await endured(beset, "Variables")


async def test_people_who_leave_in_the_middle_of_everything(beset: Beset) -> None:
    """Of all who come and vanish at any moment nothing stays but seats."""
    found = await endured(beset, "Comings")
    assert found.abuser["count"] > len(found.after["seats"]) - 3


async def test_somebody_who_guesses_the_word_of_a_seat(beset: Beset) -> None:
    """Whoever knocks at a seat again and again, its owner plays on."""
    found = await endured(beset, "Knocks")
    assert found.after["seated"] == [1, 2, 3]

"""Who is let in, by a real client library against a real server."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import asyncssh
import pytest

from quizgame.classroom.keys import PublicKey
from quizgame.classroom.roster import Student
from quizgame.errors import UsageError
from quizgame.ssh.admission import Code, Listed, Pass
from quizgame.ssh.limits import Doors, Guesses, Limits
from quizgame.ssh.pins import Pins
from tests.ssh.stage import EchoFronts, connected, serving, until, visiting


class Asked(asyncssh.SSHClient):
    """A person who types codes when asked, and notes how they were asked."""

    def __init__(self, *codes: str) -> None:
        """Type these, in this order."""
        self.codes = list(codes)
        self.prompts: list[tuple[str, bool]] = []

    def kbdint_auth_requested(self) -> str:
        """Agree to be asked while there is something to type."""
        return ""

    def kbdint_challenge_received(
        self, name: str, instructions: str, lang: str, prompts: Sequence[tuple[str, bool]]
    ) -> list[str]:
        """Type the next code."""
        del name, instructions, lang
        self.prompts += prompts
        return [self.codes.pop(0) if self.codes else "?"]


@pytest.mark.parametrize("typed", ["river-7", "RIVER 7", " r i v e r\uff17 "])
async def test_the_code_is_asked_for_visibly_and_taken_as_it_is_read(
    tmp_path: Path, typed: str
) -> None:
    """Letter case, spaces, dashes and the width of digits do not matter."""
    person = Asked(typed)
    async with (
        serving(tmp_path, admission=Code("River-7")) as server,
        visiting(server, client_factory=lambda: person) as client,
    ):
        await client.sees("Hello ada")
    assert person.prompts == [("Class code: ", True)]


class Slow(Asked):
    """A person who has to look for the keys."""

    async def kbdint_challenge_received(  # type: ignore[override] # asyncssh waits for either
        self, name: str, instructions: str, lang: str, prompts: Sequence[tuple[str, bool]]
    ) -> list[str]:
        """Type the next code, after a while."""
        await asyncio.sleep(0.5)
        return super().kbdint_challenge_received(name, instructions, lang, prompts)


async def test_who_types_the_code_slowly_is_let_in(tmp_path: Path) -> None:
    """A person has longer than a client has for what it does by itself; by default two minutes."""
    person = Slow("river-7")
    hasty = Limits(session_time=0.3)
    async with (
        serving(tmp_path, admission=Code("River-7"), limits=hasty) as server,
        visiting(server, client_factory=lambda: person) as client,
    ):
        await client.sees("Hello ada")
    assert hasty.login_time == 120


async def test_a_wrong_code_is_told_of_before_it_is_asked_again(tmp_path: Path) -> None:
    """The second prompt says that the first answer was wrong and where the code is to be read."""
    person = Asked("mountain", "river-7")
    async with (
        serving(tmp_path, admission=Code("River-7")) as server,
        visiting(server, client_factory=lambda: person) as client,
    ):
        await client.sees("Hello ada")
    assert person.prompts == [
        ("Class code: ", True),
        ("That is not the code. Look at the card. Class code: ", True),
    ]


async def test_the_code_is_taken_as_a_password(tmp_path: Path) -> None:
    """Clients that only know passwords get in with the code."""
    async with (
        serving(tmp_path, admission=Code("River-7")) as server,
        visiting(server, password="river7", preferred_auth="password") as client,  # noqa: S106 - made up for this test
    ):
        await client.sees("Hello ada")


async def test_wrong_codes_end_the_connection(tmp_path: Path) -> None:
    """After three the server hangs up and says why; nothing was shown."""
    fronts = EchoFronts()
    async with serving(tmp_path, fronts, admission=Code("River-7")) as server:
        person = Asked("a", "b", "c", "River-7")
        with pytest.raises(asyncssh.DisconnectError, match="not the code"):
            await connected(server, client_factory=lambda: person)
        assert person.codes == ["River-7"]
    assert fronts.arrivals == []


class Keys(Code):
    """Asks for a code, or for one of the keys it knows, of the teacher only."""

    def __init__(self, code: str, *fingerprints: str) -> None:
        """Know these."""
        super().__init__(code)
        self.known = fingerprints

    def takes_keys(self, username: str) -> bool:
        """Only the teacher's."""
        return username == "teacher"

    async def check_key(self, username: str, key: PublicKey) -> Pass | None:
        """Return whether it is known."""
        return Pass() if username == "teacher" and key.fingerprint in self.known else None


async def test_a_key_counts_only_when_it_was_proven(tmp_path: Path) -> None:
    """Who signs with a known key has its fingerprint; who came with the code has none."""
    key, other = (asyncssh.generate_private_key("ssh-ed25519") for _one in range(2))
    fronts = EchoFronts()
    admission = Keys("River-7", key.get_fingerprint("sha256"))
    async with serving(tmp_path, fronts, admission=admission) as server:
        async with visiting(server, "teacher", client_keys=[other, key]) as teacher:
            await teacher.sees("Hello teacher")
        person = Asked("River-7")
        async with visiting(
            server, "teacher", client_keys=[other], client_factory=lambda: person
        ) as client:
            await client.sees("Hello teacher")
        with pytest.raises(asyncssh.PermissionDenied):
            await connected(server, "ada", client_keys=[key], preferred_auth="publickey")
    assert [arrival.fingerprint for arrival in fronts.arrivals] == [admission.known[0], ""]


async def test_many_keys_of_an_agent_are_no_wrong_codes(tmp_path: Path) -> None:
    """Six keys that are not known, and then the code."""
    keys = [asyncssh.generate_private_key("ssh-ed25519") for _one in range(6)]
    person = Asked("River-7")
    async with (
        serving(tmp_path, admission=Keys("River-7")) as server,
        visiting(server, "teacher", client_keys=keys, client_factory=lambda: person) as client,
    ):
        await client.sees("Hello teacher")


async def test_a_hostile_name_is_cleaned(tmp_path: Path) -> None:
    """What would move the cursor or turn the line round is gone from a name before it is drawn."""
    fronts = EchoFronts()
    async with (
        serving(tmp_path, fronts) as server,
        visiting(server, "[b]é\u0301\u200d+plain", term=None) as client,
    ):
        await client.sees("Hello [b]é")
    assert "\u200d" not in fronts.arrivals[0].username


async def test_nobody_gets_in_without_a_name_and_code(tmp_path: Path) -> None:
    """An empty name, which some clients send, is asked for the code like any other."""
    async with serving(tmp_path, admission=Code("River-7")) as server:
        with pytest.raises(asyncssh.PermissionDenied):
            await connected(server, "", preferred_auth="none")
        person = Asked("River-7")
        async with visiting(server, "", client_factory=lambda: person) as client:
            await client.sees("Hello")


async def test_an_open_class_takes_an_empty_name(tmp_path: Path) -> None:
    """Who sends no name is let in where nothing is asked."""
    async with serving(tmp_path) as server, visiting(server, "", client_factory=Asked) as client:
        await client.sees("Hello")


def test_a_code_of_nothing_is_refused() -> None:
    """A code without a letter or digit would let everybody in."""
    with pytest.raises(UsageError, match="letter"):
        Code(" - ")


async def test_refusals_take_longer_on_a_connection_and_wait_for_each_other() -> None:
    """Twice as long after each; after many wrong ones one by one, and too long a line is cut."""
    loop = asyncio.get_running_loop()
    guesses = Guesses(burst=3, rate=0.001, pace=0.05, patience=0.2, first=0.01)
    began = loop.time()
    for wrong in (1, 2, 3):
        assert not guesses.is_slow
        assert await guesses.refuse(wrong)
    assert loop.time() - began >= 0.07
    assert guesses.is_slow
    began = loop.time()
    goes_on = await asyncio.gather(*(guesses.refuse(1) for _guess in range(20)))
    assert loop.time() - began >= 0.2
    assert 1 <= sum(goes_on) <= 6


class Guesser(Asked):
    """Guesses until the server hangs up."""

    made = 0

    def __init__(self) -> None:
        """Have nothing that is right."""
        super().__init__()

    def kbdint_auth_requested(self) -> str:
        """Be asked again and again."""
        return ""

    def kbdint_challenge_received(
        self, name: str, instructions: str, lang: str, prompts: Sequence[tuple[str, bool]]
    ) -> list[str]:
        """Type what is wrong."""
        del name, instructions, lang
        Guesser.made += 1
        self.prompts += prompts
        return ["9999" for _one in prompts]


@pytest.mark.parametrize("kind", ["code", "list"])
async def test_two_hundred_wrong_guesses_keep_nobody_waiting(tmp_path: Path, kind: str) -> None:
    """Who knows the code, or the own PIN, is in at once while others guess; the teacher is told."""
    students = (Student("Anna Bauer", "anna", pin="4719"), Student("Ben", "ben", pin="5823"))
    admission = Code("5823") if kind == "code" else Listed(Pins(students))
    async with serving(tmp_path, admission=admission) as server:

        async def guess() -> None:
            with suppress(asyncssh.Error, OSError):
                await connected(server, "anna", client_factory=Guesser)

        guessing = [asyncio.create_task(guess()) for _connection in range(67)]
        before = Guesser.made
        await until(lambda: Guesser.made - before >= 67, "a guess of each")
        if kind == "code":
            await until(lambda: server.is_alarming, "the alarm")
        assert not all(one.done() for one in guessing)
        async with asyncio.timeout(2):
            person = Asked("5823")
            async with visiting(server, "ben", client_factory=lambda: person) as client:
                await client.sees("Hello ben")
        for one in guessing:
            one.cancel()
        await asyncio.gather(*guessing, return_exceptions=True)


class SomeDoor:
    """A connection that may be turned away."""

    def __init__(self, *, has_begun: bool = False) -> None:
        """Say whether it has said who it is."""
        self.has_begun = has_begun
        self.is_gone = False

    def turn_away(self, why: str) -> None:
        """Note it."""
        assert why == "full"
        self.is_gone = True


def test_who_says_nothing_makes_room_and_who_speaks_stays() -> None:
    """Of those who wait the oldest silent one goes; speakers and those inside are never pushed."""
    doors = Doors(Limits(connections=4, waiting=3))
    inside, speaker, silent = SomeDoor(), SomeDoor(has_begun=True), SomeDoor()
    for door in (inside, speaker, silent):
        assert doors.enter(door)
    doors.pass_in(inside)
    newcomers = [SomeDoor(has_begun=True) for _one in range(3)]
    assert [doors.enter(door) for door in newcomers] == [True, True, False]
    assert [door.is_gone for door in (inside, speaker, silent)] == [False, False, True]
    assert doors.count == 4
    doors.leave(inside)
    doors.leave(inside)
    assert doors.count == 3

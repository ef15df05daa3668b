"""Who is let in as whom: students of a list, teachers, names that nobody chose; and the log."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncssh
import pytest

from quizgame.classroom.keys import PublicKey, read_public_key
from quizgame.classroom.roster import Student
from quizgame.errors import UsageError
from quizgame.ssh.admission import Code, Listed, Open, Pass, offered_name
from quizgame.ssh.journal import Journal
from quizgame.ssh.pins import Pins
from quizgame.ssh.teachers import Teachers, WithTeachers, keys_in
from tests.ssh.stage import EchoFronts, connected, serving, visiting
from tests.ssh.test_admission import Asked


def a_key() -> tuple[asyncssh.SSHKey, PublicKey]:
    """Make a key; return it with what is public of it."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    public = read_public_key(key.export_public_key("openssh").decode())
    assert isinstance(public, PublicKey)
    return key, public


def students(key: PublicKey | None = None) -> tuple[Student, ...]:
    """Return a list of two."""
    anna = Student("Anna Bauer", "anna", pin="4719", key=key)
    return anna, Student("Ben Okafor", "ben", pin="5823", plain=True)


@pytest.mark.parametrize(
    ("username", "offered"),
    [
        ("Ada Łovelace", "Ada Łovelace"),
        ("", ""),
        ("SCHOOL\\anna", ""),
        ("anna@school.example", ""),
        ("NAME", ""),
        ("root", ""),
        ("...", ""),
        ("O'Neill-Smith", "O'Neill-Smith"),
    ],
)
def test_a_name_that_nobody_chose_is_not_offered(username: str, offered: str) -> None:
    """What Windows sends, what a card says, nothing at all: the name is asked for on the screen."""
    assert offered_name(username) == offered


async def test_a_list_asks_for_what_it_does_not_know(tmp_path: Path) -> None:
    """Only the PIN of who gave a login or name, invisibly; login and PIN of anybody else."""
    admission = Listed(Pins(students()))
    fronts = EchoFronts()
    async with serving(tmp_path, fronts, admission=admission) as server:
        for name, answers, prompts in (
            ("anna", ["4719"], [("PIN: ", False)]),
            ("Anna Bauer", [" 4719 "], [("PIN: ", False)]),
            ("dell\\user7", ["ANNA", "4719"], [("Login: ", True), ("PIN: ", False)]),
        ):
            person = Pupil(*answers)
            async with visiting(server, name, client_factory=lambda one=person: one) as client:
                await client.sees("Hello")
            assert person.prompts == prompts
        async with visiting(server, "ben", password="5823", preferred_auth="password") as client:  # noqa: S106 - made up for this test
            await client.sees("Hello ben")
        with pytest.raises((asyncssh.PermissionDenied, asyncssh.DisconnectError)):
            await connected(server, "anna", password="5823", preferred_auth="password")  # noqa: S106 - made up for this test
    assert [one.known.login for one in fronts.arrivals] == ["anna", "anna", "anna", "ben"]
    assert [one.is_plain for one in fronts.arrivals] == [False, False, False, True]


class Pupil(Asked):
    """Answers all that is asked at once."""

    def kbdint_challenge_received(
        self, name: str, instructions: str, lang: str, prompts: object
    ) -> list[str]:
        """Type the next answers."""
        del name, instructions, lang
        asked = list(prompts)  # type: ignore[call-overload]
        self.prompts += asked
        return [self.codes.pop(0) if self.codes else "?" for _one in asked]


async def test_a_key_of_the_list_lets_its_owner_in(tmp_path: Path) -> None:
    """Under the own name or none; not under another student's. Without keys none is looked at."""
    key, public = a_key()
    pins = Pins(students(public))
    listed, coded = Listed(pins), Code("koala", pins)
    for admission in (listed, coded):
        assert admission.takes_keys("anna")
        assert admission.takes_keys("SCHOOL\\user")
        assert not admission.takes_keys("ben")
        for name, known in (("anna", Pass("anna")), ("x@y", Pass("anna")), ("ben", None)):
            assert await admission.check_key(name, public) == known
    assert not Listed(Pins(students())).takes_keys("anna")
    fronts = EchoFronts()
    async with (
        serving(tmp_path, fronts, admission=listed) as server,
        visiting(server, "anna", client_keys=[key]) as client,
    ):
        await client.sees("Hello anna")
    assert fronts.arrivals[0].known.login == "anna"


async def test_a_wrong_pin_is_told_of_before_it_is_asked_again(tmp_path: Path) -> None:
    """Who was mistaken is sent to the slip, whether or not the login is one of the list."""
    pins = Pins(students())
    for name, answers, told in (
        ("anna", ["1", "4719"], "That is not the PIN. Look at your slip."),
        ("x@y", ["zoe", "1", "anna", "4719"], "Login and PIN do not belong together."),
    ):
        person = Pupil(*answers)
        async with (
            serving(tmp_path, admission=Listed(pins)) as server,
            visiting(server, name, client_factory=lambda one=person: one) as client,
        ):
            await client.sees("Hello")
        assert [words.startswith(told) for words, _shows in person.prompts].count(True) == 1


async def test_guessing_a_pin_is_slowed_down_and_told_of() -> None:
    """After many wrong PINs each takes longer, and of many at once some are not looked at."""
    now, sleeps = [0.0], [True]

    async def pause(seconds: float) -> None:
        now[0] += seconds * sleeps[0]

    pins = Pins(students(), lambda: now[0], pause)
    assert not pins.is_alarming()
    for guess in range(100):
        assert await pins.proven("anna", f"{guess:04}", guess) is None
    assert now[0] > 300
    assert pins.is_alarming()
    sleeps[0] = False  # many at once
    at_once = [await pins.proven("anna", "4719", 100 + guess) for guess in range(8)]
    assert at_once[-1] is None
    assert await pins.proven("ben", "5823", 101) is not None
    assert await pins.proven("nobody", "", 102) is None


def test_a_new_key_of_a_teacher_counts_once_it_was_accepted(tmp_path: Path) -> None:
    """It is asked about only where somebody can be asked; accepted, it is known the next time."""
    public, other = a_key()[1], a_key()[1]
    kept = tmp_path / "class/teacher_keys"
    assert Teachers(kept=kept).role(public) is None
    teachers = Teachers(kept=kept, can_ask=True)
    assert teachers.role(public) == Pass(role="new teacher")
    teachers.accept(public)
    assert teachers.role(public) == Pass(role="teacher")
    again = Teachers(kept=kept, can_ask=True)
    assert again.role(public) == Pass(role="teacher")
    # Each new key is asked about when it first comes. An agent offers all its keys in turn: once
    # one was not accepted, a known one may be the next.
    assert again.role(other) == again.role(other) == Pass(role="new teacher")
    again.refuse(other)
    assert [again.role(other), again.role(other)] == [None, Pass(role="new teacher")]
    assert kept.stat().st_mode & 0o077 == 0


async def test_another_teacher_is_asked_about_at_the_first_connection(tmp_path: Path) -> None:
    """Also where keys of other teachers are known; not accepted, the agent's next key counts."""
    (key, public), (mine, my_public) = a_key(), a_key()
    teachers, fronts = Teachers([my_public], can_ask=True), EchoFronts()
    admission = WithTeachers(Code("koala"), teachers)
    async with serving(tmp_path, fronts, admission=admission) as server:
        for refused in (False, True):
            if refused:
                teachers.refuse(public)
            async with visiting(server, "teacher", client_keys=[key, mine]) as client:
                await client.sees("Hello teacher")
    roles = [(one.known.role, one.fingerprint) for one in fronts.arrivals]
    assert roles == [("new teacher", public.fingerprint), ("teacher", my_public.fingerprint)]


async def test_teachers_come_under_their_name_alone() -> None:
    """A teacher's key is nothing under a student's name, and the name is nothing without a key."""
    public = a_key()[1]
    admission = WithTeachers(Open(), Teachers([public]))
    assert admission.needs_proof("Teacher")
    assert admission.takes_keys("teacher+plain".removesuffix("+plain"))
    assert not admission.needs_proof("ada")
    assert not admission.takes_keys("ada")
    assert await admission.check_key("teacher", public) == Pass(role="teacher")
    assert await admission.check_key("ada", public) is None
    assert await admission.check("teacher", (), 1) == Pass()
    assert not WithTeachers(Open(), Teachers()).needs_proof("teacher")


def test_keys_of_teachers_are_read_as_openssh_reads_them(tmp_path: Path) -> None:
    """Comments, options and blank lines; a file without a public key is refused."""
    one, two = a_key()[1], a_key()[1]
    path = tmp_path / "keys"
    path.write_text(f'# mine\n\n{one.line} me@home\nfrom="10.*",no-pty {two.line} me@school\nx\n')
    assert [key.fingerprint for key in keys_in(path)] == [one.fingerprint, two.fingerprint]
    path.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n")
    with pytest.raises(UsageError, match="no public key") as told:
        keys_in(path)
    assert "Delete" in told.value.hint
    with pytest.raises(UsageError, match="can not be read"):
        keys_in(tmp_path / "none")


def test_the_log_forgets_who_is_not_to_be_kept(tmp_path: Path) -> None:
    """By the name on the seat and by the one in the line that was typed, in older parts too."""
    path = tmp_path / "class.log"
    journal = Journal(path)
    journal.write("joined", username="GUS", peer="192.0.2.2")
    journal.write("seated", name="Gus", seat=1)
    path.with_name("class.log.1").write_bytes(path.read_bytes())
    journal.write("seated", name="Gusti", seat=2)
    with path.open("ab") as file:
        file.write(b"no line of ours\n[1]\n")
    journal.forget_named({"gus"})
    kept = path.read_text().splitlines()
    assert [json.loads(kept[0])["name"], *kept[1:]] == ["Gusti", "no line of ours", "[1]"]
    assert not path.with_name("class.log.1").exists()


def test_the_log_keeps_what_is_young(tmp_path: Path) -> None:
    """Lines older than so many days go, also from the older file; addresses where none are kept."""
    now = [datetime(2026, 3, 1, tzinfo=UTC)]
    path = tmp_path / "class.log"
    journal = Journal(path, lambda: now[0])
    journal.write("joined", peer="192.0.2.1")
    path.with_name("class.log.1").write_bytes(path.read_bytes() + b"half a li")
    now[0] += timedelta(days=6)
    journal.write("joined", peer="192.0.2.2")
    journal.forget_before(7)
    assert len(path.read_text().splitlines()) == 2
    now[0] += timedelta(days=2)
    journal.forget_before(7)
    [left] = path.read_text().splitlines()
    assert json.loads(left)["peer"] == "192.0.2.2"
    assert not path.with_name("class.log.1").exists()
    Journal(path, lambda: now[0], addresses=False).write("joined", peer="192.0.2.3", seat=1)
    assert "192.0.2.3" not in path.read_text()
    journal.forget_before(0)
    journal.forget_before(0)

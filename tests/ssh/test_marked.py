"""Names and answers that are attacks: what comes of them at everybody else's terminal."""

import asyncio
import csv
import io
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncssh
import pytest
import pytest_asyncio

from tests.hostile.stream import TERMINAL, faults, is_unseen, pieces
from tests.ssh.abuses import BARE, Guest
from tests.ssh.beset import UNREAD_S, Beset, besieged
from tests.ssh.taught import LOG, TEACHER

pytestmark = pytest.mark.asyncio(loop_scope="module")

SESSION = re.compile(TERMINAL.pattern + r"|\x1b\[[HK]|\x1b\[2J")
"""What a session may send besides what an app does: a clean screen at its start."""

ATTACKS = (
    "{}\x1b]52;c;{}\x07",
    "{}\x1b[31m\x9b2J",
    "{}[/b][red]",
    "{}[@click=app.bell]x[/]",
    "\u202e{}\u2066\u200b\ufeff",
    "={}+1",
    "@{}\t",
    "{}" + "e" + "\u0301" * 400,
    "{}" + "x" * 4000,
    "-{}\x9d0;{}\x9c\x90q\x1b\\",
)
MARKS = tuple(f"MK{number}" for number in range(len(ATTACKS)))


def attack(number: int) -> str:
    """Return an attack with its mark."""
    return ATTACKS[number].replace("{}", MARKS[number])


class Watcher(Guest):
    """Somebody who is not attacked, if all is well; all that their terminal got is kept."""

    def __init__(self) -> None:
        """Nothing came yet."""
        super().__init__()
        self.got = bytearray()

    def data_received(self, data: bytes, datatype: int | None) -> None:
        """Keep it."""
        self.got += data
        super().data_received(data, datatype)

    async def teach(self, port: int, key: asyncssh.SSHKey) -> None:
        """Come as the teacher, with a key."""
        options = BARE | {"client_keys": [key]}
        self.conn = await asyncssh.connect("127.0.0.1", port, username="teacher", **options)
        self.chan, _session = await self.conn.create_session(
            lambda: self, term_type="xterm-256color", term_size=(120, 40), encoding=None
        )
        await self.reads(b"Safe to project")

    async def press(self, keys: str, wanted: str) -> None:
        """Press keys, and wait for what comes of it."""
        self.raw.clear()
        self.chan.write(keys.encode())
        await self.reads(wanted.encode())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def key() -> asyncssh.SSHKey:
    """Return the teacher's key."""
    return asyncssh.generate_private_key("ssh-ed25519")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def folder(tmp_path_factory: pytest.TempPathFactory, key: asyncssh.SSHKey) -> Path:
    """Return where the class keeps its things."""
    made = tmp_path_factory.mktemp("marked")
    key.write_public_key(made / TEACHER)
    return made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def beset(folder: Path) -> AsyncIterator[Beset]:
    """Serve a class for all tests here."""
    async with besieged(folder) as made:
        yield made


async def joined(port: int, number: int) -> Guest:
    """Come in under a hostile name, on a screen or by lines."""
    guest, is_plain = Guest(), number % 2 == 1
    await guest.connect(port, f"g{number}", sits=False, is_plain=is_plain)
    await guest.reads(b"name")
    name = attack(number)
    guest.chan.write((name if is_plain else f"\x1b[200~{name}\x1b[201~").encode() + b"\r")
    await guest.reads(b"You are in|Waiting")
    return guest


async def test_hostile_names_and_answers_are_text_to_all_others(
    beset: Beset, folder: Path, key: asyncssh.SSHKey
) -> None:
    """Through joining, a question, its answers and the standings, for student and teacher.

    What is cleaned is still seen: the names on the projector, the answers where they are put right.
    """
    student, lines, console, projector = (Watcher() for _one in range(4))
    await student.connect(beset.port, "Student")
    await lines.connect(beset.port, "Lines", is_plain=True)
    for teacher in (console, projector):
        await teacher.teach(beset.port, key)
    attackers = [await joined(beset.port, number) for number in range(len(ATTACKS))]
    ask = beset.server.ask
    facts = await ask("approve")
    for mark in MARKS:
        assert any(mark in name for name in facts["seats"].values()), facts
    await projector.press("b", "quizgame|here|Waiting")
    await console.press("s", "private")
    await console.press("v", "MK")
    await ask("start")
    for _question in range(3):
        await ask("show")
        await ask("skip")
    await ask("show")
    for guest in attackers:
        await guest.reads(b"city")
    await asyncio.sleep(UNREAD_S)
    for number, guest in enumerate(attackers):
        text = attack(number)
        typed = text if number % 2 else f"\x1b[200~{text}\x1b[201~"
        guest.chan.write(typed.encode() + b"\r")
    await beset.until(lambda facts: facts["answers"] == len(ATTACKS))
    for act in ("close", "reveal"):
        await ask(act)
    await student.reads(b"Hamburg")
    await console.press("\x1b", "PRIVATE|private")
    await console.press("w", "MK")
    await ask("explain")
    await ask("standings")
    await student.reads(b"MK|place|Standings")
    await projector.reads(b"MK")
    table = (await ask("csv"))["csv"]
    for watcher in (student, lines, console, projector):
        output = bytes(watcher.got).decode()
        assert faults(output, allowed=SESSION, line_ends="\r\n") == []
        marked = [text for kind, text in pieces(output) if kind != "text" and "MK" in text]
        assert not marked
    assert "MK" in bytes(projector.got).decode()
    cells = [cell for row in csv.reader(io.StringIO(table.lstrip("\ufeff"))) for cell in row]
    assert sum("MK" in cell for cell in cells) == 2 * len(MARKS)
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    assert not [cell for cell in cells if any(map(is_unseen, cell))]
    log = (folder / LOG).read_text(encoding="utf-8")
    assert "MK" in log
    assert not [char for char in log if char != "\n" and is_unseen(char)]
    for one in (*attackers, student, lines, console, projector):
        one.conn.abort()
    await beset.at_rest()


@pytest.mark.parametrize("username", ["", "user@domain", "SCHOOL\\user", "...", "_"])
async def test_an_odd_username_is_offered_to_nobody(beset: Beset, username: str) -> None:
    """Who comes under no name that somebody chose is asked for one."""
    guest = Guest()
    try:
        await guest.connect(beset.port, username, sits=False)
    except asyncssh.Error:
        return  # such a name is none to the server
    await guest.reads(b"Type the name that your class knows you by")
    guest.conn.abort()
    await beset.at_rest()


async def test_a_teacher_who_goes_at_any_moment_is_let_go(
    beset: Beset, key: asyncssh.SSHKey
) -> None:
    """Of a console that hardly began nothing goes on listening to the class."""
    options = BARE | {"client_keys": [key]}
    for moment in range(8):
        guest = Guest()
        guest.conn = await asyncssh.connect("127.0.0.1", beset.port, username="teacher", **options)
        await guest.conn.create_session(lambda: guest, term_type="xterm", encoding=None)  # noqa: B023 - called at once
        await asyncio.sleep(moment * 0.015)
        guest.conn.abort()
    assert (await beset.at_rest())["teachers"] == 1


@pytest.mark.parametrize("username", ["Teacher", "teacher", "TEACHER ", "\uff54eacher"])
async def test_nobody_teaches_by_name(beset: Beset, username: str) -> None:
    """Who only says that they are the teacher is not let in without a key, whatever they answer."""
    options = BARE | {"password": "teacher"}
    guest = Guest()
    guest.conn = await asyncssh.connect("127.0.0.1", beset.port, username=username, **options)
    await guest.conn.create_session(lambda: guest, term_type="xterm", encoding=None)
    await guest.reads(b"comes in with a key")
    with pytest.raises(asyncssh.PermissionDenied):
        await asyncssh.connect("127.0.0.1", beset.port, username=username, **BARE)
    guest.conn.abort()
    assert (await beset.at_rest())["teachers"] == 1


async def test_a_wish_for_lines_alone_is_no_name(beset: Beset) -> None:
    """`+plain` gets lines, and is asked for a name."""
    guest = Guest()
    await guest.connect(beset.port, "", sits=False, is_plain=True)
    await guest.reads(b"name")
    told: dict[str, Any] = await beset.facts()
    assert (told["threads"], len(told["seated"])) == (1, 3)
    guest.conn.abort()
    await beset.at_rest()

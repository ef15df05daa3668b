"""What `quizgame serve` is told, and what it tells before anybody can come in."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from quizgame.classroom.roster import read_roster
from quizgame.cli import main
from quizgame.cli.serving.alone import only_one
from quizgame.cli.serving.entrance import entrance
from quizgame.cli.serving.wishes import Wishes, read_wishes
from quizgame.errors import UsageError


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def write(path: Path, text: str) -> str:
    """Write a file, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_flags_beat_variables_and_variables_the_file(tmp_path: Path) -> None:
    """Each setting is taken from the nearest place that has it."""
    write(
        tmp_path / "home/settings.toml",
        'plain = true\n[class]\nport = 2001\nname = "9b"\nmax_students = 12\nopen = true\n',
    )
    variables = {"QUIZGAME_CLASS_PORT": "2002", "QUIZGAME_CLASS_MAX_STUDENTS": "14"}
    wishes, problems = read_wishes({"port": 2003, "host": None}, environ=variables)
    assert problems == ()
    assert (wishes.port, wishes.max_students, wishes.name) == (2003, 14, "9b")
    assert wishes.open


def test_whoever_says_how_to_come_in_says_all_of_it(tmp_path: Path) -> None:
    """A code on the command line leaves out the list of the file; an open class has neither."""
    file = write(tmp_path / "c/9b.toml", '[class]\nroster = "list.csv"\nbank = ["all"]\n')
    wishes, _problems = read_wishes({}, file, {})
    assert wishes.roster == str(tmp_path / "c/list.csv")
    assert wishes.bank == ("all",)
    wishes, _problems = read_wishes({"code": "koala"}, file, {})
    assert (wishes.code, wishes.roster) == ("koala", "")
    with pytest.raises(UsageError, match="open class"):
        read_wishes({"open": True, "code": "koala"}, "", {})


def test_what_can_not_be_understood_is_told_and_left_out(tmp_path: Path) -> None:
    """Misspelt names and values of the wrong kind, with their lines; the rest counts."""
    file = write(
        tmp_path / "c.toml",
        '[class]\nrooster = "x"\nport = "2222"\nmax_students = 0\nopen = 1\nname = "9b"\n',
    )
    variables = {"QUIZGAME_CLASS_PORT": "many", "QUIZGAME_CLASS_HEADLESS": "perhaps"}
    wishes, problems = read_wishes({}, file, variables)
    assert wishes == Wishes(name="9b")
    assert [(one.code, one.line) for one in problems if one.line] == [
        ("QS001", 2),
        ("QS002", 3),
        ("QS002", 4),
        ("QS002", 5),
    ]
    assert len(problems) == 6


@pytest.mark.parametrize("text", ["", "[clas]\n", "[class\n"])
def test_a_named_file_that_says_nothing_of_a_class_is_refused(tmp_path: Path, text: str) -> None:
    """A class would otherwise be served without the list that was meant."""
    file = write(tmp_path / "c.toml", text)
    assert main(["serve", "--check", "--settings", file]) == 2
    assert main(["serve", "--check", "--settings", "not-there.toml"]) == 2


def test_the_check_tells_how_to_try(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Addresses, port, firewall, and what to type on a student's device; no file is made."""
    assert main(["serve", "--check", "--port", "2987", "--address", "quiz.example"]) == 0
    told = capsys.readouterr().out
    assert "127.0.0.1" in told
    assert "Port 2987 is free." in told
    assert "irewall" in told
    assert "ssh -p 2987 test@quiz.example" in told
    assert ("Try the command above" in told) is ("To let the class in, type:" in told)
    assert not (tmp_path / "home").exists()


@contextmanager
def taken(greeting: bytes) -> Iterator[int]:
    """Take a port while the block runs, and greet whoever connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            with suppress(OSError):
                while True:
                    with server.accept()[0] as came:
                        came.sendall(greeting)

        threading.Thread(target=greet, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("greeting", "who"), [(b"SSH-2.0-quizgame\r\n", "another class of this program"), (b"x", " ")]
)
@pytest.mark.parametrize("more", [(), ("--check",), ("--headless",)])
def test_a_taken_port_says_who_has_it(
    greeting: bytes, who: str, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A class is told from other programs, and another port is proposed."""
    with taken(greeting) as port:
        assert main(["serve", "--host", "127.0.0.1", "--port", str(port), *more]) == 3
    told = capsys.readouterr().err
    assert f"Port {port} is taken by{' ' if who == ' ' else f' {who}'}" in told
    assert "quizgame serve --port 2223" in told


def test_two_classes_never_share_what_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second one is told so before it touches anything, until the first has ended."""
    with only_one(tmp_path / "home/class"):
        assert main(["serve", "--port", "0", "--headless"]) == 3
    assert "served already" in capsys.readouterr().err
    assert [one.name for one in (tmp_path / "home/class").iterdir()] == ["serving.lock"]
    with only_one(tmp_path / "home/class"):
        pass


def test_without_the_package_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Playing at home does not need asyncssh; serving does."""
    monkeypatch.setattr("quizgame.cli.serve.find_spec", lambda _name: None)
    assert main(["serve"]) == 3
    assert 'pip install "quizgame[class]"' in capsys.readouterr().err


LIST = "name,login,pin\nAnna Bauer,anna,4719\nBen Okafor,,\n"


def test_a_list_lets_in_by_pin_or_with_a_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Alone it asks for PINs and says who has none; with a code others come in, too."""
    roster = write(tmp_path / "9b.csv", LIST)
    alone = entrance(Wishes(roster=roster), None)
    assert alone.kind == "roster"
    assert "1 student on the list has neither PIN nor key" in capsys.readouterr().err
    room = alone.room(30)
    assert (room.needs_proof, room.admits_others) == (True, False)
    assert [one.login for one in room.register.students] == ["anna", "ben"]
    coded = entrance(Wishes(roster=roster, code="koala"), None)
    assert (coded.kind, coded.room(30).admits_others) == ("code", True)
    with pytest.raises(UsageError, match="nobody could come in") as refused:
        entrance(Wishes(roster=write(tmp_path / "bare.csv", "name\nBo\n")), None)
    assert "--slips FILE" in refused.value.hint
    with pytest.raises(UsageError, match="no students"):
        entrance(Wishes(roster=write(tmp_path / "none.csv", "name\n")), None)


@pytest.mark.parametrize("name", ["slips.html", "slips.txt"])
def test_slips_are_written_with_what_was_missing(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list is completed beside it, and each student's slip has what the list has.

    What is passed over of the list is told.
    """
    roster = write(tmp_path / "9b.csv", LIST.replace("\n", ",mood\n", 1))
    wish = ["serve", "--roster", roster, "--slips", name, "--address", "quiz.example"]
    assert main(wish) == 0
    assert "QR110 a class list has no such column" in capsys.readouterr().err
    full = read_roster(tmp_path / "9b-complete.csv")
    text = (tmp_path / name).read_text(encoding="utf-8")
    for student in full.students:
        assert student.pin
        assert student.pin in text
        assert f"{student.login}@quiz.example" in text
    assert (tmp_path / name).stat().st_mode & 0o077 == 0
    assert main(["serve", "--slips", name]) == 2

"""The command itself: what it loads, what it says, how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizgame import __version__
from quizgame.cli import COMMAND_MODULES, main, parser

HEAVY = ("textual", "rich", "pydantic", "sqlalchemy", "tree_sitter", "markdown_it", "shtab")


def loaded(*arguments: str, home: Path) -> list[str]:
    """Return which of the heavy packages a command loads in a fresh Python."""
    code = (
        "import sys; from quizgame.cli import main\n"
        f"try: main({list(arguments)!r})\n"
        "except SystemExit: pass\n"
        f"print(*(n for n in {HEAVY!r} if n in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "QUIZGAME_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.splitlines()[-1].split()


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--version",), []),
        (("--help",), []),
        (("play", "--help"), []),
        (("completion", "bash"), ["shtab"]),
        (("nonsense",), []),
    ],
)
def test_a_command_loads_only_what_it_needs(
    arguments: tuple[str, ...], wanted: list[str], tmp_path: Path
) -> None:
    """Neither screens nor the database for a version or a help."""
    assert loaded(*arguments, home=tmp_path) == wanted


def test_lines_load_no_screen(tmp_path: Path) -> None:
    """Playing by lines never loads the full screen."""
    assert "textual" not in loaded("play", "--plain", home=tmp_path)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """It is printed to stdout, with the name, and no more."""
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"quizgame {__version__}\n"


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Also those whose modules are loaded only when they are asked for."""
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    for commands in COMMAND_MODULES.values():
        for command in commands:
            assert f"    {command}" in told


def test_each_command_is_where_it_is_said_to_be() -> None:
    """The parser made for one command knows that command."""
    everything = parser().format_help()
    for commands in COMMAND_MODULES.values():
        for command in commands:
            assert f"    {command}" in parser(command).format_help()
            assert f"    {command}" in everything


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The script names all commands and the options of play."""
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for word in ("play", "check", "scores", "forget", "question-time", "behaviour"):
        assert word in script


def test_completion_offers_files_where_a_bank_may_be_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """For a bank's path as for those to be checked."""
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    assert "_shtab_quizgame_play_pos_0_COMPGEN=_shtab_compgen_files" in script
    assert "_shtab_quizgame_check_pos_0_COMPGEN=_shtab_compgen_files" in script


def test_an_unknown_command_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt command ends with the code of a wrong usage."""
    with pytest.raises(SystemExit) as ended:
        main(["paly"])
    assert ended.value.code == 2
    assert "'play'" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk always full")
@pytest.mark.parametrize("command", [("schema",), ("list",), ("play", "--plain")])
def test_output_that_can_not_be_written_is_told(command: tuple[str, ...], tmp_path: Path) -> None:
    """A full disk behind stdout ends a command with code 3 and one line, never a traceback."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "quizgame", *command],
            env={**os.environ, "QUIZGAME_HOME": str(tmp_path)},
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    expected = "quizgame: The output can not be read or written: No space left on device.\n"
    assert (done.returncode, done.stderr) == (3, expected)


def test_a_command_runs_without_standard_streams(tmp_path: Path) -> None:
    """Some schedulers start a program with stdin and stdout closed."""
    command = f'exec "{sys.executable}" -m quizgame play --plain <&- >&-'
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env={**os.environ, "QUIZGAME_HOME": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_fault_of_the_program_is_told_calmly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One line and code 3 instead of a traceback, which stands in a log for its owner only."""

    def broken() -> str:
        raise KeyError("a fault")

    home = tmp_path / "home"
    monkeypatch.setenv("QUIZGAME_HOME", str(home))
    monkeypatch.setattr("quizgame.bank.schema.schema_text", broken)
    assert main(["schema"]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "a fault of this program (KeyError)" in told.err
    assert "Traceback" not in told.err
    log = home / "quizgame.log"
    assert "a fault" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0
    log.write_text("long ago" * 50_000)
    assert main(["schema"]) == 3
    assert "long ago" not in log.read_text(encoding="utf-8")


def test_a_fault_is_told_where_no_log_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Where its directory can not be made, the line stands alone."""

    def broken() -> str:
        raise KeyError("a fault")

    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setattr("quizgame.bank.schema.schema_text", broken)
    assert main(["schema"]) == 3
    assert "a fault of this program (KeyError)" in capsys.readouterr().err

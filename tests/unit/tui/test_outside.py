"""The author's own editor: which one, opened how, ended how."""

import signal
import sys
from pathlib import Path

import pytest

from quizgame.tui.outside import command, editor, run

BANK = Path("/banks/a b.toml")


def test_visual_goes_before_editor() -> None:
    """$VISUAL is asked first; what is empty or only blanks counts for nothing."""
    assert editor({"VISUAL": "vim", "EDITOR": "nano"}) == ("vim",)
    assert editor({"VISUAL": "  ", "EDITOR": "nano"}) == ("nano",)


def test_a_variable_may_hold_arguments() -> None:
    """Words and quotation marks hold as in a shell, but no shell obeys anything in them."""
    assert editor({"EDITOR": "code --wait"}) == ("code", "--wait")
    assert editor({"EDITOR": "'/opt/my editor' -x; rm -rf ~ $(id) `id`"}) == (
        "/opt/my editor",
        "-x;",
        "rm",
        "-rf",
        "~",
        "$(id)",
        "`id`",
    )
    assert editor({"EDITOR": "vi '"}) == ("vi", "'")


def test_without_a_variable_the_first_that_is_there_is_taken(tmp_path: Path) -> None:
    """`nano` goes before `vi`; with none of them there is no editor."""
    assert editor({"PATH": str(tmp_path)}) == ()
    for name in ("vi", "nano"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
        assert editor({"PATH": str(tmp_path)}) == (name,)


@pytest.mark.parametrize(
    "name", ["vi", "/usr/bin/vim", "nvim", "nano", "emacs", "micro", "kak", "joe"]
)
def test_editors_that_take_a_line_before_the_file(name: str) -> None:
    """The line is an argument of its own."""
    assert command((name,), BANK, 12, 3) == [name, "+12", str(BANK)]


@pytest.mark.parametrize("name", ["subl", "hx"])
def test_editors_that_take_a_line_behind_the_file(name: str) -> None:
    """Line and column follow the file's name."""
    assert command((name, "-w"), BANK, 12, 3) == [name, "-w", f"{BANK}:12:3"]


def test_editors_that_go_to_a_place() -> None:
    """VS Code and its kin are told by -g."""
    assert command(("code", "--wait"), BANK, 12, 3) == ["code", "--wait", "-g", f"{BANK}:12:3"]


def test_an_unknown_editor_gets_the_file_alone() -> None:
    """What it would make of a line is not known."""
    assert command(("frobnicate",), BANK, 12) == ["frobnicate", str(BANK)]


def test_a_link_is_known_by_what_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name of the system's own choice, such as my-editor, may be nano in truth."""
    (tmp_path / "nano").write_text("#!/bin/sh\n")
    (tmp_path / "nano").chmod(0o755)
    (tmp_path / "my-editor").symlink_to(tmp_path / "nano")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command(("my-editor",), BANK, 7) == ["my-editor", "+7", str(BANK)]


def test_a_file_is_never_taken_for_an_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that begins with a dash or a plus is given by its whole path."""
    monkeypatch.chdir(tmp_path)
    for name in ("-c.toml", "+q.toml"):
        assert command(("vi",), Path(name), 1) == ["vi", "+1", str(tmp_path / name)]


def test_what_went_wrong_is_told_in_a_line() -> None:
    """Missing, failing and killed editors are told apart; a good end has nothing to tell."""
    assert run([sys.executable, "-c", ""]).trouble == ""
    assert "could not be started: No such file" in run(["no-such-editor-at-all"]).trouble
    assert "exit code is 3" in run([sys.executable, "-c", "raise SystemExit(3)"]).trouble
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert "ended from outside (SIGKILL)" in run([sys.executable, "-c", code]).trouble
    assert "could not be started" in run(["a\0b"]).trouble


def test_an_interrupt_ends_the_editor_alone() -> None:
    """Ctrl+C reaches both: the editor ends by it, and this program goes on as it was."""
    before = signal.getsignal(signal.SIGINT)
    code = (
        "import os, signal, time; os.kill(os.getppid(), 2); os.kill(os.getpid(), 2); time.sleep(9)"
    )
    assert run([sys.executable, "-c", code]).trouble
    assert signal.getsignal(signal.SIGINT) is before

"""The editor in a real terminal: another editor opened from it, and death without warning."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.e2e.terminal import Terminal
from tests.tui.editing import Workshop, workshop

EDITOR = """\
#!{python}
import json, os, signal, sys
from pathlib import Path

log = Path({log!r})
asked = json.loads(log.read_text()) if log.exists() else []
log.write_text(json.dumps([*asked, sys.argv[1:]]))
print("\x1b[2J\x1b[HThis is editor number", len(asked) + 1, flush=True)
word = sys.stdin.readline().strip()
path = Path(sys.argv[-1])
if word == "break":
    path.write_text(path.read_text().replace("answer = 123", 'answer = "many"'))
elif word == "die":
    os.kill(os.getpid(), signal.SIGKILL)
elif word == "fail":
    sys.exit(3)
"""


def _editor(folder: Path, name: str) -> tuple[str, Path]:
    """Write an editor that does what it is told in a word; return its path and its log's."""
    log, script = folder / "asked.json", folder / name
    script.write_text(EDITOR.format(python=sys.executable, log=str(log)))
    script.chmod(0o755)
    return str(script), log


def _edit(shop: Workshop, environ: Mapping[str, str] | None = None, rows: int = 24) -> Terminal:
    return Terminal(
        [sys.executable, "-m", "quizgame", "edit", str(shop.bank)],
        cwd=shop.folder,
        env={"QUIZGAME_HOME": str(shop.folder / "home"), "VISUAL": "", **(environ or {})},
        rows=rows,
    )


def _line(shop: Workshop, question_id: str) -> int:
    """Return the line of a question's header."""
    return shop.text[: shop.text.index(f'id = "{question_id}"\ntype')].count("\n")


def test_another_editor_is_opened_at_the_line_of_a_question(tmp_path: Path) -> None:
    """It gets the terminal; back here the file is read anew and the question's error is told."""
    shop = workshop(tmp_path)
    program, log = _editor(tmp_path, "vim")
    with _edit(shop, {"EDITOR": f"{program} -u NONE"}) as terminal:
        terminal.wait_for("8 questions")
        terminal.send("\x1b[B" * 4)
        terminal.wait_for("▶ 5")
        terminal.send("o")
        terminal.wait_for("This is editor number 1")
        assert "8 questions" not in terminal.text
        terminal.send("break\n")
        terminal.wait_for("The file was read anew. 1 error is in this question.")
        assert "▶ 5" in terminal.text
        assert "must be a number" in terminal.text
        terminal.send("u")
        terminal.wait_for("Taken back: reading the file anew.")
        terminal.send("s")
        terminal.wait_for("Saved.")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    line = _line(shop, "count")
    assert json.loads(log.read_text()) == [["-u", "NONE", f"+{line}", str(shop.bank)]]
    assert "answer = 123" in shop.text


def test_what_goes_wrong_with_another_editor_is_told(tmp_path: Path) -> None:
    """One that is killed, or says that it failed, leads back to the list with a plain line."""
    shop = workshop(tmp_path)
    before = shop.text
    program, log = _editor(tmp_path, "strange-editor")
    with _edit(shop, {"VISUAL": program, "EDITOR": "nonsense"}) as terminal:
        ways = (
            ("die", "strange-editor was ended from outside (SIGKILL). The file is as it was."),
            ("fail", "something went wrong (its exit code is 3)."),
            ("", " The file is as it was."),
        )
        for number, (word, told) in enumerate(ways, start=1):
            terminal.wait_for("8 questions")
            terminal.send("o")
            terminal.wait_for(f"This is editor number {number}")
            terminal.send(f"{word}\n")
            terminal.wait_for(told)
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    assert json.loads(log.read_text()) == [[str(shop.bank)]] * 3
    assert shop.text == before


def test_a_missing_editor_is_told(tmp_path: Path) -> None:
    """A name that is no program leaves everything as it was, unsaved work too."""
    shop = workshop(tmp_path)
    with _edit(shop, {"EDITOR": "no-such-editor"}) as terminal:
        terminal.wait_for("8 questions")
        terminal.send("o")
        terminal.wait_for("no-such-editor could not be started: No such file")
        terminal.send("x")
        terminal.wait_for("7 questions")
        terminal.send("o")
        terminal.wait_for("Save first?")
        terminal.send("s")
        terminal.wait_for("no-such-editor could not be started: No such file")
        terminal.wait_for("7 questions")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    assert 'id = "city"' not in shop.text


def test_killed_without_warning_nothing_is_lost(tmp_path: Path) -> None:
    """What was done up to then is offered at the next start, taken up and saved."""
    shop = workshop(tmp_path)
    before = shop.text
    with _edit(shop) as terminal:
        terminal.wait_for("8 questions")
        terminal.send("\x1b[Bx")
        terminal.wait_for("signed is deleted.")
        terminal.send("\r")
        terminal.wait_for("Write a question")
        terminal.send("\r")
        terminal.wait_for("Tab next")
        terminal.send(" Really?")
        terminal.wait_for("Really?")
        terminal.send("\x1b[27u")  # Escape, as a modern terminal sends it
        terminal.wait_for("Enter write")
        terminal.process.kill()
        terminal.process.wait()
    assert shop.text == before
    with _edit(shop) as terminal:
        screen = terminal.wait_for("There is unsaved work on this bank")
        assert "signed" in screen
        terminal.send("t")
        terminal.wait_for("It is back, not saved yet")
        assert "Really?" in terminal.wait_for("7 questions")
        terminal.send("s")
        terminal.wait_for("Saved.")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    assert shop.text != before
    assert "everybody has signed. Really?" in shop.text
    with _edit(shop) as terminal:
        terminal.wait_for("7 questions")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
        assert b"unsaved work" not in terminal.raw


def test_a_file_saved_by_another_program_is_read_at_once(tmp_path: Path) -> None:
    """Also where no banks are watched, the list follows the file while nothing is unsaved."""
    shop = workshop(tmp_path)
    with _edit(shop) as terminal:
        terminal.wait_for("8 questions")
        shop.swap("who signed?", "who are the signatories?")
        terminal.wait_for("Another program changed this file: it was read anew.")
        assert "who are the signatories?" in terminal.text
        terminal.send("x")
        terminal.wait_for("city is deleted.")
        shop.swap("who are the signatories?", "who signed?")
        terminal.wait_for("Another program changed this file. s shows what can be done.")
        terminal.send("s")
        terminal.wait_for("Put both together")
        terminal.send("m")
        terminal.wait_for("Both are together now")
        terminal.send("s")
        terminal.wait_for("Saved.")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    assert "who signed?" in shop.text
    assert 'id = "city"' not in shop.text

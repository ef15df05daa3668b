"""docs/authoring.md does what it says: each way from nothing to a question is gone as written."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizgame.backend.request import Request
from tests.test_docs import ROOT, shell
from tests.tui.lobby import app_of, see, settle, student_at

PAGE = (ROOT / "docs" / "authoring.md").read_text()
WINDOW = (100, 30)
_PART = re.compile(
    r"^```(?P<language>\w+)\n(?P<text>.*?)^```$"
    r"|^\| press \|[^\n]*\n\|---[^\n]*\n(?P<table>(?:\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
_KEYS = {"Enter": "enter", "Esc": "escape", "Tab": "tab", "Space": "space", "Ctrl+U": "ctrl+u"}


def section(title: str) -> str:
    """The part of the page below a heading; "" is what stands before the first."""
    parts = re.split(r"^## (.+)\n", PAGE, flags=re.MULTILINE)
    return parts[0] if not title else parts[parts.index(title) + 1]


def shown_before(text: str, at: int) -> str:
    """The last file that is named in code before a place."""
    *_before, last = re.findall(r"`([\w.-]+\.\w+)`", text[:at])
    return str(last)


def save_article(folder: Path) -> None:
    """Save what the page says is to be saved first."""
    text = section("")
    part = next(_PART.finditer(text))
    assert part["language"] == "text"
    (folder / shown_before(text, part.start())).write_text(part["text"])


def run(console: str, folder: Path) -> str:
    """Run the lines of a terminal, compare what is shown with what comes; returns the last bank."""
    bank = ""
    for block in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        line, _newline, shown = block.partition("\n")
        words = shlex.split(line)
        assert words[0] == "quizgame"
        bank = next((word for word in reversed(words) if word.endswith(".toml")), bank)
        if words[1] == "edit":
            continue  # the table of keys goes on from here
        done = shell(line, folder)
        output = done.stdout + done.stderr
        assert "Traceback" not in output
        assert done.returncode == (1 if " error" in shown and " 0 errors" not in shown else 0), line
        if shown:
            assert output == shown, line
    return bank


def put_in(toml: str, bank: Path) -> None:
    """Write a snippet into a bank: in place of its question, or of the line with its key."""
    text = bank.read_text()
    if toml.startswith("[[question]]"):
        assert text.count("\n[[question]]") == 1
        bank.write_text(text[: text.index("[[question]]")] + toml)
        return
    key = toml.partition("=")[0]
    found = re.findall(rf"^{key}=.*\n", text, re.MULTILINE)
    assert len(found) == 1
    bank.write_text(text.replace(found[0], toml))


async def press(pilot: Pilot[Any], table: str) -> None:
    """Press the keys of each row of a table, and look for what it says in bold."""
    for row in table.splitlines():
        _edge, keys, words, _edge = row.split("|")
        for code, typed in re.findall(r"`([^`]+)`|“([^”]+)”", keys):
            await pilot.press(*(typed or [_KEYS.get(code, code.lower() if code[1:] else code)]))
            await pilot.pause()
        await see(pilot, *re.findall(r"\*\*(.+?)\*\*", words))


@pytest.mark.parametrize("title", ["In any text editor", "In the app", "From an article"])
async def test_each_way_leads_from_nothing_to_a_played_question(title: str, tmp_path: Path) -> None:
    """All that the page lets its reader run, write and press works in a fresh folder, in order."""
    save_article(tmp_path)
    text, bank = section(title), ""
    played = "quizgame play " in text
    for part in _PART.finditer(text):
        if part["language"] == "console":
            bank = run(part["text"], tmp_path) or bank
        elif part["language"] == "toml":
            put_in(part["text"], tmp_path / bank)
        else:
            assert part["table"]
            student = student_at(tmp_path / "home", tmp_path / bank)
            student.enter("Mia")
            app = app_of(student, Request(edit=str(tmp_path / bank)))
            async with app.run_test(size=WINDOW) as pilot:
                await see(pilot, bank, "? help")
                await settle(pilot)
                await press(pilot, part["table"])
                await pilot.pause()
            student.close()
    assert played
    assert (tmp_path / bank).stat().st_size


def test_no_way_is_left_out() -> None:
    """Every snippet and table of the page stands in a part that the test above goes through."""
    tried = ("", "In any text editor", "In the app", "From an article")
    parts = [part for title in tried for part in _PART.finditer(section(title))]
    assert len(parts) == len(list(_PART.finditer(PAGE)))
    assert PAGE.count("```") == 2 * sum(part["language"] is not None for part in parts)

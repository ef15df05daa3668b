"""The documentation keeps up: what exists is in it, what it links exists, what it shows runs."""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from quizgame.cli import parser
from quizgame.cli.serving.wishes import Wishes
from quizgame.config import Settings
from quizgame.tui.draw.themes import NAMES

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "questions/*.md", "seeds/*.md")
    for path in ROOT.glob(pattern)
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")


def name(path: Path) -> str:
    """A page's name from the top of the repository."""
    return str(path.relative_to(ROOT))


def blocks(language: str) -> list[tuple[str, str]]:
    """Every snippet in a language, as (where it stands, text)."""
    found = []
    for path in PAGES:
        text = path.read_text()
        for match in BLOCK.finditer(text):
            if match[1] == language:
                line = text.count("\n", 0, match.start()) + 1
                found.append((f"{name(path)}:{line}", match[2]))
    return found


def anchors(path: Path) -> set[str]:
    """The places within a page that a link may name, made from its headings."""
    headings = re.findall(r"^#+ +(.+)$", BLOCK.sub("", path.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file or heading of this repository leads to one."""
    for link in LINK.findall(BLOCK.sub("", page.read_text())):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{name(page)} links to {link}"
        if anchor:
            assert anchor in anchors(target), f"{name(page)} links to {link}"


def commands(
    command: argparse.ArgumentParser, words: str = "quizgame"
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its full name, the program itself first."""
    yield words, command
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from commands(inner, f"{words} {word}")


def section(title: str) -> str:
    """The part of docs/commands.md below the heading of a command, or nothing."""
    text = (ROOT / "docs/commands.md").read_text()
    parts = re.split(r"^## ", text, flags=re.MULTILINE)
    return next((part for part in parts if part.startswith(f"`{title}`")), "")


@pytest.mark.parametrize(
    ("words", "command"), commands(parser()), ids=lambda value: str(value)[:40]
)
def test_each_command_and_option_is_explained(words: str, command: argparse.ArgumentParser) -> None:
    """docs/commands.md has a heading for each command, and below it each of its options."""
    text = section(words)
    assert text, f"docs/commands.md has no heading `{words}`"
    for action in command._actions:
        for option in action.option_strings:
            if option not in {"-h", "--help"}:
                assert re.search(rf"`{option}[` ]", text), f"{words} {option}"


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_each_setting_is_explained(setting: str) -> None:
    """docs/settings.md has a row for each setting."""
    assert re.search(rf"^\| `{setting}` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize("setting", [field.name for field in fields(Wishes)])
def test_each_setting_of_a_class_is_explained(setting: str) -> None:
    """docs/settings.md has a row for each setting of `quizgame serve`."""
    assert re.search(rf"^\| `{setting}` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)


def test_each_theme_is_named() -> None:
    """docs/settings.md names every theme that the setting may have."""
    explained = (ROOT / "docs/settings.md").read_text()
    assert NAMES
    assert [theme for theme in NAMES if f"`{theme}`" not in explained] == []


def test_each_variable_of_the_environment_is_explained() -> None:
    """A QUIZGAME_ variable the program reads is in docs/settings.md."""
    explained = (ROOT / "docs/settings.md").read_text()
    sources = [path.read_text() for path in (ROOT / "quizgame").rglob("*.py")]
    named = {variable for text in sources for variable in re.findall(r"QUIZGAME_[A-Z_]+", text)}
    assert named
    assert [variable for variable in sorted(named) if f"`{variable}`" not in explained] == []


def test_each_code_of_a_problem_is_explained() -> None:
    """A reader who looks up a code such as QB001 finds it in the documentation."""
    explained = "".join(page.read_text() for page in PAGES)
    sources = [path.read_text() for path in (ROOT / "quizgame").rglob("*.py")]
    codes = {code for text in sources for code in re.findall(r'"(Q[A-Z][0-9]{3})"', text)}
    assert codes
    assert [code for code in sorted(codes) if code not in explained] == []


def test_each_page_is_in_the_index() -> None:
    """docs/README.md links every page beside it."""
    index = LINK.findall((ROOT / "docs/README.md").read_text())
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert pages <= set(index)


@pytest.mark.parametrize("text", [pytest.param(text, id=where) for where, text in blocks("toml")])
def test_toml_examples_are_toml(text: str) -> None:
    """What the documentation shows as TOML parses."""
    tomllib.loads(text)


def banks(tmp_path: Path, text: str) -> Path:
    """A folder of the article's bank beside its source, and the snippet as or in that bank.

    An example may leave out its evidence where it is not about evidence; what it gives must prove.
    """
    shutil.copytree(ROOT / "questions", tmp_path / "questions")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    article = tmp_path / "questions/cluster-munitions.toml"
    if "format" in tomllib.loads(text):
        article.write_text(text)
    else:
        own = article.read_text().replace('evidence = "required"', 'evidence = "optional"', 1)
        article.write_text(f"{own}\n{text}")
    return article


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=where)
        for where, text in blocks("toml")
        if re.search(r"^format *=|^\[\[question\]\]", text, re.MULTILINE)
        if not where.startswith("docs/authoring.md:")  # tests/test_authoring.py writes it
    ],
)
def test_example_banks_and_questions_are_sound(text: str, tmp_path: Path) -> None:
    """An example bank, or the article's bank with an example question added, passes the check."""
    path = banks(tmp_path, text)
    done = shell(f"quizgame check {shlex.quote(str(path))}", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell, memory in a scratch folder and nobody at the keyboard."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", line],
        cwd=cwd,
        env={**os.environ, "PATH": path, "QUIZGAME_HOME": str(cwd / "home")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def shell_lines() -> list[tuple[str, str]]:
    """Every command line shown, as (where it stands, line), comments left out."""
    return [
        (where, line)
        for where, text in blocks("sh")
        for line in text.replace("\\\n", " ").splitlines()
        if line.strip() and not line.startswith("#")
    ]


@pytest.mark.parametrize(
    "line", [pytest.param(line, id=f"{where} {line}") for where, line in shell_lines()]
)
def test_shown_commands_are_understood(line: str, tmp_path: Path) -> None:
    """A command line in the documentation runs; what it names may be missing, what it says not.

    `make play ARGS=...` runs the program with those arguments, and other targets of make are only
    asked for, since one of them runs this test.
    """
    line = line.removeprefix(".venv/bin/")
    words = shlex.split(line, comments=True)
    if words[0] == "make":
        subprocess.run(["make", "--dry-run", *words[1:]], cwd=ROOT, check=True)
        arguments = [word.removeprefix("ARGS=") for word in words[2:] if word.startswith("ARGS=")]
        line = f"quizgame {arguments[0]}" if words[1] == "play" and arguments else ""
    article = banks(tmp_path, "")
    for word in words:  # a bank that stands for the reader's own
        if word.endswith(".toml") and not (tmp_path / word).exists():
            shutil.copy(article, tmp_path / word)
    done = shell(line, cwd=tmp_path)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr

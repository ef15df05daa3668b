"""The parts of the server that need no connection."""

import json
import os
import re
import stat
from pathlib import Path

import asyncssh
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.driver import Driver

from quizgame.errors import QuizgameError
from quizgame.ssh import driver
from quizgame.ssh.colours import reduce
from quizgame.ssh.driver import check_textual
from quizgame.ssh.hostkey import host_key
from quizgame.ssh.inside import check_asyncssh
from quizgame.ssh.intake import Pastes
from quizgame.ssh.journal import Journal
from quizgame.ssh.terminals import ALL, FEW, MANY, NO_COLOUR, Variables, clamp, terminal
from quizgame.ssh.wire import encoded
from quizgame.tui.draw.likeness import write_likenesses


@pytest.mark.parametrize(
    ("name", "variables", "colours"),
    [
        ("xterm", {}, MANY),
        ("xterm-256color", {}, MANY),
        ("screen", {}, MANY),
        ("xterm-kitty", {}, ALL),
        ("xterm-ghostty", {}, ALL),
        ("alacritty", {}, ALL),
        ("foot", {}, ALL),
        ("foot-extra", {}, ALL),
        ("xterm-256color", {"LC_TERMINAL": "iTerm2"}, ALL),
        ("xterm-256color", {"COLORTERM": "truecolor"}, ALL),
        ("linux", {"COLORTERM": "truecolor"}, FEW),
        ("vt100", {}, FEW),
        ("vt220", {}, FEW),
        ("xterm-16color", {}, FEW),
        ("screen-16color", {"COLORTERM": "truecolor"}, FEW),
        ("xterm-color", {}, FEW),
        ("xterm-kitty", {"NO_COLOR": "1"}, NO_COLOUR),
        ("xterm", {"NO_COLOR": ""}, MANY),
        ("\x1b]0;MARK", {}, MANY),
    ],
)
def test_colours_by_the_name_of_a_terminal(
    name: str, variables: dict[str, str], colours: int
) -> None:
    """The table, and what variables say beyond it."""
    known = terminal(name, (80, 24), variables)
    assert known.colours == colours
    assert known.is_screen
    assert "\x1b" not in known.name


@pytest.mark.parametrize(
    ("variables", "encoding", "shapes"),
    [
        ({}, "utf-8", True),
        ({"LANG": "de_DE.UTF-8"}, "utf-8", True),
        ({"LC_CTYPE": "UTF-8"}, "utf-8", True),
        ({"LANG": "C"}, "ascii", False),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso8859-1", False),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "POSIX"}, "ascii", False),
        ({"LANG": "ja_JP.eucJP"}, "ascii", False),
        ({"LANG": "x.../../etc/passwd"}, "ascii", False),
        ({"LANG": "x.iso-8859-99"}, "ascii", False),
    ],
)
def test_the_encoding_by_the_locale(
    variables: dict[str, str], encoding: str, *, shapes: bool
) -> None:
    """The locale that was sent decides; none is UTF-8."""
    known = terminal("xterm", (80, 24), variables)
    assert known.encoding == encoding
    assert ("UTF-8" in known.environ()["LANG"]) == shapes


@pytest.mark.parametrize("name", [None, "dumb"])
def test_without_a_screen_there_are_lines(name: str | None) -> None:
    """No terminal, or one that can move no cursor."""
    assert not terminal(name, (80, 24), {}).is_screen


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_any_size_can_be_drawn(columns: int, rows: int) -> None:
    """Whatever a client says: not too small, not too large, nothing is 80x24."""
    width, height = clamp(columns, rows)
    assert 20 <= width <= 500
    assert 6 <= height <= 200
    if 20 <= columns <= 500:
        assert width == columns
    assert clamp(0, 0) == (80, 24)


@given(st.dictionaries(st.binary(max_size=12), st.binary(max_size=100)))
def test_variables_that_are_kept_are_known_and_printable(sent: dict[bytes, bytes]) -> None:
    """Whatever is sent."""
    kept = Variables()
    for name, value in sent.items():
        kept[name] = value
        kept[b"LC_" + name.upper()[:5]] = value
    text = kept.as_text()
    assert all(re.fullmatch("LANG|LC_[A-Z_]+|NO_COLOR|COLORTERM", name) for name in text)
    assert all(value.isprintable() and len(value) <= 64 for value in text.values())
    assert len(kept) <= 20


STYLED = "\x1b[1;38;2;255;0;0;48;2;17;21;29mred\x1b[0m \x1b[97;40mplain\x1b[0m \x1b[38;5;208mo"


def test_colours_are_brought_down_and_other_styles_stay() -> None:
    """To 256, to 16, to none; text that looks like a sequence is left alone."""
    assert reduce(STYLED, ALL) == STYLED
    many = reduce(STYLED, MANY)
    assert "38;2;" not in many
    assert "\x1b[1;38;5;" in many
    few = reduce(STYLED, FEW)
    assert not re.search("[34]8;", few)
    assert "\x1b[97;40mplain" in few
    assert reduce(STYLED, NO_COLOUR) == "\x1b[1mred\x1b[0m plain\x1b[0m o"
    assert reduce("[38;2;1;2;3m", MANY) == "[38;2;1;2;3m"


@given(st.text("\x1b[0123456789;m38;2;x", max_size=60))
def test_no_sequence_breaks_the_reduction(text: str) -> None:
    """Whatever looks like a style, only styles change: what else there is stays as it is."""
    bare = re.compile("\x1b\\[[0-9;]+m")
    for colours in (NO_COLOUR, FEW, MANY):
        assert bare.sub("", reduce(text, colours)) == bare.sub("", text) or "\x1b[" in text


def test_what_an_old_terminal_lacks_becomes_alike() -> None:
    """One sign for each cell."""
    write_likenesses()
    assert encoded("“Łódź” \u2013 日", "ascii") == b'"??d?" - ??'
    assert encoded("Łé", "iso8859-1") == b"?\xe9"
    assert encoded("\ud800", "utf-8") == b"?"


@given(st.lists(st.sampled_from(["\x1b[200~", "\x1b[201~", "abc", "\x1b", "[20", "x" * 9])))
def test_pastes_are_cut_wherever_the_pieces_end(parts: list[str]) -> None:
    """Cut in whatever pieces, the same passes as in one piece, but for what still waits."""
    text = "".join(parts)
    whole, pieces = Pastes(5), Pastes(5)
    at_once = whole.cut(text) + whole.rest()
    in_pieces = "".join(pieces.cut(char) for char in text) + pieces.rest()
    assert in_pieces == at_once
    for paste in re.findall("\x1b\\[200~(.*?)\x1b\\[201~", at_once):
        assert len(paste) <= 5


def test_a_lone_escape_passes_at_once() -> None:
    """It is a key; only within a paste may it be half an end."""
    pastes = Pastes(100)
    assert pastes.cut("a\x1b") == "a\x1b"
    assert pastes.cut("[200~in\x1b") == "[200~in"
    assert pastes.cut("[201~out") == "\x1b[201~out"


def test_the_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    """The second start has the same; nobody else may read it; the line for known hosts is valid."""
    path = tmp_path / "deep" / "host_key"
    key = host_key(path)
    assert host_key(path).fingerprint == key.fingerprint
    assert key.fingerprint.startswith("SHA256:")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    line = key.known_hosts("192.168.1.7", 2222)
    known = asyncssh.import_known_hosts(line)
    keys = known.match("192.168.1.7", "192.168.1.7", 2222)[0]
    assert {one.get_fingerprint() for one in keys} == {key.fingerprint}
    assert key.known_hosts("host", 22).startswith("host ssh-ed25519 ")


def test_a_key_that_can_not_be_read_is_never_replaced(tmp_path: Path) -> None:
    """A damaged key is told of and stays: a new one would frighten every student."""
    path = tmp_path / "host_key"
    path.write_text("half a k")
    with pytest.raises(QuizgameError, match="can not be used"):
        host_key(path)
    assert path.read_text() == "half a k"


def test_the_journal_is_cleaned_and_does_not_flood(tmp_path: Path) -> None:
    """One object a line, nothing a terminal obeys, and a flood is a number."""
    path = tmp_path / "logs" / "ssh.log"
    journal = Journal(path)
    journal.write("joined", username="a\x1b]52;c;MARK\x07\n{}", n=1, client="x" * 5000)
    for _one in range(5000):
        journal.write("turned away", peer="::1")
    text = path.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert "\x1b" not in text
    assert lines[0]["username"] == "a]52;c;MARK {}"
    assert len(lines[0]["client"]) == 200
    assert len(lines) < 300
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_journal_that_can_not_be_written_ends_no_lesson(tmp_path: Path) -> None:
    """A full or missing disk is borne."""
    (tmp_path / "file").write_text("")
    Journal(tmp_path / "file" / "ssh.log").write("joined")


def test_what_is_leaned_on_inside_is_looked_for_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of Textual is told of by name, before anybody connects."""
    check_textual()
    check_asyncssh()
    monkeypatch.setattr(driver, "_LEANED_ON", {Driver: {"vanished": ()}})
    with pytest.raises(QuizgameError, match=r"Driver\.vanished"):
        check_textual()

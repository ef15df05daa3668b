"""The comment that asks to confirm who speaks goes when that is done, and no other with it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.confirming import notes, without_note
from quizgame.bank.manuscript import Manuscript

BANK = """\
format = 1
id = "b"
title = "B"
# CONFIRM: this one belongs to nobody

# People {
#   CONFIRM:  "he" is taken for Ann Lee (paragraph 2)
# Ann checks this with the editor.
[[question]]  # CONFIRM: at the header
id = "one"  # CONFIRM: at the id
# CONFIRM: between
tags = ["quotations", "confirm"]  # two
status = "draft"
# below
# CONFIRM: this is the next one's
[[question]]
id = "two"
status = "draft"
"""


def _fields(one: Manuscript, **more: object) -> dict[str, object]:
    return {**one.fields(0), **more}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_confirming_takes_out_that_line_alone(tmp_path: Path, newline: str) -> None:
    """All lines but the one that asks and the one that was changed keep their bytes."""
    path = tmp_path / "b.toml"
    path.write_bytes(BANK.replace("\n", newline).encode())
    one = Manuscript.open(path, tmp_path / "home")
    one.confirm(0, _fields(one, tags=["quotations"], status="ready"), "accepting one")
    expected = BANK.replace('#   CONFIRM:  "he" is taken for Ann Lee (paragraph 2)\n', "")
    expected = expected.replace('"quotations", "confirm"', '"quotations"')
    expected = expected.replace('status = "draft"', 'status = "ready"', 1)
    assert one.raw.decode() == expected.replace("\n", newline)
    assert one.undo() == "accepting one"
    assert one.raw == path.read_bytes()


def test_a_line_alone_is_taken_out_and_brought_back(tmp_path: Path) -> None:
    """Where the table is to stay as it is the line still goes, as one act; without one nothing."""
    path = tmp_path / "b.toml"
    path.write_text(BANK)
    one = Manuscript.open(path, tmp_path / "home")
    one.confirm(0, one.fields(0), "x")
    assert "is taken for Ann Lee" not in one.raw.decode()
    one.confirm(0, one.fields(0), "y")
    assert one.undo() == "x"
    assert one.raw == path.read_bytes()


def test_an_accepted_draft_that_is_made_one_again_asks_again(tmp_path: Path) -> None:
    """Changed back in a later session, it has the bytes it had: the line that asks included."""
    path = tmp_path / "b.toml"
    path.write_text(BANK)
    raw = path.read_bytes()
    one = Manuscript.open(path, tmp_path / "home")
    old = one.fields(0)
    one.confirm(0, _fields(one, tags=["quotations"], status="ready"), "x")
    one.save()
    assert path.read_bytes() != raw
    again = Manuscript.open(path, tmp_path / "home")
    again.change(0, old, "y")
    again.save()
    assert path.read_bytes() == raw


def test_notes_tell_what_asks_from_what_is_the_authors_own() -> None:
    """Signs of a comment are left out, and a word within a comment asks for nothing."""
    raw = b"# first\n##  CONFIRM : who?\r\n#\n#last, CONFIRM: no\n[[question]]\n# CONFIRM: not\n"
    assert notes(raw) == ("who?", "first\n\nlast, CONFIRM: no")
    assert notes(b"[[question]]\n# CONFIRM: no\n") == ("", "")


_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@given(st.lists(st.tuples(st.booleans(), _LINE), max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_other_comments_always_stay(lines: list[tuple[bool, str]], newline: str) -> None:
    """Whatever stands above a question, exactly the lines that ask go, and it asks no more."""
    rest = f'[[question]]{newline}id = "a"{newline}'
    above = [
        f"# CONFIRM: {text}{newline}" if asks else f"# -{text}{newline}" for asks, text in lines
    ]
    own = [line for line in above if line.startswith("# -")]
    done = without_note("".join([*above, rest]).encode())
    assert done.decode() == "".join([*own, rest])
    assert notes(done)[0] == ""

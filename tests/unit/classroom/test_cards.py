"""The join card and the slips: all that is needed to come in, and nothing that is not text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.classroom import letters
from quizgame.classroom.card import Entrance, Invitation, card
from quizgame.classroom.codes import new_class_code, seat_words
from quizgame.classroom.door import Door
from quizgame.classroom.filling import completed
from quizgame.classroom.roster import Roster, parse_roster
from quizgame.classroom.slips import slip_text, slips, slips_html, slips_text
from quizgame.documents.values import toml_value
from quizgame.model.text import cell_width
from tests.hostile.payloads import EXTRAS, attack
from tests.unit.classroom.test_codes import in_turn

FINGERPRINT = "SHA256:" + "uNiVztksCsDhcc0u9e8BgrJXVGDBVFxs9yH4DAu4Tzk"
DOOR = Door("192.168.178.23", 2222, FINGERPRINT)
SIZES = [(80, 24), (60, 20)]
DRAWN = {letters.draw(char): char for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"}


def read_large(lines: tuple[str, ...]) -> str:
    """What large letters on a card say."""
    at = next(i for i, line in enumerate(lines) if set(line) & set("█#"))
    rows = [line.replace("#", "█") for line in lines[at : at + letters.HEIGHT]]
    rows = [row[5:].ljust(60) for row in rows]  # behind the margin and an indent
    text = ""
    for left in range(0, 60, 6):
        glyph = tuple(row[left : left + 5] for row in rows)
        if any(part.strip() for part in glyph):
            text += DRAWN.get(glyph, "?")
    return text


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("unicode", [True, False])
def test_a_card_has_all_there_is_to_know(width: int, height: int, *, unicode: bool) -> None:
    """The line, the question about the fingerprint, yes, and the code in large letters."""
    lines = card(Invitation(DOOR, "Class 7b", "queen"), width, height, unicode=unicode)
    text = "\n".join(lines)
    assert "ssh -p 2222 NAME@192.168.178.23" in text
    assert FINGERPRINT in text
    assert "yes" in text
    assert "Class 7b" in text
    assert read_large(lines) == "QUEEN"
    assert text.isascii() or unicode


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_class_code_fits_in_large_letters(width: int, height: int) -> None:
    """No code that is made is too long for a card."""
    for number in range(0, len(seat_words()), 400):
        code = new_class_code(in_turn(number, number))
        assert read_large(card(Invitation(DOOR, "7b", code), width, height)) == code.upper()


def test_each_letter_looks_like_no_other() -> None:
    """All drawings differ, and are of one size."""
    assert len(DRAWN) == 37
    for drawing in DRAWN:
        assert {len(line) for line in drawing} == {5}
        assert len(drawing) == letters.HEIGHT


@pytest.mark.parametrize("entrance", ["roster", "open"])
def test_without_a_code_none_is_shown(entrance: Entrance) -> None:
    """A card for slips or for an open class shows no code, also if there is one."""
    text = "\n".join(card(Invitation(DOOR, "7b", "queen", entrance)))
    assert "queen" not in text.lower()
    assert "█" not in text
    assert "class code" not in text
    assert ("PIN" in text) == (entrance == "roster")


def test_what_has_no_large_letters_is_written_small() -> None:
    """A code of the teacher's own may have any letters, or too many to draw."""
    for code in ("été 7", "a" * 30):
        lines = card(Invitation(DOOR, "7b", code))
        assert code.upper() in "\n".join(lines)
        assert not any("█" in line for line in lines)


def test_a_long_line_is_broken_and_not_cut() -> None:
    """A host's name that is too long goes on in the next row, so that it can be typed."""
    host = "a-very-long-name." * 6 + "example.org"
    lines = card(Invitation(Door(host, 2222, FINGERPRINT), "7b", "queen"), 60, 20)
    assert f"ssh -p 2222 NAME@{host}" in "".join(line.strip() for line in lines)


def test_the_usual_port_need_not_be_typed() -> None:
    """Port 22 is what ssh takes anyway; an address of IPv6 needs no brackets."""
    assert Door("host", 22, "").line("anna") == "ssh anna@host"
    assert Door("fd00::2", 2222, "").line("anna") == "ssh -p 2222 anna@fd00::2"


@given(
    st.sampled_from([attack("MARK"), *EXTRAS, "short", ""]),
    st.sampled_from([attack("MARK"), *EXTRAS, "host"]),
    st.sampled_from([attack("MARK"), *EXTRAS, "queen"]),
    st.tuples(st.integers(1, 90), st.integers(1, 30)),
    st.sampled_from([True, False]),
)
def test_a_card_keeps_within_its_size(
    title: str,
    host: str,
    code: str,
    size: tuple[int, int],
    unicode: bool,  # noqa: FBT001 - drawn
) -> None:
    """Hostile and long texts are cleaned and clipped, in any window."""
    width, height = size
    invitation = Invitation(Door(host, 2222, title), title, code)
    lines = card(invitation, width, height, unicode=unicode)
    assert len(lines) <= height
    for line in lines:
        assert cell_width(line) <= width
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)


@pytest.mark.parametrize(("width", "height"), [(40, 12), (32, 8), (60, 6)])
def test_in_a_small_window_the_line_and_the_code_stay(width: int, height: int) -> None:
    """Air, large letters and title go first."""
    text = "\n".join(card(Invitation(DOOR, "Class 7b", "queen"), width, height))
    assert "NAME@" in text
    assert "QUEEN" in text


# Slips


def roster(*names: str) -> Roster:
    """A completed list of names."""
    text = "".join(f"[[student]]\nname = {toml_value(name)}\n" for name in names)
    return completed(parse_roster(text.encode(), "a.toml"), lambda _count: 0)


def test_each_student_has_a_slip_with_all_they_need() -> None:
    """Name, line, login, PIN and fingerprint stand on the slip, and nobody else's."""
    listed = roster("Anna Bauer", "Ben")
    pages = slips(listed, DOOR)
    assert [slip.name for slip in pages] == ["Anna Bauer", "Ben"]
    anna, ben = listed.students
    text = slip_text(pages[0])
    for wanted in ("ssh -p 2222 anna@192.168.178.23", anna.pin, FINGERPRINT, anna.name):
        assert wanted in text
    assert ben.pin not in text
    assert slips_text(pages).count("- - -") >= 2


class Page(HTMLParser):
    """A page read back: its tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.append(tag)
        self.links += [
            name for name, _value in attrs if name in {"src", "href"} or name[:2] == "on"
        ]

    def handle_data(self, data: str) -> None:
        """Remember text."""
        self.text += data


def test_slips_on_a_page_need_nothing_else_and_hold_no_attack() -> None:
    """The page loads nothing and runs nothing; names are text, whatever is in them."""
    evil = "<script>alert(1)</script>"
    listed = roster(f"A{evil}", attack("MARK"))
    page = slips_html(slips(listed, Door(f"host{evil}", 2222, evil)), evil)
    read = Page(page)
    frame = {"html", "head", "meta", "title", "style", "body"}
    assert set(read.tags) == frame | {"section", "h2", "table", "tr", "th", "td", "p"}
    assert read.links == []
    assert read.tags.count("section") == 2
    assert evil in read.text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", page)
    for student in listed.students:
        assert student.pin in read.text

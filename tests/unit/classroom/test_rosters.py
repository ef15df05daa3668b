"""Class lists: read whatever they hold, told by place, filled in without losing a byte."""

import base64
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.classroom.filling import completed, filled, save
from quizgame.classroom.logins import LOGIN, PIN, RESERVED, is_easy, new_login, new_pin
from quizgame.classroom.roster import Roster, lenient, parse_roster, read_roster
from quizgame.documents.values import toml_value
from quizgame.errors import UsageError
from quizgame.model.text import clean_name
from tests.hostile.payloads import attack

ROOT = Path(__file__).parents[3]


def blob(kind: str = "ssh-ed25519", size: int = 32, fill: int = 7) -> str:
    """The middle part of a line with a public key of a kind."""
    fields = (kind.encode(), bytes([fill]) * size)
    return base64.b64encode(b"".join(len(f).to_bytes(4, "big") + f for f in fields)).decode()


KEY = f"ssh-ed25519 {blob()}"


def choose(count: int) -> int:
    """The lowest number: chance without chance."""
    return count - count


def students(text: str, path: str = "class.csv") -> Roster:
    """The list in a text."""
    return parse_roster(text.encode(), path)


def told(roster: Roster) -> list[tuple[str, int, int]]:
    """What is wrong with a list: codes and places."""
    return [(one.code, one.line, one.column) for one in roster.problems]


def codes(text: str, path: str = "class.toml") -> list[str]:
    """The codes of what is wrong with a list."""
    return [code for code, _line, _column in told(students(text, path))]


FULL = f"""name,login,group,id,pin,key,time_factor,plain
Anna Bauer,Anna,7a | Chess,17,4719,{KEY} anna@laptop,1.5,yes
"""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_however_a_spreadsheet_saved_it(
    delimiter: str, newline: str, encoding: str
) -> None:
    """Separator, line ends and encoding make no difference to what is read."""
    text = FULL.replace(",", delimiter).replace("\n", newline)
    roster = parse_roster(text.encode(encoding), "class.csv")
    assert roster.problems == ()
    (anna,) = roster.students
    assert (anna.name, anna.login, anna.groups) == ("Anna Bauer", "anna", ("7a", "Chess"))
    assert (anna.id, anna.pin, anna.time_factor, anna.plain) == ("17", "4719", 1.5, True)
    assert anna.key is not None
    assert anna.key.line == KEY
    assert re.fullmatch(r"SHA256:[A-Za-z0-9+/]{43}", anna.key.fingerprint)


def test_both_kinds_of_list_say_the_same() -> None:
    """A list in TOML and the same as a table give the same students."""
    toml = f"""
    [[student]]
    name = "Anna Bauer"
    login = "anna"
    group = ["7a", "Chess"]
    id = 17
    pin = 4719
    key = "{KEY}"
    time_factor = 1.5
    plain = true
    """
    assert students(toml, "class.toml").students == students(FULL).students


@pytest.mark.parametrize("heading", ["plain", "Line mode", "line_mode"])
def test_line_mode_is_asked_for_under_either_name(heading: str) -> None:
    """A column may be called as the guide calls what it does."""
    roster = students(f"name,{heading}\nBo,yes\nCy,\n")
    assert [one.plain for one in roster.students] == [True, False]
    assert not roster.problems


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Name;id\nÁine\n\n ; ;\nBo\n", ["Áine", "Bo"]),
        ('sep=;\nname;id\n"a; b";1\n', ["a; b"]),
        ('name,id\n"Bauer, Anna",1\n"say ""hi""",2\n', ["Bauer, Anna", 'say "hi"']),
        ("id,NAME \n1, Bo \n2,Cy", ["Bo", "Cy"]),
        ("id;time factor;name\n1;1,25;Bo\n", ["Bo"]),
        ("name\n'=cmd\n", ["=cmd"]),
        ("name\n'Bo'\n", ["'Bo'"]),
    ],
)
def test_odd_tables_are_understood(text: str, names: list[str]) -> None:
    """What spreadsheets and people do to tables does not keep them from being read."""
    roster = students(text)
    assert [one.name for one in roster.students] == names
    assert not roster.has_errors


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("anna\nben\n", [("QR106", 1, 1), ("QR110", 1, 1)]),
        ("name,nmae\nBo,1\n", [("QR110", 1, 6)]),
        ("name,id\nBauer, Anna,1\n", [("QR108", 2, 13)]),
        ('name\n"Bo\n', [("QR107", 2, 1)]),
        ('name,id\n"Bo\nCy",1\n', [("QR109", 2, 1)]),
        ("name,id,id\nBo,1,2\n", [("QR128", 1, 9)]),
        ("id,name\n1,\n", [("QR124", 0, 0), ("QR111", 2, 3)]),
        ("name,login\nBo,b o\nCy,root\n", [("QR113", 2, 4), ("QR113", 3, 4)]),
        ("name,login\nBo,x\nCy,X\n", [("QR114", 3, 4)]),
        ("name,pin\nBo,471\nCy,1234\n", [("QR115", 2, 4), ("QR116", 3, 4)]),
        ("name,key\nBo,ssh-ed25519\n", [("QR117", 2, 4)]),
        ("name,time_factor\nBo,3\n", [("QR119", 2, 4)]),
        ("name,plain\nBo,perhaps\n", [("QR120", 2, 4)]),
        ("name,group,time_factor\n,green,2\nBo,grean,\n", [("QR121", 3, 4)]),
        ("name,id\nBo,1\nCy,1\n", [("QR122", 3, 4)]),
        ("name\nBo\nbo\n", [("QR123", 3, 1)]),
        ("name\n", [("QR124", 0, 0)]),
        ("name,group,time_factor\n,a,2\n,A,1\nBo,,\n", [("QR127", 3, 2)]),
        ("", [("QR124", 0, 0)]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    text: str, problems: list[tuple[str, int, int]]
) -> None:
    """Each problem has its code, and the line and column of the cell concerned."""
    assert told(students(text)) == problems


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('[[student]]\nname = "Bo"\nlogn = "b"\n', ["QR110"]),
        ('[[student]]\nname = "Bo"\npin = 0xffffffffffffffffffff\n', ["QR125"]),
        (f'[[student]]\nname = "Bo"\ntime_factor = 0x{"f" * 4000}\n', ["QR119"]),
        ('[[student]]\nname = "Bo"\nplain = 7.5\n', ["QR120"]),
        ('[[student]]\nname = "Bo"\ngroup = [1]\n', ["QR125"]),
        ("[[student]]\nname = 1979-05-27\n", ["QR124", "QR111", "QR125"]),
        ('student = "Bo"\n', ["QR125"]),
        ("[student]\n", ["QR125"]),
        ("[[group]]\ntime_factor = 2\n", ["QR124", "QR111"]),
        ("name = ", ["QR105"]),
        ('x = "\n', ["QR105"]),
    ],
)
def test_what_is_wrong_in_toml_is_told(text: str, wanted: list[str]) -> None:
    """Values of a kind that TOML has and a table has not are told as well."""
    assert codes(text) == wanted


@pytest.mark.parametrize(
    ("raw", "path", "wanted"),
    [
        (b"PK\x03\x04abc", "class.csv", "QR104"),
        (b"\xd0\xcf\x11\xe0abc", "class.xls", "QR104"),
        ("name\nJörg\n".encode("latin-1"), "class.csv", "QR103"),
        ("name\nBo\n".encode("utf-16-le"), "class.csv", "QR103"),
        ("name\nBo\n".encode("utf-32"), "class.csv", "QR103"),
        (b"\xff\xfea", "class.csv", "QR103"),
        (b"\xff\xfe", "class.toml", "QR103"),
        (b"x" * (2 * 1024 * 1024 + 1), "class.csv", "QR102"),
    ],
)
def test_files_that_are_no_list_are_told(raw: bytes, path: str, wanted: str) -> None:
    """What can not be read as text is told as what it is, with a way out where there is one."""
    (problem,) = parse_roster(raw, path).problems
    assert problem.code == wanted
    assert problem.hint


def test_the_place_of_a_wrong_byte_is_told() -> None:
    """A file in another encoding is told with the line and column of its first odd letter."""
    roster = parse_roster("\ufeffname\nJö;rg\n".encode() + "Jörg".encode("latin-1"), "a.csv")
    assert told(roster) == [("QR103", 3, 2)]


@pytest.mark.parametrize(
    ("key", "is_sound"),
    [
        (KEY, True),
        (f"{KEY} a comment with spaces", True),
        (f"ssh-rsa {blob('ssh-rsa', 256)}", True),
        (f"ssh-rsa {blob()}", False),
        (f"ssh-ed25519 {blob()[:-8]}", False),
        (f"ssh-dss {blob('ssh-dss')}", False),
        ("ssh-ed25519 ÄÖÜ", False),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", False),
        (f'command="x" {KEY}', False),
    ],
)
def test_public_keys_are_looked_at_closely(key: str, *, is_sound: bool) -> None:
    """A key of another kind than it says, cut off, or private, is none."""
    roster = students(f"[[student]]\nname = 'Bo'\nkey = '{key}'\n", "class.toml")
    assert (roster.students[0].key is not None) is is_sound
    assert [one.code for one in roster.problems] == ([] if is_sound else ["QR117"])


def test_a_key_finds_its_student_and_nobody_else_has_it() -> None:
    """A key in two places is told, and belongs to the first."""
    roster = students(f"name,key\nBo,{KEY}\nCy,{KEY} again\n")
    assert told(roster) == [("QR118", 3, 4)]
    key = roster.students[0].key
    assert key is not None
    assert roster.with_key(key.fingerprint) == roster.students[0]
    assert roster.with_key("") is None


@pytest.mark.parametrize(
    ("own", "groups", "factor"),
    [
        ("", "", 1.0),
        ("", "slow", 1.5),
        ("", "slow | slower", 2.0),
        ("", "slow | free", 0.0),
        ("", "SLOW", 1.5),
        ("1", "slow", 1.0),
        ("1,25", "free", 1.25),
        ("none", "slow", 0.0),
        ("2.0", "", 2.0),
        ("", "unheard of", 1.0),
    ],
)
def test_a_person_beats_the_group_and_the_lenient_group_wins(
    own: str, groups: str, factor: float
) -> None:
    """The time factor is the person's own, or that of the most lenient of the groups."""
    listed = ";slow;1.5\n;slower;2\n;free;none\n"
    roster = students(f"name;group;time_factor\nBo;{groups};{own}\n{listed}")
    assert roster.factor(roster.students[0]) == factor


def test_no_limits_are_the_most_lenient() -> None:
    """None at all stands for limits as written."""
    assert (lenient(), lenient(1.0, 2.0), lenient(2.0, 0.0)) == (1.0, 2.0, 0.0)


def test_students_are_found_by_login() -> None:
    """Letter case and blanks around do not matter; nothing finds nobody."""
    roster = completed(students("name\nAnna Bauer\n"), choose)
    assert roster.find(" ANNA ") == roster.students[0]
    assert roster.find("") is None
    assert roster.find("ann") is None


def test_a_pin_is_not_in_what_is_logged() -> None:
    """A student written to a log shows no PIN."""
    assert "4719" not in repr(students(FULL))


# Logins and PINs


@pytest.mark.parametrize(
    ("names", "logins"),
    [
        (["Anna", "Anna", "Anna"], ["anna", "anna2", "anna3"]),
        (["Anna Bauer", "Anna Berg"], ["anna", "anna.b"]),
        (["Anna A", "Anna Berg", "Anna Beck"], ["anna", "anna.b", "anna.be"]),
        (["Bauer, Anna", "Berg, Anna Lena"], ["anna", "anna.b"]),
        (["Jürgen Groß", "Łukasz Żak", "Søren"], ["jurgen", "lukasz", "soren"]),
        (["Наталья", "Щукин", "Γιώργος"], ["natalya", "shchukin", "giorgos"]),
        (["李明", "陈", "Teacher"], ["student1", "student2", "teacher2"]),
        (["Anne-Marie O'Neil", "D'Angelo"], ["annemarie", "dangelo"]),
        (["Wolfeschlegelsteinhausen B"], ["wolfeschlegels"]),
    ],
)
def test_logins_are_short_and_readable(names: list[str], logins: list[str]) -> None:
    """A first name, then what tells two apart."""
    taken: list[str] = []
    for name in names:
        taken.append(new_login(name, taken))
    assert taken == logins


@given(st.lists(st.one_of(st.text(), st.sampled_from(["Anna", "Anna B", "李"])), max_size=30))
def test_logins_are_unique_and_can_be_typed_whatever_the_names(names: list[str]) -> None:
    """No name gives a login that is taken, reserved, or not one."""
    taken: list[str] = []
    for name in names:
        login = new_login(name, taken)
        assert LOGIN.fullmatch(login)
        assert login not in taken
        assert login not in RESERVED
        taken.append(login)


@given(st.lists(st.integers(min_value=0), min_size=1, max_size=60))
def test_pins_are_unique_and_never_easy(numbers: list[int]) -> None:
    """Whatever chance says, PINs of a class differ and none is easy."""
    chance = iter(numbers * 1000)
    taken: set[str] = set()
    for _n in range(40):
        pin = new_pin(lambda count: next(chance) % count, taken)
        assert PIN.fullmatch(pin)
        assert not is_easy(pin)
        assert not pin.startswith("0")
        assert pin not in taken
        taken.add(pin)


def test_pins_come_to_an_end() -> None:
    """When none is left that is said, and nothing goes on for ever."""
    everything = {str(number) for number in range(10000)}
    with pytest.raises(ValueError, match="no PIN"):
        new_pin(choose, everything)


@pytest.mark.parametrize("pin", ["1111", "1234", "9876", "2112", "2580", "1998", "2012", "8901"])
def test_easy_pins_are_known(pin: str) -> None:
    """Repetitions, runs, years and ways over the keypad are what people try first."""
    assert is_easy(pin)
    assert not is_easy("4719")


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12))
def test_a_completed_list_has_all_for_everybody(names: list[str]) -> None:
    """Everybody gets a login and a PIN of their own, and nothing that was there changes."""
    text = "".join(f"[[student]]\nname = {toml_value(name)}\n" for name in names)
    roster = students(f'[[student]]\nname = "Xi"\nlogin = "anna"\npin = "4719"\n{text}', "a.toml")
    done = completed(roster, choose)
    assert (done.students[0].login, done.students[0].pin) == ("anna", "4719")
    assert len({one.login for one in done.students}) == len(done.students)
    assert len({one.pin for one in done.students}) == len(done.students)
    assert all(one.login and one.pin for one in done.students)


# Written back

COMMENTED = """\
# my class\r
title = 'Class 7b'\r
\r
[[student]] # the first\r
  name = "Anna Bauer" # always early\r
  # no login yet\r
\r
[[student]]\r
name = 'Anna Berg'\r
pin = "" # to be made\r
"""


def test_toml_keeps_all_but_what_was_made() -> None:
    """Comments, quotes, blank lines and line ends stay; the values missing are put in."""
    roster = completed(students(COMMENTED, "a.toml"), choose)
    expected = COMMENTED.replace('pin = "" #', 'pin = "1003" #')
    expected = expected.replace("early\r\n", 'early\r\n  login = "anna"\r\n  pin = "1002"\r\n')
    expected = expected.replace("made\r\n", 'made\r\nlogin = "anna.b"\r\n')
    assert filled(roster).decode() == expected
    assert parse_roster(filled(roster), "a.toml").students == roster.students


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", categories=["L", "Zs", "P"]), min_size=1),
            st.booleans(),
            st.sampled_from(["", "# a remark", "   ", "\n"]),
        ),
        max_size=6,
    )
)
def test_no_byte_that_was_there_is_lost(drawn: list[tuple[str, bool, str]]) -> None:
    """What was made stands on lines of its own; without them the file is what it was."""
    lines = []
    for number, (name, has_login, remark) in enumerate(drawn):
        lines += ["[[student]]", f"name = {toml_value('x' + name)}", remark]
        lines += [f'login = "own{number}"'] if has_login else []
    text = "\n".join([*lines, ""])
    roster = completed(students(text, "a.toml"), choose)
    out = filled(roster).decode()
    made = re.compile(r'^(?:pin|login) = "(?!own).*"\n', re.MULTILINE)
    assert made.sub("", out) == text
    assert parse_roster(out.encode(), "a.toml").students == roster.students


def test_a_table_gets_its_columns_filled() -> None:
    """Missing columns are added at the end; cells become safe for spreadsheets, and are read so."""
    text = 'Name;note;PIN;group\n"=Bo";x;4719;a\nCy;"y;z"\n;;;\n'
    roster = completed(students(text), choose)
    out = filled(roster)
    assert out.startswith(b"\xef\xbb\xbf")
    assert out.decode("utf-8-sig").splitlines() == [
        '"Name";"note";"PIN";"group";"login"',
        '"\'=Bo";"x";"4719";"a";"bo"',
        '"Cy";"y;z";"1002";"";"cy"',
    ]
    again = parse_roster(out, "class.csv")
    assert again.students == roster.students
    assert filled(completed(again, choose)) == out


def test_a_list_with_errors_is_not_written_to() -> None:
    """What was made for a value with an error would hide it."""
    with pytest.raises(UsageError) as refusal:
        filled(completed(students("name,pin\nBo,1\n"), choose))
    assert refusal.value.hint


def test_saving_changes_toml_and_puts_a_new_table_beside_the_old(tmp_path: Path) -> None:
    """TOML is changed in its place, a table never."""
    toml, table = tmp_path / "a.toml", tmp_path / "b.csv"
    toml.write_text(COMMENTED, newline="")
    table.write_text("name\nBo\n")
    assert save(completed(read_roster(toml), choose)) == toml
    assert tomllib.loads(toml.read_text())["student"][1]["login"] == "anna.b"
    first = save(completed(read_roster(table), choose))
    second = save(completed(read_roster(table), choose))
    assert (first.name, second.name) == ("b-complete.csv", "b-complete-2.csv")
    assert table.read_text() == "name\nBo\n"
    assert first.stat().st_mode & 0o077 == 0
    assert read_roster(first).find("bo") is not None


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder or nothing at all is a problem, not a failure."""
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / "a\0b"):
        assert [one.code for one in read_roster(path).problems] == ["QR101"]


# Whatever it holds


@given(st.binary(max_size=400), st.sampled_from(["a.toml", "a.csv", "a"]))
def test_any_bytes_are_read_without_failing(raw: bytes, path: str) -> None:
    """Whatever a file holds becomes students and problems."""
    roster = parse_roster(raw, path)
    assert roster.students or roster.problems
    assert all(one.message and one.code.startswith("QR1") for one in roster.problems)


_MARKS = (
    ",",
    ";",
    "\t",
    '"',
    '""',
    "\n",
    "\r",
    "sep=;",
    "|",
    "\ufeff",
    "\0",
    " ",
    "'",
    "=",
    "[",
    "]",
)
_WORDS = (
    "name",
    "login",
    "pin",
    "time_factor",
    "group",
    "Anna",
    "1,5",
    "=1",
    "none",
    "[[student]]",
)
PIECES = st.sampled_from((*_MARKS, *_WORDS))


@given(st.lists(PIECES, max_size=40), st.sampled_from(["a.toml", "a.csv"]))
def test_anything_like_a_list_is_read_without_failing(pieces: list[str], path: str) -> None:
    """Texts that are nearly lists are read, completed and, without errors, written and read again.

    Places that are told lie within the file.
    """
    raw = "".join(pieces).encode()
    roster = parse_roster(raw, path)
    lines = re.split(r"\r\n|\r|\n", raw.decode())
    for problem in roster.problems:
        assert 0 <= problem.line <= len(lines)
    done = completed(roster, choose)
    if not roster.has_errors:
        again = parse_roster(filled(done), path)
        assert [one.login for one in again.students] == [one.login for one in done.students]


def test_hostile_names_are_cleaned() -> None:
    """A name that is an attack is a name, short and without what a terminal obeys."""
    text = f"[[student]]\nname = {toml_value(attack('MARK'))}\n"
    (student,) = students(text, "a.toml").students
    assert student.name == clean_name(attack("MARK"))
    assert student.name.isprintable()


def test_too_many_students_are_told() -> None:
    """A list that would keep the server busy is cut."""
    roster = students("name\n" + "".join(f"S{n}\n" for n in range(2005)))
    assert told(roster) == [("QR126", 2002, 1)]
    assert len(completed(roster, choose).students) == 2000


def test_each_code_is_explained() -> None:
    """docs/rosters.md has a row for each code, and says of warnings that they are."""
    page = (ROOT / "docs/rosters.md").read_text("utf-8")
    sources = (ROOT / "quizgame/classroom").glob("*.py")
    named = {code for path in sources for code in re.findall(r'"(QR\d+)"', path.read_text("utf-8"))}
    assert sorted(named) == re.findall(r"^\| (QR\d+) \|", page, re.MULTILINE)

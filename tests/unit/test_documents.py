"""TOML read with places, whatever the bytes are."""

import os
import time
import tomllib
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from quizgame import documents
from quizgame.documents import parse
from quizgame.documents.dialect import novelties
from quizgame.documents.pieces import Pieces

PLACED = """\
top = "é"
"quoted key" = { x = "é", list = [1, "zwei"] }
[a.b]
x.y = [1, { z = 2 }]
[[item]]
name = 1
[[item]]
name = 2
[[item.part]]
size = 1
[item.gaps.n]
answer = 3
"""


def codes(raw: bytes | str) -> list[str]:
    """The codes of what is wrong with some TOML."""
    raw = raw.encode() if isinstance(raw, str) else raw
    return [problem.code for problem in parse(raw, "x.toml").problems]


@pytest.mark.parametrize(
    ("keys", "key_at", "value_at"),
    [
        (("top",), (1, 1), (1, 7)),
        (("quoted key",), (2, 1), (2, 16)),
        (("quoted key", "x"), (2, 18), (2, 22)),
        (("quoted key", "list", 1), (2, 38), (2, 38)),
        (("a", "b"), (3, 1), (3, 1)),
        (("a",), (3, 1), (3, 1)),
        (("a", "b", "x", "y", 1, "z"), (4, 13), (4, 17)),
        (("item", 0), (5, 1), (5, 1)),
        (("item", 1), (7, 1), (7, 1)),
        (("item", 1, "name"), (8, 1), (8, 8)),
        (("item", 1, "part", 0, "size"), (10, 1), (10, 8)),
        (("item", 1, "gaps", "n", "answer"), (12, 1), (12, 10)),
        (("item", 1, "gaps", "n", "missing"), (11, 1), (11, 1)),
        (("item", 0, "missing", "deep"), (5, 1), (5, 1)),
        (("nowhere",), (1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_places_are_lines_and_characters(
    keys: tuple[str | int, ...],
    key_at: tuple[int, int],
    value_at: tuple[int, int],
    prefix: bytes,
    newline: str,
) -> None:
    """Each key and value has its line and column, in characters, whatever the line ends."""
    document = parse(prefix + PLACED.replace("\n", newline).encode(), "x.toml")
    assert document.problems == ()
    assert document.place(keys) == key_at
    assert document.place(keys, value=True) == value_at


def test_broken_toml_is_one_problem_with_its_place() -> None:
    """Text without its closing mark is reported where it stands, with a hint."""
    (problem,) = parse(b'a = 1\nb = "open\nc = 2\n', "x.toml").problems
    assert (problem.path, problem.line, problem.code) == ("x.toml", 2, "QG004")
    assert problem.is_error


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ('stem = "Why "green"?"', 14, r"inside text is written \". Or put the text in 'single"),
        ('stem = "Why " green', 15, r"inside text is written \"."),
        ('options = [{ text = "A "b"", c = 1 }]', 25, r"inside text is written \"."),
        ("exact = 'it's here'", 13, 'in "double quotation marks"'),
        ('options = ["a" "b"]', 16, "A comma or a closing mark is missing"),
        ('stem = "Why green?', 8, 'is not closed (Add " at its end.)'),
        ('x = "a" # "b', 0, ""),
        ('options = [{ text = "a, correct = true }]', 21, 'is not closed (Add " at its end.)'),
        ("stem = 'Why green?", 8, "is not closed (Add ' at its end.)"),
        ("correct = True", 11, "(Write true or false in small letters.)"),
        ("options = [{ correct = FALSE }]", 24, "(Write true or false in small letters.)"),
        ("answer = yes", 10, 'small letters; text needs quotation marks: "yes".'),
        ("answer = Off", 10, 'small letters; text needs quotation marks: "Off".'),
        ("answer = None", 10, "Leave the line out, or write true or false in small letters."),
        ("stem = Why", 8, "Text needs quotation marks"),
        ("stem = \u201cWhy\u201d", 8, "straight quotation marks"),
        ("answer = 1,5", 11, "Nothing may follow a value"),
        ('stem "Why"', 6, 'A line is written: key = "text".'),
    ],
)
@pytest.mark.parametrize("newline", ["", "\n", "\r\n"], ids=["end", "lf", "crlf"])
def test_a_slip_of_the_pen_tells_how_to_mend_it(
    line: str, column: int, shown: str, newline: str
) -> None:
    """At the place where it is to be mended, in words for people who never saw TOML."""
    head = f"a = 1{newline or chr(10)}"
    problems = parse((head + line + newline).encode(), "x.toml").problems
    told = [(one.line, one.column, f"{one.message} ({one.hint})") for one in problems]
    assert [(at, column) for at, column, _said in told] == ([(2, column)] if column else [])
    assert all(shown in said for _at, _column, said in told)


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("a = { b = 1,\n c = 2 }", (1, 5), "[a] / b = 1 / c = 2"),
        ("a = { b = 1, }", (1, 5), "[a] / b = 1"),
        ("[x]\n\na = { b = 1 # why\n}", (3, 5), "[x.a] / b = 1"),
        (
            '[[question]]\noptions = [\n  {\n  text = "A}", correct = true },\n]',
            (3, 3),
            '[[question.options]] / text = "A}" / correct = true',
        ),
        ('a = "\\e"', (1, 6), r"\u001b"),
        ('x = 1\na = ["\\\\", "é\\x41"]', (2, 14), r"\u0041"),
        ("a = 07:32", (1, 5), "07:32:00"),
        ("a = 1979-05-27T07:32Z", (1, 16), "07:32:00"),
    ],
)
def test_newer_toml_is_an_error_that_shows_the_older_form(
    text: str, place: tuple[int, int], shown: str
) -> None:
    """What only TOML 1.1 allows is reported at its place, with how TOML 1.0 writes it."""
    document = parse(text.encode(), "x.toml")
    (problem,) = document.problems
    assert document.data is None
    assert problem.code == "QG005"
    assert (problem.line, problem.column) == place
    assert shown in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "a = { b = [1,\n2,\n], c = { d = { e = { f = { g = 1 } } } } }",
        "a = { b = \"\"\"x\n}\"\"\", c = '''{\n''' }",
        'a = "{ x = 1,\\n}" # { b = 1,\n',
        "a = ['}', \"{\", '''\n{''', '{,}']",
        'a = """\n\\e not an escape: \\\\e"""'.replace("\\e not an escape: ", ""),
        "a = '\\e \\x41'",
        "a = 07:32:00.5\nb = 1979-05-27T07:32:00Z # at 10:30",
        "a = 1979-05-27 07:32:00-07:00\n",
        "a = [1979-05-27T07:32:00.5+23:59]\nb = { c = 1979-05-27t00:00:00-00:00 }",
        'a = "at 10:30"',
        'a = """x"""""\nb = "\\""\n',
        "a = [\n1, # {\n2,\n]\nb = {}",
    ],
)
def test_older_toml_is_never_taken_for_newer(text: str) -> None:
    """What the standard library accepts is accepted, however braces and strings are mixed."""
    assert tomllib.loads(text)
    assert parse(text.encode(), "x.toml").problems == ()


_VALUES = st.recursive(
    st.sampled_from(
        [
            "1",
            '"a"',
            "'{'",
            '"}\\""',
            '"""x\n}"""',
            "'''\n{'''",
            "07:32:00",
            "07:32",
            '"\\e"',
            "true",
        ]
    ),
    lambda inner: st.one_of(
        st.builds(
            lambda items, gap, end: "[" + gap.join(items) + end + "]",
            st.lists(inner, min_size=1, max_size=3),
            st.sampled_from([", ", ",\n", ", # }\n"]),
            st.sampled_from(["", ",", "\n", ",\n"]),
        ),
        st.builds(
            lambda items, gap, end: (
                "{" + gap.join(f"k{n} = {v}" for n, v in enumerate(items)) + end + "}"
            ),
            st.lists(inner, min_size=1, max_size=3),
            st.sampled_from([", ", ",", ",\n", ", # {\n"]),
            st.sampled_from(["", " ", ",", "\n", " # }\n"]),
        ),
    ),
    max_leaves=8,
)


@given(st.lists(_VALUES, min_size=1, max_size=4))
def test_only_what_the_standard_library_accepts_is_accepted(values: list[str]) -> None:
    """Whatever is nested in whatever, the older and the newer TOML are told apart exactly."""
    text = "".join(f"v{number} = {value}\n" for number, value in enumerate(values))
    tomli.loads(text)
    try:
        tomllib.loads(text)
        old = True
    except tomllib.TOMLDecodeError:
        old = False
    assert (novelties(text) == ()) is old


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"a = '\xff'", "QG003"),
        (b"a = " + b"[" * 100_000, "QG006"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "QG006"),
        (b"a = " + b"9" * 5000, "QG007"),
        (b"a = 1\x00", "QG004"),
        (b"x" * (documents.MAX_BYTES + 1), "QG002"),
    ],
    ids=["not UTF-8", "open nesting", "closed nesting", "long number", "NUL", "large"],
)
def test_hostile_bytes_are_problems(raw: bytes, code: str) -> None:
    """What no reader should have to bear becomes one problem."""
    assert codes(raw) == [code]


def test_a_byte_that_is_no_text_is_placed() -> None:
    """The problem of a wrong encoding is at the first wrong byte, counted in characters."""
    (problem,) = parse("a = 1\nb = 'é".encode() + b"\xff'\n", "x.toml").problems
    assert (problem.line, problem.column, problem.code) == (2, 7, "QG003")


def test_nan_and_infinity_are_only_numbers_here() -> None:
    """TOML has them, so they are read; whoever uses the data decides."""
    document = parse(b"a = nan\nb = inf\n", "x.toml")
    assert document.problems == ()


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    """Of a file of 50 MB only as much is read as shows that it is too large."""
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert len(documents.read_bytes(path)) == documents.MAX_BYTES + 1
    assert [problem.code for problem in documents.read(path).problems] == ["QG002"]


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "circle", "forbidden"])
def test_what_is_no_readable_file_is_a_problem(tmp_path: Path, kind: str) -> None:
    """What is not there, is no file, or is a pipe that nobody writes to, is a problem at once."""
    path = tmp_path / "x.toml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "circle":
        path.symlink_to(path)
    elif kind == "forbidden":
        path.write_text("a = 1")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("this account may read everything")
    began = time.monotonic()
    document = documents.read(path)
    assert time.monotonic() - began < 60
    assert document.data is None
    assert [problem.code for problem in document.problems] == ["QG001"]


@given(st.binary(max_size=200))
def test_arbitrary_bytes_never_raise(raw: bytes) -> None:
    """Any bytes give data or a problem, and a place for any key."""
    document = parse(raw, "x.toml")
    assert (document.data is None) is bool(document.problems)
    line, column = document.place(("a", 0, "b"))
    assert line >= 1
    assert column >= 1


@given(st.data(), st.sampled_from([PLACED, 'a = """\n{"""\nb = [{x = 1}]\n']))
def test_mutated_toml_never_raises(data: st.DataObject, text: str) -> None:
    """A file with pieces cut out, doubled or swapped gives data or a problem."""
    raw = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, min(len(raw), start + 20)))
        raw[start:end] = data.draw(st.sampled_from([b"", b"[", b'"', b"{", b"]]", b"=", b"\n"])) * 2
    document = parse(bytes(raw), "x.toml")
    assert (document.data is None) is bool(document.problems)
    for keys in [("item", 1, "part", 0, "size"), ("a", "b", "x", "y", 1, "z")]:
        assert document.place(keys, value=True) >= (1, 1)


@pytest.mark.parametrize("opening", ["", "["], ids=["key", "header"])
def test_a_key_of_hundreds_of_names_has_a_place(opening: str) -> None:
    """A dotted key that is deeper than any bank is placed as well, by its first names."""
    closing = "] # here" if opening else " = 1"
    text = f"first = 1\n{opening}a{'.a' * 500}{closing}\n"
    document = parse(text.encode(), "x.toml")
    assert document.problems == ()
    assert document.place(("a",))[0] == 2
    assert document.place(("a", "a", "b"))[0] == 2


def test_each_of_thousands_of_keys_has_its_own_place() -> None:
    """Keys of one table, dotted ones among them, are told apart however many there are."""
    lines = [f"k{number} = {number}" for number in range(3000)]
    lines += [f"d.e{number}.f = {number}" for number in range(3000)]
    document = parse("\n".join(lines).encode(), "x.toml")
    assert [document.place((f"k{n}",), value=True)[0] for n in range(3000)] == [*range(1, 3001)]
    assert [document.place(("d", f"e{n}"))[0] for n in range(3000)] == [*range(3001, 6001)]
    assert document.place(("d",)) == (3001, 1)


MANY = """\
format = 1 # \u201chead\u201d
[sources.a]
title = "A"
[[quiz]]
id = "q"
"""
ITEMS = [
    '[[question]]\nid = "a"\nstem.text = """x\n\u00e9 y"""\n',
    """\
  [[ question ]] # odd
  id = "b"
  [[question.options]]
  text = "t"
  [[quiz]]
  id = "r"
  [[question.options]]
  deep = { er = [1, { f = 2 }] }
""",
    "[['question']]\n\n# nothing\n",
    '[["question"]]\nid = "c"\noptions = [ { text = "x" },\n  { text = "y" } ]\n',
    "[[question]]\n# id = 'no'\nstem.more = '''\nid = 1\n'''\n id = 'd'\n",
    """\
[[question]]
odd = [
  [1],
[2]]
"stem" = "\u00e9"
id = "e"
[question.stem-more]
id = "no"
""",
]
WAYS: list[tuple[str | int, ...]] = [
    *(("question", index) for index in range(6)),
    *(("question", index, "id") for index in range(6)),
    *(("question", 1, "options", number, "deep", "er", 1, "f") for number in range(3)),
    *(("question", 3, "options", number, "text") for number in range(3)),
    ("question", 0, "stem"),
    ("question", 0, "stem", "text"),
    ("question", 2, "missing", "key"),
    ("question",),
    ("question", "odd"),
    ("sources", "a", "title"),
    ("sources",),
    ("quiz", 0, "id"),
    ("quiz", 1, "id"),
    ("tail",),
    ("tail", "key"),
    (),
    ("nowhere", 3),
]


@given(
    items=st.lists(st.sampled_from(ITEMS), max_size=6),
    keys=st.sampled_from(WAYS),
    value=st.booleans(),
    concerned=st.sampled_from([1, 6]),
    newline=st.sampled_from(["\n", "\r\n"]),
    bom=st.sampled_from(["", "\ufeff"]),
    tail=st.sampled_from(["", "[tail]\nkey = 1\n"]),
)
def test_a_place_is_the_same_in_a_piece(
    items: list[str],
    keys: tuple[str | int, ...],
    concerned: int,
    *,
    value: bool,
    newline: str,
    bom: str,
    tail: str,
) -> None:
    """Looking at one table or line of many finds the place that looking at the file finds."""
    text = bom + (MANY + "".join(items) + tail).replace("\n", newline)
    document = parse(text.encode(), "many.toml")
    assert not document.problems
    pieces = Pieces(document, "question", len(items), concerned)
    assert pieces.place(keys, value=value) == document.place(keys, value=value)


def test_a_header_within_a_text_is_none() -> None:
    """Where headers and tables are not as many, the file is looked at as a whole."""
    text = 'x = """\n[[question]]\n"""\n[[question]]\nid = "a"\n[[question]]\nid = "b"\n'
    document = parse(text.encode(), "odd.toml")
    pieces = Pieces(document, "question", 2)
    for keys in (("question", 0, "id"), ("question", 1, "id"), ("x",)):
        assert pieces.place(keys) == document.place(keys)

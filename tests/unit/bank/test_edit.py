"""Editing in place: what was meant changes, and not a byte more."""

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.edit import EditError, digest, replace_values, write_over
from quizgame.documents.layout import Layout
from quizgame.documents.values import like, roomy_value, toml_value

LAYOUT = """\
# about this file
top = 1 # the first

  [ table ]   # a table
    "odd key"   =   'old'   # kept
# a comment at the end of the table

[[item]] # the first item
name = '''
several
lines''' # of text
list = [ # numbers
  1, # one
  2,
]
inline = [{ a = 1, b = { c = "x" } }, {}]

# belongs to the second item
[[item]]
name = "two"
[item.sub]
deep.key = 1
"""

CHANGES: list[tuple[tuple[str | int, ...], object, str, str]] = [
    (("top",), 2, "top = 1 #", "top = 2 #"),
    (("table", "odd key"), "new", "'old'   #", "'new'   #"),
    (("item", 0, "name"), "a\nb", "'''\nseveral\nlines'''", "'''\na\nb'''"),
    (("item", 0, "list", 1), 5, "  2,", "  5,"),
    (("item", 0, "inline", 0, "b", "c"), "\u201cy\u201d", '"x"', '"\u201cy\u201d"'),
    (("item", 1, "sub", "deep", "key"), True, "deep.key = 1", "deep.key = true"),
    (("item", 1, "sub", "deep", "key"), [1.5, {"a": "b"}], "= 1\n", '= [1.5, { a = "b" }]\n'),
    (("new",), 1, "first\n", "first\nnew = 1\n"),
    (("table", "new"), "x", "# kept\n", '# kept\n    new = "x"\n'),
    (("item", 0, "new key"), 1, "{}]\n", '{}]\n"new key" = 1\n'),
    (("item", 0, "inline", 0, "d"), 1, '"x" } }', '"x" }, d = 1 }'),
    (("item", 0, "inline", 1, "d"), 1, "{}]", "{ d = 1 }]"),
    (("item", 1, "sub", "last"), 1, "key = 1\n", "key = 1\nlast = 1\n"),
    (("item", 1, "name"), None, 'name = "two"\n', ""),
    (("top",), None, "top = 1 # the", " # the"),
    (("item", 0, "inline", 0, "a"), None, "a = 1, b", "b"),
    (("item", 0, "inline", 0, "b"), None, ', b = { c = "x" }', ""),
]


@pytest.mark.parametrize(("keys", "value", "old", "new"), CHANGES)
@pytest.mark.parametrize(
    ("newline", "prefix"), [("\n", b""), ("\r\n", b""), ("\n", b"\xef\xbb\xbf")]
)
def test_one_change_changes_nothing_else(  # noqa: PLR0917 - a table of cases
    keys: tuple[str | int, ...], value: object, old: str, new: str, newline: str, prefix: bytes
) -> None:
    """A value is replaced, added or taken out, and comments, layout and line ends stay."""
    if "\n" in old and "lines" in old:
        newline = "\n"  # the value itself would have other line ends
    raw = prefix + LAYOUT.replace("\n", newline).encode()
    assert LAYOUT.count(old) == 1
    expected = prefix + LAYOUT.replace(old, new).replace("\n", newline).encode()
    assert replace_values(raw, {keys: value}) == expected


def test_many_changes_at_once_keep_their_order() -> None:
    """Several changes, some of them new keys of one table, are all made, in the order given."""
    changes = {("table", "b"): 1, ("top",): 5, ("table", "a"): 2, ("item", 1, "name"): "x"}
    out = replace_values(LAYOUT.encode(), changes)
    data = tomllib.loads(out.decode())
    assert list(data["table"]) == ["odd key", "b", "a"]
    assert (data["top"], data["item"][1]["name"]) == (5, "x")


def test_a_change_and_back_gives_the_same_bytes() -> None:
    """What is changed and changed back leaves the file as it was, where the spelling was ours."""
    for keys, old in ((("top",), 1), (("item", 1, "name"), "two")):
        changed = replace_values(LAYOUT.encode(), {keys: "something else"})
        assert replace_values(changed, {keys: old}) == LAYOUT.encode()
    added = replace_values(LAYOUT.encode(), {("item", 1, "sub", "new"): [1]})
    assert replace_values(added, {("item", 1, "sub", "new"): None}) == LAYOUT.encode()


@pytest.mark.parametrize(
    ("keys", "value"),
    [(("table",), 1), (("item", 0), {}), (("nowhere", "x"), 1), (("item", 5, "x"), 1)],
)
def test_what_can_not_be_changed_alone_is_refused(
    keys: tuple[str | int, ...], value: object
) -> None:
    """A whole section is not replaced, and nothing is put into a table that is not there."""
    with pytest.raises(EditError):
        replace_values(LAYOUT.encode(), {keys: value})


def test_broken_toml_is_not_edited() -> None:
    """A file that can not be understood is left alone."""
    with pytest.raises(EditError):
        replace_values(b"a = [", {("a",): 1})


def test_a_nan_elsewhere_is_no_obstacle() -> None:
    """A value that equals nothing, not even itself, does not keep others from being changed."""
    assert replace_values(b"a = nan\nb = 1\n", {("b",): 2}) == b"a = nan\nb = 2\n"


@given(
    st.recursive(
        st.one_of(
            st.booleans(),
            st.integers(-(2**63), 2**63 - 1),
            st.floats(allow_nan=False, allow_infinity=False),
            st.text(),
            st.dates(),
        ),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)
        ),
        max_leaves=6,
    )
)
def test_any_value_comes_back_as_it_was(value: object) -> None:
    """What is written as TOML on one line is read back the same by the standard library."""
    line = toml_value(value)
    assert "\n" not in line
    assert tomllib.loads(f"x = {line}")["x"] == value


@given(
    st.sampled_from(["'a'", '"a"', "'''\na'''", "'''a'''", '"""\na"""', '"""a"""', "1"]),
    st.text(st.sampled_from("ab'\"\\\n\t\r\x00é ")),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_text_comes_back_in_the_manner_of_the_old(token: str, text: str, newline: str) -> None:
    """Whatever quotes stood there, a new text within them is read back the same."""
    for written in (like(token, text, newline), roomy_value(text, newline)):
        assert tomllib.loads(f"x = {written}")["x"] == text


def test_a_file_is_replaced_at_once_and_keeps_its_mode(tmp_path: Path) -> None:
    """Writing follows a link, keeps the mode, and leaves no other file behind."""
    path = tmp_path / "bank.toml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    write_over(link, b"new", digest(b"old"))
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [path, link]


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What another program wrote since is never overwritten."""
    path = tmp_path / "bank.toml"
    path.write_bytes(b"theirs")
    with pytest.raises(EditError):
        write_over(path, b"mine", digest(b"old"))
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def leaves(data: object, keys: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The ways to all values that are neither a table nor a list of tables."""
    if isinstance(data, dict):
        return [way for key, inner in data.items() for way in leaves(inner, (*keys, key))]
    if isinstance(data, list) and any(isinstance(inner, dict) for inner in data):
        return [way for key, inner in enumerate(data) for way in leaves(inner, (*keys, key))]
    return [keys]


EVERY = (Path(__file__).parents[2] / "data" / "every_type.toml").read_bytes()
LEAVES = leaves(tomllib.loads(EVERY.decode()))


@given(st.sampled_from(LEAVES), st.text(max_size=20), st.sampled_from([b"\n", b"\r\n"]))
def test_any_value_of_a_bank_can_be_changed_alone(
    keys: tuple[str | int, ...], value: str, newline: bytes
) -> None:
    """In a bank with every layout, one value changes, and all before and after it stays."""
    raw = EVERY.replace(b"\n", newline)
    span = Layout(raw).find(keys)
    assert span is not None
    start, end = span.value
    out = replace_values(raw, {keys: value})
    assert out[:start] == raw[:start]
    assert out[len(out) - (len(raw) - end) :] == raw[end:]
    expected: object = tomllib.loads(raw.decode())
    inner = expected
    for key in keys[:-1]:
        inner = inner[key]  # type: ignore[index] # plain data of any shape
    inner[keys[-1]] = value  # type: ignore[index] # plain data of any shape
    assert tomllib.loads(out.decode()) == expected

"""The forms of the eight types: whatever is done to a question, it stays one that TOML can hold."""

import copy
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgame.model.bank import QUESTION_ADAPTER
from quizgame.model.text import clean_block
from quizgame.tui.draw.glyphs import LETTERS, SHAPES
from quizgame.tui.draw.rows import even, width_of
from quizgame.tui.forms import FORMS, form_of, settled
from quizgame.tui.forms.acts import put, text_of, value_at
from quizgame.tui.forms.base import Line, on
from quizgame.tui.forms.deeds import add, mark, remove, shift, shown_text, turn, write
from quizgame.tui.forms.rows import form_rows

Fields = dict[str, Any]
BANK = Path(__file__).parents[2] / "data" / "every_type.toml"
QUESTIONS: dict[str, Fields] = {
    one["type"]: one for one in tomli.loads(BANK.read_text(encoding="utf-8"))["question"]
}
TYPES = list(QUESTIONS)

NASTY = st.sampled_from(
    [
        "",
        " ",
        "12",
        "3.5",
        "3,5",
        "1e400",
        "-0",
        "9" * 30,
        "a\x1b[31mb",
        "\u202eabc\u2066",
        "one\r\ntwo\tthree",
        "{{n}} and {{n}}",
        "{{a}} {{b}} {{{{",
        "e" + "\u0301" * 9,
        "*a* `b`",
    ]
)
TEXTS = NASTY | st.text(st.characters(codec="utf-8"), max_size=30)
VALUES = st.recursive(
    TEXTS | st.integers(-(10**18), 10**18) | st.booleans() | st.floats(-1e9, 1e9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def questions(draw: st.DrawFn) -> Fields:
    """Return a question of any type; some of its values are replaced, missing, odd or hostile."""
    fields = copy.deepcopy(draw(st.sampled_from(list(QUESTIONS.values()))))
    for _round in range(draw(st.integers(0, 4))):
        lines = [line for line in form_of(fields, everything=True) if line.kind != "heading"]
        keys = draw(st.sampled_from(lines)).keys
        if "+" not in keys and keys != ("type",):
            fields = put(fields, keys, draw(st.none() | TEXTS | VALUES))
    return fields


def _lines(fields: Fields) -> list[Line]:
    return [line for line in form_of(fields, everything=True) if line.kind != "heading"]


def _do(fields: Fields, line: Line, deed: str, typed: str, origin: Fields) -> Fields:
    """Do a deed to a line as the screen does, where it can be done."""
    changed: Fields | None = None
    if deed == "write" and line.is_written:
        changed = settled(fields, write(fields, line, typed, origin))
    elif deed == "turn" and line.values:
        changed = turn(fields, line, 1, origin, around=True)
    elif deed == "mark":
        changed = mark(fields, line, origin)
    elif deed == "remove":
        changed = remove(fields, line, origin)
    elif deed in {"add", "up", "down"}:
        done = (
            add(fields, line) if deed == "add" else shift(fields, line, 1 if deed == "down" else -1)
        )
        changed = done.fields if done else None
    return fields if changed is None else changed


DEEDS = ("write", "turn", "mark", "remove", "add", "up", "down")
STEPS = st.lists(
    st.tuples(st.integers(0, 200), st.sampled_from(DEEDS), TEXTS), min_size=1, max_size=12
)


@given(questions(), STEPS)
@settings(deadline=None)
def test_whatever_is_done_the_question_can_be_written_and_read(
    origin: Fields, steps: list[tuple[int, str, str]]
) -> None:
    """After any acts on any question, TOML holds it, it has its type, and the old one is whole."""
    before = copy.deepcopy(origin)
    fields = origin
    for at, deed, typed in steps:
        lines = _lines(fields)
        fields = _do(fields, lines[at % len(lines)], deed, typed, origin)
    assert origin == before
    assert fields["type"] == origin["type"]
    assert tomli.loads(tomli_w.dumps(fields)) == fields
    assert _plain(fields)


def _plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _plain(one) for key, one in value.items())
    if isinstance(value, list):
        return all(map(_plain, value))
    return isinstance(value, str | int | float | bool)


@given(questions(), TEXTS)
@settings(deadline=None)
def test_what_is_written_and_written_back_is_as_before(fields: Fields, typed: str) -> None:
    """A text, hidden signs and all, is back when what was shown of it is typed again."""
    typed = even(clean_block(typed))  # as a field gives it
    for line in _lines(fields):
        if not line.is_written or line.value == "":
            continue  # an empty text is taken out: on screen it is the same as none
        changed = write(fields, line, typed, fields)
        now = next((one for one in _lines(changed) if one.keys == line.keys), None)
        if now is None:
            continue
        assert write(changed, now, text_of(line.value), fields) == fields or line.value is None
        assert write(changed, line, shown_text(line), fields) == fields


@given(questions())
@settings(deadline=None)
def test_a_field_that_is_entered_and_left_changes_nothing(fields: Fields) -> None:
    """Looking at a line in its field leaves its bytes, whatever had to be cleaned to draw it."""
    for line in _lines(fields):
        if line.is_written:
            assert settled(fields, write(fields, line, shown_text(line), fields)) == fields


@given(questions())
@settings(deadline=None)
def test_every_act_has_one_that_takes_it_back(fields: Fields) -> None:
    """Turned there and back, added and taken out, moved down and up: the question is as before."""
    for line in _lines(fields):
        if line.values and line.index >= 0:
            there = turn(fields, line, 1, fields)
            if there is not None:
                now = next(one for one in _lines(there) if one.keys == line.keys)
                assert turn(there, now, -1, fields) == fields
        if line.right is not None and line.many:
            there = mark(fields, line, fields)
            assert there is not None
            now = next(one for one in _lines(there) if one.keys == line.keys)
            assert mark(there, now, fields) == fields
        if done := add(fields, line):
            added = next(one for one in _lines(done.fields) if one.entry == done.keys)
            assert remove(done.fields, added, fields) == fields
        if done := shift(fields, line, 1):
            moved = next(one for one in _lines(done.fields) if one.keys == done.keys)
            back = shift(done.fields, moved, -1)
            assert back is not None
            assert back.fields == fields


@given(questions(), st.integers(24, 120))
@settings(deadline=None)
def test_every_line_is_drawn_within_its_width(fields: Fields, width: int) -> None:
    """No row is wider than there is room, and nothing that a terminal obeys is in it."""
    lines = form_of(fields, everything=bool(width % 2))
    for glyphs in (SHAPES, LETTERS):
        rows = form_rows(lines, {}, width, glyphs, places=["par. 1"], starters=TYPES)
        assert all(width_of(row.spans) <= width for row in rows)
        for row in rows:
            text = "".join(span.text for span in row.spans)
            assert even(clean_block(text)) == text
            assert "\n" not in text


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_of_a_type_has_its_line(kind: str) -> None:
    """No key of a question, in no depth, is left out of its form, and none is called unknown."""
    fields = QUESTIONS[kind]
    lines = form_of(fields, everything=True)
    shown = {line.keys for line in lines}

    def covered(value: Any, keys: tuple[str | int, ...]) -> bool:
        if keys in shown and not isinstance(value, dict | list):
            return True
        if keys[-1:] == ("correct",):
            line = next(one for one in lines if one.entry == keys[:-1])
            return line.right is value
        if isinstance(value, dict):
            return all(covered(one, (*keys, key)) for key, one in value.items())
        if isinstance(value, list):
            return all(covered(one, (*keys, at)) for at, one in enumerate(value))
        return keys == ("type",)

    assert covered(fields, ())
    assert not [line for line in lines if line.kind == "odd"]


@pytest.mark.parametrize("kind", TYPES)
def test_every_key_of_the_model_can_be_written(kind: str) -> None:
    """What the format has for a type, its form offers, though the question is bare."""
    model = type(QUESTION_ADAPTER.validate_python(QUESTIONS[kind]))
    names = set(model.__dataclass_fields__) - {"type"}
    bare = {"type": kind, "id": "bare"}
    offered = {str(line.keys[0]) for line in form_of(bare, everything=True) if line.keys}
    assert names - {"gaps"} == offered - {"gaps"}
    assert set(FORMS) == set(TYPES)


def _line(fields: Fields, *keys: str | int) -> Line:
    return next(one for one in form_of(fields, everything=True) if one.keys == keys)


def test_a_number_is_kept_as_a_number_and_what_is_none_as_typed() -> None:
    """Typing 12 and 2.5 gives numbers; "about 12" stays as typed, and nothing is no key."""
    fields = {"type": "numeric", "answer": 5}
    line = _line(fields, "answer")
    for typed, kept in (("12", 12), ("2.5", 2.5), ("about 12", "about 12"), ("1,5", "1,5")):
        assert write(fields, line, typed, fields)["answer"] == kept
        assert type(write(fields, line, typed, fields)["answer"]) is type(kept)
    assert "answer" not in write(fields, line, "", fields)


def test_one_key_alone_is_right_in_a_single_choice() -> None:
    """Marking another option right unmarks the one before; where several may be, all stay."""
    fields = QUESTIONS["single-choice"]
    marked = mark(fields, _line(fields, "options", 2, "text"), fields)
    assert marked is not None
    assert [one.get("correct") for one in marked["options"]] == [None, None, True]
    assert mark(marked, _line(marked, "options", 0, "text"), fields) == fields
    assert mark(fields, _line(fields, "options", 0, "text"), fields) is None
    several = QUESTIONS["multiple-response"]
    more = mark(several, _line(several, "options", 2, "rationale"), several)
    assert more is not None
    assert all(one["correct"] for one in more["options"])


def test_a_gap_follows_its_name_in_the_text() -> None:
    """A gap by another name keeps its answers; a new one can be filled, a gone one waits."""
    fields = QUESTIONS["cloze"]
    line = _line(fields, "text")

    def typed(text: str) -> Fields:
        return settled(fields, write(fields, line, text, fields))

    renamed = typed(fields["text"].replace("{{who}}", "{{person}}"))
    assert renamed["gaps"]["person"] == fields["gaps"]["who"]
    assert list(renamed["gaps"]) == ["where", "person", "n"]
    more = typed(fields["text"] + " {{new}}")
    assert more["gaps"] == {**fields["gaps"], "new": {"answers": [""]}}
    fewer = typed("In {{where}} {{n}} votes")
    assert fewer["gaps"] == fields["gaps"]
    names = [
        one.keys[1]
        for one in form_of(fewer)
        if one.head and len(one.keys) == 2 and "gaps" in one.keys
    ]
    assert names == ["where", "n", "who"]


def test_a_gap_becomes_what_is_chosen_while_it_is_empty() -> None:
    """An empty gap is turned to a word, a number or a choice; one that is filled is not."""
    fields: Fields = {"type": "cloze", "text": "{{a}}", "gaps": {"a": {"answers": [""]}}}
    number = turn(fields, _line(fields, "gaps", "a"), 1, fields)
    assert number is not None
    written = write(number, _line(number, "gaps", "a", "answer"), "9", fields)
    assert settled(number, written)["gaps"] == {"a": {"answer": 9}}
    choice = turn(number, _line(number, "gaps", "a"), 1, fields)
    assert choice is not None
    assert _line(choice, "gaps", "a", "options", 0, "text").right
    filled = QUESTIONS["cloze"]
    assert turn(filled, _line(filled, "gaps", "who"), 1, filled, around=True) is None


class _Problem:
    def __init__(self, *keys: str | int) -> None:
        self.keys, self.is_error = keys, True


@pytest.mark.parametrize(
    ("kind", "where", "shown"),
    [
        ("single-choice", ("options", 1, "rationale"), ("options", 1, "rationale")),
        ("single-choice", ("options",), ("options",)),
        ("single-choice", ("options", 1), ("options", 1, "text")),
        ("single-choice", ("evidence", 0, "exact"), ("evidence", 0)),
        ("single-choice", ("nothing", "known"), ("stem",)),
        ("matching", ("pairs", 1), ("pairs", 1, "left")),
        ("cloze", ("gaps", "who", "answers", 0), ("gaps", "who", "answers", 0)),
        ("cloze", ("gaps", "where"), ("gaps", "where")),
    ],
)
def test_a_problem_is_shown_at_the_nearest_line(
    kind: str, where: tuple[str | int, ...], shown: tuple[str | int, ...]
) -> None:
    """What is wrong somewhere is told where the author can mend it."""
    lines = form_of(QUESTIONS[kind])
    (target,) = on(lines, [_Problem(*where)])
    assert next(one.keys for one in lines if one.target == target) == shown


@pytest.mark.parametrize("change", ["options", "evidence", "tags", "stem", "gaps"])
def test_what_the_format_does_not_have_is_shown_and_can_be_taken_out(change: str) -> None:
    """A key or a value of another kind is shown as it is, and x takes it out."""
    question = QUESTIONS["cloze" if change == "gaps" else "single-choice"]
    fields = {**question, change: ["odd"] if change in {"stem", "gaps"} else 5, "extra": 7}
    odd = {line.keys: line for line in form_of(fields) if line.kind == "odd"}
    assert {("extra",), (change,)} == set(odd)
    left = remove(fields, odd["extra",], fields)
    assert left is not None
    assert value_at(left, ("extra",)) is None


def test_a_question_of_an_unknown_type_still_has_its_form() -> None:
    """Where the type is misspelt, what all questions have can be edited, and the rest is shown."""
    fields = {**QUESTIONS["single-choice"], "type": "singel-choice"}
    shown = {line.keys: line.kind for line in form_of(fields)}
    assert shown["type",] == "odd"
    assert shown["options",] == "odd"
    assert shown["stem",] == "long"

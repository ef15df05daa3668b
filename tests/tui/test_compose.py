"""Writing a question: all eight types by keys and by mouse, and nothing of it is ever lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Input, TextArea

from quizgame.backend.desk import Desk
from quizgame.errors import RefusedError
from quizgame.tui.forms.acts import value_at
from quizgame.tui.panes import Listing
from quizgame.tui.screens.compose import ComposeScreen
from quizgame.tui.screens.edit import EditScreen
from quizgame.tui.widgets.area import Area
from tests.tui.composing import (
    INDEX,
    Workshop,
    click_key,
    click_line,
    desk_in,
    preview_of,
    to,
    type_in,
    walk,
)
from tests.tui.lobby import said, see, until
from tests.tui.stage import Stage, seen, student_of

WIDE = (120, 44)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with the bank of all types."""
    return desk_in(tmp_path)


BY_KEYS: dict[str, tuple[tuple[str | int, ...], list[str], str, Any, str]] = {
    "single-choice": (
        ("options", 2, "text"),
        ["space"],
        "options",
        [None, None, True],
        "The answer is C, Selby.",
    ),
    "multiple-response": (
        ("options", 2, "rationale"),
        ["space"],
        "options",
        [True, True, True],
        "The answers are A, Britain; B, France; C, Russia.",
    ),
    "true-false": (("answer",), ["left"], "answer", True, "The answer is A, True."),
    "short-text": (
        ("answers", 0),
        ["enter", "'scribe", "enter"],
        "answers",
        ["scribe", "minister"],
        "The answer is scribe.",
    ),
    "numeric": (("answer",), ["enter", "'124", "enter"], "answer", 124, "The answer is 124 states"),
    "ordering": (
        ("items", 0),
        [">", ">"],
        "items",
        ["the vote", "the signature", "the meeting"],
        "3 C the meeting",
    ),
    "matching": (
        ("pairs", 0, "right"),
        ["enter", "'sang", "enter"],
        "pairs",
        [{"left": "the minister", "right": "sang"}, {"left": "the clerk", "right": "counted"}],
        "the minister → sang",
    ),
    "cloze": (
        ("gaps", "who", "answers", 0),
        ["enter", "'scribe", "enter"],
        "gaps",
        ["scribe"],
        "[✓ scribe] counted",
    ),
}


def _held(fields: dict[str, Any], name: str) -> Any:
    value = fields[name]
    if name == "options":
        return [one.get("correct") for one in value]
    return value["who"]["answers"] if name == "gaps" else value


@pytest.mark.parametrize("kind", BY_KEYS)
async def test_each_type_is_changed_by_keys(desk: Desk, kind: str) -> None:
    """What keys change of a question is in the bank and in the preview with its answer at once."""
    keys, presses, name, held, told = BY_KEYS[kind]
    async with Workshop(desk, INDEX[kind]).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await walk(pilot, *keys)
        for press in presses:
            if press.startswith("'"):
                await type_in(pilot, press[1:])
            else:
                await pilot.press(
                    {"<": "less_than_sign", ">": "greater_than_sign"}.get(press, press)
                )
        assert _held(desk.fields(INDEX[kind]), name) == held
        await pilot.press("k")
        if kind == "ordering":
            await pilot.press("k")
            assert "As players see it" in preview_of(pilot)
            assert all(one in preview_of(pilot) for one in ("the vote", "the meeting"))
        else:
            assert told in preview_of(pilot)
        if kind != "single-choice":
            await see(pilot, "Nothing is wrong")
    assert desk.view().changed


BY_MOUSE: dict[str, tuple[list[tuple[str, str]], str, Callable[[dict[str, Any]], Any], Any]] = {
    "single-choice": (
        [("Kaunas", "○")],
        "",
        lambda f: [one.get("correct") for one in f["options"]],
        [None, True, None],
    ),
    "multiple-response": (
        [("Points", "<")],
        "",
        lambda f: f.get("grading"),
        None,
    ),
    "true-false": ([("It is", "<")], "", lambda f: f["answer"], True),
    "short-text": (
        [("+ add another right answer", "")],
        "scribe",
        lambda f: f["answers"],
        ["the minister", "minister", "scribe"],
    ),
    "numeric": ([("Give or take", ""), ("Give or take", "")], "2", lambda f: f["tolerance"], 2),
    "ordering": (
        [("+ add an item", "")],
        "the end",
        lambda f: f["items"][3],
        "the end",
    ),
    "matching": (
        [("slept", ""), ("slept", "")],
        "sat",
        lambda f: f["distractors"][0]["text"],
        "sat",
    ),
    "cloze": (
        [("Selby", ""), ("Selby", "")],
        "Riga",
        lambda f: f["gaps"]["where"]["options"][1]["text"],
        "Riga",
    ),
}


@pytest.mark.parametrize("kind", BY_MOUSE)
async def test_each_type_is_changed_by_mouse(desk: Desk, kind: str) -> None:
    """Signs, arrows, lines and keys at the foot can be clicked; what is typed is in the preview."""
    clicks, typed, held, expected = BY_MOUSE[kind]
    async with Workshop(desk, INDEX[kind]).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        for words, at in clicks:
            await click_line(pilot, words, at=at)
        if typed:
            await type_in(pilot, typed)
            await click_key(pilot, "Enter")
        assert held(desk.fields(INDEX[kind])) == expected
        if typed and kind not in {"short-text", "numeric", "cloze"}:
            assert typed in preview_of(pilot)


async def test_a_stem_is_written_over_several_lines(desk: Desk) -> None:
    """Enter breaks a line of the stem, Escape leaves it, and the preview shows its Markdown."""
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await pilot.press("enter", *"?", "enter", "minus", "space", *"*one*")
        await see(pilot, "- one")
        await pilot.press("escape")
        assert desk.fields(0)["stem"].endswith("summit??\n- *one*")
        await see(pilot, "Enter write")


async def test_what_is_typed_is_on_the_desk_after_a_pause(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without leaving the field, what was typed is in the bank half a second later."""
    monkeypatch.setattr(ComposeScreen, "PAUSE_S", 0.01)
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await pilot.press("enter", *"abc")
        await until(pilot, lambda: desk.fields(0)["stem"].endswith("?abc"))
        assert isinstance(pilot.app.focused, TextArea)
        await pilot.press(*"de")
        await until(pilot, lambda: desk.fields(0)["stem"].endswith("?abcde"))
        await pilot.press("escape")
        assert desk.undo()
        assert desk.fields(0)["stem"].endswith("summit?")


async def test_a_number_typed_wrongly_is_told_and_not_lost(desk: Desk) -> None:
    """What is no number stays as typed, is marked as wrong at once, and is a number when mended."""
    async with Workshop(desk, INDEX["numeric"]).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "answer")
        await pilot.press("enter")
        await type_in(pilot, "about 12")
        await see(pilot, "✗ Right is about 12", "not a number I can read", "1 thing to mend")
        assert "as soon as it can be played" in preview_of(pilot)
        await pilot.press("enter")
        assert desk.fields(4)["answer"] == "about 12"
        await pilot.press("enter")
        await type_in(pilot, "12")
        await pilot.press("enter")
        assert desk.fields(4)["answer"] == 12
        await see(pilot, "Nothing is wrong")
        await pilot.press("enter", *".0", "enter")
        assert isinstance(desk.fields(4)["answer"], float)


async def test_what_is_wrong_is_named_on_every_line(desk: Desk) -> None:
    """Above the keys stands what is wrong, and only how much where the line itself tells it."""
    async with Workshop(desk, INDEX["numeric"]).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "answer")
        await pilot.press("enter")
        await type_in(pilot, "about 12")
        await pilot.press("enter")
        await see(pilot, "not a number I can read")
        assert "1 thing to mend:" not in said(pilot)
        await to(pilot, "stem")
        await see(pilot, "1 thing to mend: ")
        assert "not a number I can read" not in said(pilot)


async def test_a_line_left_empty_is_named(desk: Desk) -> None:
    """What is still to be written is told by the name of its line, not by the file's words."""
    async with Workshop(desk, INDEX["cloze"]).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "text")
        await pilot.press("enter")
        await type_in(pilot, "A {{hole}} alone.")
        await pilot.press("escape")
        await see(pilot, "\u201cRight is\u201d is still to be written.")
        await to(pilot, "gaps", "hole", "answers", 0)
        await see(pilot, "\u2717 \u201cRight is\u201d is still to be written.")
        assert "must not be empty" not in said(pilot)


async def test_looking_at_every_line_changes_nothing(tmp_path: Path) -> None:
    """Hidden and hostile signs stay in the file when each of its texts was opened and left."""
    hostile = "\\u202Eone\\u200B \\u001B[31mtwo\\u0007 \\u2066three\\r\\nfour \\u0085five"
    text = (Path(__file__).parents[1] / "data" / "every_type.toml").read_text(encoding="utf-8")
    text = text.replace("The report names Vilnius.", hostile).replace('"Kaunas"', f'"{hostile}"')
    desk = desk_in(tmp_path, text.replace('"places"', '"\\u202Ea\\u0007"'))
    before = desk.fields(0)
    assert "\x1b" in before["explanation"]
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await pilot.press("m", "enter")
        for _line in range(60):
            assert "\x1b" not in seen(pilot.app)
            assert "\u202e" not in seen(pilot.app)
            if pilot.app.focused is None:
                break
            await pilot.press("tab")
        assert pilot.app.focused is None
    assert desk.fields(0) == before
    assert not desk.view().changed


async def test_what_was_done_is_taken_back_and_done_again(desk: Desk) -> None:
    """Undo takes back what was done in this form and no more; redo does it again."""
    desk.change(0, {**desk.fields(0), "stem": "Changed before?"})
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Changed before?")
        assert "u undo" not in said(pilot)
        await to(pilot, "difficulty")
        await pilot.press("right")
        await to(pilot, "options", 1, "text")
        await pilot.press("x")
        await see(pilot, "Taken out. u brings it back.", "u undo")
        assert len(desk.fields(0)["options"]) == 2
        await pilot.press("u")
        assert [one["text"] for one in desk.fields(0)["options"]] == ["Vilnius", "Kaunas", "Selby"]
        await pilot.press("u", "u", "u")
        assert desk.fields(0)["difficulty"] == "easy"
        assert desk.fields(0)["stem"] == "Changed before?"
        await pilot.press("U", "U", "U")
        assert "difficulty" not in desk.fields(0)
        assert len(desk.fields(0)["options"]) == 2


async def test_an_entry_is_moved_by_keys_and_by_clicks(desk: Desk) -> None:
    """An option goes up and down with the cursor on it, and no further than its list."""
    async with Workshop(desk, 0).run_test(size=(180, 40)) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "options", 0, "text")
        await click_key(pilot, "> down")
        await pilot.press(">", ">", "<")
        assert [one["text"] for one in desk.fields(0)["options"]] == ["Kaunas", "Vilnius", "Selby"]
        await click_key(pilot, "< up")
        await see(pilot, "▶ ✓ A Vilnius")
    assert desk.fields(0)["options"][0]["correct"] is True


async def test_an_entry_that_is_added_and_left_empty_is_none(desk: Desk) -> None:
    """An option is begun below; Escape without a word leaves the question as it was."""
    before = desk.fields(0)
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "options", 0, "text")
        await pilot.press("a")
        await see(pilot, "○ B still to be written")
        await pilot.press("escape")
        assert desk.fields(0) == before
        assert not desk.view().changed
        await pilot.press("a", *"Riga", "enter")
        assert [one["text"] for one in desk.fields(0)["options"]] == [
            "Vilnius",
            "Riga",
            "Kaunas",
            "Selby",
        ]


async def test_a_new_pair_is_written_on_both_sides(desk: Desk) -> None:
    """After the left side of a new pair its right side is asked for."""
    async with Workshop(desk, INDEX["matching"]).run_test(size=(60, 20)) as pilot:
        await see(pilot, "Match pairs")
        await to(pilot, "pairs", 1, "left")
        await pilot.press("a", *"Ole", "enter", *"ran", "enter")
        assert desk.fields(6)["pairs"][2] == {"left": "Ole", "right": "ran"}
        assert pilot.app.focused is None


async def test_no_ninth_option(desk: Desk) -> None:
    """At eight options nothing more is added, and it is said why."""
    fields = desk.fields(0)
    fields["options"] += [{"text": str(n)} for n in range(5)]
    desk.change(0, fields)
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        assert "add an option" not in said(pilot)
        await to(pilot, "options", 7, "text")
        await pilot.press("a")
        await see(pilot, "Nothing more can be added here.")
        assert len(desk.fields(0)["options"]) == 8


async def test_a_gap_that_is_new_in_the_text_can_be_filled(desk: Desk) -> None:
    """A name in braces becomes a gap at once; it is made a choice while it is empty, and filled."""
    async with Workshop(desk, INDEX["cloze"]).run_test(size=(120, 60)) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "text")
        braces = ["left_curly_bracket"] * 2, ["right_curly_bracket"] * 2
        await pilot.press("enter", *braces[0], *"what", *braces[1], "escape")
        await see(pilot, "Gap 4: what a word to be typed >")
        await to(pilot, "gaps", "what")
        await pilot.press("right", "right")
        await to(pilot, "gaps", "what", "options", 0, "text")
        await pilot.press("enter", *"yes", "enter")
        await to(pilot, "gaps", "what", "options", 1, "text")
        await pilot.press("enter", *"no", "enter")
        assert desk.fields(7)["gaps"]["what"] == {
            "options": [{"text": "yes", "correct": True}, {"text": "no"}]
        }
        await pilot.press("k")
        assert "[✓ yes]" in preview_of(pilot)


async def test_enter_on_a_proof_opens_marking_and_takes_what_was_marked(desk: Desk) -> None:
    """The proof that is marked anew replaces the old one; another is added; Escape changes none."""
    app = Workshop(desk, 0)
    async with app.run_test(size=WIDE) as pilot:
        await see(pilot, "the minister, a claim, paragraph 1 of 3")
        await to(pilot, "evidence", 0)
        await pilot.press("enter")
        fields, then = app.marking[-1]
        assert fields == desk.fields(0)["evidence"][0]
        then(None)
        await pilot.pause()
        assert not desk.view().changed
        marked = {"source": "article", "exact": "Britain and France have signed it"}
        then(marked)
        await see(pilot, "┃ Britain and France have signed it")
        assert desk.fields(0)["evidence"] == [marked]
        await pilot.press("a")
        assert app.marking[-1][0] == {}
        app.marking[-1][1](fields)
        await until(pilot, lambda: desk.fields(0)["evidence"] == [marked, fields])


async def test_a_sentence_is_marked_in_the_article_itself(desk: Desk) -> None:
    """Enter, a mark from word to word, whose words: the proof is in the form and in the bank."""
    app = Stage(student_of(), first=lambda: ComposeScreen(desk, 0))
    async with app.run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "evidence", "+")
        await pilot.press("enter")
        await see(pilot, "Space begin a mark")
        await pilot.press("space", *["right"] * 5, "space")
        await see(pilot, "Proven, in paragraph 1")
        await pilot.press("enter", "enter", "enter")
        await see(pilot, "the article's own voice, a report", "▶ 2")
    assert desk.fields(0)["evidence"][1]["exact"] == "“We met in Vilnius,” the minister"


async def test_from_the_list_to_the_form_and_back(desk: Desk) -> None:
    """Enter in the list opens the form; what was written is in the list, and quitting asks."""
    app = Stage(student_of(), first=lambda: EditScreen(desk))
    async with app.run_test(size=WIDE) as pilot:
        await see(pilot, "8 questions")
        await pilot.press("enter")
        await see(pilot, "Write a question")
        await pilot.press("enter")
        await type_in(pilot, "Where?")
        await pilot.press("escape", "escape")
        await see(pilot, "Where?", "not saved", "8 questions")
        await pilot.press("enter", "enter", *"Here?", "ctrl+q")
        await see(pilot, "Save before you leave?")
    assert desk.fields(0)["stem"] == "Where?Here?"


async def test_without_colours_the_place_and_its_cursor_are_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under NO_COLOR what is written is underlined, and the cursor in it reversed."""
    monkeypatch.setenv("NO_COLOR", "1")
    for keys in (("stem",), ("options", 0, "text")):
        async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
            await see(pilot, "Write a question")
            await to(pilot, *keys)
            await pilot.press("enter", "home")
            await pilot.pause()
            field = pilot.app.focused
            assert field is not None
            styles = [segment.style for segment in field.render_line(0) if segment.style]
            assert any(style.underline for style in styles)
            assert sum(bool(style.reverse) for style in styles) == 1


async def test_on_a_small_window_the_preview_takes_the_page(desk: Desk) -> None:
    """The question takes the place of its form, before and after its answer, and goes again."""
    async with Workshop(desk, 0).run_test(size=(80, 24)) as pilot:
        await see(pilot, "Question According to the report", "+ add an option")
        assert "As players see it" not in said(pilot)
        await pilot.press("p")
        await see(pilot, "As players see it", "Choose one. 2 points.", "A Vilnius")
        assert "+ add an option" not in said(pilot)
        await pilot.press("k")
        await see(pilot, "With the answer", "your answer, right")
        await pilot.press("space")
        await pilot.press("escape")
        await see(pilot, "+ add an option")


async def test_the_rarely_needed_lines_are_a_key_away(desk: Desk) -> None:
    """One key shows every field that the format has, and hides again those that hold nothing."""
    async with Workshop(desk, INDEX["multiple-response"]).run_test(size=(120, 60)) as pilot:
        await see(pilot, "Write a question")
        assert "its id" not in said(pilot)
        await pilot.press("m")
        await see(pilot, "its id nothing", "who says it", "its source")
        await to(pilot, "options", 0, "id")
        await pilot.press("enter", *"gb", "enter", "m")
        assert desk.fields(1)["options"][0]["id"] == "gb"
        await see(pilot, "its id gb")
        assert "who says it" not in said(pilot)


async def test_the_line_stays_in_view_when_there_are_fewer(desk: Desk) -> None:
    """Who hides the line that the cursor is on is at the line above it, on screen."""
    async with Workshop(desk, INDEX["multiple-response"]).run_test(size=(80, 24)) as pilot:
        await see(pilot, "Write a question")
        await pilot.press("m", "end", "m")
        listing = pilot.app.screen.query_exactly_one(Listing)
        shown = [listing.row_at(y).target for y in range(listing.size.height)]
        assert listing.cursor in shown
        assert listing.cursor == listing.targets[-1]


async def test_a_value_is_emptied_and_what_is_needed_is_not(desk: Desk) -> None:
    """Taking out takes the key of an optional value out of the file; the stem stays."""
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "discuss")
        await pilot.press("x")
        assert "discuss" not in desk.fields(0)
        await to(pilot, "tags", 0)
        await pilot.press("x")
        assert "tags" not in desk.fields(0)
        await pilot.press("home", "x")
        await see(pilot, "A question needs this")
        assert value_at(desk.fields(0), ("stem",))


async def test_a_bank_that_can_not_be_edited_says_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file may only be read, nothing can be written, and the reason stands there."""
    view = replace(desk.view(), locked="This file may not be written to.")
    monkeypatch.setattr(desk, "view", lambda: view)
    async with Workshop(desk, INDEX["true-false"]).run_test(size=WIDE) as pilot:
        await see(pilot, "This file may not be written to.")
        await pilot.press("enter", "down", "left", "right", "x", "space")
        await to(pilot, "tags", "+")
        await pilot.press("enter", "a")
        assert pilot.app.focused is None
        await see(pilot, "This file may not be written to.", "It is < false")
    monkeypatch.undo()
    assert not desk.view().changed


async def test_leaving_while_typing_keeps_what_was_typed(desk: Desk) -> None:
    """Escape twice leaves the place and then the form; all that was typed is on the desk."""
    app = Workshop(desk, 0)
    async with app.run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "explanation")
        await pilot.press("enter", *"!!", "escape", "escape")
        await pilot.pause()
        assert desk.fields(0)["explanation"] == "The report names Vilnius.!!"


@pytest.mark.parametrize("kind", INDEX)
async def test_what_a_new_question_begins_with_is_typed_over(desk: Desk, kind: str) -> None:
    """The texts of a blank question are gone with the first letter; written ones stay."""
    index = desk.add(desk.blank(kind))
    async with Workshop(desk, index).run_test(size=WIDE) as pilot:
        await see(pilot, "a draft")
        await pilot.press("enter", *"Who?", "escape", "enter", *"!", "escape")
        assert desk.fields(index)["stem"] == "Who?!"
        entry = next((line for line in pilot.app.screen.lines if line.head and line.value), None)  # type: ignore[attr-defined]
        if entry is not None and entry.is_written:
            await to(pilot, *entry.keys)
            await pilot.press("enter", *"Mia", "enter")
            assert value_at(desk.fields(index), entry.keys) == "Mia"


async def test_quitting_while_typing_keeps_what_was_typed(desk: Desk) -> None:
    """Ctrl+Q hands over what is typed before anything else is asked."""
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await pilot.press("enter", *"abc", "ctrl+q")
        await pilot.pause()
    assert desk.fields(0)["stem"].endswith("?abc")


async def test_a_text_longer_than_may_be_written_stays_whole(desk: Desk) -> None:
    """A text that is too long is shown and left as it is, not cut to what may be typed."""
    long = "word " * 5_000
    desk.change(0, {**desk.fields(0), "explanation": long})
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "explanation")
        await pilot.press("enter", "escape")
        assert desk.fields(0)["explanation"] == long


async def test_pasted_text_is_cleaned_and_fits(desk: Desk) -> None:
    """What is pasted loses what a terminal would obey, in one line as in several."""
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await pilot.press("enter")
        area = pilot.app.screen.query_exactly_one(Area)
        area.post_message(events.Paste(" a\x1b[2Jb\u202ec\r\nd\te"))
        await until(pilot, lambda: "d e" in area.text)
        await pilot.press("escape")
        assert desk.fields(0)["stem"].endswith(" a[2Jbc\nd e")
        await to(pilot, "options", 1, "text")
        await pilot.press("enter")
        field = pilot.app.focused
        assert isinstance(field, Input)
        field.post_message(events.Paste("\x1b]0;x\x07y"))
        await until(pilot, lambda: field.value.endswith("y"))
        await pilot.press("enter")
        assert desk.fields(0)["options"][1]["text"] == "Kaunas]0;xy"


async def test_one_thing_that_is_refused_is_told_and_the_form_is_as_the_bank(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the bank does not take a change, the form says why and shows what the bank holds."""

    def refuse(*_args: object) -> None:
        raise RefusedError("Not in this file.", "Open it elsewhere.")

    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        monkeypatch.setattr(desk, "change", refuse)
        await to(pilot, "difficulty")
        await pilot.press("right")
        await see(pilot, "Not in this file. Open it elsewhere.", "Difficulty easy >")


async def test_a_text_that_is_refused_stays_to_be_mended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the bank does not take stays in its place with the reason; a second Escape drops it."""

    def refuse(*_args: object) -> None:
        raise RefusedError("Not in this file.")

    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        monkeypatch.setattr(desk, "change", refuse)
        await pilot.press("enter", *"abc", "escape")
        await see(pilot, "Escape again lets it go. Not in this file.", "was the summit?abc")
        assert pilot.app.screen.query_exactly_one(Area).has_focus
        monkeypatch.undo()
        await pilot.press("d", "escape")
        assert desk.fields(0)["stem"].endswith("?abcd")
        monkeypatch.setattr(desk, "change", refuse)
        await pilot.press("enter", "e", "escape", "escape")
        assert not pilot.app.screen.query_exactly_one(Area).has_focus
        await see(pilot, "was the summit?abcd")
        assert "?abcde" not in said(pilot)


async def test_every_key_is_in_the_help(desk: Desk) -> None:
    """? tells what works on the chosen line and everywhere."""
    async with Workshop(desk, 0).run_test(size=WIDE) as pilot:
        await see(pilot, "Write a question")
        await to(pilot, "options", 1, "text")
        await pilot.press("question_mark")
        await see(pilot, "mark right", "add", "take out", "up", "down", "preview", "more lines")

"""A practice on screen: reveal, article, words, leaving, trouble."""

import pytest
from textual import events

from quizgame.errors import SittingMovedError, StoreFullError
from quizgame.tui.draw.rows import width_of
from quizgame.tui.play.playing import Playing
from quizgame.tui.widgets import Canvas, Heading, Sheet
from tests.tui.stage import (
    Stage,
    click,
    letter,
    refusing,
    seen,
    sitting,
    student_of,
)


async def test_a_held_enter_does_not_skip_the_reveal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter right after the reveal was painted does nothing; a letter for next does."""
    monkeypatch.setattr(Playing, "UNREAD_S", 30.0)
    student = student_of()
    play = sitting(student, ["city", "count"])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("a", "enter", "enter", "enter")
        assert play.phase == "revealed"
        await pilot.press("n")
        assert play.phase == "open"


async def test_i_do_not_know_tells_the_key() -> None:
    """The letter n gives the question up and shows key and quotation."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        screen = seen(app)
        assert "NOT ANSWERED. The answer is " in screen
        assert "THE ARTICLE SAYS   paragraph 1 of 3 · words of the minister" in screen
        assert "A claim: the article shows that the minister said it" in screen
        assert "0 of 1 right so far. No clock is running." in screen


async def test_rows_keep_their_place_when_the_key_is_told() -> None:
    """Stem and options stand on the same lines before and after."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        words = ("in which city", "Vilnius", "Kaunas", "Selby")
        before = [_line_of(app, one) for one in words]
        await pilot.press("n")
        await pilot.pause()
        assert [_line_of(app, one) for one in words] == before


def _line_of(app: Stage, words: str) -> int:
    return next(y for y, line in enumerate(seen(app).splitlines()) if words in line)


async def test_the_article_opens_at_its_top_and_later_at_the_quotation() -> None:
    """During a question nothing is highlighted; after the reveal the quoted words are."""
    student = student_of()
    app = Stage(student, sitting(student, ["gaps"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        sheet = app.screen.query_exactly_one(Sheet)
        assert "published 2023-07-09" in seen(app)
        assert not [row for row in sheet.rows if any(s.style == "quote" for s in row.spans)]
        await pilot.press("s", "n")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        sheet = app.screen.query_exactly_one(Sheet)
        quoted = [s.text for row in sheet.rows for s in row.spans if s.style == "quote"]
        assert "".join(quoted) == "the clerk counted nine or ten votes"


async def test_words_and_help_open_and_close() -> None:
    """The glossary and the keys that hold now are a key away, and a key back."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert "a state or person that has signed an agreement" in seen(app)
        await pilot.press("w", "question_mark")
        await pilot.pause()
        assert "I don't know: show the answer" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "in which city" in seen(app)


async def test_keys_can_be_clicked() -> None:
    """A click on a key in the last line does what the key does."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click(pilot, "Vilnius")
        line = seen(app).splitlines()[-1]
        await pilot.click(offset=(line.index("Enter"), 23))
        await pilot.pause()
        assert "RIGHT. The answer is" in seen(app)


async def test_keys_of_a_field_can_be_clicked() -> None:
    """A click on Esc leaves the field, as the key does, and does not ask to leave the quiz."""
    student = student_of()
    app = Stage(student, sitting(student, ["minister"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("x")
        line = seen(app).splitlines()[-1]
        await pilot.click(offset=(line.index("Esc"), 23))
        await pilot.pause()
        assert "Leave the quiz?" not in seen(app)
        assert "back to the field" in seen(app)
        line = seen(app).splitlines()[-1]
        await pilot.click(offset=(line.index("Tab"), 23))
        await pilot.press("y")
        assert app.playing.interaction
        assert app.playing.interaction.response == ("xy",)


@pytest.mark.parametrize(
    ("key", "status", "home"),
    [("s", "running", False), ("l", "running", True), ("e", "abandoned", True)],
)
async def test_leaving_asks(key: str, status: str, *, home: bool) -> None:
    """Escape asks whether to stay, to go on later, or to end it."""
    student = student_of()
    play = sitting(student, ["city"])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "Leave the quiz?" in seen(app)
        await pilot.press(key)
        await pilot.pause()
        assert play.results().record.status == status
        assert bool(app.led_to) is home


@pytest.mark.parametrize(("size", "width"), [((80, 24), 64), ((60, 20), 58)])
async def test_a_question_is_framed_and_its_answers_can_be_clicked(
    size: tuple[int, int], width: int
) -> None:
    """The box stands alone within the window, cuts nothing, and takes the answer clicked."""
    student = student_of()
    play = sitting(student, ["city"])
    app = Stage(student, play)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        box = app.screen.query_exactly_one(Canvas)
        assert (box.size.width, box.region.width) == (width - 8, width)
        assert not [row for row in box.rows if width_of(row.spans) > box.size.width]
        assert len(box.rows) == box.size.height
        lines = [row.spans[-1].text if row.spans else "" for row in box.rows]
        corner = box.content_region.offset
        await pilot.click(offset=(corner.x + 8, corner.y + lines.index("Give it up")))
        await pilot.pause()
        assert play.results().record.status == "abandoned"


async def test_control_q_asks_while_a_sitting_runs() -> None:
    """Ctrl+Q, and Ctrl+C twice, do not throw a running sitting away."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for keys in (("ctrl+q",), ("ctrl+c", "ctrl+c"), ("w", "ctrl+q")):
            await pilot.press(*keys)
            await pilot.pause()
            assert "Leave the quiz?" in seen(app)
            await pilot.press("s")
            await pilot.pause()
        await pilot.press("ctrl+q", "l")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_full_disk_is_told_and_play_can_go_on_unsaved() -> None:
    """A failing store asks; going on without saving does the act again."""
    student = student_of()
    play = sitting(student, ["city"])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        error = StoreFullError("The disk is full.", "Make room.")
        play._store.append = refusing(error, 2)  # type: ignore[method-assign] # a store that fails
        await pilot.press(letter(app, "Vilnius"), "enter")
        await pilot.pause()
        assert "The disk is full. Make room." in seen(app)
        assert play.phase == "open"
        await pilot.press("t")
        await pilot.pause()
        await pilot.pause()
        assert "The disk is full. Make room." in seen(app)
        await pilot.press("g")
        await pilot.pause()
        await pilot.pause()
        assert play.phase == "revealed"
        assert "RIGHT. The answer is" in seen(app)


async def test_trying_again_once_there_is_room_loses_nothing() -> None:
    """The act that could not be saved is done again and kept."""
    student = student_of()
    play = sitting(student, ["city"])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        error = StoreFullError("The disk is full.", "Make room.")
        full, room = refusing(error, 1), play._store.append
        play._store.append = full  # type: ignore[method-assign] # a store that fails
        await pilot.press(letter(app, "Vilnius"), "enter")
        await pilot.pause()
        play._store.append = room  # type: ignore[method-assign] # a store that fails
        await pilot.press("t")
        await pilot.pause()
        await pilot.pause()
        assert play.phase == "revealed"
        assert "RIGHT. The answer is" in seen(app)


async def test_a_sitting_that_moved_leads_home() -> None:
    """When another window went on with the sitting, this one says so and goes home."""
    student = student_of()
    play = sitting(student, ["city"])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        error = SittingMovedError("This quiz moved to another window.")
        play._store.append = refusing(error, 1)  # type: ignore[method-assign] # a store that fails
        await pilot.press("a", "enter")
        await pilot.pause()
        assert app.led_to == [("home", "This quiz moved to another window.")]


async def test_certainty_is_asked_for_before_sending() -> None:
    """With certainty scoring Enter asks how sure one is; Escape goes back to the answer."""
    student = student_of()
    play = sitting(student, ["city"], scoring="certainty")
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(letter(app, "Vilnius"), "enter")
        await pilot.pause()
        assert "How sure are you?" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "How sure are you?" not in seen(app)
        await pilot.press("enter", "3")
        await pilot.pause()
        reveal = play.reveal()
        assert reveal is not None
        assert (reveal.certainty, reveal.points) == (3, 6)


async def test_resizing_keeps_everything() -> None:
    """At any size the answer in the making stays; below 60x20 there is a kind word."""
    student = student_of()
    app = Stage(student, sitting(student, ["gaps"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click(pilot, "Vilnius")
        await pilot.press(*"clerk")
        assert app.playing.interaction
        kept = app.playing.interaction.response
        assert kept[1] == "clerk"
        for width, height in ((60, 20), (200, 60), (50, 12), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert ("a little small" in seen(app)) is (width == 50)
        await pilot.press("s")
        assert app.playing.interaction.response == (kept[0], "clerks", "")


async def test_a_report_is_kept() -> None:
    """What a player writes about a question is kept with it, and the player is told so."""
    student = student_of()
    play = sitting(student, ["city"])
    app = Stage(student, play)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        await pilot.press(*"odd", "enter")
        await pilot.pause()
        assert [report.text for report in student.memory.reports()] == ["odd"]
        assert "NOT ANSWERED" in seen(app)
        assert "Thank you: it is kept" in seen(app)


async def test_words_take_the_place_of_signs_on_old_terminals() -> None:
    """Without Unicode the progress is told in words and no sign outside ASCII is drawn."""
    student = student_of()
    environ = {"LANG": "C", "TERM": "linux"}
    app = Stage(student, sitting(student, ["city", "count"]), environ=environ)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n", "enter")
        await pilot.pause()
        heading = app.screen.query_exactly_one(Heading)
        assert "1 not answered" in heading.render_line(1).text
        assert not [char for char in "✓✗▶●·█░─┃" if char in seen(app).replace(" · ", "")]


async def test_keys_faster_than_a_page_leave_it_once() -> None:
    """Escape thrice at once closes the words; it never takes the sitting away below them."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        words = app.screen
        for _time in range(3):
            words.post_message(events.Key("escape", None))
        await pilot.pause()
        assert app.screen is app.playing


async def test_clicks_faster_than_a_question_answer_it_once() -> None:
    """Two clicks at once on a way out take one way; the second does not fall through."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        box = app.screen.query_exactly_one(Canvas)
        for _time in range(3):
            box.post_message(Canvas.Clicked(box, "-"))
        await pilot.pause()
        assert app.screen is app.playing


async def test_a_click_on_what_has_gone_means_nothing() -> None:
    """A click that arrives after the next gap has come does not fill it with what it lacks."""
    student = student_of()
    app = Stage(student, sitting(student, ["gaps"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        sheet = app.playing.sheet
        sheet.post_message(Canvas.Clicked(sheet, "gap:0"))
        for _time in range(3):
            sheet.post_message(Canvas.Clicked(sheet, "option:1"))
        sheet.post_message(Canvas.Clicked(sheet, "option:99"))
        await pilot.pause()
        assert "gaps are filled" in seen(app)

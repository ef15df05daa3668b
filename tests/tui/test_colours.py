"""Colours: readable in every theme, carried by words and shapes as well."""

import pytest
from rich.color import Color
from rich.terminal_theme import TerminalTheme

from quizgame.tui.draw import themes
from quizgame.tui.widgets import Canvas, Heading, Sheet
from quizgame.tui.widgets.canvas import INKS
from tests.tui.stage import Stage, letter, seen, sitting, student_of

# Lines and the empty part of bars tell nothing that is not told in words.
DECORATION = {"rule", "bar-empty"}
# The sixteen colours of the Linux console and of VGA.
VGA = TerminalTheme(
    (0, 0, 0),
    (170, 170, 170),
    [
        (0, 0, 0),
        (170, 0, 0),
        (0, 170, 0),
        (170, 85, 0),
        (0, 0, 170),
        (170, 0, 170),
        (0, 170, 170),
        (170, 170, 170),
    ],
    [
        (85, 85, 85),
        (255, 85, 85),
        (85, 255, 85),
        (255, 255, 85),
        (85, 85, 255),
        (255, 85, 255),
        (85, 255, 255),
        (255, 255, 255),
    ],
)


def _luminance(color: Color) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in color.get_truecolor(VGA))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(fore: Color, back: Color) -> float:
    low, high = sorted((_luminance(fore), _luminance(back)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", themes.NAMES)
async def test_everything_drawn_can_be_read(theme: str) -> None:
    """On the screens of play and reveal every text has at least 4.5:1, in every theme."""
    student = student_of()
    play = sitting(student, ["signed", "gaps", "pairs"])
    app = Stage(student, play, theme=theme)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert app.theme == theme
        for keys in (("Britain", "Russia"), ("enter",), ("enter",), ("n",), ("enter", "b")):
            await pilot.press(*(letter(app, key) if key[0].isupper() else key for key in keys))
            await pilot.pause()
            for canvas in app.screen.query(Canvas):
                for y in range(canvas.size.height):
                    for segment in canvas.render_line(y):
                        style = segment.style
                        if segment.text.strip(" ─░█┃") and style and style.color and style.bgcolor:
                            found = _contrast(style.color, style.bgcolor)
                            assert found >= 4.5, (segment.text, style)


@pytest.mark.parametrize("theme", themes.NAMES)
async def test_every_ink_can_be_read_on_every_row(theme: str) -> None:
    """Whatever is written anywhere has at least 4.5:1, also where the cursor is."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]), theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        sheet = app.screen.query_exactly_one(Sheet)
        for row_style in ("", "cursor"):
            for name in ("", *(one for one in INKS if one not in DECORATION)):
                style = sheet.ink(name, row_style)
                assert style.color
                assert style.bgcolor
                assert _contrast(style.color, style.bgcolor) >= 4.5, (name, row_style)


async def test_another_theme_is_drawn_at_once() -> None:
    """Changing the theme repaints what is on screen in its colours."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        heading = app.screen.query_exactly_one(Heading)
        before = heading.render_line(0)
        app.theme = "quizgame-light"
        await pilot.pause()
        await pilot.pause()
        assert heading.render_line(0).text == before.text
        assert heading.render_line(0) != before


async def test_state_is_told_in_words() -> None:
    """Right and wrong are words and signs, not only colours."""
    student = student_of()
    app = Stage(student, sitting(student, ["city"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(letter(app, "Selby"), "enter")
        await pilot.pause()
        lines = seen(app).splitlines()
        selby = next(line for line in lines if "Selby" in line)
        assert selby.split()[0] == "✗"
        assert "your answer" in selby
        assert next(line for line in lines if "Vilnius" in line).split()[0] == "✓"
        assert "right answer" in seen(app)
        assert "NOT RIGHT." in seen(app)


async def test_without_colours_cursor_and_quotation_still_stand_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With NO_COLOR no colour is drawn; the choice is reversed, the quoted words underlined."""
    monkeypatch.setenv("NO_COLOR", "1")
    student = student_of()
    app = Stage(student, sitting(student, ["signed"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(letter(app, "Britain"))
        await pilot.pause()
        sheet = app.screen.query_exactly_one(Sheet)
        drawn = [
            segment for strip in sheet.render_lines(sheet.region.reset_offset) for segment in strip
        ]
        styles = {segment.text.strip(): segment.style for segment in drawn}
        assert all(style and style.color and style.color.is_default for style in styles.values())
        chosen = styles["Britain"]
        assert chosen
        assert chosen.reverse
        await pilot.press("enter")
        await pilot.pause()
        drawn = [
            segment for strip in sheet.render_lines(sheet.region.reset_offset) for segment in strip
        ]
        quoted = next(one for one in drawn if one.text == "Britain and France have signed it")
        assert quoted.style
        assert quoted.style.underline

"""Where the gaps of a running text are."""

import pytest

from quizgame.model.questions.choice import Option
from quizgame.model.questions.cloze import ChoiceGap, Cloze, Gap, split_gaps


@pytest.mark.parametrize(
    ("text", "segments", "names"),
    [
        ("no gap", ("no gap",), ()),
        ("{{a}} and {{ b }}.", ("", " and ", "."), ("a", "b")),
        ("{{\ta\n}}", ("", ""), ("a",)),
        ("a {{{{ stays, {{b}}", ("a {{ stays, ", ""), ("b",)),
        ("never {{closed", ("never {{closed",), ()),
        ("{{}}", ("", ""), ("",)),
    ],
)
def test_gaps_are_named_between_their_braces(
    text: str, segments: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """White space around a name is no part of it, and what is not closed is text."""
    assert split_gaps(text) == (segments, names)


def test_a_gap_that_is_never_closed_is_crossed_once() -> None:
    """Thousands of blanks after an opening brace are text, and found to be so in time."""
    text = "{{" + " " * 20_000
    assert split_gaps(text) == ((text,), ())


def test_the_same_options_stand_in_the_same_order_in_every_gap() -> None:
    """Whatever their author's order: where an option stands tells nothing of a gap's answer."""
    names = ("Britain", "America", "Canada", "Spain")
    gaps: dict[str, Gap] = {
        gap: ChoiceGap(
            options=tuple(
                Option(text=name, correct=name == key, rationale="" if name == key else "No.")
                for name in order
            )
        )
        for gap, key, order in (("a", "Spain", names), ("b", "Canada", names[::-1]))
    }
    cloze = Cloze(id="q", type="cloze", stem="Fill.", text="{{a}} and {{b}}", gaps=gaps)
    first, second = cloze.present(lambda text: text[::-1].encode()).blanks
    shown = [item.text for item in first.items]
    assert shown == [item.text for item in second.items]
    assert shown == sorted(names, key=lambda name: name.casefold()[::-1])

"""What is told of a question, as rows."""

from dataclasses import replace

from quizgame.tui.draw.glyphs import SHAPES
from quizgame.tui.play.reveal import reveal_rows
from tests.tui.stage import sitting, student_of


def test_an_explanation_that_repeats_the_reason_of_the_key_is_told_once() -> None:
    """The same sentence does not stand below itself as "More"; another one does."""
    play = sitting(student_of(), ["city"])
    play.go_on()
    reveal = play.give_up("city")
    assert reveal is not None
    for reason, is_more in ((f" {reveal.explanation}", False), ("The minister spoke there.", True)):
        verdicts = tuple(
            replace(one, rationale=reason) if one.right else one for one in reveal.verdicts
        )
        rows = reveal_rows(replace(reveal, verdicts=verdicts), 78, SHAPES)
        text = "\n".join("".join(span.text for span in row.spans) for row in rows)
        assert text.count(reveal.explanation) == 1
        assert ("More" in text) is is_more

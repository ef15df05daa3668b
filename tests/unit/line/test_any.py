"""Whatever is typed, the conversation goes on."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgame.backend.request import Options, Request
from tests.unit.line.script import CTRL_C, Room, Typed, Wait

COMMANDS = (
    *("/help", "/repeat", "/time", "/words", "/source", "/undo", "/warning off", "/report x"),
    *("/skip", "/pause", "/why", "/next", "/back", "/go 3", "/mark", "/list", "/change", "/submit"),
    *("/options", "/answers", "/practise", "/scores", "/players", "/settings", "/home", "/close"),
    *("/new Bo", "/rename Cy", "/erase 1", "/problems", "/first", "/x", "//", "/"),
)
ANSWERS = ("", "", "a", "b", "a c", "b a c", "1b 2a", "true", "Hamburg", "1090", "1,090", "1", "2")
WORDS = ("yes", "no", "later", "end", "stay", "exam", "guest", "3", "none", "é\x1b[31m", CTRL_C)
LINES = (
    st.sampled_from(ANSWERS)
    | st.sampled_from(COMMANDS)
    | st.sampled_from(WORDS)
    | st.text(max_size=8)
    | st.builds(Wait, st.floats(0, 70), st.sampled_from(["", "b", "a c"]))
)
OPTIONS = st.builds(
    Options,
    behaviour=st.sampled_from([None, "practice", "exam", "review"]),
    scoring=st.sampled_from([None, "speed", "certainty"]),
    question_time=st.sampled_from([None, 20]),
    quiz_time=st.sampled_from([None, 60]),
    factor=st.sampled_from([None, 0.0, 1.5]),
)


@settings(max_examples=40)
@given(st.lists(LINES, max_size=60), OPTIONS, st.booleans())
def test_no_conversation_breaks(typed: list[Typed], options: Options, play: bool) -> None:  # noqa: FBT001 - drawn
    """It ends only by leaving, and everything written is text."""
    request = Request(play=play, bank="rivers", quiz="each", player="Ada", options=options)
    with TemporaryDirectory() as folder:
        text = Room(Path(folder)).talk("", *typed, request=request)
    said = text.split("<")  # what was typed stands in these marks
    assert "Goodbye." in said[-1] or "is kept. You can go on" in text or "is ended." in text
    spoken = "".join(part.partition(">\n")[2] for part in said[1:])
    assert not [char for char in spoken if char != "\n" and not char.isprintable()]

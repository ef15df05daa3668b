"""A bank that is saved elsewhere while the program stands in a terminal."""

from pathlib import Path

from tests.e2e import rivers
from tests.e2e.terminal import Terminal
from tests.e2e.test_ending import left_on
from tests.e2e.test_types import QUIZGAME


def test_a_slip_saved_elsewhere_is_told_and_the_program_ends_well(tmp_path: Path) -> None:
    """The command follows the banks it shows, and leaves nothing behind when it ends."""
    (tmp_path / "questions").mkdir()
    bank = rivers.write(tmp_path / "questions")
    sound = bank.read_text(encoding="utf-8")
    env = {"QUIZGAME_HOME": str(tmp_path / "home")}
    with Terminal([*QUIZGAME, "play", "--player", "Ada"], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("Enter start")
        terminal.send("\x1b")
        terminal.wait_for("question banks")
        bank.write_text(sound.replace("format = 1", "format = 1\nfromat = 1"), encoding="utf-8")
        terminal.wait_for(lambda text: f"{bank.name}:" in text and "`fromat`" in text)
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    assert left_on(bytes(terminal.raw)) == set()
    assert not (tmp_path / "home" / "quizgame.log").exists()

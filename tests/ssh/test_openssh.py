"""The real OpenSSH client: a question is played, and nothing but the quiz is to be had."""

import time
from pathlib import Path

from tests.e2e.test_ending import left_on
from tests.ssh.openssh import needs_ssh, served

UNREAD_S = 0.4


@needs_ssh
def test_a_question_of_the_article_is_played(tmp_path: Path) -> None:
    """From the code to the proof in the article, and out again with the terminal as it was."""
    with served(tmp_path, "--code", "RIVER-7") as server, server.terminal() as terminal:
        terminal.wait_for("Class code:")
        terminal.send("river 7\r")
        terminal.wait_for("Enter start")
        assert b"38;5;" in terminal.raw
        assert b"38;2;" not in terminal.raw
        time.sleep(UNREAD_S)
        terminal.send("\r")
        terminal.wait_for("Question 1 of")
        terminal.send("a")
        terminal.wait_for("your choice")
        terminal.send("\r")
        terminal.wait_for("THE ARTICLE SAYS")
        terminal.resize(100, 30)
        terminal.wait_for("THE ARTICLE SAYS")
        terminal.send("q")
        terminal.wait_for("Leave and go on later")
        terminal.send("l")
        terminal.wait_for("q quit")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    assert left_on(bytes(terminal.raw)) == set()

"""`python -m tests.picture FILE.svg`: draw a reveal of the article's bank, for the README."""

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from quizgame.backend.clock import SystemClock
from quizgame.backend.library import ARTICLE_BANK, Library
from quizgame.backend.student import Student
from quizgame.store import memory_store
from quizgame.tui.app import QuizApp

SIZE = (92, 30)
_SPOKEN = "opinion"
_WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""A picture in a page must not load anything from elsewhere."""


async def picture(home: Path) -> str:
    """Answer a question about somebody's opinion and return what is told then, as SVG."""
    student = Student(Library((), home), SystemClock(), memory_store, memory_store)
    person = student.enter("Alex")
    app = QuizApp(student, theme="quizgame-dark", environ={"LANG": "C.UTF-8", "TERM": "xterm"})
    bank = student.library.find(ARTICLE_BANK).bank
    if bank is None:
        sys.exit("the article's bank can not be read")
    chosen = next(
        question.id
        for question in bank.question
        if question.type == "single-choice"
        and question.evidence
        and question.evidence[0].kind == _SPOKEN
    )
    async with app.run_test(size=SIZE) as pilot:
        while app.person is None:
            await pilot.pause()
        app.open_play(student.practise(person, ARTICLE_BANK, [chosen]))
        await pilot.pause()
        await pilot.press("a", "enter")
        await pilot.pause()
        return _WEB_FONT.sub("", app.export_screenshot(title="quizgame"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        drawn = asyncio.run(picture(Path(folder)))
    Path(sys.argv[1]).write_text(drawn, encoding="utf-8")

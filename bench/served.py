"""A class that is served as `quizgame serve --headless --open` does, told by lines what to do.

`python -m bench.served FOLDER AHEAD` prints its port; AHEAD screens wait for students who come.
"""

import asyncio
import gc
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgame.backend.library import Library
from quizgame.classroom.system import ThisSystem
from quizgame.cli.serving.entrance import entrance
from quizgame.cli.serving.lesson import Lesson, Parts
from quizgame.cli.serving.wishes import Wishes
from quizgame.ssh.hostkey import host_key
from quizgame.ssh.journal import Journal
from quizgame.ssh.teachers import Teachers
from quizgame.store import open_class_store

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from quizgame.backend.live.teaching import Teaching

WORDS = ("Amsel", "Birke", "Cello", "Dohle", "Eiche", "Fjord", "Geige", "Hafen", "Insel", "Kiefer")
"""A word of each question, which no other holds."""

LIMIT = 300
BANK = """\
format = 1
id = "bench"
title = "Bench"

[sources.text]
title = "A text"
text = '''
{text}
'''

[[quiz]]
id = "each"
title = "Each"
shuffle_questions = false
shuffle_options = false
question_time = {limit}

"""
QUESTION = """\
[[question]]
id = "{word}"
type = "single-choice"
stem = "According to the article, who said that {word} was the right answer to the question?"
explanation = "It stands there."
options = [
  {{ text = "The first of them, who spoke of {word}", correct = true }},
  {{ text = "The second, who had left by then", rationale = "He had left." }},
  {{ text = "The third, who said nothing of it", rationale = "She said nothing." }},
  {{ text = "Nobody whom the article names", rationale = "It names one." }},
]
evidence = [{{ source = "text", exact = "It was {word} that was right." }}]

"""


def write_bank(folder: Path) -> Path:
    """Write the bank that is played, and return its file."""
    text = "\n\n".join(f"There was much to say. It was {word} that was right." for word in WORDS)
    questions = "".join(QUESTION.format(word=word) for word in WORDS)
    path = folder / "bench.toml"
    path.write_text(BANK.format(text=text, limit=LIMIT) + questions, encoding="utf-8")
    return path


class Wand:
    """Does what lines say."""

    def __init__(self, lesson: Lesson, teaching: "Teaching") -> None:
        """Begin with nothing to do."""
        self._lesson, self._hub, self._teaching = lesson, lesson.hub, teaching
        self._acts: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "show": teaching.show_next,
            "close": teaching.close,
            "reveal": teaching.reveal,
            "explain": teaching.explain,
            "finish": teaching.finish,
        }

    async def do(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Do something and return when that was begun, and how things are then."""
        began = time.monotonic()
        match wish["do"]:
            case "start":
                await self._teaching.start_round("bench", "each", seed=1)
                live = self._hub.live
                return {"words": [one.id for one in live.state.plan.questions] if live else []}
            case "words":
                return {one.name: one.word for one in self._hub.room.seats.values()}
            case "settle":
                await self._settle()
            case name if name in self._acts:
                await self._acts[name]()
        return {"began": began, **self._facts()}

    async def _settle(self) -> None:
        """Wait until as many screens wait as are to, and nothing is left to be swept up."""
        while not self._lesson.server.apps.is_filled:  # noqa: ASYNC110 - what is measured tells nobody
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.5)
        gc.collect()

    def _facts(self) -> dict[str, Any]:
        live = self._hub.live
        item = live.state.item if live else None
        return {
            "here": sum(bool(one.seat) for one in self._hub.places.values()),
            "answers": len(item.votes(item.vote)) if item else 0,
            "apps": self._lesson.server.apps.count,
            "ahead": self._lesson.server.apps.ahead,
        }


async def _obey(lesson: Lesson) -> None:
    loop, wand = asyncio.get_running_loop(), Wand(lesson, lesson.hub.teaching())
    _say({"port": lesson.server.port})
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        _say(await wand.do(json.loads(line)))


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(folder: Path, ahead: int) -> None:
    """Serve until nothing more is said."""
    wishes = Wishes(host="127.0.0.1", port=0, open=True, headless=True, ahead=ahead)
    parts = Parts(
        wishes=wishes,
        entrance=entrance(wishes, None),
        library=Library([write_bank(folder)], folder),
        store=open_class_store(folder / "class.sqlite"),
        key=host_key(folder / "host_key"),
        teachers=Teachers(),
        journal=Journal(folder / "ssh.log"),
        system=ThisSystem(),
        results=folder,
    )
    asyncio.run(Lesson(parts).run(_obey))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

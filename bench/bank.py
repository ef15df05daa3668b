"""How fast a large bank is read and proven, and how much memory that takes.

The yardstick is `tomllib.loads` of the same text, which the standard library alone needs to parse
it, and for memory the size of the file.
"""

import gc
import random
import tempfile
import time
import tomllib
import tracemalloc
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from bench.row import Row, medians
from quizgame.bank.load import load_bank

QUESTIONS = 10_000
ROUNDS = 9
_WORDS = (
    (
        "old",
        "new",
        "former",
        "local",
        "younger",
        "foreign",
        "second",
        "retired",
        "elected",
        "acting",
    ),
    ("minister", "president", "spokesman", "general", "teacher", "reporter", "mayor", "judge"),
    ("announced", "refused", "promised", "denied", "explained", "demanded", "described", "praised"),
    ("the agreement", "a new budget", "more support", "the delivery", "an inquiry", "every detail"),
    ("in the capital", "at the summit", "on the border", "by the harbour", "after the vote"),
)

_HEAD = """\
format = 1
id = "large"
title = "Large"
evidence = "required"

[sources.article]
file = "article.txt"
title = "Article"
sha256 = "{digest}"
"""
_QUESTION = """
[[question]]
id = "question-{number}"
type = "{kind}"
stem = "According to the article, who did what, and where, as witness {number} wrote?"
explanation = "Witness {number} is quoted with these words in the article\u2019s report."
tags = ["people", "part-{part}"]
difficulty = "{difficulty}"
{fields}
[[question.evidence]]
source = "article"
exact = "{exact}"
speaker = "a witness"
kind = "claim"
"""
_OPTIONS = """\
options = [
  {{ text = "The minister {number}", correct = true }},
  {{ text = "The general {number}", rationale = "The general only listened." }},
  {{ text = "The teacher {number}", rationale = "The article\u2019s teacher had left." }},
]"""
_FIELDS = {
    "single-choice": _OPTIONS,
    "multiple-response": _OPTIONS,
    "true-false": 'answer = true\nrationale = "The article\u2019s fourth paragraph says so."',
    "short-text": 'answers = ["witness {number}", "the witness {number}"]\ntypos = 1',
    "numeric": 'answer = {number}\ntolerance_percent = 2\nunits = ["witnesses"]',
    "ordering": 'items = ["the vote {number}", "the summit", "the inquiry", "the budget"]',
    "matching": (
        'pairs = [{{ left = "vote {number}", right = "capital" }}, {{ left = "budget",'
        ' right = "harbour" }}]\ndistractors = [{{ text = "border" }}]'
    ),
    "cloze": (
        'text = "Witness {{{{n}}}} wrote that the {{{{who}}}} left."\n'
        "gaps.n = {{ answer = {number} }}\n"
        'gaps.who = {{ options = [{{ text = "mayor", correct = true }}, {{ text = "general" }}] }}'
    ),
}


def source_text(sentences: int = QUESTIONS) -> str:
    """Return an article with that many sentences, each different, in paragraphs of three."""
    chance = random.Random(1)  # noqa: S311 - a text to measure with, no secret
    out = []
    for number in range(sentences):
        words = map(chance.choice, _WORDS)
        end = "\n\n" if number % 3 == 2 else " "
        out.append(f"The {' '.join(words)}, wrote witness {number}.{end}")
    return "".join(out)


def bank_text(source: str, questions: int = QUESTIONS) -> str:
    """Return a bank of questions of all types, each quoting a sentence of `source`."""
    quotable = source.replace("\n\n", " ").split(". ")
    out = [_HEAD.format(digest=sha256(source.encode()).hexdigest())]
    for number in range(questions):
        kind = list(_FIELDS)[number % len(_FIELDS)]
        out.append(
            _QUESTION.format(
                number=number,
                kind=kind,
                part=number % 20,
                difficulty=("easy", "medium", "hard")[number % 3],
                fields=_FIELDS[kind].format(number=number),
                exact=quotable[number % len(quotable)].rstrip("."),
            )
        )
    return "".join(out)


def write_bank(folder: Path) -> Path:
    """Write the large bank and its source into `folder` and return the bank's path."""
    source = source_text()
    path = folder / "large.toml"
    path.write_text(bank_text(source), encoding="utf-8", newline="")
    (folder / "article.txt").write_text(source, encoding="utf-8", newline="")
    return path


def _milliseconds(measured: Callable[[], object]) -> float:
    """Return the processor's milliseconds, which other programs on the machine change least."""
    gc.collect()
    began = time.process_time()
    measured()
    return (time.process_time() - began) * 1000


def rows() -> list[Row]:
    """Measure time, memory kept and memory at the peak."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_bank(Path(folder))
        text = path.read_text(encoding="utf-8")
        size = path.stat().st_size / 2**20
        loaded = load_bank(path)
        assert loaded.bank is not None
        assert len(loaded.bank.question) == QUESTIONS
        assert not loaded.problems
        del loaded
        value, baseline = medians(
            lambda: _milliseconds(lambda: load_bank(path)),
            lambda: _milliseconds(lambda: tomllib.loads(text)),
            rounds=ROUNDS,
        )
        gc.collect()
        tracemalloc.start()
        loaded = load_bank(path)
        gc.collect()
        kept, peak = (count / 2**20 for count in tracemalloc.get_traced_memory())
        tracemalloc.stop()
        del loaded
    what = f"{QUESTIONS:,} questions read and proven"
    return [
        Row(what, value, baseline, "tomllib alone", 0.7, rounds=ROUNDS),
        Row(f"{what}: memory kept", kept, size, "the file", 8.0, "MiB", rounds=1),
        Row(f"{what}: memory at the peak", peak, size, "the file", 12.0, "MiB", rounds=1),
    ]

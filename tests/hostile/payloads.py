"""A question bank in which every text is an attack, and each can be told by its mark."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

BELL = "app.bell"
CLICK = f"[@click={BELL}]"
EXTRAS = (
    "漢字仮名" * 6,
    "שלום עולם مرحبا",
    "e" + "\u0301" * 60 + "\u200be" + "\u0489\x07" * 60,
    "a\u200d" * 90 + "b",
    "x" * 130,
    "❤\ufe0f" * 20 + "👍\U0001f3fd" * 20,
    "👨\u200d👩\u200d👧" * 8,
    "one\r\ntwo\x0bthree\u2028four\x85five",
    "क\u094d\u200dष" * 30,
)
"""Text that lies about its width, besides what is in every payload."""


def attack(mark: str) -> str:
    """Return text that carries `mark` into every kind of sequence, when it is obeyed."""
    return (
        f"{mark} \x1b]52;c;{mark}\x07 \x1b[2J\x1b[31m{mark} \x1b[{mark} \x9b1;1H{mark} "
        f"\x9d0;{mark}\x9c \x90{mark}\x1b\\ \x1bP{mark}\x1b\\ \x84\x7f\x08\x00{mark} "
        f"\u202e{mark}\u2066\u061c\u200b\ufeff \u2069[/b]{mark} {CLICK}{mark}[/] [red on {mark}]"
    )


def short_attack(mark: str) -> str:
    """Return the same in at most 64 characters."""
    return f"{mark}\x1b]52;c;{mark}\x07\x1b[31m\x9b2J\x7f\u202e\u200b[/b]{CLICK}x[/]"


class Marks:
    """Gives every text of a bank a mark of its own. `names` tells which mark is where."""

    def __init__(self, letters: str, shift: int = 0) -> None:
        """Marks begin with two `letters`; `shift` tells which text lies first about its width."""
        self._letters, self._shift = letters, shift
        self.names: dict[str, str] = {}
        self._short: set[str] = set()

    def new(self, name: str) -> str:
        """Return a new mark for the text `name`."""
        mark = f"{self._letters}{len(self.names):02}"
        self.names[mark] = name
        return mark

    def __call__(self, name: str) -> str:
        """Return an attack with a new mark, and something that lies about its width."""
        return f"{attack(self.new(name))} {EXTRAS[(len(self.names) + self._shift) % len(EXTRAS)]}"

    def short(self, name: str) -> str:
        """Return a short attack with a new mark."""
        self._short.add(name)
        return short_attack(self.new(name))

    def of(self, name: str) -> str:
        """Return the mark of the text `name`."""
        return next(mark for mark, known in self.names.items() if known == name)

    def missing(self, seen: str, form: str = "{}", *, without: tuple[str, ...] = ()) -> list[str]:
        """Return the names of the texts of which nothing was seen, in the `form` given.

        A short text is looked for by its mark alone.
        """
        return [
            name
            for mark, name in self.names.items()
            if (mark if name in self._short else form.format(mark)) not in seen
            and not name.startswith(without)
        ]


UNSEEN = ("author", "license", "url", "wrong")
"""Texts that no screen has to show: facts for other programs, and reasons for answers not given."""


def hostile_bank(folder: Path, marks: Marks) -> Path:
    """Write a bank with a question of each type and its source, and return the bank's path."""
    quote = f"The proof, {attack(marks.new('quotation'))}, stands here"
    article = "\n\n".join(
        (
            f"{marks('paragraph')} One paragraph.",
            f"{marks('line')}\nA second line. {quote}. {marks('after')}",
            f"{marks('last paragraph')} The end.",
        )
    )
    source = folder / "article\x1b]52;c;QQ==\x07.txt"
    source.write_bytes(article.encode())
    document = {
        "format": 1,
        "id": "hostile",
        "title": marks("bank title"),
        "description": marks("bank description"),
        "authors": [marks("author")],
        "license": marks("license"),
        "content_note": marks("content note"),
        "glossary": {
            marks.short("word"): marks("meaning"),
            marks("long word"): marks("its meaning"),
            "plain": "easy",
        },
        "sources": {
            "article": {
                "file": source.name,
                "title": marks("source title"),
                "publisher": marks("publisher"),
                "published": marks("published"),
                "url": marks("url"),
            }
        },
        "quiz": [
            {
                "id": "each",
                "title": marks("quiz title"),
                "description": marks("quiz description"),
                "shuffle_questions": False,
                "shuffle_options": False,
            },
            {
                "id": "exam",
                "title": marks("exam title"),
                "behaviour": "exam",
                "shuffle_questions": False,
                "reading": ["before", "during", "after"],
                "quiz_time": 600,
            },
        ],
        "question": [
            {
                "id": f"q-{number}",
                "stem": "A line.\n\n" + marks(f"{kind['type']} stem"),
                "explanation": marks(f"{kind['type']} explanation"),
                "discuss": marks(f"{kind['type']} discuss"),
                "tags": [marks.short(f"{kind['type']} tag")],
                "evidence": [
                    {
                        "source": "article",
                        "exact": quote,
                        "speaker": marks(f"{kind['type']} speaker"),
                        "kind": "opinion",
                        "translation": marks(f"{kind['type']} translation"),
                    }
                ],
                **kind,
            }
            for number, kind in enumerate(_kinds(marks))
        ],
    }
    return _write(folder / "bank\x1b]52;c;QQ==\x07\u202e[b].toml", document)


def _kinds(marks: Marks) -> list[dict[str, Any]]:
    def option(name: str, **more: Any) -> dict[str, Any]:
        return {"text": marks(name), **more}

    def reason(name: str) -> dict[str, str]:
        return {"rationale": marks(f"{name} rationale")}

    return [
        {
            "type": "single-choice",
            "options": [
                option("single wrong", **reason("single wrong")),
                option("single key", correct=True),
            ],
        },
        {
            "type": "multiple-response",
            "options": [
                option("multiple wrong", **reason("multiple wrong")),
                option("multiple key", correct=True),
                option("multiple other key", correct=True),
            ],
        },
        {"type": "true-false", "answer": False, **reason("true-false")},
        {
            "type": "short-text",
            "answers": [marks("short-text answer")],
            "wrong": [{"answer": attack(marks.new("foreseen answer")), **reason("foreseen")}],
        },
        {"type": "numeric", "answer": 12, "units": [marks.short("unit")]},
        {"type": "ordering", "items": [marks(f"item {n}") for n in "abc"]},
        {
            "type": "matching",
            "pairs": [{"left": marks(f"left {n}"), "right": marks(f"right {n}")} for n in "ab"],
            "distractors": [{"text": marks("distractor"), **reason("wrong distractor")}],
        },
        {
            "type": "cloze",
            "text": f"{marks('cloze before')} {{{{a}}}} {marks('cloze middle')} {{{{b}}}} end",
            "gaps": {
                "a": {"options": [option("gap key", correct=True), option("gap wrong")]},
                "b": {"answers": [marks("gap answer")]},
            },
        },
    ]


def broken_banks(folder: Path, marks: Marks) -> list[Path]:
    """Write banks whose mistakes quote what was written, and return their paths."""
    base = {"format": 1, "title": marks("broken title"), "evidence": "required"}
    question = {
        "type": "single-choice",
        "options": [{"text": "a", "correct": True}, {"text": "b", "rationale": "c"}],
    }
    source = {"title": "x", "text": "Nothing of the kind is said in this text."}
    found = {"source": "article", "exact": attack(marks.new("quotation not found"))}
    banks: Mapping[str, Any] = {
        "keys": base | {"id": "keys", attack(marks.new("unknown key")): 1},
        "slug": base | {"id": attack(marks.new("id"))},
        "kind": base
        | {"id": "kind", "question": [{"id": "q", "stem": "s", "type": attack(marks.new("type"))}]},
        "file": base
        | {
            "id": "file",
            "sources": {
                "article": {"title": "x", "file": f"{attack(marks.new('file'))}".replace("\0", "")}
            },
        },
        "quote": base
        | {
            "id": "quote",
            "sources": {"article": source},
            "question": [
                {"id": attack(marks.new("question id")), "stem": "s", **question},
                {"id": "sound", "stem": marks("sound stem"), **question, "evidence": [found]},
                {"id": "other", "stem": "Who?", "tags": [marks("long tag")], **question},
            ],
        },
    }
    paths = [_write(folder / f"{name}\x1b[31m.toml", value) for name, value in banks.items()]
    syntax = folder / f"syntax{short_attack(marks.new('file name'))}".replace("/", "")
    syntax = syntax.with_suffix(".toml")
    syntax.write_text(
        f'format = 1\n"{marks.new("syntax")}\x9b31m" = {{ {marks.new("syntax")} \x9b2J', "utf-8"
    )
    return [*paths, syntax]


def _write(path: Path, document: Mapping[str, Any]) -> Path:
    path.write_bytes(tomli_w.dumps(document).encode())
    return path

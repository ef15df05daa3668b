"""The catalogue of interface text: complete, and what is translated is shown."""

import ast
import gettext
import io
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from quizgame import catalogue
from quizgame.catalogue import _, plural
from tests.catalogue import PACKAGE, TEMPLATE, template

TEXTS = {"_": 1, "plural": 2}
"""How many of the first arguments are texts."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every place where interface text is made, with where it is."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TEXTS:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def texts(call: ast.Call) -> list[object]:
    """Return the texts of a call, None for one that is not written there."""
    count = TEXTS[getattr(call.func, "id", "")]
    return [getattr(argument, "value", None) for argument in call.args[:count]]


def test_the_template_is_what_the_program_says() -> None:
    """Translators find every text; `python -m tests.catalogue` writes the file anew."""
    assert TEMPLATE.read_text(encoding="utf-8") == template()


def test_every_text_is_written_where_it_is_used() -> None:
    """A text made of parts could not be found by translators."""
    for where, call in calls():
        assert all(isinstance(text, str) for text in texts(call)), where


def test_plural_forms_hold_nothing_but_their_number() -> None:
    """`plural` fills in {n}; any other name would fail when the text is shown."""
    for where, call in calls():
        if getattr(call.func, "id", "") == "plural":
            for text in texts(call):
                fields = {name for _text, name, _spec, _conv in Formatter().parse(str(text))}
                assert fields <= {None, "n"}, where


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let there be a language with two texts."""
    words = Catalog(locale="de")
    words.add("Right.", "Richtig.")
    words.add(("{n} question", "{n} questions"), ("{n} Frage", "{n} Fragen"))
    folder = tmp_path / "de/LC_MESSAGES"
    folder.mkdir(parents=True)
    out = io.BytesIO()
    write_mo(out, words)
    (folder / "quizgame.mo").write_bytes(out.getvalue())
    monkeypatch.setattr(catalogue, "LOCALE_DIR", tmp_path)
    monkeypatch.setenv("LANGUAGE", "de")
    catalogue._translation.cache_clear()
    monkeypatch.setattr(gettext, "_translations", {})
    yield
    catalogue._translation.cache_clear()


def test_a_translation_is_shown(spoken: None) -> None:
    """What is translated in the reader's language, the rest in English."""
    assert _("Right.") == "Richtig."
    assert _("Not right.") == "Not right."
    assert plural("{n} question", "{n} questions", 1) == "1 Frage"
    assert plural("{n} question", "{n} questions", 8) == "8 Fragen"

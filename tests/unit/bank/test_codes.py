"""The list of codes agrees with the program, with the documentation, and with what is typed."""

import re
from pathlib import Path

import pytest

from quizgame.bank.codes import PAGE, codes, matching, nearest
from quizgame.bank.lint import RULES

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / PAGE).read_text(encoding="utf-8")


def test_the_list_has_every_code_that_the_program_gives() -> None:
    """Each code written in a module is listed, and each listed one is written in a module."""
    modules = [p for p in (ROOT / "quizgame").rglob("*.py") if p.name != "codes.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in modules)
    assert sorted(set(re.findall(r'"(QG\d{3})"', text))) == sorted(codes())


def test_each_code_has_its_row_under_its_heading() -> None:
    """The page about problems has one row for each code, in the list's order and words."""
    rows = []
    for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        heading = part.splitlines()[0].lower().replace(" ", "-")
        rows += [
            (name, heading, meaning)
            for name, meaning in re.findall(r"^\| (QG\d{3}) \| (.+?) \|", part, re.MULTILINE)
        ]
    assert [(name, family) for name, family, _ in rows] == [
        (code.name, code.family) for code in codes().values()
    ]
    for name, _family, meaning in rows:
        code = codes()[name]
        plain = re.sub(r"[\u201c\u201d]", '"', code.summary)
        assert plain in meaning.replace("\\", ""), name
        warned = meaning.startswith("warning") or code.family == "how-questions-are-written"
        assert warned == (code.severity == "warning"), name


def test_rules_warn() -> None:
    """A lint rule's code is that of a warning."""
    assert {codes()[rule.code].severity for rule in RULES} == {"warning"}


def test_prefixes_choose_families() -> None:
    """A prefix stands for all codes that begin with it, however it is spelled."""
    assert matching(["qg20", "QG101"]) == {
        *(f"QG20{digit}" for digit in range(9)),
        "QG101",
    }
    assert matching(["QG"]) == set(codes())
    assert matching([]) == frozenset()


@pytest.mark.parametrize("name", ["", "QG999", "QG1011", "hello", "208"])
def test_what_is_no_code_is_refused(name: str) -> None:
    """The exception names what was not understood."""
    with pytest.raises(KeyError) as caught:
        matching(["QG101", name])
    assert caught.value.args == (name,)


@pytest.mark.parametrize(
    ("name", "near"),
    [("QG209", "QG208"), ("QG1011", "QG101"), ("qg999", "QG211"), ("208", "QG208"), ("x", "")],
)
def test_the_nearest_code_is_found(name: str, near: str) -> None:
    """A slip at the end keeps the family; without a digit nothing is guessed."""
    assert nearest(name) == near

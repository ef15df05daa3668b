"""Lint rules: each finds its flaw, and nothing where there is none."""

import re
import tomllib
from pathlib import Path

import pytest

from quizgame.bank.check import check_bank, check_banks, lint
from quizgame.bank.lint import RULES
from quizgame.bank.load import LoadedBank, load_bank
from tests.unit.bank.conftest import Write

ROOT = Path(__file__).parents[3]
CASES = {
    path.stem: tomllib.loads(path.read_text()) for path in (ROOT / "tests/data/lint").iterdir()
}
HEAD = 'format = 1\nid = "lint"\ntitle = "Lint"\n\n'
REPORT = """\
[sources.report]
title = "Report"
text = \"\"\"
The bridge was not opened in May. \u201cIt is a gift to both banks,\u201d the mayor said.

It has four lanes. The council paid for it.
\"\"\"

"""


def bank_of(questions: str) -> str:
    """A bank of the questions of a case, with the report they quote unless they bring their own."""
    return HEAD + ("" if "[sources" in questions else REPORT) + questions


def checked(write: Write, code: str, which: str) -> LoadedBank:
    """The bad or good bank of a case, checked after the other bank of its case if it has one."""
    path = write(bank_of(CASES[code][which]))
    if "other" not in CASES[code]:
        return check_bank(path)
    other = bank_of(CASES[code]["other"]).replace('id = "lint"', 'id = "other"')
    *_before, loaded = check_banks([write(other, "other.toml"), path])
    return loaded


def codes(loaded: LoadedBank) -> set[str]:
    """The codes of what was found."""
    return {problem.code for problem in loaded.problems}


def test_each_rule_has_one_code_and_one_case() -> None:
    """No two rules share a code, and each has its data file."""
    assert sorted(rule.code for rule in RULES) == sorted(CASES)


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_flaw_is_found_and_its_absence_is_not(write: Write, code: str) -> None:
    """The bad example of a rule has that warning, at a place in the file; the good one has not."""
    bad = checked(write, code, "bad")
    good = checked(write, code, "good")
    assert code in codes(bad), bad.problems
    assert code not in codes(good), good.problems
    assert not bad.errors
    assert not good.errors
    for problem in bad.problems:
        assert problem.severity == "warning"
        assert problem.line > 1
        assert problem.message


@pytest.mark.parametrize("code", sorted(CASES))
def test_good_examples_are_good(write: Write, code: str) -> None:
    """A good example shows how to do it right in every respect."""
    assert codes(checked(write, code, "good")) <= {"QG115"} - {code}


def test_warnings_keep_nothing_from_play(write: Write) -> None:
    """A bank full of flaws is read as if it had none."""
    for case in CASES.values():
        path = write(bank_of(case["bad"]))
        assert check_bank(path).bank == load_bank(path).bank


def test_drafts_are_not_looked_at(write: Write) -> None:
    """What is not ready is not criticised."""
    text = bank_of(CASES["QG109"]["bad"]).replace("[[question]]", '[[question]]\nstatus = "draft"')
    assert check_bank(write(text)).problems == ()


def test_rules_about_english_leave_other_languages_alone(write: Write) -> None:
    """A rule about English words does not judge a bank in another language."""
    for code in ("QG102", "QG103", "QG104", "QG107", "QG115"):
        text = bank_of(CASES[code]["bad"]).replace("format = 1", 'format = 1\nlanguage = "de"')
        assert code not in codes(check_bank(write(text)))


def test_a_finding_is_at_its_question_though_another_is_left_out(write: Write) -> None:
    """Places are those of the file, whatever was left out before."""
    broken = '[[question]]\nid = "broken"\ntype = "true-false"\nstem = "s"\nanswer = 5\n\n'
    text = bank_of(broken + CASES["QG109"]["bad"])
    found = [p for p in check_bank(write(text)).problems if p.code == "QG109"]
    line = text.splitlines().index('  { text = "A road" },') + 1
    assert [(problem.line, problem.column) for problem in found] == [(line, 3)]


def test_the_banks_that_come_with_the_program_have_no_errors() -> None:
    """Every bank in the repository is sound."""
    for path in sorted((ROOT / "questions").glob("*.toml")):
        assert [str(p) for p in check_bank(path).problems if p.is_error] == []


def test_numbers_that_fall_are_told_of(write: Write) -> None:
    """A fixed order of numbers is one that rises, not only one that is even."""
    bad = CASES["QG108"]["bad"]
    falling = iter(sorted(re.findall(r'text = "(\d+)"', bad), key=int, reverse=True))
    text = re.sub(r'text = "\d+"', lambda _found: f'text = "{next(falling)}"', bad)
    assert text != bad
    assert "QG108" in codes(check_bank(write(bank_of(text))))


def test_an_empty_bank_is_no_trouble(write: Write) -> None:
    """Rules about shares and averages bear a bank without questions."""
    loaded = load_bank(write(HEAD))
    assert lint(loaded) == []


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        ("Who said “we will not go”?", False),
        ('Who said \\"we never go\\"?', False),
        ("Which gap fits: «do not ____»?", False),
        ("Wer sagte „never“, who?", False),
        ("Who did not say “we will go”?", True),
        ("Who said “we go” and not “we stay”?", True),
        ("Who didn\u2019t say “never”?", True),
        ("Who said “we will not go?", True),
    ],
)
def test_a_negative_word_counts_only_outside_quotation_marks(
    write: Write, stem: str, *, found: bool
) -> None:
    """What somebody said may be negative; a negative question is warned of all the same."""
    bad = CASES["QG102"]["bad"].replace("Which of these was not opened?", stem)
    assert ("QG102" in codes(check_bank(write(bank_of(bad))))) is found

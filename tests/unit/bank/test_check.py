"""One question checked alone, as an editor does with each key, and as its bank's check does."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.check import Surroundings, check_bank, check_question
from quizgame.bank.lint import RULES
from quizgame.bank.lint.base import BankRule
from quizgame.bank.load import load_document
from quizgame.bank.report import Objection, Report
from quizgame.documents import parse, read
from quizgame.errors import Problem
from quizgame.model.questions.text import Numeric
from tests.unit.bank.conftest import HEAD, Write, question
from tests.unit.bank.test_lint import CASES, bank_of

ROOT = Path(__file__).parents[3]
ABOUT_BANKS = {rule.code for rule in RULES if isinstance(rule, BankRule) and not rule.compares}
FAULTY = (
    question('explanatoin = "x"\npoints = "ten"', "one")
    + question("tags = 5", "two", evidence='exact = "the summit begins in Riga"')
    + question("", "three", evidence='exact = "It\'s\\na \u201cdifficult choice"')
    + question('status = "draft"', "four")
    + question("", "five", evidence='exact = "the summit"')
    + question("", "six", evidence='exact = "too short", speaker = 5')
    + '\n[[question]]\nid = "seven"\ntype = "singel-choice"\n'
    + '\n[[question]]\nid = "eight"\ntype = "single-choice"\nstem = "s"\n'
    + 'options = [{ text = "a" }, { text = "a", fraction = 2 }]\n'
)


def alone(path: Path) -> set[Problem]:
    """The problems of a bank's questions, each checked alone."""
    document = read(path)
    tables = copy.deepcopy((document.data or {}).get("question", []))
    around = Surroundings(load_document(document, path))
    report = Report(document)
    for index, fields in enumerate(tables):
        for objection in check_question(fields, index, around):
            report.add(objection.below(("question", index)))
    return set(report.problems())


BANKS = {
    "faulty": HEAD + FAULTY,
    "required": HEAD.replace("id =", 'evidence = "required"\nid =') + FAULTY,
    **{f"bad {code}": bank_of(case["bad"]) for code, case in CASES.items()},
}


@pytest.mark.parametrize("name", sorted(BANKS))
def test_a_question_alone_has_the_problems_it_has_in_its_bank(write: Write, name: str) -> None:
    """Editor and `check` say the same at the same places, but for what is about a bank."""
    path = write(BANKS[name])
    together = {p for p in check_bank(path).problems if p.code not in ABOUT_BANKS}
    found = alone(path)
    assert together <= found
    # Of two with the same stem either one is told so, when it is the one that is edited.
    compared = {rule.code for rule in RULES if isinstance(rule, BankRule) and rule.compares}
    assert {problem for problem in found - together if problem.code not in compared} == set()


def test_the_article_s_questions_are_as_sound_alone() -> None:
    """In the bank that comes with the program, no question has an error alone either."""
    path = ROOT / "questions" / "cluster-munitions.toml"
    loaded = check_bank(path)
    expected = {p for p in loaded.problems if p.code not in ABOUT_BANKS}
    assert alone(path) >= expected
    assert not any(problem.is_error for problem in alone(path))


def table(text: str) -> dict[str, Any]:
    """The one question of a text."""
    return dict(tomllib.loads(text)["question"][0])


@pytest.fixture
def around(write: Write) -> Surroundings:
    """A bank of a sound question, a broken one, and a sound one."""
    text = HEAD + question(name="one") + question("zzz = 1", "two") + question(name="three")
    path = write(text)
    return Surroundings(load_document(parse(text.encode(), str(path)), path))


def codes(found: tuple[Objection, ...]) -> list[tuple[str, tuple[str | int, ...]]]:
    """Code and keys of what was found."""
    return [(one.code, one.keys) for one in found]


@pytest.mark.parametrize(
    ("name", "index", "taken"),
    [
        ("one", 0, False),
        ("one", 1, True),
        ("two", 1, False),
        ("two", 0, True),
        ("three", 0, True),
        ("three", 3, True),
        ("new", 3, False),
    ],
)
def test_an_id_is_taken_by_any_other_question(
    around: Surroundings, name: str, index: int, *, taken: bool
) -> None:
    """Above or below, sound or broken, whoever has the id is in the way; oneself is not."""
    found = codes(check_question(table(question(name=name)), index, around))
    assert (("QG011", ("id",)) in found) == taken


def test_a_stem_that_another_question_has_is_told(around: Surroundings) -> None:
    """The question being edited is the one that repeats, even when it is the first of the two."""
    same = table(question(name="three").replace('"three"', '"one"', 1))
    assert ("QG112", ("stem",)) in codes(check_question(same, 0, around))
    assert ("QG112", ("stem",)) not in codes(check_question(same, 2, around))


def test_checking_again_and_again_keeps_nothing_old(around: Surroundings) -> None:
    """A stem typed letter by letter is compared as it is now, and no earlier state is kept."""
    found = []
    for end in range(len("Is it so, three?"), 0, -1):
        fields = table(question(name="one"))
        fields["stem"] = "Is it so, three?"[:end]
        found.append("QG112" in {one.code for one in check_question(fields, 0, around)})
    assert found == [True] + [False] * (len(found) - 1)
    assert len(around.kept) <= len(around.others(0))


def test_errors_come_first_and_say_so(around: Surroundings) -> None:
    """What keeps the question from play comes first; a broken one gets no advice on style."""
    evidence = "source = 'article', exact = 'It is a difficult choice'"
    fields = table(question("zzz = 1"))
    fields["evidence"] = [tomllib.loads(f"x = {{{evidence}}}")["x"]]
    found = check_question(fields, 0, around)
    assert [one.code for one in found] == ["QG008", "QG208"]
    assert {one.severity for one in found} == {"error"}
    assert found[0].hint
    assert found[1].keys == ("evidence", 0, "exact")


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = ("id", "type", "stem", "options", "answer", "evidence", "gaps", "text", "tags", "status")


@given(
    st.one_of(
        anything,
        st.dictionaries(st.sampled_from(KEYS), anything),
        st.builds(
            lambda key, value: {**table(question()), key: value}, st.sampled_from(KEYS), anything
        ),
    ),
    st.integers(0, 5),
)
def test_whatever_is_typed_nothing_is_raised(fields: Any, index: int) -> None:
    """A half-written table is told of, never a traceback; what is said is at keys within it."""
    document = parse((HEAD + question(name="one")).encode(), "bank.toml")
    found = check_question(fields, index, Surroundings(load_document(document, Path("b.toml"))))
    for one in found:
        assert one.message
        assert one.keys == () or isinstance(fields, dict)


def test_keys_of_the_article_are_told_as_one_says_them() -> None:
    """Behind a number other than 1 stands the plural, where both can be typed."""
    bank = check_bank(ROOT / "questions" / "cluster-munitions.toml").bank
    assert bank is not None
    told = 0
    for one in bank.question:
        if not isinstance(one, Numeric) or not one.units:
            continue
        (verdict,) = one.verdicts(one.key(), bank.language)
        _number, _space, unit = verdict.key.partition(" ")
        plurals = {other for other in one.units if other == f"{unit}s"}
        assert one.answer == 1 or not plurals, verdict.key
        told += 1
    assert told

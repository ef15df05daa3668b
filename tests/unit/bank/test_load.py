"""Banks read from disk: what is kept, what is left out, and what is said about it."""

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.load import LoadedBank, load_bank, load_document
from quizgame.documents import parse
from quizgame.errors import Problem
from quizgame.model.questions import QUESTION_TYPES
from tests.unit.bank.conftest import ARTICLE, HEAD, Write, question

DATA = Path(__file__).parents[2] / "data"
SOUND = question(name="sound", evidence='exact = "the summit begins in Vilnius"')


def only(loaded: LoadedBank) -> Problem:
    """The one problem of a bank."""
    assert len(loaded.problems) == 1, loaded.problems
    return loaded.problems[0]


def ids(loaded: LoadedBank) -> list[str]:
    """The questions of a bank that can be played."""
    return [one.id for one in loaded.bank.question] if loaded.bank else []


def test_every_type_is_read() -> None:
    """A bank with all that the format has is read without a problem, every quotation proven."""
    loaded = load_bank(DATA / "every_type.toml")
    assert loaded.problems == ()
    assert loaded.bank is not None
    assert {one.type for one in loaded.bank.question} == set(QUESTION_TYPES)
    assert set(loaded.texts) == {"article", "note"}
    assert [quiz.id for quiz in loaded.bank.quiz] == ["first", "chosen"]


def test_a_bank_with_bom_and_crlf_is_the_same_bank(write: Write) -> None:
    """An editor's byte order mark and line ends change nothing."""
    text = HEAD + SOUND
    plain = load_bank(write(text))
    marked = load_bank(write(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()))
    assert plain.bank is not None
    assert marked.bank == plain.bank
    assert marked.problems == ()


@pytest.mark.parametrize(
    ("body", "column", "code", "words"),
    [
        ("explanatoin = 'x'", 1, "QG008", ["`explanatoin`", "`explanation`"]),
        ("zzz = 1", 1, "QG008", ["`zzz`", "Known here"]),
        ("options = []", 1, "QG008", ["`options`", "single-choice"]),
        ("points = 'ten'", 10, "QG010", ["`points`", "number"]),
        ("points = -1", 10, "QG010", ["`points`", "0 or more"]),
        ("points = nan", 10, "QG010", ["`points`", "nan"]),
        ("question_time = inf", 17, "QG010", ["`question_time`", "whole number"]),
        ("question_time = 1.5", 17, "QG010", ["`question_time`", "whole number"]),
        ("question_time = 100000", 17, "QG010", ["`question_time`", "86400 or less"]),
        ("difficulty = 'eazy'", 14, "QG010", ["easy, medium, hard", "Did you mean `easy`?"]),
        ("tags = 'x'", 8, "QG010", ["`tags`", "list"]),
        ("tags = ['x', 5]", 14, "QG010", ["`tags, number 2`", "text in quotation marks"]),
        ("tags = ['']", 9, "QG010", ["`tags, number 1`", "must not be empty"]),
        ("rationale = 5", 13, "QG010", ["`rationale`", "text in quotation marks"]),
        ("evidence = [{ exact = 'x' }]", 13, "QG009", ["`source` is missing"]),
        ("evidence = [5]", 13, "QG010", ["`evidence, number 1`", "table"]),
        ("evidence = [{ source = 'article', kind = 'fact' }]", 42, "QG010", ["report"]),
        ("evidence = [{ source = 'article', exat = 'x' }]", 35, "QG008", ["`exact`"]),
        ("evidence = [{ source = 'Art icle' }]", 24, "QG010", ["small letters"]),
        ("evidence = [{ source = 'artcle' }]", 24, "QG036", ["`artcle`", "`article`"]),
        ("evidence = [{ source = 'article' }]", 13, "QG200", ["`exact` or `parts`"]),
    ],
)
def test_a_fault_is_told_in_plain_words_at_its_place(
    write: Write, body: str, column: int, code: str, words: list[str]
) -> None:
    """One wrong key or value keeps its question out, and only that, and names place and remedy."""
    loaded = load_bank(write(HEAD + question(body) + SOUND))
    problem = only(loaded)
    assert (problem.line, problem.column, problem.code) == (15, column, code)
    said = f"{problem.message} {problem.hint}"
    assert all(word in said for word in words), said
    assert problem.is_error
    assert ids(loaded) == ["sound"]


@pytest.mark.parametrize(
    ("kind", "fields", "code", "words"),
    [
        ("single-choice", "options = [{ text = 'a' }, { text = 'b' }]", "QG013", "no option"),
        (
            "single-choice",
            "options = [{ text = 'a', correct = true }, { text = 'b', correct = true }]",
            "QG014",
            "only one",
        ),
        ("single-choice", "options = [{ text = 'a', correct = true }]", "QG010", "at least 2"),
        (
            "single-choice",
            "options = [{ text = 'a', correct = 'yes' }, { text = 'b', correct = true }]",
            "QG010",
            "true or false",
        ),
        (
            "single-choice",
            "options = [{ text = 'a', corect = true }, { text = 'b', correct = true }]",
            "QG008",
            "`correct`",
        ),
        (
            "single-choice",
            "options = [{ text = 'a', fraction = 1.0 }, { text = 'b', correct = true }]",
            "QG010",
            "less than 1",
        ),
        ("multiple-response", "options = [{ text = 'a' }, { text = 'b' }]", "QG013", "no option"),
        ("true-false", "", "QG009", "`answer` is missing"),
        ("short-text", "answers = []", "QG010", "at least 1"),
        ("short-text", "answers = ['a']\ntypos = 3", "QG010", "2 or less"),
        ("numeric", "answer = '1'", "QG010", "must be a number"),
        ("numeric", "answer = nan", "QG010", "nan"),
        ("numeric", "answer = 1\nwrong = [{ answer = true }]", "QG010", "text in quotation marks"),
        ("numeric", "answer = 1\nwrong = [{ answer = 'many' }]", "QG017", "number"),
        ("ordering", "items = ['a', 'a']", "QG016", "same"),
        ("matching", "pairs = [{ left = 'a', right = 'b' }]", "QG010", "at least 2"),
        ("cloze", "text = 'a {{n}}'\ngaps.m = { answer = 1 }", "QG018", "`n`"),
        ("cloze", "text = 'a {{n}}'\ngaps.n = { answer = 'x' }", "QG010", "must be a number"),
        ("cloze", "text = 'a {{n}}'\ngaps.n = { answer = 1, typos = 1 }", "QG008", "`typos`"),
        ("cloze", "text = 'a {{n}}'\ngaps.n = { answers = [1] }", "QG010", "text in quotation"),
        ("cloze", "text = 'a {{n}}'\ngaps.n = 5", "QG010", "table"),
        ("cloze", "text = 'a {{n}}'", "QG009", "`gaps` is missing"),
        ("singel-choice", "", "QG010", "`single-choice`"),
        ("essay", "", "QG010", "true-false"),
    ],
)
def test_each_type_tells_its_faults(
    write: Write, kind: str, fields: str, code: str, words: str
) -> None:
    """What a type needs and does not get is said without a word of how it is programmed."""
    text = f'\n[[question]]\nid = "one"\ntype = "{kind}"\nstem = "s"\n{fields}\n'
    loaded = load_bank(write(HEAD + SOUND + text))
    found = [problem for problem in loaded.problems if problem.code == code]
    assert found, loaded.problems
    assert any(words in f"{problem.message} {problem.hint}" for problem in found), found
    assert all(problem.line > 17 for problem in loaded.problems)
    assert ids(loaded) == ["sound"]
    for problem in loaded.problems:
        said = f"{problem.message} {problem.hint}".lower()
        jargon = ("input should", "valid dictionary", "instance", "tuple", "constrained", "union")
        assert not any(word in said for word in jargon), said


def test_all_faults_are_found_at_once(write: Write) -> None:
    """An author sees every fault of a file in one go, in the order of the file."""
    faulty = question("zzz = 1\npoints = 'x'") + question("yyy = 1", name="two")
    loaded = load_bank(write(HEAD.replace("Small", "") + faulty))
    places = [(problem.line, problem.code) for problem in loaded.problems]
    assert [code for _line, code in places] == ["QG010", "QG008", "QG010", "QG008"]
    assert places == sorted(places)


def codes(path: Path) -> list[str]:
    """Return the codes of a bank's problems, in the order of the file."""
    return [problem.code for problem in load_bank(path).problems]


WRONG = 'source = "article", exact = "The cost was put at 9,999 dollars."'
UNKNOWN = 'source = "artikel", exact = "The cost was put at 1,234 dollars."'


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        (f"explanaton = 'x'\nevidence = [{{ {WRONG} }}]", ["QG008", "QG208"]),
        (f"points = 'x'\nevidence = [{{ {WRONG} }}, {{ {UNKNOWN} }}]", ["QG010", "QG208", "QG036"]),
        (f"evidence = [{{ {WRONG}, parrt = 1 }}, {{ {WRONG} }}]", ["QG208", "QG008", "QG208"]),
        (f"evidence = [5, {{ {WRONG} }}]", ["QG010", "QG208"]),
    ],
)
def test_a_wrong_key_hides_no_wrong_quotation(write: Write, wrong: str, found: list[str]) -> None:
    """What is wrong with a question is told in one go, its quotations included."""
    path = write(HEAD + question(wrong))
    assert codes(path) == found
    assert load_bank(path).bank == load_bank(write(HEAD)).bank


def test_a_fault_or_a_taken_id_hides_no_wrong_quotation(write: Write) -> None:
    """A question that can not be answered, or whose id is taken, is examined to its end."""
    keyless = (
        '[[question]]\nid = "b"\ntype = "single-choice"\nstem = "Which?"\nexplanation = "So."\n'
        f'options = [{{ text = "A" }}, {{ text = "B" }}]\nzzz = 1\nevidence = [{{ {UNKNOWN} }}]\n'
    )
    twice = question() + question(f"zzz = 1\nevidence = [{{ {WRONG} }}]")
    found = codes(write(HEAD + keyless + twice))
    assert found == ["QG013", "QG008", "QG036", "QG011", "QG008", "QG208"]


def test_a_source_or_quiz_with_a_wrong_key_is_still_looked_into(write: Write) -> None:
    """Its quotations are proven and its questions looked for, but nothing of it is played."""
    head = HEAD.replace('title = "Article"', 'titel = "Article"\npublised = "x"')
    quiz = '\n[[quiz]]\nid = "short"\ntitle = "Short"\nidz = 1\nids = ["nobody"]\n'
    right = WRONG.replace("9,999", "1,234")
    body = question(f"evidence = [{{ {WRONG} }}]")
    body += question(f"evidence = [{{ {right} }}]", name="two") + quiz
    loaded = load_bank(write(head + body))
    found = [problem.code for problem in loaded.problems]
    assert found == ["QG009", "QG008", "QG008", "QG208", "QG008", "QG020"]
    bank = loaded.bank
    assert bank is not None
    assert (bank.question, bank.quiz, bank.sources, loaded.texts) == ((), (), {}, {})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("format = 1", "format = 2", "QG010"),
        ("format = 1\n", "", "QG009"),
        ('id = "small"', 'id = "Small!"', "QG010"),
        ('title = "Small"', 'titel = "Small"', "QG009"),
        ('title = "Small"', 'title = "Small"\nlanguage = "english, mostly"', "QG010"),
        ('title = "Small"', 'title = "Small"\ntone = "sad"', "QG010"),
        ('title = "Small"', 'title = "Small"\nglossary = 5', "QG010"),
        ('title = "Small"', 'title = "Small"\nquestion = 5', "QG010"),
    ],
)
def test_a_fault_of_the_head_keeps_the_bank_from_play(
    write: Write, old: str, new: str, code: str
) -> None:
    """A bank whose head can not be understood is not played, and its problem has a line."""
    text = HEAD.replace(old, new)
    loaded = load_bank(write(text if "question = 5" in new else text + SOUND))
    assert code in [problem.code for problem in loaded.problems]
    assert all(problem.line >= 1 for problem in loaded.problems)
    assert loaded.bank is None or "question = 5" in new


def test_the_second_of_two_question_ids_is_left_out(write: Write) -> None:
    """Of two questions with one id the first is played and the second is told of."""
    loaded = load_bank(write(HEAD + question(name="one") + question(name="one") + SOUND))
    problem = only(loaded)
    assert (problem.code, problem.line, problem.column) == ("QG011", 18, 6)
    assert ids(loaded) == ["one", "sound"]


@pytest.mark.parametrize(
    ("quiz", "code", "kept"),
    [
        ('ids = ["sound", "suond"]', "QG020", False),
        ('ids = ["sound", "sound"]', "QG020", False),
        ('ids = ["sound"]\ndraw = [{ count = 1 }]', "QG020", False),
        ("draw = [{ count = 2 }]", "QG021", True),
        ("draw = [{ count = 1 }, { count = 1 }]", "QG021", True),
        ('draw = [{ tags = ["none"], count = 1 }]', "QG021", True),
        ('draw = [{ types = ["true-flase"], count = 1 }]', "QG010", True),
        ("draw = [{ count = 0 }]", "QG010", False),
        ("pass_mark = 2", "QG010", False),
        ('scoring = "sped"', "QG010", False),
    ],
)
def test_a_quiz_asks_for_what_there_is(write: Write, quiz: str, code: str, *, kept: bool) -> None:
    """A quiz that names what does not exist is left out; one that draws too many is played."""
    loaded = load_bank(write(HEAD + SOUND + f'\n[[quiz]]\nid = "q"\ntitle = "Q"\n{quiz}\n'))
    assert code in [problem.code for problem in loaded.problems]
    assert any(problem.is_error for problem in loaded.problems)
    assert loaded.bank is not None
    assert [one.id for one in loaded.bank.quiz] == (["q"] if kept else [])


def test_a_quiz_loses_a_question_that_has_an_error(write: Write) -> None:
    """A question left out for its own error is taken out of quizzes too, without more ado."""
    quiz = '\n[[quiz]]\nid = "q"\ntitle = "Q"\nids = ["bad", "sound"]\n'
    loaded = load_bank(write(HEAD + SOUND + question("points = 'x'", name="bad") + quiz))
    assert only(loaded).code == "QG010"
    assert loaded.bank is not None
    assert loaded.bank.quiz[0].ids == ("sound",)


@pytest.mark.parametrize("quiz_id", ["q", "all"])
def test_quiz_ids_are_not_taken_twice(write: Write, quiz_id: str) -> None:
    """Two quizzes with one id, or one with the id of the whole bank, are told of."""
    quizzes = "".join(f'\n[[quiz]]\nid = "{one}"\ntitle = "Q"\n' for one in ("q", quiz_id))
    loaded = load_bank(write(HEAD + SOUND + quizzes))
    assert only(loaded).code == "QG011"
    assert loaded.bank is not None
    assert len(loaded.bank.quiz) == 1


def test_a_sober_bank_is_scored_by_accuracy_only(write: Write) -> None:
    """A quiz for points and speed has no place in a sober bank."""
    quiz = '\n[[quiz]]\nid = "q"\ntitle = "Q"\nscoring = "speed"\n'
    head = HEAD.replace('title = "Small"', 'title = "Small"\ntone = "sober"')
    loaded = load_bank(write(head + SOUND + quiz))
    assert only(loaded).code == "QG022"
    assert loaded.bank is not None
    assert loaded.bank.quiz == ()


def test_required_evidence_is_required_of_what_is_played(write: Write) -> None:
    """Where evidence is required, a question without it is left out, a draft is not."""
    head = HEAD.replace('title = "Small"', 'title = "Small"\nevidence = "required"')
    draft = question('status = "draft"', name="draft")
    loaded = load_bank(write(head + SOUND + draft + question(name="bare")))
    assert only(loaded).code == "QG037"
    assert ids(loaded) == ["sound", "draft"]


@pytest.mark.parametrize(
    ("exact", "code", "words"),
    [
        ("summit", "QG201", "three words"),
        ("ummit begins in Vilnius", "QG202", "Tuesday the s[ummit begins"),
        ("On Monday the summit", None, ""),
        ("the summit", "QG201", "three words"),
        ("summit ends in Vilnius", "QG208", "[-ends-] {+begins+}"),
        ("nothing that anybody ever wrote", "QG208", "Nothing in the source"),
    ],
)
def test_a_quotation_that_does_not_prove_keeps_its_question_out(
    write: Write, exact: str, code: str | None, words: str
) -> None:
    """What is wrong with a quotation is told at it, with what the source has instead."""
    loaded = load_bank(write(HEAD + SOUND + question(evidence=f'exact = "{exact}"')))
    if code is None:
        assert ids(loaded) == ["sound", "one"]
        return
    problem = only(loaded)
    assert (problem.code, problem.line, problem.column) == (code, 25, 43)
    assert words in f"{problem.message} {problem.hint}"
    assert ids(loaded) == ["sound"]


def test_a_repeated_quotation_tells_how_to_say_which(write: Write) -> None:
    """Each place of a repeated quotation comes with a line that singles it out."""
    article = "First the summit is over. Then the summit is over.\n"
    text = HEAD + question(evidence='exact = "the summit is over"')
    problem = only(load_bank(write(text, article=article)))
    assert problem.code == "QG206"
    assert not problem.fixable
    assert 'prefix = "First "' in problem.hint
    assert 'prefix = "Then "' in problem.hint
    chosen = text.replace('is over"', 'is over", prefix = "Then "')
    assert load_bank(write(chosen, article=article)).problems == ()


def test_another_spelling_is_a_warning(write: Write) -> None:
    """A quotation with plain quotation marks is played, and can be mended."""
    loaded = load_bank(write(HEAD + question(evidence="exact = \"a 'difficult choice'\"")))
    assert only(loaded).code == "QG208"
    loaded = load_bank(write(HEAD + question(evidence='exact = "a \\"difficult choice\\" -"')))
    problem = only(loaded)
    assert (problem.code, problem.severity, problem.fixable) == ("QG205", "warning", True)
    assert ids(loaded) == ["one"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('file = "missing.txt"', "QG030"),
        ('file = "../../outside.txt"', "QG031"),
        ('file = "/etc/passwd"', "QG031"),
        ('file = "../seeds/../../outside.txt"', "QG031"),
        ('file = "link.txt"', "QG031"),
        ('file = "linked/outside.txt"', "QG031"),
        ('file = "latin.txt"', "QG032"),
        ('file = "empty.txt"', "QG032"),
        ('file = "folder"', "QG032"),
        ('file = "circle.txt"', "QG032"),
        ('file = "pipe.txt"', "QG032"),
        ('file = "nul\\u0000.txt"', "QG032"),
        ('file = ""', "QG035"),
        ('file = "article.txt"\ntext = "x"', "QG035"),
        ("file = 5", "QG010"),
    ],
)
def test_a_source_that_can_not_be_used_is_told(
    write: Write, tmp_path: Path, source: str, code: str
) -> None:
    """Missing, outside the folders, behind a link, not text: its questions are left out."""
    import os  # noqa: PLC0415 - for the pipe only

    text = HEAD.replace('file = "article.txt"', source)
    other = '\n[sources.note]\ntitle = "Note"\ntext = "The summit begins in Vilnius."\n'
    proven = SOUND.replace("article", "note").replace("the summit", "summit")
    path = write(text + other + question(evidence='exact = "the decision on Monday"') + proven)
    folder = path.parent
    (tmp_path / "outside.txt").write_text(ARTICLE)
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "linked").symlink_to(tmp_path, target_is_directory=True)
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "latin.txt").write_bytes("é".encode("latin-1"))
    (folder / "empty.txt").touch()
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe.txt")
    loaded = load_bank(path)
    assert [problem.code for problem in loaded.problems] == [code], loaded.problems
    assert ids(loaded) == ["sound"]


def test_sources_lie_beside_the_bank_or_in_seeds(write: Write, tmp_path: Path) -> None:
    """A source in ../seeds is read, also when the bank is reached through a link."""
    path = write(HEAD.replace("article.txt", "../seeds/a.txt") + SOUND, article=None)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(ARTICLE)
    elsewhere = tmp_path / "home" / "banks"
    elsewhere.mkdir(parents=True)
    (elsewhere / "link.toml").symlink_to(path)
    for way in (path, elsewhere / "link.toml"):
        loaded = load_bank(way)
        assert loaded.problems == ()
        assert loaded.texts == {"article": ARTICLE}


def test_a_bank_may_travel_without_its_source(write: Write) -> None:
    """With a digest and without the file, quotations are taken on trust and a warning says so."""
    digest = f'title = "Article"\nsha256 = "{sha256(ARTICLE.encode()).hexdigest()}"'
    text = HEAD.replace('title = "Article"', digest) + SOUND
    assert load_bank(write(text)).problems == ()
    path = write(text)
    (path.parent / "article.txt").unlink()
    loaded = load_bank(path)
    problem = only(loaded)
    assert (problem.code, problem.severity) == ("QG033", "warning")
    assert ids(loaded) == ["sound"]
    assert loaded.texts == {}


def test_a_changed_source_is_noticed(write: Write) -> None:
    """A digest that is not the source's is a warning that can be mended."""
    text = HEAD.replace('title = "Article"', f'title = "Article"\nsha256 = "{"0" * 64}"')
    problem = only(load_bank(write(text + SOUND)))
    assert (problem.code, problem.severity, problem.fixable) == ("QG034", "warning", True)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"# only a comment\n", b"\r\n\r\n"])
def test_an_empty_file_is_a_problem(write: Write, content: bytes) -> None:
    """A file without a bank says how a bank begins."""
    loaded = load_bank(write(content))
    assert loaded.bank is None
    assert only(loaded).code == "QG024"


def test_ten_thousand_wrong_quotations_do_not_keep_anyone_waiting(write: Write) -> None:
    """Explanations are given for the first few only; every fault is still told."""
    wrong = "".join(
        question(name=f"q{n}", evidence=f'exact = "no such words {n} anywhere"')
        for n in range(2000)
    )
    loaded = load_bank(write(HEAD + wrong, article=ARTICLE * 500))
    assert len(loaded.problems) == 2000
    assert sum(bool(problem.hint) for problem in loaded.problems) < 100


SAMPLE = (DATA / "every_type.toml").read_bytes()
PIECES = st.sampled_from(
    [
        *(b"", b"[[", b"]", b"{", b'"', b"= 5\n", b"= []\n", b"= {}\n", b"[question]\n", b"\n"),
        *(b"true", b"'x'", b"nan", b"1979-05-27", b"[[quiz]]\n", b"\xff", b"\x00", b"-1", b","),
    ]
)


@given(st.data())
def test_mutated_banks_never_raise(data: st.DataObject) -> None:
    """A bank with pieces cut out or put in gives a bank, or problems, or both."""
    raw = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(raw)))
        raw[start : start + data.draw(st.integers(0, 30))] = data.draw(PIECES)
    loaded = load_document(parse(bytes(raw), "x.toml"), DATA / "x.toml")
    assert loaded.bank is not None or loaded.errors
    assert all(problem.code.startswith("QG") for problem in loaded.problems)


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates()
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.data(), VALUES)
def test_any_value_anywhere_never_raises(data: st.DataObject, value: object) -> None:
    """Whatever stands at whatever key, a bank is read or its problem told."""
    document = parse(SAMPLE, "x.toml")
    assert document.data is not None
    here: object = document.data
    for _ in range(data.draw(st.integers(0, 4))):
        keys = (
            sorted(here)
            if isinstance(here, dict)
            else range(len(here))
            if isinstance(here, list)
            else []
        )
        if not keys:
            break
        key = data.draw(st.sampled_from(list(keys)))
        inner = here[key]  # type: ignore[index] # plain data of any shape
        if not isinstance(inner, (dict, list)) or data.draw(st.booleans()):
            here[key] = value  # type: ignore[index] # plain data of any shape
            break
        here = inner
    loaded = load_document(replace(document), DATA / "x.toml")
    assert loaded.bank is not None or loaded.errors


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(raw: bytes) -> None:
    """No bytes bring the reader down."""
    loaded = load_document(parse(raw, "x.toml"), DATA / "x.toml")
    assert loaded.bank is not None or loaded.problems


def test_a_sound_bank_loads_nothing_it_does_not_need() -> None:
    """The grammar, the writer and the search for likeness are left for when something is wrong."""
    code = (
        "import sys; from pathlib import Path; from quizgame.bank.load import load_bank;"
        f"loaded = load_bank(Path({str(DATA / 'every_type.toml')!r}));"
        "assert loaded.bank and not loaded.problems;"
        "print([name for name in ('tree_sitter', 'rapidfuzz', 'tomli_w', 'difflib')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_bank_names_no_more_sources_than_memory_bears(write: Write) -> None:
    """A large source named again and again is read as often as 64 MB allow, then it is an error."""
    named = "".join(f'[sources.s{n}]\nfile = "long.txt"\ntitle = "L"\n' for n in range(1000))
    path = write(f'format = 1\nid = "small"\ntitle = "Small"\n{named}{question()}')
    (path.parent / "long.txt").write_text("long " * 3_000_000)
    loaded = load_bank(path)
    assert [problem.code for problem in loaded.problems] == ["QG032"]
    assert 1 < len(loaded.texts) < 10
    assert loaded.bank is not None
    assert len(loaded.bank.playable()) == 1

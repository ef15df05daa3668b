"""What was put right in a round, written into the file of its bank byte for byte."""

from pathlib import Path

import pytest

from quizgame.backend.live.amending import Amendment, amend, amendment
from quizgame.backend.live.rekeying import with_key
from quizgame.bank.load import load_bank
from quizgame.errors import RefusedError
from quizgame.model.bank import content_hash
from quizgame.model.questions.base import Question, Response
from tests.unit.backend.live.lessons import EVERY_TYPE, Lesson, played

TEXT = EVERY_TYPE.read_text(encoding="utf-8")
FORESEEN = (
    'wrong = [{ answer = "the clerk", rationale = "The clerk spoke elsewhere.", fraction = 0.5 }]\n'
)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank of every type in a folder of its own, with its article."""
    folder = tmp_path / "banks"
    folder.mkdir()
    article = EVERY_TYPE.with_suffix(".txt")
    (folder / article.name).write_bytes(article.read_bytes())
    path = folder / "bank.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def asked(path: Path, name: str) -> Question:
    """Return a question of a bank."""
    bank = load_bank(path).bank
    assert bank is not None
    return next(one for one in bank.question if one.id == name)


@pytest.mark.parametrize(
    ("name", "key", "was", "now"),
    [
        (
            "city",
            ("2",),
            ('text = "Vilnius"\ncorrect = true\n', 'rationale = "That was another visit."\n'),
            ('text = "Vilnius"\n', 'rationale = "That was another visit."\ncorrect = true\n'),
        ),
        (
            "signed",
            ("0", "2"),
            ('text = "France", correct = true', 'rationale = "It did not sign." }'),
            ('text = "France"', 'rationale = "It did not sign.", correct = true }'),
        ),
        ("all-signed", ("true",), ("answer = false",), ("answer = true",)),
        (
            "minister",
            ("the clerk",),
            ('["the minister", "minister"]', FORESEEN),
            ('["the clerk"]', ""),
        ),
        (
            "count",
            ("124 +- 2",),
            ("answer = 123\ntolerance = 0.5\ntolerance_percent = 1.5\n",),
            ("answer = 124\ntolerance = 2.0\n",),
        ),
        (
            "order",
            ("1", "0", "2"),
            ('["the meeting", "the vote", ',),
            ('["the vote", "the meeting", ',),
        ),
        (
            "pairs",
            ("1", "0"),
            ('minister", right = "spoke"', 'clerk", right = "counted"'),
            ('minister", right = "counted"', 'clerk", right = "spoke"'),
        ),
        (
            "gaps",
            ("1", "scribe", "9.5 +- 0.5"),
            ('text = "Vilnius", correct = true }, { text = "Selby" }', '["clerk"]'),
            ('text = "Vilnius" }, { text = "Selby", correct = true }', '["clerk", "scribe"]'),
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_key_is_written_and_every_other_byte_stays(  # noqa: PLR0917 - a table of keys
    bank: Path, name: str, key: Response, was: tuple[str, ...], now: tuple[str, ...], newline: str
) -> None:
    """Of every type; comments, layout, line ends and all other questions are as they were."""
    before = TEXT
    bank.write_bytes(before.replace("\n", newline).encode())
    question = asked(bank, name)
    wanted = with_key(question, key, "en", beside=name == "gaps")
    found = amendment(bank, bank.parent / "home", wanted, {content_hash(question)})
    assert bank.read_bytes() == before.replace("\n", newline).encode()
    amend(found, bank.parent / "home")
    head, block, rest = _around(before, name)
    for old, new in zip(was, now, strict=True):
        assert old in block
        block = block.replace(old, new, 1)
    expected = (head + block + rest).replace("\n", newline)
    assert bank.read_bytes().decode() == expected
    assert content_hash(asked(bank, name)) == content_hash(wanted)


def _around(text: str, name: str) -> tuple[str, str, str]:
    """Return what stands before a question, the question, and what stands behind it."""
    start = text.index(f'[[question]]\nid = "{name}"')
    end = text.find("[[question]]", start + 1)
    end = len(text) if end < 0 else end
    return text[:start], text[start:end], text[end:]


def written(bank: Path) -> str:
    """Return what is in the file now."""
    return bank.read_text(encoding="utf-8")


def proposal(bank: Path) -> Amendment:
    """Return a key to be written, looked at now."""
    question = asked(bank, "count")
    wanted = with_key(question, ("124",), "en")
    return amendment(bank, bank.parent / "home", wanted, {content_hash(question)})


def test_what_is_proposed_names_file_question_and_both_keys(bank: Path) -> None:
    """The teacher confirms what they read."""
    found = proposal(bank)
    assert (found.file, found.name, found.id) == (str(bank), "bank.toml", "count")
    assert (found.before, found.after) == ("123 +- 1.5 %", "124")


def test_another_writer_in_between_is_not_written_over(bank: Path) -> None:
    """A file that changed after the question was put is refused, whatever changed in it."""
    found = proposal(bank)
    theirs = TEXT.replace("A bank for the tests", "Another bank")
    bank.write_text(theirs, encoding="utf-8")
    with pytest.raises(RefusedError, match="was changed by another program") as refused:
        amend(found, bank.parent / "home")
    assert refused.value.hint
    assert bank.read_text(encoding="utf-8") == theirs
    amend(proposal(bank), bank.parent / "home")
    assert bank.read_text(encoding="utf-8").count("answer = 124") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEXT.replace("how many states signed", "how many signed"), "was changed since it was"),
        (TEXT.replace('id = "count"', 'id = "counted"', 1), "no question “count” any more"),
        (TEXT.replace("answer = 123", "answer = 124"), "was changed since it was"),
        ("format = [", "can not be understood"),
        (None, "is not there any more"),
    ],
)
def test_another_question_is_not_written_into(bank: Path, text: str | None, told: str) -> None:
    """Where the file does not have the question that was asked nothing is written into it."""
    question = asked(bank, "count")
    wanted = with_key(question, ("125",), "en")
    if text is None:
        bank.unlink()
    else:
        bank.write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match=told) as refused:
        amendment(bank, bank.parent / "home", wanted, {content_hash(question)})
    assert "bank.toml" in refused.value.message
    assert refused.value.hint
    assert (bank.read_text(encoding="utf-8") if bank.exists() else None) == text


def test_a_file_that_may_not_be_written_is_told(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the file, and nothing stays behind, neither beside it nor at home."""
    found = proposal(bank)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quizgame.bank.manuscript.write_over", full)
    with pytest.raises(RefusedError, match="No space left") as refused:
        amend(found, bank.parent / "home")
    assert str(bank) in refused.value.message
    assert not [one for one in (bank.parent / "home").rglob("*") if one.is_file()]
    monkeypatch.setattr("quizgame.bank.manuscript.os.access", lambda *_args: False)
    with pytest.raises(RefusedError, match="may not be written to"):
        proposal(bank)
    assert bank.read_text(encoding="utf-8") == TEXT


def test_a_round_is_written_into_its_bank_and_back(bank: Path, lesson: Lesson) -> None:
    """After a restart too; undone and written once more the file has the bytes that it had."""
    lesson.bank = bank

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.start()
        await lesson.skip_to("minister", ann)
        await lesson.answer(ann, ("Her Excellency",))
        await lesson.through()
        with pytest.raises(RefusedError, match="has this key already"):
            await lesson.teacher.amendment("minister")
        await lesson.teacher.accept("minister", 0, "her excellency")
        await lesson.teacher.amend(await lesson.teacher.amendment("minister"))
        line = '"the minister", "minister"'
        wanted = TEXT.replace(line, f'{line}, "Her Excellency"')
        assert written(bank) == wanted
        await lesson.kill()
        lesson.teacher.renew()
        [correction] = lesson.teacher.view().corrections
        await lesson.teacher.undo(correction.seq)
        await lesson.teacher.amend(await lesson.teacher.amendment("minister"))
        assert written(bank) == TEXT

    played(lesson, play)


def test_a_second_right_option_has_no_room_in_a_bank(lesson: Lesson, bank: Path) -> None:
    """What was accepted beside the one key of a question is not written, and why is told."""
    lesson.bank = bank

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.start()
        await lesson.skip_to("city", ann)
        [wrong] = lesson.wrong()
        await lesson.answer(ann, (wrong,))
        await lesson.through()
        await lesson.teacher.accept("city", 0, wrong)
        with pytest.raises(RefusedError, match="one right answer"):
            await lesson.teacher.amendment("city")
        assert written(bank) == TEXT

    played(lesson, play)

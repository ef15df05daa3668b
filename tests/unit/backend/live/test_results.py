"""What comes of a round: its table, and what is put right in it."""

import csv
import io

import pytest

from quizgame.errors import RefusedError
from tests.unit.backend.live.lessons import Lesson, Wire, played


def table(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV text that begins as spreadsheets want it."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def column(row: dict[str, str], ending: str, number: int = 1) -> str:
    """Return the cell of a question's column."""
    return next(v for k, v in row.items() if k.startswith(f"{number} ") and k.endswith(ending))


def test_the_table_of_a_round(lesson: Lesson) -> None:
    """Accents are kept, nothing is a formula, and who was not there has blanks, never 0."""

    async def play(lesson: Lesson) -> None:
        zoe, evil = await lesson.join("Zoë Ångström", "=HYPERLINK(1)")
        await lesson.start()
        await lesson.show(zoe, evil)
        await lesson.answer(zoe)
        await lesson.through()
        [late] = await lesson.join("Late")
        await lesson.show(zoe, evil, late)
        await lesson.answer(late)
        await lesson.teacher.finish()
        rows = {row["name"]: row for row in table(await lesson.teacher.results_csv())}
        assert set(rows) == {"Zoë Ångström", "'=HYPERLINK(1)", "Late"}
        assert column(rows["Zoë Ångström"], ": result") == "right"
        assert column(rows["'=HYPERLINK(1)"], ": points") == "0.0"
        assert column(rows["Late"], ": points") == ""
        assert column(rows["Late"], ": answer") == ""
        assert float(rows["Late"]["points"]) == float(rows["Late"]["out_of"]) > 0
        assert not any("factor" in name for name in rows["Late"])

    played(lesson, play)


def test_who_only_warmed_up_has_no_share(lesson: Lesson) -> None:
    """A warm-up is worth nothing: a share of nothing is blank, and no pass."""

    async def play(lesson: Lesson) -> None:
        [ann] = await lesson.join("Ann")
        await lesson.teacher.start_round("every-type", "chosen", seed=1, warm_up=1)
        await lesson.show(ann)
        await lesson.answer(ann)
        await lesson.through()
        await lesson.teacher.finish()
        [row] = table(await lesson.teacher.results_csv())
        assert (row["out_of"], row["accuracy"], row["passed"]) == ("0.0", "", "")

    played(lesson, play)


def test_a_changed_key_and_undone(lesson: Lesson) -> None:
    """All are scored anew, both values are told, attempts follow, and undo brings the old back."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.skip_to("city", ann, bo)
        await lesson.answer(ann)
        await lesson.answer(bo, lesson.wrong())
        await lesson.through()
        [wrong] = lesson.wrong()
        letter = "ABC"[int(wrong) - 1]
        await lesson.teacher.change_key("city", (wrong,))
        assert [one.view().outcomes[lesson.board.number - 1] for one in (ann, bo)] == [
            "wrong",
            "right",
        ]
        told = ann.view().told
        assert told is not None
        assert [one.letter for one in told.verdicts if one.right] == [letter]
        with pytest.raises(RefusedError):
            await lesson.teacher.change_key("city", ("9",))
        await lesson.teacher.finish()
        number = lesson.board.number
        rows = {row["name"]: row for row in table(await lesson.teacher.results_csv())}
        assert column(rows["Ann"], ": points", number) == "0.0"
        assert float(column(rows["Ann"], ": points before correction", number)) == 2
        points = {one.person_name: one.points for one in lesson.store.attempts()}
        assert points == {"Ann": 0, "Bo": 2}
        lesson.teacher.renew()
        [correction] = lesson.teacher.view().corrections
        await lesson.teacher.undo(correction.seq)
        points = {one.person_name: one.points for one in lesson.store.attempts()}
        assert points["Ann"] == 2
        assert points["Bo"] < 2

    played(lesson, play)


EACH = ("city", "signed", "all-signed", "minister", "count", "order", "pairs", "gaps")


@pytest.mark.parametrize("question_id", EACH)
def test_what_was_answered_becomes_the_key_of_each_type(lesson: Lesson, question_id: str) -> None:
    """What was wrong is right on every screen, also after a restart, until it is undone."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        while (await lesson.show(ann, bo)).question.id != question_id:  # type: ignore[union-attr]
            await lesson.teacher.skip()
        given = lesson.wrong()
        await lesson.answer(ann, given)
        await lesson.answer(bo)
        await lesson.through()
        place = lesson.board.number - 1
        first = ann.view().outcomes[place]
        assert first in {"wrong", "partly"}
        before = lesson.teacher.key(question_id)
        assert lesson.teacher.words_of(question_id, given)
        await lesson.teacher.change_key(question_id, given)
        now = lesson.teacher.key(question_id)
        assert (now.response, now.question) == (given, before.question)
        assert ann.view().outcomes[place] == "right"
        told = ann.view().told
        assert told is not None
        assert [one.right for one in told.verdicts if one.chosen] == [True] * sum(
            one.chosen for one in told.verdicts
        )
        assert told.response_text
        counts = lesson.teacher.answers(place + 1)
        assert counts is not None
        assert counts[1].right == 1
        with pytest.raises(RefusedError, match="the key already"):
            await lesson.teacher.change_key(question_id, given)
        await lesson.kill()
        assert lesson.hub.live is not None
        [seat, *_others] = lesson.hub.live.state.counted()
        told_all = lesson.hub.display.told()
        assert told_all is not None
        assert told_all.marks(seat)[place].outcome == "right"
        lesson.teacher.renew()
        [correction] = lesson.teacher.view(private=True).corrections
        assert all(word in correction.what for word in now.words)
        await lesson.teacher.undo(correction.seq)
        assert lesson.teacher.key(question_id) == before

    played(lesson, play)


def test_an_answer_is_withdrawn(lesson: Lesson) -> None:
    """What was accepted is undone, what the author wrote is taken out of the key."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.skip_to("minister", ann, bo)
        await lesson.answer(ann, ("Her Excellency",))
        await lesson.answer(bo, ("Minister",))
        await lesson.through()
        place, teacher = lesson.board.number - 1, lesson.teacher
        with pytest.raises(RefusedError, match="not right as it is"):
            await teacher.withdraw("minister", 0, "her excellency")
        await teacher.accept("minister", 0, "her excellency")
        await teacher.withdraw("minister", 0, "her excellency")
        await teacher.withdraw("minister", 0, "minister")
        assert [who.view().outcomes[place] for who in (ann, bo)] == ["wrong", "wrong"]
        assert teacher.key("minister").words == ("the minister",)

    played(lesson, play)


def test_an_accepted_answer(lesson: Lesson) -> None:
    """What several typed is accepted for all of them, however they typed it."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.skip_to("minister", ann, bo)
        await lesson.answer(ann, ("Her Excellency",))
        await lesson.answer(bo, ("her  excellency",))
        await lesson.through()
        place = lesson.board.number - 1
        lesson.teacher.renew()
        counts = lesson.teacher.view(private=True).counts
        assert counts is not None
        [one] = counts.parts[0].counts
        assert one.count == 2
        with pytest.raises(RefusedError):
            await lesson.teacher.accept("minister", 0, "nobody said this")
        await lesson.teacher.accept("minister", 0, one.name)
        assert {who.view().outcomes[place] for who in (ann, bo)} == {"right"}

    played(lesson, play)


def test_a_part_is_accepted(lesson: Lesson) -> None:
    """In a gap text one gap is accepted, and the others are as they were."""

    async def play(lesson: Lesson) -> None:
        ann, bo = await lesson.join("Ann", "Bo")
        await lesson.start()
        await lesson.skip_to("gaps", ann, bo)
        right = lesson.right()
        await lesson.answer(ann, (right[0], "scribe", right[2]))
        await lesson.through()
        before = ann.view().points
        lesson.teacher.renew()
        counts = lesson.teacher.view(private=True).counts
        assert counts is not None
        await lesson.teacher.accept("gaps", 1, counts.parts[1].counts[0].name)
        assert ann.view().points > before
        assert bo.view().outcomes[lesson.board.number - 1] == "unanswered"

    played(lesson, play)


def test_a_sober_bank_is_scored_by_accuracy_alone(lesson: Lesson) -> None:
    """Speed is refused for it, nobody is ranked, and no place is told."""

    async def play(lesson: Lesson) -> None:
        text = lesson.bank.read_text(encoding="utf-8").replace('"plain"', '"sober"', 1)
        sober = lesson.home / "every_type.toml"
        sober.write_text(text, encoding="utf-8")
        for name in ("every_type.txt",):
            (lesson.home / name).write_bytes((lesson.bank.parent / name).read_bytes())
        place = lesson.hub.enter(Wire())
        await place.knock("Ann")
        with pytest.raises(RefusedError):
            await lesson.teacher.start_round(str(sober), scoring="speed")
        await lesson.teacher.start_round(str(sober))
        await lesson.show(place)
        await lesson.answer(place)
        await lesson.through()
        assert "standings" not in lesson.teacher.view().acts
        assert place.view().own is None
        await lesson.teacher.finish()
        assert not lesson.board.standings

    played(lesson, play)

"""The teacher puts a question right: answers it as it should be, and writes that into its bank."""

from pathlib import Path

from tests.tui.classes import BANK, Classroom

MORE = """
[[question]]
id = "both"
type = "multiple-response"
stem = "What is said of the bridge?"
explanation = "EXPLAINED: long and lasting."
options = [
  { text = "It is long", correct = true },
  { text = "It lasts" },   # the mayor is not so sure
  { text = "It is red" },
]
[[question.evidence]]
source = "article"
exact = "It will last a century"
speaker = "Ada Bell"
kind = "claim"

[[question]]
id = "long"
type = "numeric"
stem = "How long is the bridge?"
explanation = "EXPLAINED: measured."
answer = 120
tolerance = 2
units = ["metres"]
[[question.evidence]]
source = "article"
exact = "The QUOTED bridge is 120 metres long"

[[question]]
id = "when"
type = "ordering"
stem = "What came first?"
explanation = "EXPLAINED: one after the other."
items = ["planned", "built", "opened"]
[[question.evidence]]
source = "article"
exact = "The mayor opened the bridge"
"""


async def asked_of_anna(room: Classroom, number: int, response: tuple[str, ...]) -> None:
    """Let Anna give an answer to a question of the bank, from 1, and tell its key."""
    await room.join("Anna")
    await room.begin()
    for _skipped in range(number - 1):
        await room.teacher.show_next()
        await room.teacher.skip()
    await room.teacher.show_next()
    await room.answer(*room.places, response=response)
    if room.stage == "open":
        await room.teacher.close()
    await room.teacher.reveal()
    await room.teacher.explain()


async def test_a_key_is_changed_by_answering_and_written_into_the_bank(tmp_path: Path) -> None:
    """Everybody is regraded, undo takes it back, and the file has another number and no more."""
    path = tmp_path / "more.toml"
    path.write_text(BANK + MORE, encoding="utf-8")
    room = Classroom(tmp_path, bank=path)
    async with room.open() as pilot:
        await asked_of_anna(room, 4, ("150",))
        await room.press(pilot, "w", "v")
        await room.see(pilot, "Given by 1", "not right", "Right 120 +- 2")
        await room.press(pilot, "c")
        await room.see(pilot, "Right now: 120 +- 2", "150", "PRIVATE")
        await room.press(pilot, *" +- 5", "enter")
        await room.see(pilot, "Change the key?", "150 +- 5", "PRIVATE")
        await room.press(pilot, "c")
        await room.see(pilot, "everybody is regraded", "b writes it", "4: new key: 150 +- 5")
        assert room.places[0].view().points == 1
        told = room.places[0].view().told
        assert told is not None
        assert told.key_text == ("150 metres",)
        await room.press(pilot, "end", "u")
        await room.see(pilot, "It is undone.")
        assert room.places[0].view().points == 0
        await room.press(pilot, "home", "b")
        await room.see(pilot, "Nothing was written", "more.toml has this key already")
        await room.press(pilot, "g", "c", *["backspace"] * 3, *"150 +- 5", "enter", "c", "b")
        await room.see(pilot, "Write the key into the bank?", "Question: long")
        await room.press(pilot, "b")
        await room.see(pilot, "Written into more.toml", "“long”")
    wanted = MORE.replace("answer = 120\ntolerance = 2", "answer = 150\ntolerance = 5.0")
    assert path.read_text(encoding="utf-8") == BANK + wanted


async def test_typed_answers_stand_beside_each_other(tmp_path: Path) -> None:
    """A text is made right beside the key, and withdrawn; options and orders by their keys."""
    path = tmp_path / "more.toml"
    path.write_text(BANK + MORE, encoding="utf-8")
    room = Classroom(tmp_path, bank=path)
    async with room.open((60, 20)) as pilot:
        await asked_of_anna(room, 2, ("TYPEDWORD",))
        await room.press(pilot, "w", "v", "c", "enter")
        await room.see(pilot, "Right beside")
        await room.press(pilot, "b")
        await room.see(pilot, "Counts as right", "Right KEYWORD / TYPEDWORD")
        assert room.places[0].view().points == 1
        await room.press(pilot, "home", "r")
        await room.see(pilot, "It is right no more", "Counts as not right")
        assert room.places[0].view().points == 0
        await room.teacher.show_next()
        await room.answer(*room.places, response=("1", "2"))
        await room.press(pilot, "escape", "w", "v")
        if room.stage == "open":
            await room.press(pilot, "c")
            await room.see(pilot, "close it before its key is changed")
            await room.teacher.close()
        await room.press(pilot, "c", "b", "enter", "c")
        await room.see(pilot, "Right It is long; It lasts")
        await room.teacher.reveal()
        assert room.places[0].view().points == 1

"""Erasing people from a live round: nothing of theirs is left, nothing of the others' changes."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgame.engine import round_acts, round_corrections
from quizgame.engine.round_erasing import NAMELESS, seats_of, without_seats
from quizgame.engine.round_events import encode
from quizgame.errors import RefusedError
from tests.unit.engine.rounds import RIGHT, Lesson, a_round

KEY = RIGHT["roles"]
TYPED = st.sampled_from(["Zaphod", "ZAPHOD ", "Trillian", "Marvin", RIGHT["leader"][0]])
SORTED = st.permutations(KEY).map(tuple)
CORRECTIONS = st.lists(
    st.tuples(st.sampled_from(["leader", "roles"]), st.integers(1, 3), st.booleans()), max_size=5
)


def played(
    typed: list[str], matched: list[tuple[str, ...]], corrections: list[tuple[str, int, bool]]
) -> Lesson:
    """Return a round of three in which the teacher accepts what some of them answered."""
    it = Lesson(a_round(("leader", "roles")))
    for number, name in enumerate(("Anna", "Ben", "Cem")):
        it.join(name, person=f"uid-{number}")
    given_by: dict[str, list[tuple[str, ...]]] = {
        "leader": [(one,) for one in typed],
        "roles": matched,
    }
    for _ in given_by:
        it.show()
        for seat, response in enumerate(given_by[it.current], 1):
            it.answer(seat, response)
        it.reveal()
    it.commit(round_acts.pick_text(it.state, "leader", 0, "zaphod"))
    it.finish()
    for name, seat, undone in corrections:
        response = given_by[name][seat - 1]
        if name == "roles":
            response = (response[0], *[""] * (len(KEY) - 1))
        with suppress(RefusedError):  # right already
            it.commit(round_corrections.accept_answer(it.state, it.revisions, name, response))
            if undone:
                last = it.state.corrections[-1].seq
                it.commit(round_corrections.undo(it.state, last))
    return it


@settings(max_examples=60)
@given(
    st.lists(TYPED, min_size=3, max_size=3),
    st.lists(SORTED, min_size=3, max_size=3),
    CORRECTIONS,
)
def test_others_keep_what_they_earned(
    typed: list[str], matched: list[tuple[str, ...]], corrections: list[tuple[str, int, bool]]
) -> None:
    """Whatever was typed and accepted, the others' marks stay, and of the erased no word does."""
    it = played(typed, matched, corrections)
    before, last = [it.marks(seat) for seat in (2, 3)], it.events[-1].seq
    left = without_seats(it.events, seats_of(it.events, {"uid-0"}), it.revisions)
    it.events = list(left)
    assert left[-1].seq == last
    it.state = it.replayed()
    assert [it.marks(seat) for seat in (2, 3)] == before
    assert [seat.name for seat in it.state.seats.values()] == [NAMELESS, "Ben", "Cem"]
    text = "".join(map(encode, left))
    assert "Anna" not in text
    assert "uid-0" not in text
    if typed[0] not in (*typed[1:], RIGHT["leader"][0]):
        assert typed[0] not in text
    assert without_seats(left, seats_of(left, {""}), it.revisions) == left

"""A question followed through kept versions of its file, however those came about."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgame.bank.earlier import Earlier
from quizgame.bank.edit import EditError
from quizgame.bank.kept import Version
from quizgame.bank.manuscript import Manuscript
from quizgame.bank.revise import alike
from quizgame.bank.state import Past, State, follow, opened
from quizgame.documents import parse
from tests.unit.bank.random_layouts import Speller
from tests.unit.bank.test_revise import mutate


def _state(version: Version) -> State:
    return opened(parse(version.raw, ""), is_own=version.is_own)


def _by_cutting(versions: list[Version], place: int) -> list[Past]:
    """Return what a question was before, found by cutting each version into its questions."""
    later, found = opened(parse(versions[-1].raw, "")), list[Past]()
    for version in reversed(versions):
        state = _state(version)
        before = follow(state, later, place)
        if before is None:
            break
        if state.parts(before) != later.parts(place):
            if not later.is_own:
                break
            found.append((state.fields(before), state.parts(before)))
        later, place = state, before
    return found


def _next(one: Manuscript, data: st.DataObject, number: int) -> None:
    index, to = (data.draw(st.integers(0, max(0, len(one) - 1))) for _n in range(2))
    act = data.draw(st.sampled_from(["change", "change", "change", "add", "delete", "move"]))
    if act == "add" or not len(one):
        one.add({"id": f"n{number}"}, index if len(one) else -1, "x")
    elif act == "delete":
        one.delete(index, "x")
    elif act == "move":
        one.move(index, to, "x")
    else:
        old = one.fields(index)
        one.change(index, {**mutate(data, copy.deepcopy(old), top=True), "id": old["id"]}, "x")


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_found_is_what_cutting_each_version_finds(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Comparing bytes tells no other history than reading every version, only sooner."""
    path = tmp_path_factory.mktemp("bank") / "bank.toml"
    path.write_bytes(Speller(data).bank())
    versions = [Version(path.read_bytes(), is_own=False)]
    for number in range(data.draw(st.integers(1, 4))):
        one = Manuscript.open(path, path.parent / "home")
        for _n in range(data.draw(st.integers(1, 2))):
            try:
                _next(one, data, number)
            except EditError:
                continue
        one.save()
        versions.append(Version(one.raw, is_own=data.draw(st.sampled_from([True, True, False]))))
    state = opened(parse(versions[-1].raw, ""))
    for place in range(state.size):
        found, expected = Earlier(lambda: versions).of(state, place), _by_cutting(versions, place)
        assert [parts for _fields, parts in found] == [parts for _fields, parts in expected]
        assert alike([was for was, _parts in found], [was for was, _parts in expected])

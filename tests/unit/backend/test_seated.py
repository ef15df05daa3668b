"""A student of a class plays as themselves, and can not touch the computer they play on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizgame.backend.clock import SystemClock
from quizgame.backend.library import Library
from quizgame.backend.seated import Seated
from quizgame.errors import RefusedError
from quizgame.store import memory_store
from quizgame.store.base import Store

BANK = Path(__file__).parents[2] / "data" / "every_type.toml"


@pytest.fixture
def store() -> Iterator[Store]:
    """Return the store of a class."""
    store = memory_store(())
    yield store
    store.close()


@pytest.fixture
def ann(store: Store, tmp_path: Path) -> Seated:
    """Return the acts of Ann, with Bo in the same class."""
    person = store.add_person("Ann")
    store.add_person("Bo")
    return Seated(person, Library((BANK,), tmp_path), SystemClock(), lambda: store, memory_store)


def test_nobody_else_is_seen_or_played_as(ann: Seated) -> None:
    """The only person there is oneself; another's name opens nothing."""
    assert [person.name for person in ann.people()] == ["Ann"]
    assert ann.enter("Ann").name == "Ann"
    for name in ("Bo", "ann", "guest", ""):
        with pytest.raises(RefusedError):
            ann.enter(name)


def test_what_is_played_is_kept_and_resumed(ann: Seated, store: Store) -> None:
    """A sitting is in the class's memory, and who comes back goes on with it."""
    me = ann.enter("Ann")
    play = ann.start(me, "every-type", "all")
    play.go_on()
    ann.close()
    assert [attempt.person_name for attempt in store.attempts(running=True)] == ["Ann"]
    (left,) = ann.resumable(me)
    assert ann.resume(me, left.id).question() is not None


@pytest.mark.parametrize(
    "act",
    [
        lambda ann: ann.author(),
        lambda ann: ann.forget(ann.people()[0]),
        lambda ann: ann.rename(ann.people()[0], "Bo"),
        lambda ann: ann.require_owner(),
    ],
    ids=["edit", "forget", "rename", "files"],
)
def test_the_computer_is_the_teachers(ann: Seated, act: Callable[[Seated], object]) -> None:
    """No bank is edited, no file written, nobody erased or renamed from a student's seat."""
    with pytest.raises(RefusedError):
        act(ann)

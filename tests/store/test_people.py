"""People: named once, with wishes, the last player first."""

from pathlib import Path

import pytest

from quizgame.errors import RefusedError
from quizgame.model.person import Wishes
from quizgame.store import open_store
from quizgame.store.base import Store
from tests.store.samples import attempt, stamped


def test_a_person_is_found_by_any_spelling(any_store: Store) -> None:
    """Letter case, spaces around a name and compatibility forms make no other name."""
    person = any_store.add_person("  Zoë   Jones\n")
    assert person.name == "Zoë Jones"
    assert any_store.find_person("zOË JONES") == person
    assert any_store.find_person("Zoe Jones") is None


def test_a_name_is_kept_clean(any_store: Store) -> None:
    """Control characters and bidi controls never reach the database."""
    assert any_store.add_person("A\x1b]52;c;MARK\x07nn\u202e\x00a").name == "A]52;c;MARKnna"


@pytest.mark.parametrize("name", ["", "  ", "\x1b", "\u202e", "\udcff"])
def test_an_empty_name_is_refused(any_store: Store, name: str) -> None:
    """A name that nobody could see names nobody."""
    with pytest.raises(RefusedError):
        any_store.add_person(name)
    assert any_store.people() == ()


def test_a_taken_name_is_refused(any_store: Store) -> None:
    """Nobody can be added or renamed to a name that is taken, whatever its spelling."""
    any_store.add_person("Anna")
    ben = any_store.add_person("Ben")
    with pytest.raises(RefusedError, match="anna"):
        any_store.add_person("anna")
    with pytest.raises(RefusedError):
        any_store.rename_person(ben.key, "ANNA")
    assert {person.name for person in any_store.people()} == {"Anna", "Ben"}


def test_a_person_can_be_renamed(any_store: Store) -> None:
    """A new name shows with what was played under the old one; a new spelling of it is allowed."""
    anna = any_store.add_person("anna")
    any_store.begin(attempt("one", anna), [stamped(0)], [])
    any_store.rename_person(anna.key, "Anna")
    assert any_store.rename_person(anna.key, "Ann").key == anna.key
    assert any_store.attempts(running=True)[0].person_name == "Ann"
    assert any_store.find_person("anna") is None


def test_wishes_outlive_the_program(path: Path) -> None:
    """Theme, time factor and line mode belong to the person for good."""
    wishes = Wishes(theme="dark", time_factor=1.5, plain=True)
    store = open_store(path)
    anna = store.add_person("Anna")
    store.keep_wishes(anna.key, wishes)
    store.close()
    store = open_store(path)
    found = store.find_person("Anna")
    store.close()
    assert found is not None
    assert found.wishes == wishes


def test_who_played_last_is_first(any_store: Store) -> None:
    """People are offered in the order of when they last played."""
    anna, ben = any_store.add_person("Anna"), any_store.add_person("Ben")
    later = 4e9
    any_store.begin(attempt("b", ben), [stamped(0, wall=later)], [])
    any_store.begin(attempt("a", anna), [stamped(0, wall=later + 10)], [])
    assert [person.name for person in any_store.people()] == ["Anna", "Ben"]
    any_store.append(attempt("b", ben), [stamped(1, wall=later + 20)], [])
    assert [person.name for person in any_store.people()] == ["Ben", "Anna"]


def test_who_was_chosen_last_is_first(any_store: Store) -> None:
    """Choosing a player counts as playing, also where another played in the future."""
    anna, ben = any_store.add_person("Anna"), any_store.add_person("Ben")
    any_store.note_player(anna.key)
    assert [person.name for person in any_store.people()] == ["Anna", "Ben"]
    any_store.begin(attempt("a", anna), [stamped(0, wall=4e9)], [])
    any_store.note_player(ben.key)
    assert [person.name for person in any_store.people()] == ["Ben", "Anna"]


def test_nobody_can_be_changed_who_is_not_there(any_store: Store) -> None:
    """Renaming, wishing for or forgetting somebody unknown is refused."""
    for act in (
        lambda: any_store.rename_person(99, "Cem"),
        lambda: any_store.keep_wishes(99, Wishes()),
        lambda: any_store.note_player(99),
        lambda: any_store.forget_person(99),
        lambda: any_store.forget_person(0),
    ):
        with pytest.raises(RefusedError):
            act()

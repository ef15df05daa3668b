"""Being told of saved banks: a real watch over real files, saved in the ways editors save."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizgame.bank.find import bank_paths
from quizgame.bank.load import load_bank
from quizgame.bank.watch import Ground, ground, watch

PATIENCE_S = 20.0
BANK = """format = 1
id = "one"
title = "One"
[sources.text]
file = "../seeds/text.txt"
title = "A text"
"""


class Lookout:
    """A watch in a thread of its own that keeps what it is told, and what then stands there.

    At the beginning of a watch it looks by itself for what changed, as the owner of banks does.
    """

    def __init__(self, home: Path, places: tuple[Path, ...]) -> None:
        self.told: list[tuple[frozenset[Path], dict[Path, str]]] = []
        self._home, self._places = home, places
        self._known = self._standing()
        self._news = threading.Condition()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=watch, args=(self.here, self._tell, self.stop))

    def here(self) -> Ground:
        """Say what is to be watched, as the library does."""
        banks = [load_bank(path) for path in bank_paths(self._places, self._home)]
        return ground(self._places, self._home, banks)

    def _standing(self) -> dict[Path, str]:
        return {path: path.read_text() for path in self._home.rglob("*") if path.is_file()}

    def _tell(self, paths: frozenset[Path]) -> None:
        with self._news:
            before, self._known = self._known, self._standing()
            if not paths:
                other = {*before.items()} ^ {*self._known.items()}
                paths = frozenset(path for path, _text in other if self.here().concerns(path))
            self.told.append((paths, {path: self._known.get(path, "gone") for path in paths}))
            self._news.notify_all()

    def wait(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of what was told."""
        with self._news:
            assert self._news.wait_for(holds, PATIENCE_S), self.told

    def texts(self, path: Path) -> list[str]:
        """Return what stood in a file whenever it was told of."""
        return [standing[path] for _paths, standing in self.told if path in standing]

    def sees(self, path: Path, text: str) -> None:
        """Wait until it is told of a file with some text."""
        self.wait(lambda: text in self.texts(path))


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder with a bank in `banks` and the text that it quotes in `seeds`."""
    for name in ("banks", "seeds"):
        (tmp_path / name).mkdir()
    (tmp_path / "banks" / "one.toml").write_text(BANK)
    (tmp_path / "seeds" / "text.txt").write_text("A text.")
    return tmp_path.resolve()


@pytest.fixture
def begin(room: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Lookout]]:
    """A function that begins to watch places in the room, and returns once that has begun."""
    monkeypatch.setattr("quizgame.bank.watch._ROUND_S", 0.1)
    begun: list[Lookout] = []

    def start(*places: str) -> Lookout:
        lookout = Lookout(room, tuple(room / name for name in places or ("banks",)))
        begun.append(lookout)
        lookout.thread.start()
        lookout.wait(lambda: bool(lookout.told))
        return lookout

    yield start
    for lookout in begun:
        lookout.stop.set()
        lookout.thread.join(PATIENCE_S)
        assert not lookout.thread.is_alive()


def test_a_file_written_in_place_is_told_of(room: Path, begin: Callable[..., Lookout]) -> None:
    """An editor that writes into the file is noticed."""
    lookout, path = begin(), room / "banks" / "one.toml"
    path.write_text("new")
    lookout.sees(path, "new")


def test_a_file_put_in_the_place_of_another_is_told_of(
    room: Path, begin: Callable[..., Lookout]
) -> None:
    """An editor that writes beside the file and then renames is noticed, again and again."""
    lookout, path = begin(), room / "banks" / "one.toml"
    for text in ("first", "second"):
        beside = room / "banks" / ".one.toml.tmp"
        beside.write_text(text)
        beside.replace(path)
        lookout.sees(path, text)
    assert {one for paths, _texts in lookout.told for one in paths} == {path}


def test_a_file_that_is_half_written_is_not_told_of(
    room: Path, begin: Callable[..., Lookout], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that empties the file and takes its time to write is waited for."""
    # Far longer than the writer takes, also where the computer is busy.
    monkeypatch.setattr("quizgame.bank.watch._QUIET_S", 1.0)
    monkeypatch.setattr("quizgame.bank.watch._PATIENCE_S", PATIENCE_S / 2)
    lookout, path = begin(), room / "banks" / "one.toml"
    with path.open("w") as file:
        file.flush()
        time.sleep(0.4)
        for piece in ("piece ", "by ", "piece"):
            file.write(piece)
            file.flush()
            time.sleep(0.05)
    lookout.sees(path, "piece by piece")
    assert lookout.texts(path) == ["piece by piece"]


def test_a_file_away_for_a_moment_is_not_told_of_as_gone(
    room: Path, begin: Callable[..., Lookout], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that moves the old file away before it writes the new one is waited for."""
    monkeypatch.setattr("quizgame.bank.watch._PATIENCE_S", PATIENCE_S / 2)
    lookout, path = begin(), room / "banks" / "one.toml"
    path.replace(path.with_name("one.toml~"))
    time.sleep(0.4)
    path.write_text("new")
    lookout.sees(path, "new")
    assert lookout.texts(path) == ["new"]


def test_a_file_that_is_gone_is_told_of(room: Path, begin: Callable[..., Lookout]) -> None:
    """A deleted bank is noticed after a while."""
    lookout, path = begin(), room / "banks" / "one.toml"
    path.unlink()
    lookout.sees(path, "gone")


def test_new_banks_are_told_of_and_nothing_else(room: Path, begin: Callable[..., Lookout]) -> None:
    """A bank that appears in the folder is noticed; what editors leave there is not."""
    lookout, banks = begin(), room / "banks"
    for name in (".one.toml.swp", ".#one.toml", ".two.toml", "one.toml~", "notes.txt", "4913"):
        (banks / name).write_text("x")
    (banks / "two.toml").write_text("new")
    lookout.sees(banks / "two.toml", "new")
    assert {one for paths, _texts in lookout.told for one in paths} == {banks / "two.toml"}


def test_a_quoted_text_is_told_of(room: Path, begin: Callable[..., Lookout]) -> None:
    """The article that a bank quotes counts; other files beside it do not."""
    lookout = begin()
    (room / "seeds" / "other.txt").write_text("other")
    (room / "seeds" / "text.txt").write_text("Another text.")
    lookout.sees(room / "seeds" / "text.txt", "Another text.")
    assert lookout.texts(room / "seeds" / "other.txt") == []


def test_a_text_that_is_quoted_from_now_on_is_told_of(
    room: Path, begin: Callable[..., Lookout]
) -> None:
    """When a bank comes to quote another text, that one counts from then on."""
    lookout, path = begin(), room / "banks" / "one.toml"
    other = room / "banks" / "more" / "other.txt"
    other.parent.mkdir()
    for _round in range(2):  # in a folder that was watched before, and in one that was not
        path.write_text(bank := BANK.replace("../seeds/text.txt", str(other)))
        lookout.sees(path, bank)
        other.write_text("other")
        lookout.sees(other, "other")
        other = room / "seeds" / "other.txt"


def test_a_bank_by_name_is_told_of_through_its_link(
    room: Path, begin: Callable[..., Lookout]
) -> None:
    """A bank given as a file counts where its link leads; its neighbours do not count."""
    far = room / "far"
    far.mkdir()
    (room / "banks" / "one.toml").replace(far / "real.toml")
    (room / "banks" / "one.toml").symlink_to(far / "real.toml")
    lookout = begin("banks/one.toml")
    (far / "neighbour.toml").write_text("x")
    (far / "real.toml").write_text("new")
    lookout.sees(far / "real.toml", "new")
    assert lookout.texts(far / "neighbour.toml") == []


def test_folders_may_come_and_go(
    room: Path, begin: Callable[..., Lookout], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the usual folders one may be made, or taken away and made anew, at any time."""
    monkeypatch.setattr("quizgame.bank.watch._ROUND_S", 0.1)
    monkeypatch.setattr("quizgame.bank.watch.usual_places", lambda home: [home / "mine"])
    lookout = Lookout(room, ())
    monkeypatch.setattr(lookout, "here", lambda: ground((), room, ()))
    lookout.thread = threading.Thread(
        target=watch, args=(lookout.here, lookout._tell, lookout.stop)
    )
    lookout.thread.start()
    mine = room / "mine"
    try:
        for number in range(1, 3):
            begun = len(lookout.told)
            mine.mkdir()
            lookout.wait(lambda begun=begun: len(lookout.told) > begun)  # type: ignore[misc]
            path = mine / f"bank{number}.toml"
            path.write_text("new")
            lookout.sees(path, "new")
            path.unlink()
            mine.rmdir()
            lookout.sees(path, "gone")
    finally:
        lookout.stop.set()
        lookout.thread.join(PATIENCE_S)
    assert not lookout.thread.is_alive()


def test_no_watch_is_an_error_of_the_system(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without watchfiles, or where the system has no room, it is told by an OSError."""

    def here() -> Ground:
        return ground((room / "banks",), room, ())

    def begin_watch() -> None:
        watch(here, lambda _paths: None, threading.Event())

    for error in (OSError("OS file watch limit reached."), RuntimeError("no watcher")):

        class Refused:
            """Rounds of a watch that can not begin."""

            def __init__(
                self, *_paths: str, failure: Exception = error, **_options: object
            ) -> None:
                self._failure = failure

            def __iter__(self) -> Iterator[None]:
                raise self._failure

            def close(self) -> None:
                """Nothing was opened."""

        with monkeypatch.context() as patch:
            patch.setattr("watchfiles.watch", Refused)
            with pytest.raises(OSError, match=str(error)):
                begin_watch()
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(OSError, match="watchfiles"):
        begin_watch()

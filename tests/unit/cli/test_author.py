"""`quizgame draft`: what is written, what stays as it was, and what is said about it."""

import io
import sys
import threading
from pathlib import Path

import pytest

from quizgame.bank.load import load_bank
from quizgame.cli import main
from quizgame.cli.working import Working

TEXT = """\
The bridge of Marlow reopened on Friday, after eleven months.

\u201cWe have waited for a very long time,\u201d said the engineer, Ada Lind.

Tom Ray, the mayor, cut a ribbon. \u201cIt is a gift to both banks of the river,\u201d he said.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article in the folder `seeds`."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (tmp_path / "questions").mkdir()
    path = folder / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_new_bank_is_sound_and_names_its_source(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bank loads without errors, quotes the file where it lies, and marks what is doubtful."""
    bank = tmp_path / "questions" / "bridge.toml"
    assert main(["draft", str(article), "-o", str(bank)]) == 0
    loaded = load_bank(bank)
    assert loaded.errors == 0
    assert loaded.bank is not None
    assert loaded.bank.sources["article"].file == "../seeds/bridge.txt"
    assert {question.status for question in loaded.bank.question} == {"draft"}
    told = capsys.readouterr().err
    assert f"{len(loaded.bank.question)} drafts" in told
    assert f"quizgame edit {bank}" in told
    written = bank.read_text(encoding="utf-8")
    marked = written.index("# CONFIRM:")
    assert written[marked:].split("\n")[1] == "[[question]]"
    assert "Tom Ray" in written[marked:].split("\n")[0]


def test_without_a_file_the_bank_goes_to_stdout_with_its_text(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is a whole bank that carries the article."""
    assert main(["draft", str(article)]) == 0
    bank = tmp_path / "elsewhere.toml"
    bank.write_text(capsys.readouterr().out, encoding="utf-8")
    loaded = load_bank(bank)
    assert loaded.errors == 0
    assert loaded.texts["article"] == TEXT


def test_the_article_may_come_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` reads the article from stdin; the bank then carries the text."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    bank = tmp_path / "bridge.toml"
    assert main(["draft", "-", "-o", str(bank)]) == 0
    assert load_bank(bank).texts["article"] == TEXT


def test_a_bank_that_is_there_keeps_its_bytes_and_gets_what_it_lacks(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Comments and layout stay; a draft that was edited or is still there does not come again."""
    bank = tmp_path / "questions" / "bridge.toml"
    main(["draft", str(article), "-o", str(bank)])
    before = bank.read_bytes()
    assert main(["draft", str(article), "-o", str(bank)]) == 0
    assert bank.read_bytes() == before
    cut = before[: before.rindex(b"[[question]]")].rstrip() + b"   # mine"
    edited = cut.replace(b'id = "number-eleven-months"', b'id = "my-own-id"')
    bank.write_bytes(edited)
    capsys.readouterr()
    assert main(["draft", str(article), "-o", str(bank)]) == 0
    after = bank.read_bytes()
    assert after.startswith(edited)
    assert after.count(b"[[question]]") == before.count(b"[[question]]")
    assert load_bank(bank).errors == 0
    assert "were there already" in capsys.readouterr().err


def test_a_bank_on_something_else_gets_the_source_too(article: Path, tmp_path: Path) -> None:
    """A bank that does not know the article gets it as a source of its own, line ends kept."""
    bank = tmp_path / "questions" / "mine.toml"
    head = b'format = 1\r\nid = "mine"\r\ntitle = "Mine"\r\n\r\n[sources.article]\r\n'
    head += b'text = "Something else."\r\ntitle = "Else"'
    bank.write_bytes(head)
    assert main(["draft", str(article), "-o", str(bank)]) == 0
    raw = bank.read_bytes()
    assert raw.startswith(head)
    assert raw.count(b"\r\n") == raw.count(b"\n")
    loaded = load_bank(bank)
    assert loaded.errors == 0
    assert loaded.texts["article-2"] == TEXT


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"not = toml = at all", id="no TOML"),
        pytest.param(b'format = 1\nid = "a"\ntitle = "A"\nquestion = []\n', id="inline questions"),
    ],
)
def test_a_bank_that_can_not_take_drafts_stays_as_it_is(
    content: bytes, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command refuses with a reason, and not a byte changes."""
    bank = tmp_path / "questions" / "bank.toml"
    bank.write_bytes(content)
    assert main(["draft", str(article), "-o", str(bank)]) == 2
    assert bank.read_bytes() == content
    assert str(bank) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"\x00\x01\x02PK", "not a text file", id="binary"),
        pytest.param("Grüße aus Köln".encode("latin-1"), "not UTF-8", id="Latin-1"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\n\t", "empty", id="only spaces"),
        pytest.param(b"a" * (16 * 1024 * 1024 + 1), "larger than 16 MB", id="too large"),
    ],
)
def test_what_is_no_article_is_refused(
    content: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that can not be an article ends with a sentence that says why."""
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    assert main(["draft", str(path)]) == 2
    out, told = capsys.readouterr()
    assert out == ""
    assert words in told


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "nowhere/bank.txt"])
def test_an_article_that_is_not_there_is_told(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong name, or a folder, is told by its name."""
    assert main(["draft", str(tmp_path / name)]) == 2
    assert Path(name).name in capsys.readouterr().err


@pytest.mark.parametrize("name", ["questions", "bank.txt", "nowhere/bank.toml"])
def test_a_bank_that_can_not_be_written_is_told(name: str, article: Path, tmp_path: Path) -> None:
    """A folder, another ending, a folder that is not there: refused before anything is made."""
    assert main(["draft", str(article), "-o", str(tmp_path / name)]) == 2


def test_nothing_found_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing can be asked no bank is written, and the reason is told."""
    path = tmp_path / "article.txt"
    path.write_text("Hello there, my friend.", encoding="utf-8")
    bank = tmp_path / "bank.toml"
    assert main(["draft", str(path), "-o", str(bank)]) == 1
    assert not bank.exists()
    assert "nothing was found" in capsys.readouterr().err


def test_fewer_drafts_may_be_asked_for(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--limit` bounds their number."""
    assert main(["draft", str(article), "--limit", "2"]) == 0
    assert capsys.readouterr().out.count("[[question]]") == 2


class _Screen(io.StringIO):
    """A terminal, or a file, that keeps what is written and tells when something is."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal
        self.written = threading.Event()

    def isatty(self) -> bool:
        """Return whether it is a terminal."""
        return self._is_terminal

    def write(self, text: str) -> int:
        """Keep what is written."""
        count = super().write(text)
        self.written.set()
        return count

    def line(self) -> str:
        """Return what stands on the line in the end."""
        shown = ""
        for part in self.getvalue().split("\r"):
            shown = part + shown[len(part) :]
        return shown.rstrip()


def test_long_work_tells_how_far_it_is_and_leaves_nothing_behind() -> None:
    """On a terminal the share that is done stands on one line, which is empty in the end."""
    screen = _Screen(is_terminal=True)
    with Working("At work: {share} %", screen, seconds=0.0) as working:
        working.tell(0.42)
        for _time in range(2):
            screen.written.clear()
            assert screen.written.wait(60)
        assert screen.line() == "At work: 42 %"
    assert screen.line() == ""
    assert "\n" not in screen.getvalue()


def test_short_work_and_a_pipe_are_told_nothing() -> None:
    """What is done at once, and what goes into a file, has no line about the work."""
    short, pipe = _Screen(is_terminal=True), _Screen(is_terminal=False)
    with Working("At work: {share} %", short, seconds=600.0):
        pass
    with Working("At work: {share} %", pipe, seconds=0.0):
        assert not pipe.written.wait(0.01)
    assert short.getvalue() == pipe.getvalue() == ""


def test_drafting_says_on_a_terminal_how_far_it_is(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`quizgame draft` tells each share on the way, none before the last, and then what it made."""
    told: list[float] = []
    screen = _Screen(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(Working, "tell", lambda _self, share: told.append(share))
    assert main(["draft", str(article)]) == 0
    assert len(told) > 3
    assert told == sorted(told)
    assert all(0 < share < 1 for share in told)
    assert "drafts" in screen.getvalue()

"""Settings: flags over environment over file, and where things live."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from quizgame import config
from quizgame.config import Settings, read_settings

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, in an environment that asks for nothing."""
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path))
    return tmp_path


def test_home_can_be_moved(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is below QUIZGAME_HOME, made absolute, with ~ for the user's own directory."""
    assert config.home() == home
    assert config.database_path() == home / "quizgame.db"
    assert config.log_path().parent == config.settings_path().parent == home
    assert config.banks_path() == home / "banks"
    monkeypatch.setenv("QUIZGAME_HOME", "~/quizzes")
    assert config.home() == Path.home() / "quizzes"
    monkeypatch.setenv("QUIZGAME_HOME", "here")
    assert config.home() == Path.cwd() / "here"


def test_home_is_else_where_the_system_keeps_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without QUIZGAME_HOME, or with an empty one, the user's data directory is used."""
    monkeypatch.setenv("QUIZGAME_HOME", "")
    assert config.home().name == "quizgame"
    assert config.home().is_absolute()


def test_nothing_set_gives_the_defaults() -> None:
    """Without a file, variables or flags there is nothing to complain about."""
    assert read_settings(environ={}) == (Settings(), ())


def test_flags_beat_environment_beats_file(home: Path) -> None:
    """Each source gives way to the next; a flag that was not given gives way to all."""
    (home / "settings.toml").write_text('theme = "file"\nplain = true\nline_warning = false\n')
    environ = {"QUIZGAME_THEME": "environment", "QUIZGAME_PLAIN": "0"}
    from_file = Settings(theme="file", plain=True, line_warning=False)
    assert read_settings(environ={}) == (from_file, ())
    given, _ = read_settings(environ=environ)
    assert given == Settings(theme="environment", plain=False, line_warning=False)
    given, _ = read_settings({"theme": "flag", "plain": None}, environ)
    assert given == Settings(theme="flag", plain=False, line_warning=False)


@pytest.mark.parametrize(
    ("environ", "settings"),
    [
        ({"QUIZGAME_PLAIN": "1"}, Settings(plain=True)),
        ({"QUIZGAME_PLAIN": " Yes "}, Settings(plain=True)),
        ({"QUIZGAME_PLAIN": ""}, Settings()),
        ({"TERM": "dumb"}, Settings(plain=True)),
        ({"TERM": "dumb", "QUIZGAME_PLAIN": "0"}, Settings()),
        ({"TERM": "xterm-256color"}, Settings()),
        ({"NO_COLOR": "0"}, Settings(no_color=True)),
        ({"NO_COLOR": ""}, Settings()),
        ({"QUIZGAME_LINE_WARNING": "off"}, Settings(line_warning=False)),
    ],
)
def test_variables_are_understood(environ: dict[str, str], settings: Settings) -> None:
    """The usual words for yes and no count, and the conventions of NO_COLOR and TERM."""
    assert read_settings(environ=environ) == (settings, ())


def test_a_variable_that_means_nothing_is_told() -> None:
    """A value that is neither yes nor no counts as not given."""
    settings, (problem,) = read_settings(environ={"QUIZGAME_PLAIN": "perhaps"})
    assert settings == Settings()
    assert (problem.path, problem.code, problem.severity) == ("QUIZGAME_PLAIN", "QS003", "warning")


def test_what_is_wrong_in_the_file_is_told_with_its_place(home: Path) -> None:
    """Unknown names and wrong kinds are told by line, and the rest of the file counts."""
    path = home / "settings.toml"
    path.write_text('# mine\nthem = "dark"\nplain = "yes"\ntheme = "dark"\n')
    settings, problems = read_settings(environ={})
    assert settings == Settings(theme="dark")
    assert [(p.path, p.line, p.column, p.code) for p in problems] == [
        (str(path), 2, 1, "QS001"),
        (str(path), 3, 1, "QS002"),
    ]
    assert "theme" in problems[0].hint


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"[" * 5000])
def test_a_broken_file_counts_as_none(home: Path, content: bytes) -> None:
    """A file that is no TOML never keeps anybody from playing."""
    (home / "settings.toml").write_bytes(content)
    settings, problems = read_settings(environ={})
    assert settings == Settings()
    assert problems[0].path == str(home / "settings.toml")


def test_a_directory_in_place_of_the_file_is_told(home: Path) -> None:
    """Whatever can not be read is a problem, not a failure."""
    (home / "settings.toml").mkdir()
    settings, problems = read_settings(environ={})
    assert settings == Settings()
    assert len(problems) == 1


def test_every_setting_is_documented() -> None:
    """docs/settings.md has a row for each setting and names each variable that is read."""
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    for setting in fields(Settings):
        assert f"| `{setting.name}` |" in page
    read = re.findall(r'"(QUIZGAME_\w+|NO_COLOR|QS\d+)"', Path(config.__file__).read_text("utf-8"))
    assert len(read) > 5
    for name in read:
        assert name in page

"""The formats of `quizgame check`, and which problems it tells."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from quizgame import __version__
from quizgame.bank.codes import codes
from quizgame.cli import main
from tests.unit.bank.conftest import HEAD, question

ARTICLE = "The summit begins in Vilnius. It\u2019s said that the summit ends in Kaunas.\n"
COMMAND = re.compile(r"^::(error|warning) ([^:\r\n]*)::([^\r\n]*)$")
WRONG = question(name="two", evidence='exact = "The summit begins in Riga"')
SPELT = question(name="three", evidence='exact = "It\'s said that the summit"')
HOSTILE = question(
    '"a,b:c%0A::add-mask::x\\n::stop-commands::y##[debug]" = 1',
    name="four",
    evidence='exact = "%0Asuch words\\n::set-output name=a::b\\r::error::x %25"',
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a home of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path / "home"))
    return tmp_path


def put(folder: Path, text: str, name: str = "bank.toml") -> Path:
    """Write a bank beside an article."""
    folder.mkdir(exist_ok=True)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8", newline="")
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8", newline="")
    return path


def unescaped(text: str) -> str:
    """What GitHub's runner makes of the message or a property of a command."""
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_gets_a_command_for_each_problem(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, line, column and code of an error and a warning arrive as properties."""
    path = put(folder / "questions", WRONG + SPELT, "a,b:c 100%.toml")
    assert main(["check", "--format", "github", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    found = []
    for line in lines:
        match = COMMAND.match(line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        found.append((match[1], {name: unescaped(value) for name, value in pairs}, match[3]))
    assert [(kind, facts["title"], facts["line"], facts["col"]) for kind, facts, _ in found] == [
        ("error", "QG208", "16", "43"),
        ("warning", "QG205", "25", "43"),
    ]
    assert {facts["file"] for _, facts, _ in found} == {"questions/a,b:c 100%.toml"}
    assert "[-Riga-] {+Vilnius+}" in unescaped(found[0][2])


def test_no_text_of_a_bank_is_a_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a bank holds can neither begin a line nor end a property, whatever it says."""
    path = put(folder / "x\n::add-mask::s", HOSTILE + SPELT)
    main(["check", "--fix", "--format", "github", str(path)])
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert len(lines) >= 2
    for line in lines:
        match = COMMAND.match(line)
        assert match, line
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", line), line
        assert "%0A" not in match[3].replace("%250A", "")
        assert all(re.match(r"(file|line|col|title)=", pair) for pair in match[2].split(","))
    assert "##[" not in err
    assert not any(line.lstrip().startswith("::") for line in err.splitlines())


def sarif(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one run of a SARIF log, after its frame was looked at."""
    log = json.loads(capsys.readouterr().out)
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    assert log["$schema"].startswith("https://")
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    assert run["columnKind"] == "unicodeCodePoints"
    return dict(run)


def test_sarif_names_the_program_and_its_rules(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every code is a rule with a short description and the page that explains it."""
    assert main(["check", "--format", "sarif", str(put(folder, ""))]) == 0
    run = sarif(capsys)
    assert run["results"] == []
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("quizgame", __version__)
    assert [rule["id"] for rule in driver["rules"]] == list(codes())
    for rule in driver["rules"]:
        code = codes()[rule["id"]]
        assert rule["shortDescription"] == {"text": code.summary}
        assert code.page in rule["help"]["text"]
        assert code.page in rule["help"]["markdown"]
        assert rule["defaultConfiguration"] == {"level": code.severity}


def test_sarif_has_a_result_for_each_problem(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Level, rule, words and place; the address is relative, encoded, and leads to the file."""
    path = put(folder / "q", WRONG + SPELT, "caf\u00e9 #1 50%?.toml")
    broken = put(folder / "q", "", "broken.toml")
    broken.write_bytes(b"\xff\xfe")
    assert main(["check", "--format", "sarif", str(path), str(broken)]) == 1
    run = sarif(capsys)
    first, second, third = run["results"]
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", uri)
        assert (folder / unquote(uri)).is_file()
        assert min(place["region"].values()) >= 1
    assert [(r["ruleId"], r["level"]) for r in (first, second, third)] == [
        ("QG208", "error"),
        ("QG205", "warning"),
        ("QG003", "error"),
    ]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 16, "startColumn": 43}


def test_sarif_bears_what_has_no_place_or_lies_elsewhere(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is no bank has no region; outside the working folder addresses are absolute."""
    (folder / "here").mkdir()
    (folder / "files" / "folder.toml").mkdir(parents=True)
    monkeypatch.chdir(folder / "here")
    assert main(["check", "--format", "sarif", str(folder / "files")]) == 1
    (result,) = sarif(capsys)["results"]
    place = result["locations"][0]["physicalLocation"]
    assert "region" not in place
    assert place["artifactLocation"]["uri"].startswith("file:///")
    assert result["ruleId"] == "QG001"


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The codes of a check in text."""
    return re.findall(r"^\S+: (QG\d{3}) ", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize(
    ("options", "expected", "code"),
    [
        ([], ["QG208", "QG205"], 1),
        (["--select", "QG208"], ["QG208"], 1),
        (["--select", "QG205"], ["QG205"], 0),
        (["--select", "QG1"], [], 0),
        (["--select", "QG101, QG2"], ["QG208", "QG205"], 1),
        (["--select", "QG101", "--select", "qg205"], ["QG205"], 0),
        (["--ignore", "QG208"], ["QG205"], 0),
        (["--ignore", "QG20"], [], 0),
        (["--select", "QG2", "--ignore", "QG205"], ["QG208"], 1),
    ],
)
def test_codes_are_selected_and_ignored(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    expected: list[str],
    code: int,
) -> None:
    """Only what is told counts for the exit code, in every format."""
    path = str(put(folder, WRONG + SPELT))
    assert main(["check", *options, path]) == code
    assert told(capsys) == expected
    assert main(["check", *options, "--format", "json", path]) == code
    out, err = capsys.readouterr()
    assert [problem["code"] for problem in json.loads(out)["problems"]] == expected
    assert f"{code} error" in err


def test_an_ignored_error_still_keeps_its_question_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is not told is wrong all the same: the question is not played."""
    path = put(folder, WRONG + SPELT)
    assert main(["check", "--ignore", "QG208", str(path)]) == 0
    assert "1 question," in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "near"), [("QG209", "QG208"), ("QG11\x1b[31m7", "QG11"), ("x", "docs"), ("", "docs")]
)
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_a_usage_error(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, name: str, near: str
) -> None:
    """The nearest known code is named, and nothing is checked or mended."""
    path = put(folder, SPELT)
    before = path.read_bytes()
    assert main(["check", "--fix", option, name, str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert near in err
    assert "\x1b" not in err
    assert path.read_bytes() == before


def test_a_summary_follows_the_problems_of_its_bank(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What there is in a bank, and what of its source nothing quotes, in a few plain lines."""
    tagged = question('tags = ["x\\u001b[31m"]', evidence='exact = "The summit begins in Vilnius"')
    path = put(folder, tagged + WRONG)
    assert main(["check", "--summary", str(path)]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    first, *lines = out.splitlines()
    assert " QG208 " in first
    assert lines == [
        f"{path}: Small",
        "  1 question ready, 0 drafts, 1 left out",
        "  types: true-false 1",
        "  tags: x[31m 1",
        "  difficulty: medium 1",
        "  article: 1 of 2 sentences quoted (50 %)",
    ]


def test_paragraphs_that_nothing_quotes_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers in a row are a range; a bank that can not be read has no summary."""
    path = put(folder, question(evidence='exact = "This is number four"'))
    broken = put(folder, "x = [", "broken.toml")
    numbers = ("one", "two", "three", "four", "five")
    text = "\n\n".join(f"This is number {number}." for number in numbers)
    (folder / "article.txt").write_text(text)
    main(["check", "--summary", str(path), str(broken)])
    out = capsys.readouterr().out
    assert "1 of 5 sentences quoted (20 %); nothing is quoted of paragraphs 1-3, 5\n" in out
    assert "broken.toml: " not in out.replace("broken.toml:17", "")


def test_json_has_the_summary_of_each_bank(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Programs get every number without asking, and the counts of what is told."""
    path = put(folder, question(evidence='exact = "The summit begins in Vilnius"') + WRONG)
    broken = put(folder, "x = [", "broken.toml")
    assert main(["check", "--format", "json", str(path), str(broken)]) == 1
    good, bad = json.loads(capsys.readouterr().out)["banks"]
    assert good == {
        "path": str(path),
        "errors": 1,
        "warnings": 0,
        "id": "small",
        "title": "Small",
        "ready": 1,
        "drafts": 0,
        "left_out": 1,
        "types": {"true-false": 1},
        "tags": {},
        "difficulties": {"easy": 0, "medium": 1, "hard": 0},
        "sources": [
            {
                "id": "article",
                "title": "Article",
                "sentences": 2,
                "quoted_sentences": 1,
                "paragraphs": 1,
                "unquoted_paragraphs": [],
                "grade": None,
            }
        ],
        "stem_grade": None,
    }
    assert bad == {"path": str(broken), "errors": 1, "warnings": 0, "id": None}

"""The JSON Schema as editors read it: by tombi, a checker of TOML that others wrote."""

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quizgame.bank.load import load_bank

ROOT = Path(__file__).parents[3]
TOMBI = str(Path(sysconfig.get_path("scripts")) / "tombi")
ALONE = ("--offline", "--no-cache")
AS_JSON = ("--diagnostics-format", "json", "--diagnostics-file")
DIRECTIVE = "#:schema ./bank.schema.json\n"
EVERY_TYPE = (ROOT / "tests/data/every_type.toml").read_text(encoding="utf-8")
PATIENCE_S = 120


@dataclass(frozen=True)
class Slip:
    """An author's slip: `old` of the good bank written as `new`.

    Tombi says `says` of the first line with `at`.
    """

    old: str
    new: str
    says: str
    at: str


def slip(old: str, new: str, says: str, at: str = "") -> Slip:
    """Return a slip that is complained of where it begins, unless `at` names another line."""
    return Slip(old, new, says, at or new.strip().splitlines()[-1])


def unknown(key: str) -> str:
    """Return what tombi says of a key that a table does not have."""
    return f'"{key}" is not allowed'


def missing(key: str) -> str:
    """Return what tombi says of a key that a table lacks."""
    return f'"{key}" is required'


FEW, MANY = "must contain at least", "must contain at most"
SPOKEN = 'stem = "According to the report, who spoke in Vilnius?"'
SIGNED = 'evidence = [{ source = "article", exact = "Britain and France have signed it" }]'
KEYS = '  { text = "Britain", correct = true },\n  { text = "France", correct = true },\n'
RUSSIA = '  { text = "Russia", rationale = "It did not sign." },\n'
ITEMS = 'items = ["the meeting", "the vote", "the signature"]'
GAPS = EVERY_TYPE[EVERY_TYPE.index("gaps.where") : EVERY_TYPE.rindex("evidence")]

SLIPS = {
    # A key that the format does not have, at each level.
    "key of the bank": slip('tone = "plain"', 'colour = "red"', unknown("colour")),
    "key of a source": slip('url = "https', 'link = "https', unknown("link")),
    "key of the defaults": slip("points = 1\n", "score = 1\n", unknown("score")),
    "key of a quiz": slip("quiz_time = 300", "timer = 300", unknown("timer")),
    "key of a draw": slip('tags = ["numbers"], types', 'tag = ["x"], types', unknown("tag")),
    "key of a question": slip('discuss = "W', 'dicsuss = "W', unknown("dicsuss")),
    "key of an option": slip('rationale = "It is in', 'reason = "It is in', unknown("reason")),
    "key of evidence": slip('speaker = "the m', 'speeker = "the m', unknown("speeker")),
    "key of a wrong answer": slip('rationale = "The d', 'reason = "The d', unknown("reason")),
    "key of a pair": slip('right = "spoke"', 'rigth = "spoke"', unknown("rigth")),
    "key of a distractor": slip('rationale = "Nobody', 'why = "Nobody', unknown("why")),
    "key of a gap": slip("tolerance = 0.5, units", "tolerence = 0.5, units", unknown("tolerence")),
    "key of another type": slip(
        'grading = "all-or-nothing"', "tolerance = 1", unknown("tolerance")
    ),
    "key of another gap": slip("gaps.who = { ", "gaps.who = { units = [], ", unknown("units")),
    # A key that is not there.
    "no format": slip("format = 1\n", "", missing("format"), at="#:schema"),
    "no title of a source": slip('title = "A note"\n', "", missing("title"), at="[sources.note]"),
    "no count in a draw": slip(", count = 2 }", " }", missing("count"), at="draw = "),
    "no stem": slip(SPOKEN + "\n", "", missing("stem"), at='id = "minister"'),
    "no type": slip('type = "ordering"\n', "", missing("type"), at='id = "order"'),
    "no text of an option": slip('text = "Kaunas"\n', "", missing("text"), at="It is in the same"),
    "no source of evidence": slip(
        'source = "note", ', "", missing("source"), at='speaker = "the clerk"'
    ),
    "no wrong answer": slip("answer = 321, ", "", missing("answer"), at="The digits"),
    "no right side": slip(', right = "counted"', "", missing("right"), at='left = "the clerk"'),
    "no text of a distractor": slip('text = "slept", ', "", missing("text"), at="Nobody did"),
    "no gaps": slip(GAPS, "", missing("gaps"), at='id = "gaps"'),
    # A value of the wrong kind.
    "a number for a title": slip('title = "First"', "title = 1", "type String"),
    "a text for a flag": slip(
        "correct = true\nid", 'correct = "yes"\nid', "type Boolean", at='"yes"'
    ),
    "a text for a judgement": slip("answer = false", 'answer = "no"', "type Boolean"),
    "a text for seconds": slip("question_time = 20", 'question_time = "20"', "type Integer"),
    "a fraction of a second": slip("question_time = 20", "question_time = 2.5", "type Integer"),
    "a text for a list": slip('authors = ["The tests"]', 'authors = "We"', "type Array"),
    "a word for a number": slip("answer = 123", 'answer = "many"', "type Integer"),
    "a number for a word": slip('answers = ["clerk"]', "answers = [7]", "type String"),
    "a time for a date": slip("2023-07-09", "2023-07-09T10:00:00", "type LocalDate"),
    # A word that is none of those there are.
    "format": slip("format = 1", "format = 2", 'const value "1"'),
    "difficulty": slip(
        'difficulty = "easy"\nstatus', 'difficulty = "eazy"\nstatus', '"medium"', at="eazy"
    ),
    "status": slip('status = "ready"', 'status = "done"', '"draft"'),
    "kind": slip('kind = "claim"', 'kind = "fact"', '"opinion"'),
    "question type": slip('type = "matching"', 'type = "match"', "matching"),
    "drawn type": slip('types = ["numeric"', 'types = ["number"', '"short-text"'),
    "behaviour": slip('behaviour = "exam"', 'behaviour = "test"', '"practice"'),
    "reading": slip('["before", "during"]', '["before", "while"]', '"after"'),
    # A value out of bounds.
    "points below 0": slip("points = 2", "points = -2", "must be ≥ 0"),
    "points that are no number": slip("points = 2", "points = nan", "must be ≥ 0"),
    "a day for a question": slip("question_time = 20", "question_time = 90000", "≤ 86400"),
    "a mark over 1": slip("pass_mark = 0.6", "pass_mark = 60", "must be ≤ 1"),
    "a fraction of 1": slip("fraction = 0.25", "fraction = 1", "must be < 1"),
    "many slips": slip("typos = 1\n", "typos = 9\n", "must be ≤ 2"),
    "an empty stem": slip(SPOKEN, 'stem = ""', "length must be ≥ 1"),
    "a draw of none": slip("count = 2 }", "count = 0 }", "must be ≥ 1", at="count = 0"),
    "one option": slip(KEYS + RUSSIA, KEYS.splitlines()[0] + "\n", f"{FEW} 2", at="options = ["),
    "nine options": slip(
        RUSSIA,
        RUSSIA + "".join(f'  {{ text = "N{n}" }},\n' for n in range(6)),
        f"{MANY} 8",
        at="options = [",
    ),
    "one item": slip(ITEMS, 'items = ["the vote"]', f"{FEW} 2"),
    "no answer": slip('answers = ["the minister", "minister"]', "answers = []", f"{FEW} 1"),
    "one pair": slip(
        '  { left = "the clerk", right = "counted" },\n', "", f"{FEW} 2", at="pairs = ["
    ),
    # A name that is none.
    "id of the bank": slip('id = "every-type"', 'id = "Every Type"', "does not match the pattern"),
    "id of a question": slip('id = "signed"', 'id = "-signed"', "does not match the pattern"),
    "id of an option": slip('id = "vilnius"', 'id = "Vil nius"', "does not match the pattern"),
    "id of a quiz": slip('id = "chosen"', 'id = "all"', "not", at='id = "all"'),
    "name of a source": slip("[sources.note]", "[sources.Note]", "key must match the pattern"),
    "name of a gap": slip("gaps.who", 'gaps."w o"', "key must match the pattern", at='"w o"'),
    "language": slip('language = "en"', 'language = "e"', "does not match the pattern"),
    "digest": slip('sha256 = "ad', 'sha256 = "XY', "does not match the pattern"),
    # Keys that need or exclude one another.
    "file and text": slip(
        'file = "e', 'text = "x"\nfile = "e', "2 matched", at="[sources.article]"
    ),
    "neither file nor text": slip(
        'file = "every_type.txt"\n', "", missing("file"), at="[sources.article]"
    ),
    "quotation and parts": slip(
        'parts = ["U', 'exact = "Ukraine and Russia", parts = ["U', "2 matched", at="parts = "
    ),
    "no quotation": slip(SIGNED, 'evidence = [{ source = "article" }]', missing("exact")),
    "ids and a draw": slip(
        'ids = ["city", "count"]',
        'ids = ["city"]\ndraw = [{ count = 1 }]',
        "not",
        at='id = "chosen"',
    ),
    "an id twice": slip('ids = ["city", "count"]', 'ids = ["city", "city"]', "must be unique"),
    "an item twice": slip(ITEMS, 'items = ["the vote", "the vote"]', "must be unique"),
    "no key": slip(
        "correct = true\nid", "correct = false\nid", f"{FEW} 1", at="[[question.options]]"
    ),
    "two keys": slip(
        'text = "Selby"\nr',
        'text = "Selby"\ncorrect = true\nr',
        f"{MANY} 1",
        at="[[question.options]]",
    ),
    "no key among several": slip(KEYS, KEYS.replace("true", "false"), f"{FEW} 1", at="options = ["),
    "no key of a gap": slip('"Vilnius", correct = true', '"Vilnius"', f"{FEW} 1", at="gaps.where"),
    "a key's fraction": slip(
        "correct = true\nid",
        "correct = true\nfraction = 0.5\nid",
        'const value "0"',
        at="fraction = 0.5",
    ),
    "a fraction among several": slip(
        'rationale = "It did not', 'fraction = 0.5, rationale = "It did not', 'const value "0"'
    ),
    "no evidence where it is required": slip(SIGNED, "", missing("evidence"), at='id = "signed"'),
    "a sober bank for speed": slip(
        'tone = "plain"', 'tone = "sober"', "accuracy", at='scoring = "c'
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the schema, every slip, and every slip again in a bank that names no schema."""
    folder = tmp_path_factory.mktemp("banks")
    shutil.copy(ROOT / "questions/bank.schema.json", folder)
    shutil.copy(ROOT / "tests/data/every_type.txt", folder)
    for number, one in enumerate(SLIPS.values()):
        assert one.old in EVERY_TYPE
        text = EVERY_TYPE.replace(one.old, one.new, 1)
        (folder / f"slip{number}.toml").write_text(DIRECTIVE + text, encoding="utf-8")
        (folder / f"free{number}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def complaints(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """What tombi says of each file in the folder, by its name."""
    code, found = lint(folder)
    assert code == 1
    told: dict[str, list[dict[str, Any]]] = {}
    for complaint in found:
        told.setdefault(Path(complaint["path"]).name, []).append(complaint)
    return told


def lint(folder: Path) -> tuple[int, list[dict[str, Any]]]:
    """Return tombi's exit code and complaints on a folder, without a network or our settings."""
    report = folder / "complaints.json"
    done = subprocess.run(
        [TOMBI, "lint", *ALONE, "--quiet", "--error-on-warnings", *AS_JSON, str(report), "."],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert report.exists(), done.stderr
    return done.returncode, json.loads(report.read_text(encoding="utf-8"))


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which tombi finds nobody's settings."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "none"),
    }


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_where_it_is(
    name: str, folder: Path, complaints: dict[str, list[dict[str, Any]]]
) -> None:
    """An editor says what is wrong at its line; so does quizgame, and only the schema says so."""
    number, planted = list(SLIPS).index(name), SLIPS[name]
    path = folder / f"slip{number}.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if planted.at in text)
    told = [(c["range"]["start"]["line"], c["message"]) for c in complaints[path.name]]
    assert any(abs(at - line) <= 1 and planted.says in words for at, words in told), told
    assert f"free{number}.toml" not in complaints
    assert any(problem.is_error and problem.code != "QG021" for problem in load_bank(path).problems)


def good_banks() -> Iterator[tuple[str, str]]:
    """Yield the name and text of each bank in this repository that is sound."""
    yield "cluster-munitions.toml", (ROOT / "questions/cluster-munitions.toml").read_text("utf-8")
    yield "every-type.toml", EVERY_TYPE
    readme = (ROOT / "questions/README.md").read_text(encoding="utf-8")
    for number, bank in enumerate(re.findall(r"```toml\n(format = 1\n.*?)```", readme, re.DOTALL)):
        yield f"readme{number}.toml", bank


def test_sound_banks_pass(tmp_path: Path) -> None:
    """An editor has nothing to say, not even a warning, of the banks in this repository."""
    shutil.copy(ROOT / "questions/bank.schema.json", tmp_path)
    names = []
    for name, text in good_banks():
        written = text if text.startswith(DIRECTIVE) else DIRECTIVE + text
        (tmp_path / name).write_text(written, encoding="utf-8")
        names.append(name)
    assert len(names) >= 3
    assert lint(tmp_path) == (0, [])
    for name in names:
        path = tmp_path / name
        path.write_text(path.read_text("utf-8").replace("format = 1", "format = 9"), "utf-8")
    code, told = lint(tmp_path)
    assert code == 1
    assert sorted(Path(one["path"]).name for one in told) == sorted(names)


def ask(process: subprocess.Popen[bytes], method: str, params: object, number: int = 0) -> Any:
    """Tell a language server something; with a `number` return its answer."""
    body = {"jsonrpc": "2.0", "method": method, "params": params} | (
        {"id": number} if number else {}
    )
    raw = json.dumps(body).encode()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(raw), raw))
    process.stdin.flush()
    while number:
        size = 0
        while header := process.stdout.readline().strip():
            if header.lower().startswith(b"content-length:"):
                size = int(header.split(b":")[1])
        if not size:
            return None
        answer = json.loads(process.stdout.read(size))
        if answer.get("id") == number and "method" not in answer:
            return answer.get("result")
    return None


def test_an_editor_tells_what_a_key_means(tmp_path: Path) -> None:
    """With the cursor on a key an editor shows its title, its meaning and an example."""
    shutil.copy(ROOT / "questions/bank.schema.json", tmp_path)
    path = tmp_path / "every.toml"
    text = DIRECTIVE + EVERY_TYPE
    path.write_text(text, encoding="utf-8")
    document = {"uri": path.as_uri()}
    line = text.splitlines().index("pass_mark = 0.6")
    shown = None
    with subprocess.Popen(
        [TOMBI, "lsp", *ALONE],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            setup: dict[str, Any] = {
                "processId": None,
                "rootUri": tmp_path.as_uri(),
                "capabilities": {},
            }
            ask(server, "initialize", setup, 1)
            ask(server, "initialized", {})
            opened = {**document, "languageId": "toml", "version": 1, "text": text}
            ask(server, "textDocument/didOpen", {"textDocument": opened})
            place = {"textDocument": document, "position": {"line": line, "character": 2}}
            for number in range(2, 200):  # it may be asked before it has read the file
                shown = ask(server, "textDocument/hover", place, number)
                if shown and "Examples" in str(shown):
                    break
        finally:
            server.kill()
    words = str(shown)
    assert "Pass mark" in words
    assert "The share of the points, from 0 to 1, that passes." in words
    assert "`0.6`" in words

"""What is promised to those who install quizgame: the versions, the wheel, and a game from it."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


def project() -> dict[str, Any]:
    """The [project] table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return table


def requirements() -> list[Requirement]:
    """Every requirement the project states, the extras' among them."""
    table = project()
    stated = [
        *table["dependencies"],
        *(r for e in table["optional-dependencies"].values() for r in e),
    ]
    return [Requirement(line) for line in stated]


def constraints() -> dict[str, str]:
    """The exact version of each constrained package, by canonical name."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    return {canonicalize_name(name): v for name, v in (line.split("==") for line in lines)}


def test_constraints_hold_names_and_versions_only() -> None:
    """constraints.txt has no address, hash or option, so any index may serve it."""
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line), line


def test_constraints_are_sorted_and_unique() -> None:
    """Each package is named once, in an order that keeps differences small."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    names = [line.split("==")[0].lower() for line in lines]
    assert names == sorted(set(names))


def test_each_requirement_is_bounded_and_its_tested_version_fits() -> None:
    """A requirement names the oldest and the first too new version, and the tested one between."""
    tested = constraints()
    for requirement in requirements():
        operators = sorted(bound.operator for bound in requirement.specifier)
        assert operators == ["<", ">="], f"{requirement} needs a lower and an upper bound"
        version = tested[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} does not admit {version}"


def closure(lines: list[str]) -> set[str]:
    """The canonical names of all packages the given requirements bring to this computer."""
    found: set[tuple[str, str]] = set()
    todo = [(Requirement(line), "") for line in lines]
    while todo:
        requirement, asked_for = todo.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": asked_for}):
            continue
        for extra in ("", *requirement.extras):
            if (requirement.name, extra) not in found:
                found.add((requirement.name, extra))
                needs = distribution(requirement.name).requires or []
                todo.extend((Requirement(line), extra) for line in needs)
    return {canonicalize_name(name) for name, _ in found}


def test_everything_the_program_needs_is_constrained() -> None:
    """No package reaches a player in a version nobody tested."""
    needed = closure(project()["dependencies"])
    assert needed <= constraints().keys()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive, which thereby proves complete as well."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
    )
    (built,) = out.glob("*.whl")
    return built


def test_wheel_carries_banks_and_article(wheel: Path) -> None:
    """Every bank and source is in the wheel, byte for byte."""
    with zipfile.ZipFile(wheel) as archive:
        for folder in ("questions", "seeds"):
            for path in (ROOT / folder).glob("*"):
                inside = f"quizgame/data/{folder}/{path.name}"
                assert archive.read(inside) == path.read_bytes()


def test_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    """Stylesheets, migrations and translations travel with the code."""
    kept = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "quizgame").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        assert kept <= set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `quizgame` command of a fresh environment that holds the wheel and what it requires.

    The required packages are linked from the environment of the tests instead of fetched again;
    nothing that only development needs is there.
    """
    home = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    (site,) = home.glob("lib/python*/site-packages")
    for name in closure(project()["dependencies"]):
        files = distribution(name)
        for top in {path.parts[0] for path in files.files or [] if path.parts[0] != ".."}:
            if top != "__pycache__":
                (site / top).symlink_to(Path(str(files.locate_file(top))))
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin/python")]
    subprocess.run([*pip, "install", "--no-index", "--quiet", str(wheel)], check=True)
    return home / "bin/quizgame"


def test_installed_package_is_the_wheels(installed: Path, tmp_path: Path) -> None:
    """What the fresh environment imports lies inside it, and nothing it needs is missing."""
    code = "import quizgame; print(quizgame.__version__, quizgame.__file__)"
    python = installed.with_name("python")
    said = subprocess.run(
        [str(python), "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout.split()
    assert said[0] == distribution("quizgame").version
    assert Path(said[1]).is_relative_to(installed.parent.parent)
    checked = [sys.executable, "-m", "pip", "--python", str(python), "check"]
    subprocess.run(checked, check=True)


def play(program: Path, folder: Path, seed: int) -> str:
    """Play the one question that a seed draws, answer A, and return all that is said."""
    options = ["--plain", "--count", "1", "--seed", str(seed), "--player", "guest"]
    return subprocess.run(
        [str(program), "play", *options],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "QUIZGAME_HOME": str(folder / "home")},
        input="a\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def test_installed_program_plays_the_article(installed: Path, tmp_path: Path) -> None:
    """Outside the checkout the wheel asks a question of the article, and proves its answer."""
    games = (play(installed, tmp_path, seed) for seed in range(1, 40))
    said = next(game for game in games if "Choose one." in game)  # which a letter answers
    assert re.search(r"^The answer is [A-H], ", said, re.MULTILINE), said
    quoted = re.search(r"^Quote\. (.+?)(?: End quote\.)?$", said, re.MULTILINE)
    assert quoted, said
    assert quoted[1] in (ROOT / "seeds/article.txt").read_text()

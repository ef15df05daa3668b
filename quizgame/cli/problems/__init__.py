"""The registry of formats in which `quizgame check` tells what it found."""

from quizgame.cli.problems import github, json, sarif, text
from quizgame.cli.problems.base import Format

FORMATS: dict[str, Format] = {
    "text": text.written,
    "json": json.written,
    "github": github.written,
    "sarif": sarif.written,
}

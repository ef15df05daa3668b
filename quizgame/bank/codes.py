"""Every code that a problem in a bank can have: what it means, and where it is explained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from quizgame.catalogue import _
from quizgame.errors import Severity

Family = Literal[
    "the-file", "keys-and-values", "sources", "quotations", "how-questions-are-written"
]
"""The heading in docs/problems.md below which a code is explained, as links name it."""

PAGE = "docs/problems.md"


@dataclass(frozen=True, slots=True)
class Code:
    """What problems with a code have in common: a `summary` in words, and how severe they are."""

    name: str
    summary: str
    family: Family
    severity: Severity = "error"

    @property
    def page(self) -> str:
        """Where the documentation explains it, from the top of the repository."""
        return f"{PAGE}#{self.family}"


@cache
def codes() -> Mapping[str, Code]:
    """Return all codes by name, in the order of the documentation."""
    families: dict[Family, tuple[tuple[str, str], ...]] = {
        "the-file": (
            ("QG001", _("the file can not be read")),
            ("QG002", _("the file is too large")),
            ("QG003", _("it is not UTF-8 text")),
            ("QG004", _("it is not TOML")),
            ("QG005", _("it is TOML 1.1, which other programs do not read yet")),
            ("QG006", _("lists or tables are nested too deep")),
            ("QG007", _("a number or date can not be read")),
            ("QG024", _("the file is empty")),
        ),
        "keys-and-values": (
            ("QG008", _("the format has no such key here")),
            ("QG009", _("a key is missing")),
            ("QG010", _("a value is of the wrong kind or out of bounds")),
            ("QG011", _("an id is taken twice")),
            ("QG012", _("another bank, found earlier, has this id")),
            ("QG013", _("no option is right")),
            ("QG014", _("two options are right where one must be")),
            ("QG015", _("a `fraction` where it does nothing")),
            ("QG016", _("two entries are the same")),
            ("QG017", _("a foreseen wrong answer is right, or is no number")),
            ("QG018", _("text and gaps do not fit together")),
            ("QG019", _("an answer can not be typed")),
            ("QG020", _("a quiz names a question that is not there, or names one twice")),
            ("QG021", _("a draw asks for more questions than there are")),
            ("QG022", _("a sober bank is not scored for speed or certainty")),
        ),
        "sources": (
            ("QG030", _("the source does not exist")),
            ("QG031", _("the source lies elsewhere, links followed")),
            ("QG032", _("the source can not be read, is empty, too large or not UTF-8")),
            ("QG033", _("source not included")),
            ("QG034", _("the source has changed since its `sha256` was written")),
            ("QG035", _("a source has neither a file nor a text, or both")),
            ("QG036", _("evidence names a source that is not there")),
            ("QG037", _("the bank requires evidence and a question has none")),
        ),
        "quotations": (
            ("QG200", _("neither `exact` nor `parts`, or both")),
            ("QG201", _("too short to be a proof")),
            ("QG202", _("it begins or ends inside a word or number")),
            ("QG203", _("it leaves out a negation of its own sentence")),
            ("QG204", _("the source itself quotes these words, and nobody is named")),
            ("QG205", _("only quotation marks, dashes or spaces differ")),
            ("QG206", _("it stands in several places")),
            ("QG207", _("the parts are not in order in one paragraph")),
            ("QG208", _("it is not in the source")),
            ("QG210", _("no quotation proves this question")),
            ("QG211", _("the key is not explained")),
        ),
        "how-questions-are-written": (
            ("QG101", _("the key is clearly the longest option")),
            ("QG102", _("a negative stem without emphasis")),
            ("QG103", _("an option about other options, which are shuffled")),
            ("QG104", _("an absolute word in distractors only")),
            ("QG105", _("a word of the stem in the key only")),
            ("QG106", _("one option within another")),
            ("QG107", _("“a” or “an” gives the key away")),
            ("QG108", _("numbers in a fixed order that do not rise")),
            ("QG109", _("a distractor without a reason")),
            ("QG110", _("less time than 10 seconds and 0.4 for each word")),
            ("QG111", _("a stem of more than 30 words")),
            ("QG112", _("two questions of a type with the same stem")),
            ("QG113", _("most true-false questions have the same answer")),
            ("QG114", _("keys in fixed order stand in one position too often")),
            ("QG115", _("questions that read far harder than their sources")),
            ("QG116", _("options that differ in capitals, accents or punctuation only")),
            ("QG117", _("two questions with one key and nearly the same stem")),
            ("QG118", _("a question that another bank asks too")),
        ),
    }
    return {
        name: Code(name, summary, family, _severity(name))
        for family, listed in families.items()
        for name, summary in listed
    }


_WARNINGS = frozenset({"QG012", "QG033", "QG034", "QG203", "QG204", "QG205", "QG210", "QG211"})


def _severity(name: str) -> Severity:
    return "warning" if name in _WARNINGS or name.startswith("QG1") else "error"


def matching(names: Iterable[str]) -> frozenset[str]:
    """Return the codes that are in `names` or begin with one of them; case does not count.

    Raises:
        KeyError: a name, the exception's argument, is no code and begins none.
    """
    chosen: set[str] = set()
    for name in names:
        found = [code for code in codes() if code.startswith(name.upper())]
        if not found or not name:
            raise KeyError(name)
        chosen.update(found)
    return frozenset(chosen)


def nearest(name: str) -> str:
    """Return the code that `name` was most likely meant to be, or "" where it has no digit."""
    digits = "".join(filter(str.isdecimal, name))[:3]
    if not digits:
        return ""

    def distance(code: str) -> tuple[int, int]:
        # What is typed wrong is mostly the end: QG209 is nearer to QG208 than to QG109.
        return -_common(code[2:], digits), abs(int(code[2:]) - int(digits))

    return min(codes(), key=distance)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))

"""The signs that are drawn, and plain ones for terminals that lack them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of signs, each one cell wide."""

    right: str
    wrong: str
    partly: str
    none: str
    here: str
    waiting: str
    answered: str
    marked: str
    chosen: str
    box_on: str
    box_off: str
    full: str
    empty: str
    rule: str
    quote: str
    bar: str
    more: str
    dot: str
    arrow: str
    grip: str


SHAPES = Glyphs(
    right="✓",
    wrong="✗",
    partly="◐",
    none="○",
    here="▶",
    waiting="·",
    answered="●",
    marked="◆",
    chosen="●",
    box_on="■",
    box_off="□",
    full="█",
    empty="░",
    rule="─",
    quote="┃",
    bar="┃",
    more="▼",
    dot="·",
    arrow="→",
    grip="↕",
)
LETTERS = Glyphs(
    right="+",
    wrong="x",
    partly="~",
    none="o",
    here=">",
    waiting=".",
    answered="*",
    marked="!",
    chosen="*",
    box_on="X",
    box_off="_",
    full="#",
    empty="-",
    rule="-",
    quote="|",
    bar="|",
    more="v",
    dot="-",
    arrow=">",
    grip="=",
)


def glyphs_for(environ: Mapping[str, str], wish: str = "") -> Glyphs:
    """Return the signs that were wished for, else those that the terminal can show."""
    if wish in {"shapes", "letters"}:
        return SHAPES if wish == "shapes" else LETTERS
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    has_unicode = "utf" in locale.casefold()
    is_console = environ.get("TERM", "").startswith(("linux", "vt"))
    return SHAPES if has_unicode and not is_console else LETTERS

"""The small Markdown of question banks, read into lines of styled pieces.

Marks are `*` for emphasis, backticks, fences and `- ` at the start of a line. All else is text,
also `_`, `#`, `1.`, links, HTML and backslashes. Lists and fences are recognised here, line by
line, because CommonMark's own drop white space and nest; what stands in a line is left to
markdown-it, which is loaded only when there is a star or a backtick.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

Style = Literal["", "em", "strong", "code"]
Pieces = tuple[tuple[str, Style], ...]

_FENCE = re.compile(r" {0,3}(?P<run>`{3,}|~{3,})(?P<info>[\w+-]*)[ \t]*")
_BULLET = re.compile(r"[ \t]*-[ \t]+(?=\S)")
_SPECIAL = re.compile(r"[*`]|~~~|^[ \t]*-[ \t]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in (text, style) pieces; `bullet` begins a list's item, `code` is fenced."""

    pieces: Pieces
    bullet: bool = False
    code: bool = False

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _style in self.pieces)


def parse(text: str) -> tuple[Line, ...]:
    """Return the lines of `text`. Never raises; drops nothing but marks."""
    rows = text.split("\n")
    if not _SPECIAL.search(text):
        return tuple(Line(_whole(row, "")) for row in rows)
    return tuple(_lines(rows))


def plain(text: str) -> str:
    """Return `text` without its marks; items of lists keep their dash."""
    return "\n".join(f"- {line.text}" if line.bullet else line.text for line in parse(text))


def _whole(row: str, style: Style) -> Pieces:
    return ((row, style),) if row else ()


def _lines(rows: Sequence[str]) -> Iterator[Line]:
    ends = _fence_ends(rows)
    block: list[str] = []
    bullet = False
    at = 0
    while at < len(rows):
        mark = _BULLET.match(rows[at])
        if mark or at in ends or not rows[at].strip():
            yield from _block(block, bullet=bullet)
            block, bullet = [], bool(mark)
        if at in ends:
            yield from (Line(_whole(row, "code"), code=True) for row in rows[at + 1 : ends[at]])
            at = ends[at]
        elif not rows[at].strip():
            yield Line(_whole(rows[at], ""))
        else:
            block.append(rows[at][mark.end() :] if mark else rows[at])
        at += 1
    yield from _block(block, bullet=bullet)


def _fence_ends(rows: Sequence[str]) -> dict[int, int]:
    """Return where each fence ends by where it begins; one that is never closed is text."""
    closers: dict[str, list[int]] = {"`": [], "~": []}
    runs: dict[int, int] = {}
    for index, row in enumerate(rows):
        match = _FENCE.fullmatch(row)
        if match:
            runs[index] = len(match["run"])
            if not match["info"]:
                closers[match["run"][0]].append(index)
    ends: dict[int, int] = {}
    closed = -1
    for index, length in runs.items():
        if index <= closed:
            continue
        same = closers[rows[index].lstrip()[0]]
        while same and same[0] <= index:
            same.pop(0)
        closer = next((place for place in same if runs[place] >= length), -1)
        if closer > index:
            ends[index] = closed = closer
    return ends


def _block(rows: Sequence[str], *, bullet: bool) -> Iterator[Line]:
    """Yield the lines of a paragraph; emphasis may run over their ends."""
    if not rows:
        return
    current: list[tuple[str, Style]] = []
    for text, style in _pieces("\n".join(rows)):
        first, *others = text.split("\n")
        if first:
            current.append((first, style))
        for row in others:
            yield Line(tuple(current), bullet)
            current, bullet = list(_whole(row, style)), False
    yield Line(tuple(current), bullet)


def _pieces(text: str) -> Iterator[tuple[str, Style]]:
    if "*" not in text and "`" not in text:
        yield text, ""
        return
    open_marks: list[Style] = []
    for token in _reader().parseInline(text)[0].children or ():
        if token.type in {"em_open", "strong_open"}:
            open_marks.append("em" if token.type == "em_open" else "strong")
        elif token.type in {"em_close", "strong_close"}:
            open_marks.pop()
        elif token.type == "code_inline":
            yield token.content, "code"
        elif token.content:
            yield token.content, "strong" if "strong" in open_marks else _last(open_marks)


def _last(open_marks: Sequence[Style]) -> Style:
    return open_marks[-1] if open_marks else ""


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - few texts have marks, and it is slow
    from markdown_it.rules_inline.state_inline import Delimiter  # noqa: PLC0415 - as above

    def star(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        """Read a run of stars, which inside a word or number are only stars."""
        if silent or state.src[state.pos] != "*":
            return False
        run = state.scanDelims(state.pos, canSplitWord=False)
        for _star in range(run.length):
            state.push("text", "", 0).content = "*"
            place = len(state.tokens) - 1
            state.delimiters.append(
                Delimiter(ord("*"), run.length, place, -1, run.can_open, run.can_close)
            )
        state.pos += run.length
        return True

    reader = MarkdownIt("zero").enable(["backticks", "emphasis"]).disable("normalize")
    reader.inline.ruler.at("emphasis", star)
    return reader

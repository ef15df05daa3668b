"""`python -m tests.drafting`: how much of what careful readers find `quizgame draft` finds, too.

The texts in tests/data/draft and their anchors were made by somebody who had not seen the code.
docs/drafting.md has the figures and says how they are to be read.
"""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizgame.bank.draft.base import Draft
from quizgame.bank.draft.drafts import drafts

FOLDER = Path(__file__).parent / "data" / "draft"
TEXTS = ("news", "encyclopaedia", "interview")
KINDS = ("quotation", "number", "date", "place", "list", "person")


@dataclass(slots=True)
class Score:
    """Counts of one kind: drafts made, drafts that find an anchor, anchors, anchors found.

    `plain` counts quotations that are not marked, `plain_right` those of them with the right
    speaker; `wrong` tells of each that has another.
    """

    made: int = 0
    right: int = 0
    anchors: int = 0
    found: int = 0
    plain: int = 0
    plain_right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Add the counts of another text."""
        for name in ("made", "right", "anchors", "found", "plain", "plain_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong

    @property
    def precision(self) -> float:
        """The share of drafts that find an anchor (1 where none is made)."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """The share of anchors that are found (1 where there is none)."""
        return self.found / self.anchors if self.anchors else 1.0


def _anchors(name: str, text: str) -> list[tuple[int, int, dict[str, Any]]]:
    """Return (start, end, anchor) of each annotation."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    listed = []
    for anchor in data["anchor"]:
        at = -1
        for _turn in range(anchor.get("occurrence", 1)):
            at = text.index(anchor["exact"], at + 1)
        listed.append((at, at + len(anchor["exact"]), anchor))
    return listed


def _speaker(draft: Draft) -> str:
    return str(draft.question["evidence"][0].get("speaker", "")).casefold()


def _overlaps(draft: Draft, start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in draft.spans)


def scores(name: str) -> dict[str, Score]:
    """Return the score of each kind for one text.

    A draft finds an anchor of its own kind that its answer overlaps; a quotation must have the same
    speaker, too.
    """
    text = (FOLDER / f"{name}.txt").read_bytes().decode()
    anchors, made = _anchors(name, text), drafts(text).drafts
    found: dict[str, Score] = {}
    for kind in KINDS:
        score = found[kind] = Score()
        mine = [draft for draft in made if draft.kind == kind]
        theirs = [one for one in anchors if one[2]["kind"] == kind]
        score.made, score.anchors = len(mine), len(theirs)
        for draft in mine:
            near = [anchor for start, end, anchor in theirs if _overlaps(draft, start, end)]
            right = [a for a in near if kind != "quotation" or _same(a, draft)]
            score.right += bool(right)
            if kind == "quotation" and not draft.confirm:
                score.plain += 1
                score.plain_right += bool(right)
            if not right:
                score.wrong.append(_told(draft, text, near))
        for start, end, anchor in theirs:
            score.found += any(
                _overlaps(draft, start, end) and (kind != "quotation" or _same(anchor, draft))
                for draft in mine
            )
    return found


def _same(anchor: dict[str, Any], draft: Draft) -> bool:
    return str(anchor["speaker"]).casefold() == _speaker(draft)


def _told(draft: Draft, text: str, near: Sequence[dict[str, Any]]) -> str:
    words = " ... ".join(text[start:end] for start, end in draft.spans)[:60]
    should = f", should be {near[0]['speaker']}" if near and draft.kind == "quotation" else ""
    speaker = f" ({_speaker(draft)}{should})" if draft.kind == "quotation" else ""
    return f"{words}{speaker}"


def missed(name: str) -> Iterator[str]:
    """Yield the anchors of a text that no draft finds."""
    text = (FOLDER / f"{name}.txt").read_bytes().decode()
    made = drafts(text).drafts
    for start, end, anchor in _anchors(name, text):
        if not any(
            draft.kind == anchor["kind"]
            and _overlaps(draft, start, end)
            and (draft.kind != "quotation" or _same(anchor, draft))
            for draft in made
        ):
            yield f"{anchor['kind']}: {anchor['exact'][:70]} {anchor.get('speaker', '')}"


def report() -> str:
    """Return the table of precision and recall by text and kind."""
    lines = ["text           kind        drafts  right  precision  anchors  found  recall"]
    total = {kind: Score() for kind in KINDS}
    for name in TEXTS:
        for kind, score in scores(name).items():
            total[kind].add(score)
            lines.append(_row(name, kind, score))
    whole = Score()
    for kind, score in total.items():
        whole.add(score)
        lines.append(_row("all", kind, score))
    lines.append(_row("all", "all", whole))
    quotations = total["quotation"]
    lines.append(
        f"speakers that are not marked: {quotations.plain_right} of {quotations.plain} right"
    )
    return "\n".join(lines)


def _row(name: str, kind: str, score: Score) -> str:
    return (
        f"{name:14} {kind:10} {score.made:7} {score.right:6} {score.precision:9.0%}"
        f" {score.anchors:8} {score.found:6} {score.recall:7.0%}"
    )


if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
    if "-v" in sys.argv:
        for text_name in TEXTS:
            for each_kind, each in scores(text_name).items():
                sys.stdout.writelines(f"{text_name} wrong {each_kind}: {w}\n" for w in each.wrong)
            sys.stdout.writelines(f"{text_name} missed {one}\n" for one in missed(text_name))

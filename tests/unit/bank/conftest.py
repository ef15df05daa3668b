"""Banks written to a folder, as their authors would."""

from collections.abc import Callable
from pathlib import Path

import pytest

ARTICLE = """\
Mr Biden took the decision on Monday. The minister said: \u201cWe will not help with that.\u201d

On Tuesday the summit begins in Vilnius. It\u2019s
a \u201cdifficult choice\u201d \u2013 and a costly one.

The cost was put at 1,234 dollars. On Monday the summit ends in Kaunas, as the minister said.
"""

HEAD = """\
format = 1
id = "small"
title = "Small"

[sources.article]
file = "article.txt"
title = "Article"
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a bank beside its article and returns the bank's path."""

    def writing(text: str | bytes, name: str = "bank.toml", article: str | None = ARTICLE) -> Path:
        folder = tmp_path / "questions"
        folder.mkdir(exist_ok=True)
        if article is not None:
            (folder / "article.txt").write_text(article, encoding="utf-8", newline="")
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return writing


def question(body: str = "", name: str = "one", *, evidence: str = "") -> str:
    """Return a true-false question in TOML, with `body` for further lines."""
    lines = [
        "",
        "[[question]]",
        f'id = "{name}"',
        'type = "true-false"',
        f'stem = "Is it so, {name}?"',
        'explanation = "It is."',
        "answer = true",
        body,
    ]
    if evidence:
        lines.append(f'evidence = [{{ source = "article", {evidence} }}]')
    return "\n".join(lines) + "\n"

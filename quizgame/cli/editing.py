"""`quizgame new` and `quizgame edit`: a bank to begin with, and the editor for it."""

import argparse
import sys
from pathlib import Path

from quizgame.catalogue import _
from quizgame.errors import UsageError

FINE = 0
_SUFFIX = ".toml"
_EXAMPLE = """\
The harbour bridge opened on Friday after four years of work.

“It has cost more than we planned,” said the engineer, Ada Lind.
"""


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `new` and `edit`."""
    new = subparsers.add_parser(
        "new",
        help=_("begin a question bank"),
        description=_("Write a small commented bank to begin with. No file is ever written over."),
    )
    new.add_argument("bank", metavar="BANK", help=_("a name, or a file that ends in .toml"))
    new.add_argument(
        "--source", metavar="ARTICLE", default="", help=_("the text that its answers are proven by")
    )
    new.set_defaults(run=_run_new)

    edit = subparsers.add_parser(
        "edit",
        help=_("edit a question bank in the app"),
        description=_(
            "Open a question bank in the editor: forms, preview, and quotations marked in the"
            " article. Without BANK the home screen opens, where `e` edits the chosen bank."
        ),
    )
    edit.add_argument(
        "bank", metavar="BANK", nargs="?", default="", help=_("a bank's file, or its id")
    )
    edit.set_defaults(run=_run_edit)


def _run_edit(args: argparse.Namespace) -> int:
    from quizgame.cli.play import run_editor  # noqa: PLC0415 - screens are loaded only to be shown

    return run_editor(args.bank)


def _run_new(args: argparse.Namespace) -> int:
    from quizgame.bank.draft.keep import relative_file  # noqa: PLC0415 - for authors alone
    from quizgame.bank.draft.write import article_title, source_toml  # noqa: PLC0415 - as above
    from quizgame.bank.edit import write_new  # noqa: PLC0415 - as above
    from quizgame.bank.new import (  # noqa: PLC0415 - as above
        SOURCE,
        bank_text,
        first_quotation,
    )
    from quizgame.cli.author import read_article  # noqa: PLC0415 - as above

    path = _place(args.bank)
    text, title, file = _EXAMPLE, _("An example"), ""
    if args.source:
        text = read_article(args.source)
        title = article_title(text, Path(args.source).name)
        file = relative_file(Path(args.source), path)
    source = source_toml(SOURCE, title, text, file)
    written = bank_text(
        _id(path.stem),
        path.stem.replace("-", " ").capitalize(),
        source,
        first_quotation(text),
        has_schema=(path.parent / "bank.schema.json").is_file(),
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, written.encode())
    except FileExistsError:
        raise UsageError(
            _("{path} is there already.").format(path=path),
            _("`quizgame edit {path}` opens it; or choose another name.").format(path=path),
        ) from None
    sys.stdout.write(_("{path} is written.").format(path=path) + "\n")
    lines = (
        _("  quizgame edit {path}     opens it in the editor"),
        _("  quizgame check {path}    says what is wrong in it"),
        _("  quizgame play {path}     plays it, once a question is ready"),
    )
    for line in lines:
        sys.stdout.write(line.format(path=path) + "\n")
    return FINE


def _place(name: str) -> Path:
    """Return where a new bank goes: where its path says, or where banks of a name are found."""
    from quizgame.config import banks_path  # noqa: PLC0415 - beside what needs it

    path = Path(name)
    if path.suffix == _SUFFIX or path.parent != Path():
        if path.suffix != _SUFFIX:
            raise UsageError(
                _("A bank's file ends in .toml: {path}").format(path=path),
                _("For example: quizgame new {path}").format(path=path.with_suffix(_SUFFIX)),
            )
        return path
    folder = Path("questions")
    return (folder if folder.is_dir() else banks_path()) / f"{name}{_SUFFIX}"


def _id(stem: str) -> str:
    from quizgame.bank.draft.proof import slug  # noqa: PLC0415 - for authors

    return slug(stem)

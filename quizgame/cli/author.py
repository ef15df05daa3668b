"""`quizgame draft`: banks written from the command line."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quizgame.catalogue import _, plural
from quizgame.errors import UsageError

if TYPE_CHECKING:
    from quizgame.bank.draft.drafts import Drafts
    from quizgame.bank.draft.keep import Kept

FINE, NOTHING_FOUND = 0, 1
_BINARY = b"\x00"
_STDIN = "-"


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `draft`."""
    draft = subparsers.add_parser(
        "draft",
        help=_("make drafts of questions from an article"),
        description=_(
            "Look through an English article for what can be asked, and write drafts of questions,"
            " each proven by a quotation. A draft is played only after you have looked at it."
        ),
    )
    draft.add_argument(
        "article", metavar="ARTICLE", help=_('the article, a text file; "-" for stdin')
    )
    draft.add_argument(
        "-o",
        "--output",
        metavar="BANK",
        help=_("the bank to write; one that is there gets what it does not have yet"),
    )
    draft.add_argument(
        "--limit", metavar="N", type=_count, default=None, help=_("at most N drafts (usually 100)")
    )
    draft.set_defaults(run=_run_draft)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= 1000:  # noqa: PLR2004 - a bound for people
        raise argparse.ArgumentTypeError(_("a whole number from 1 to 1000"))
    return int(text)


def _run_draft(args: argparse.Namespace) -> int:
    from quizgame.bank.draft.drafts import LIMIT, drafts  # noqa: PLC0415 - loads pydantic
    from quizgame.cli.working import Working  # noqa: PLC0415 - long work alone needs it

    text = read_article(args.article)
    bank = _bank_path(args.output)
    with Working(_("Looking through the article ... {share} %"), sys.stderr) as working:
        made = drafts(text, args.limit or LIMIT, working.tell)
    if not made.drafts:
        _tell(made, None)
        return NOTHING_FOUND
    if bank is None:
        sys.stdout.write(_on_stdout(args.article, text, made))
        _tell(made, None)
        sys.stderr.write(
            _("Next: put these lines into a file, or name one with -o BANK; then look at each.")
            + "\n"
        )
        return FINE
    kept = _keep(args.article, text, made, bank)
    _tell(made, kept)
    _tell_next(bank, kept)
    return FINE


def read_article(name: str) -> str:
    """Return the article's text.

    Raises:
        UsageError: it is not there, no text, empty or too large; says which.
    """
    from quizgame.documents import MAX_BYTES, read_bytes  # noqa: PLC0415 - loads the parser of TOML

    shown = _("the article on standard input") if name == _STDIN else name
    if name == _STDIN:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        try:
            raw = read_bytes(Path(name))
        except FileNotFoundError:
            raise UsageError(_("There is no file {path}.").format(path=name)) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            message = _("{path} can not be read: {reason}")
            raise UsageError(message.format(path=name, reason=reason)) from error
    if len(raw) > MAX_BYTES:
        raise UsageError(_("{path} is larger than 16 MB.").format(path=shown))
    if _BINARY in raw[:65536]:
        hint = _("Save the article as plain text (UTF-8) first.")
        raise UsageError(_("{path} is not a text file.").format(path=shown), hint)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = _("{path} is not UTF-8 text (its line {line}).").format(path=shown, line=line)
        raise UsageError(message, _("Save it again with the encoding UTF-8.")) from None
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise UsageError(_("{path} is empty.").format(path=shown))
    return text


def _bank_path(output: str | None) -> Path | None:
    if output is None:
        return None
    path = Path(output)
    if path.is_dir():
        message = _("{path} is a folder; name a file in it, such as {path}/new.toml.")
        raise UsageError(message.format(path=output))
    if path.suffix != ".toml":
        raise UsageError(_("{path}: a bank's name ends in .toml.").format(path=output))
    if not path.parent.is_dir():
        raise UsageError(_("There is no folder {path}.").format(path=path.parent))
    return path


def _on_stdout(article: str, text: str, made: "Drafts") -> str:
    from quizgame.bank.draft.write import (  # noqa: PLC0415 - only what is written needs it
        NewBank,
        article_title,
        bank_toml,
    )

    name = Path(article).stem if article != _STDIN else "article"
    return bank_toml(NewBank(name, article_title(text, name), text), made.drafts)


def _keep(article: str, text: str, made: "Drafts", bank: Path) -> "Kept":
    from quizgame.bank.draft import keep  # noqa: PLC0415 - only what is written needs it
    from quizgame.bank.draft.write import NewBank, article_title  # noqa: PLC0415 - as above

    name = Path(article).name if article != _STDIN else "article"
    file = keep.relative_file(Path(article), bank) if article != _STDIN else ""
    has_schema = (bank.parent / "bank.schema.json").is_file()
    new = NewBank(bank.stem, article_title(text, name), text, file, has_schema)
    if bank.exists() or bank.is_symlink():
        return keep.append(bank, new, made.drafts)
    return keep.create(bank, new, made.drafts)


def _tell(made: "Drafts", kept: "Kept | None") -> None:
    """Write what was made to stderr, and what could not be done."""
    if made.drafts:
        counted = [
            text
            for kind, text in (
                ("quotation", plural("{n} quotation", "{n} quotations", made.count("quotation"))),
                ("person", plural("{n} on people", "{n} on people", made.count("person"))),
                ("list", plural("{n} list", "{n} lists", made.count("list"))),
                ("date", plural("{n} date", "{n} dates", made.count("date"))),
                ("number", plural("{n} number", "{n} numbers", made.count("number"))),
                ("place", plural("{n} place", "{n} places", made.count("place"))),
            )
            if made.count(kind)
        ]
        total = plural("{n} draft", "{n} drafts", len(made.drafts))
        sys.stderr.write(f"{total}: {', '.join(counted)}\n")
        if made.to_confirm:
            message = plural(
                "{n} names a speaker that you have to confirm (its tag is `confirm`)",
                "{n} name a speaker that you have to confirm (their tag is `confirm`)",
                made.to_confirm,
            )
            sys.stderr.write(message + "\n")
    for note in made.notes:
        sys.stderr.write(_("Note: {note}").format(note=note) + "\n")
    if kept is not None and kept.passed:
        message = plural("{n} was there already", "{n} were there already", kept.passed)
        sys.stderr.write(message + "\n")


def _tell_next(bank: Path, kept: "Kept") -> None:
    from quizgame.model.text import clean_line  # noqa: PLC0415 - only what is written needs it

    shown = clean_line(str(bank))
    if not kept.written:
        sys.stderr.write(_("Nothing new: {path} is as it was.").format(path=shown) + "\n")
        return
    message = _("Next: quizgame edit {path}   (or {path}, line {line}, in any editor)")
    sys.stderr.write(message.format(path=shown, line=kept.line) + "\n")

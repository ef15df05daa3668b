"""The texts that a bank quotes: where they may lie, and whether they are what the bank says."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from quizgame.bank.report import Objections
from quizgame.catalogue import _
from quizgame.documents import MAX_BYTES, read_bytes
from quizgame.model.bank import Source

_MAX_TOGETHER = 4 * MAX_BYTES


@dataclass(frozen=True, slots=True)
class Texts:
    """The raw texts by source key, and the keys of sources that are named but not included."""

    read: Mapping[str, str]
    not_included: frozenset[str]


def read_sources(sources: Mapping[str, Source], bank_path: Path, report: Objections) -> Texts:
    """Return the texts of `sources`; what is wrong with one goes to `report`."""
    read: dict[str, str] = {}
    absent: set[str] = set()
    together = 0
    for key, source in sources.items():
        if bool(source.file) == bool(source.text):
            message = _("a source needs either `file` or `text`")
            report.error(("sources", key), "QG035", message)
            continue
        raw = source.text.encode() if source.text else _read_file(key, source, bank_path, report)
        if raw is None:
            continue
        if raw == b"" and source.file:
            absent.add(key)
            continue
        together += len(raw)
        if together > _MAX_TOGETHER:
            message = _("the sources of this bank are together larger than 64 MB")
            report.error(("sources", key), "QG032", message)
            break
        text = _decoded(key, raw, report)
        if text is not None:
            read[key] = text
            _check_digest(key, source, raw, report)
    return Texts(read, frozenset(absent))


def source_path(source: Source, bank_path: Path) -> Path | None:
    """Return where a source's file lies with all links resolved, or None where it may not lie.

    Raises:
        OSError: the way there can not be followed.
    """
    try:
        folder = bank_path.resolve().parent
        path = (folder / source.file).resolve()
    except (RuntimeError, ValueError) as error:  # links in a circle; a NUL in the name
        raise OSError(str(error)) from error
    roots = (folder, folder.parent / "seeds")
    return path if any(path.is_relative_to(root) for root in roots) else None


def source_bytes(source: Source, bank_path: Path) -> bytes | None:
    """Return the bytes that a source's `sha256` is of, or None when they can not be read."""
    if source.text:
        return source.text.encode()
    try:
        path = source_path(source, bank_path)
        return read_bytes(path) if path is not None else None
    except OSError:
        return None


def _read_file(key: str, source: Source, bank_path: Path, report: Objections) -> bytes | None:
    """Return the file's bytes; b"" when it is not included; None when it is an error."""
    keys = ("sources", key, "file")
    try:
        path = source_path(source, bank_path)
        if path is None:
            message = _("a source must lie in the bank's own folder or in ../seeds beside it")
            hint = _("Links are followed before this is checked.")
            report.error(keys, "QG031", message, hint)
            return None
        raw = read_bytes(path)
    except FileNotFoundError:
        if source.sha256:
            message = _("source not included: its quotations are shown but can not be proven here")
            report.warn(keys, "QG033", message)
            return b""
        message = _("the source `{file}` does not exist").format(file=source.file)
        hint = _("A bank may travel without its source once it has the source's `sha256`.")
        report.error(keys, "QG030", message, hint)
        return None
    except OSError as error:
        message = _("the source can not be read: {reason}")
        reason = error.strerror or str(error)
        report.error(keys, "QG032", message.format(reason=reason))
        return None
    if raw and len(raw) <= MAX_BYTES:
        return raw
    message = _("the source is larger than 16 MB") if raw else _("the source is empty")
    report.error(keys, "QG032", message)
    return None


def _decoded(key: str, raw: bytes, report: Objections) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = _("the source is not UTF-8 text (its line {line})").format(line=line)
        hint = _("Save it again with the encoding UTF-8.")
        report.error(("sources", key, "file"), "QG032", message, hint)
        return None


def _check_digest(key: str, source: Source, raw: bytes, report: Objections) -> None:
    if source.sha256 and sha256(raw).hexdigest() != source.sha256:
        message = _("the source has changed since `sha256` was written")
        hint = _(
            "Read the changed passages again, then `quizgame check --fix` brings it up to date."
        )
        report.warn(("sources", key, "sha256"), "QG034", message, hint, fixable=True)

"""What was put right in a round, written into the file of its bank: the key, and nothing else."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgame.backend.live.rekeying import key_words
from quizgame.bank.edit import EditError, digest
from quizgame.bank.manuscript import Manuscript
from quizgame.bank.question import understood
from quizgame.catalogue import _
from quizgame.errors import RefusedError
from quizgame.model.bank import content_hash, question_content
from quizgame.model.questions.base import Question
from quizgame.model.text import clean_line

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A key to be written into a bank; `digest` is that of the file when it was looked at.

    `file` has the path, `name` the file's name, `id` is the question's; `before` and `after` say
    what is right. These are cleaned, to be drawn.
    """

    path: Path
    question: Question
    digest: str
    file: str
    name: str
    id: str
    before: str
    after: str


def amendment(path: Path, home: Path, wanted: Question, known: Collection[str]) -> Amendment:
    """Return what is to be written so that a question in the bank at `path` is as `wanted`.

    `known` has the content hashes of the revisions that it may have in the file now. Raises
    RefusedError where it has another, has the key already, or can not be written.
    """
    manuscript = Manuscript.open(path, home)
    index, now = _found(manuscript, wanted.id, known)
    if content_hash(now) == content_hash(wanted):
        raise RefusedError(
            _("{file} has this key already.").format(file=_file(path)),
            _("Change the key or accept an answer first."),
        )
    _carried(manuscript, index, now, wanted)
    return Amendment(
        path,
        wanted,
        digest(manuscript.base),
        clean_line(str(path)),
        _file(path),
        clean_line(wanted.id),
        clean_line("; ".join(key_words(now))),
        clean_line("; ".join(key_words(wanted))),
    )


def amend(amendment: Amendment, home: Path) -> None:
    """Write an amendment: the bytes of the values that differ, and no others.

    Raises RefusedError, with nothing written, where the file is not the one that was looked at or
    can not be written.
    """
    path, wanted = amendment.path, amendment.question
    manuscript = Manuscript.open(path, home)
    if digest(manuscript.base) != amendment.digest:
        raise _moved(path)
    index, now = _found(manuscript, wanted.id, None)
    fields = _carried(manuscript, index, now, wanted)
    label = _("changing {id}").format(id=amendment.id)
    try:
        manuscript.change(index, fields, label)
        manuscript.save()
    except EditError as error:
        raise _moved(path) if manuscript.is_stale() else _unwritten(path, error.message) from error
    except OSError as error:
        hint = _("See to it that it can be written, then try again.")
        raise _unwritten(path, error.strerror or str(error), hint) from error
    finally:
        manuscript.keeper.drop_unsaved()  # what was not written is still in the round


def _found(
    manuscript: Manuscript, question_id: str, known: Collection[str] | None
) -> tuple[int, Question]:
    """Return where a question stands in the file, and as what."""
    path = manuscript.path
    if manuscript.is_gone or not manuscript.base:
        raise RefusedError(
            _("{file} is not there any more.").format(file=clean_line(str(path))),
            _("Put it back where it was, then try again."),
        )
    if manuscript.locked:
        raise _unwritten(path, manuscript.locked)
    ids = manuscript.state.ids
    if ids.count(question_id) != 1:
        raise RefusedError(
            _("{file} has no question “{id}” any more.").format(
                file=_file(path), id=clean_line(question_id)
            ),
            _edit(path),
        )
    index = ids.index(question_id)
    question, _wrong = understood(manuscript.fields(index))
    if question is None or (known is not None and content_hash(question) not in known):
        raise RefusedError(
            _("Question “{id}” in {file} was changed since it was asked.").format(
                file=_file(path), id=clean_line(question_id)
            ),
            _edit(path),
        )
    return index, question


def _carried(manuscript: Manuscript, index: int, now: Question, wanted: Question) -> Fields:
    """Return the table that a question is to have in the file."""
    fields = manuscript.fields(index)
    old, new = json.loads(question_content(now)), json.loads(question_content(wanted))
    _carry(fields, old, new)
    made, _wrong = understood(fields)
    if made is None or content_hash(made) != content_hash(wanted):
        message = _("this change can not be made in the file as it is written")
        raise _unwritten(manuscript.path, message, _edit(manuscript.path))
    return fields


def _carry(fields: Fields, old: Fields, new: Fields) -> None:
    """Make in a raw table the difference between two tables of canonical content."""
    for key in (*new, *(key for key in old if key not in new)):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        here = fields.get(key)
        if after is None:
            fields.pop(key, None)
        elif isinstance(here, dict) and isinstance(before, dict):
            _carry(here, before, after)
        elif _are_tables(here, before, after):
            for table, one, other in zip(here or (), before or (), after, strict=True):
                _carry(table, one, other)
        else:
            fields[key] = after


def _are_tables(*lists: Any) -> bool:
    """Return whether these are lists of as many tables."""
    if not all(isinstance(one, list) for one in lists):
        return False
    is_alike = len({len(one) for one in lists}) == 1
    return is_alike and all(isinstance(table, dict) for one in lists for table in one)


def _file(path: Path) -> str:
    return clean_line(path.name)


def _moved(path: Path) -> RefusedError:
    return RefusedError(
        _("{file} was changed by another program meanwhile: nothing was written.").format(
            file=_file(path)
        ),
        _("Look at it, then try again with the file as it is now."),
    )


def _edit(path: Path) -> str:
    return _("Change it with: quizgame edit {file}").format(file=clean_line(str(path)))


def _unwritten(path: Path, reason: str, hint: str = "") -> RefusedError:
    return RefusedError(
        _("{file} was not written: {reason}").format(
            file=clean_line(str(path)), reason=clean_line(reason)
        ),
        hint or _("The key of this round stays changed."),
    )

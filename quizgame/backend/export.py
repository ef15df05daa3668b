"""Attempts as they leave the program: JSON, CSV, and all that is kept of a person."""

import csv
import io
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from quizgame.catalogue import _
from quizgame.engine.events import encode
from quizgame.errors import UsageError
from quizgame.model.attempt import AttemptRecord, ResponseRecord, Revision
from quizgame.model.bank import question_from_content
from quizgame.model.cells import csv_cell
from quizgame.model.markup import plain
from quizgame.model.person import Person
from quizgame.model.text import clean_line
from quizgame.store.base import Report, Store

FORMAT = 1
_MOST_FILES_A_DAY = 999
Json = dict[str, Any]
CellValue = str | float | None
Revisions = Callable[[AttemptRecord], Mapping[str, Revision]]
"""Gives the questions of an attempt as they were asked, by their hash."""

CSV_COLUMNS = (
    "attempt",
    "player",
    "bank",
    "quiz",
    "behaviour",
    "scoring",
    "seed",
    "status",
    "started_at",
    "finished_at",
    "attempt_points",
    "attempt_max_points",
    "passed",
    "question",
    "revision",
    "response",
    "response_text",
    "fraction",
    "points",
    "certainty",
    "late",
    "elapsed_s",
    "stem",
    "key",
)


def iso_time(at: float | None) -> str | None:
    """Return UTC seconds since the epoch as ISO 8601 to the millisecond; None stays None."""
    if at is None:
        return None
    text = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def attempts_json(attempts: Iterable[AttemptRecord]) -> Json:
    """Return attempts as a document for other programs."""
    return {"format": FORMAT, "attempts": [_attempt(attempt) for attempt in attempts]}


def attempts_csv(
    attempts: Iterable[AttemptRecord],
    revisions: Revisions,
    who: Mapping[str, Callable[[AttemptRecord], CellValue]] | None = None,
) -> str:
    """Return attempts as CSV: a row for each question reached, or one where there was none.

    A key is told only where the outcome is. `who` has columns to come first, and gives what a class
    list says of whose attempt it is.
    """
    columns = who or {}

    def rows() -> Iterator[tuple[CellValue, ...]]:
        for attempt in attempts:
            first = (*(one(attempt) for one in columns.values()), *_attempt_cells(attempt))
            reached = [one for one in attempt.responses if one.outcome != "pending" or one.response]
            asked = revisions(attempt) if reached else {}
            for response in reached or (None,):
                yield (*first, *_response_cells(response, asked))

    return table_csv((*columns, *CSV_COLUMNS), rows())


def table_csv(header: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> str:
    """Return a table as CSV that spreadsheets read as it is meant; None is a blank cell.

    Begins with a byte order mark, by which spreadsheets know UTF-8. All text is in quotation marks,
    so that it stays in its cell where a spreadsheet expects another separator, and none of it is
    taken for a formula.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(csv_cell(value) for value in header)
    for row in rows:
        writer.writerow(csv_cell(value) for value in row)
    return out.getvalue()


def people_json(store: Store, people: Sequence[Person]) -> Json:
    """Return all that is kept of some people, with the questions as they were when asked."""
    revisions: dict[str, Json] = {}
    kept = []
    for person in people:
        attempts = all_attempts(store, person.key)
        for attempt in attempts:
            for content_hash, revision in store.revisions(attempt.id).items():
                content = json.loads(revision.content)
                scoring_hash = revision.scoring_hash
                revisions[content_hash] = {"scoring_hash": scoring_hash, "content": content}
        kept.append(
            {
                "name": person.name,
                "wishes": asdict(person.wishes),
                "attempts": [_whole_attempt(store, attempt) for attempt in attempts],
                "reports": [_report(report) for report in store.reports(person.key)],
            }
        )
    return {"format": FORMAT, "people": kept, "revisions": revisions}


def json_text(document: Json) -> str:
    """Return a document as text in ASCII, which no terminal takes for a command."""
    return json.dumps(document, indent=2).replace("\x7f", "\\u007f") + "\n"


def all_attempts(store: Store, person_key: int | None = None) -> tuple[AttemptRecord, ...]:
    """Return attempts whatever their status, newest first; everybody's for None."""
    both = (*store.attempts(person_key, running=True), *store.attempts(person_key))
    return tuple(sorted(both, key=lambda attempt: attempt.started_at, reverse=True))


def _attempt(attempt: AttemptRecord) -> Json:
    return {
        "id": attempt.id,
        "player": attempt.person_name,
        "bank": attempt.bank,
        "quiz": attempt.quiz,
        "behaviour": attempt.behaviour,
        "scoring": attempt.scoring,
        "seed": attempt.seed,
        "status": attempt.status,
        "started_at": iso_time(attempt.started_at),
        "finished_at": iso_time(attempt.finished_at),
        "points": attempt.points,
        "max_points": attempt.max_points,
        "passed": attempt.passed,
        "responses": [_response(response) for response in attempt.responses],
    }


def _response(response: ResponseRecord) -> Json:
    return {
        "question": response.question,
        "revision": response.revision,
        "response": list(response.response),
        "response_text": response.response_text,
        "fraction": response.fraction,
        "points": response.points,
        "certainty": response.certainty,
        "late": response.late,
        "elapsed_s": response.elapsed_s,
    }


def _whole_attempt(store: Store, attempt: AttemptRecord) -> Json:
    events = [json.loads(encode(stamped)) for stamped in store.events(attempt.id)]
    titles = {"bank_title": attempt.bank_title, "quiz_title": attempt.quiz_title}
    return _attempt(attempt) | titles | {"accuracy": attempt.accuracy, "events": events}


def _report(report: Report) -> Json:
    return {
        "bank": report.bank,
        "question": report.question,
        "revision": report.revision,
        "text": report.text,
        "made_at": iso_time(report.made_at),
    }


def _attempt_cells(attempt: AttemptRecord) -> tuple[CellValue, ...]:
    return (
        attempt.id,
        attempt.person_name,
        attempt.bank,
        attempt.quiz,
        attempt.behaviour,
        attempt.scoring,
        attempt.seed,
        attempt.status,
        iso_time(attempt.started_at),
        iso_time(attempt.finished_at),
        attempt.points,
        attempt.max_points,
        attempt.passed,
    )


def _response_cells(
    response: ResponseRecord | None, asked: Mapping[str, Revision]
) -> tuple[str | float | None, ...]:
    if response is None:
        return (None,) * (len(CSV_COLUMNS) - 13)
    return (
        response.question,
        response.revision,
        json.dumps(list(response.response), ensure_ascii=False),
        response.response_text,
        response.fraction,
        response.points,
        response.certainty,
        response.late,
        response.elapsed_s,
        *_question_cells(asked.get(response.revision), tells_key=response.fraction is not None),
    )


def _question_cells(revision: Revision | None, *, tells_key: bool) -> tuple[str, str]:
    """Return the stem and the key of a question as it was asked; "" for what is not known."""
    try:
        question = question_from_content(revision.content) if revision else None
    except ValueError:  # of a version of the program that knew other questions
        question = None
    if question is None:
        return "", ""
    key = "; ".join(question.describe(question.key())) if tells_key else ""
    return plain(question.stem), key


def save_new(folder: Path, name: str, ending: str, text: str) -> Path:
    """Write text to a new file in `folder` and return its path; no file is ever overwritten.

    The file is called `name` with today's date and, where that is taken, a number. Raises
    UsageError when it can not be written.
    """
    day = time.strftime("%Y-%m-%d")
    for number in range(1, _MOST_FILES_A_DAY + 1):
        tail = f"-{number}" if number > 1 else ""
        path = folder / f"{name}-{day}{tail}.{ending}"
        try:
            with path.open("x", encoding="utf-8", newline="") as file:
                file.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            reason = clean_line(error.strerror or str(error))
            raise UsageError(
                _("This file can not be written: {reason} ({path}).").format(
                    reason=reason, path=clean_line(str(path))
                )
            ) from error
        return path
    raise UsageError(_("There are too many such files already."))

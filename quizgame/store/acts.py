"""What a sitting adds, in a transaction: events in their places, responses, revisions."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from quizgame.catalogue import _
from quizgame.engine.events import Stamped, encode
from quizgame.errors import RefusedError, SittingMovedError
from quizgame.model.attempt import AttemptRecord, ResponseRecord, Revision
from quizgame.store import rows, schema

_AT_ONCE = 500  # values in one IN (...); databases allow about a thousand


def begin(connection: Connection, record: AttemptRecord) -> None:
    """Add an attempt; raises SittingMovedError when it is there already."""
    try:
        connection.execute(insert(schema.attempts), rows.of_attempt(record))
    except IntegrityError as error:
        raise SittingMovedError(_("This quiz was already started in another window.")) from error


def refuse_beyond(connection: Connection, record: AttemptRecord, at_most: int) -> None:
    """Raise RefusedError when a person has `at_most` attempts at a quiz already."""
    table = schema.attempts
    query = select(func.count()).where(
        table.c.person == (record.person_key or None),
        table.c.bank == record.bank,
        table.c.quiz == record.quiz,
    )
    if (connection.execute(query).scalar() or 0) >= at_most:
        raise RefusedError(_("The last attempt at this quiz was begun in another window."))


def bring_up_to_date(connection: Connection, record: AttemptRecord) -> None:
    """Replace all of an attempt but whose it is; raises SittingMovedError when it was erased."""
    table = schema.attempts
    values = rows.of_attempt(record)
    del values["id"], values["person"]
    updated = connection.execute(update(table).where(table.c.id == record.id), values)
    if not updated.rowcount:
        raise SittingMovedError(
            _("This quiz is no longer kept: its player was erased in another window.")
        )


def last_place(connection: Connection, attempt_id: str) -> int:
    """Return the number of an attempt's last event, -1 when it has none."""
    table = schema.events
    query = select(func.max(table.c.seq)).where(table.c.attempt == attempt_id)
    last = connection.execute(query).scalar()
    return -1 if last is None else last


def add_events(
    connection: Connection, attempt_id: str, events: Sequence[Stamped], *, after: int
) -> None:
    """Add events behind number `after`; raises SittingMovedError when their place is taken."""
    places = [stamped.seq for stamped in events]
    if any(place <= after for place in places):
        raise SittingMovedError(
            _("This quiz went on in another window; what you did here was not saved."),
            _("Go on in the other window, or resume here."),
        )
    if places != list(range(after + 1, after + 1 + len(places))):
        raise ValueError(f"events of {attempt_id} do not follow number {after}")
    values = [
        {"attempt": attempt_id, "seq": stamped.seq, "content": encode(stamped)}
        for stamped in events
    ]
    if values:
        connection.execute(insert(schema.events), values)


def remove_responses(connection: Connection, attempt_id: str, questions: Sequence[str]) -> None:
    """Take away the responses to some questions, to be replaced."""
    table = schema.responses
    for some in _portions(questions):
        connection.execute(
            delete(table).where(table.c.attempt == attempt_id, table.c.question.in_(some))
        )


def add_responses(
    connection: Connection, attempt_id: str, responses: Sequence[ResponseRecord]
) -> None:
    """Add responses of an attempt."""
    values = [rows.of_response(attempt_id, response) for response in responses]
    if values:
        connection.execute(insert(schema.responses), values)


def add_revisions(connection: Connection, revisions: Sequence[Revision]) -> None:
    """Add the revisions that are not kept yet."""
    table = schema.revisions
    by_hash = {revision.content_hash: revision for revision in revisions}
    known: set[str] = set()
    for some in _portions(list(by_hash)):
        query = select(table.c.content_hash).where(table.c.content_hash.in_(some))
        known.update(connection.execute(query).scalars())
    missing = [
        {
            "content_hash": revision.content_hash,
            "scoring_hash": revision.scoring_hash,
            "content": revision.content,
        }
        for revision in by_hash.values()
        if revision.content_hash not in known
    ]
    if missing:
        connection.execute(insert(table), missing)


def keep_revisions(connection: Connection, attempt_id: str, revisions: Sequence[Revision]) -> None:
    """Add the revisions that are not kept yet, and link all of them to the attempt."""
    add_revisions(connection, revisions)
    linked = dict.fromkeys(revision.content_hash for revision in revisions)
    if linked:
        connection.execute(
            insert(schema.attempt_revisions),
            [{"attempt": attempt_id, "content_hash": content_hash} for content_hash in linked],
        )


def _portions(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def keep_played(connection: Connection, record: AttemptRecord, events: Sequence[Stamped]) -> None:
    """Note when the person last played."""
    if record.person_key:
        table = schema.people
        at = events[-1].at.wall if events else record.started_at
        connection.execute(update(table).where(table.c.key == record.person_key), {"played_at": at})

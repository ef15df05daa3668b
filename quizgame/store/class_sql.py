"""The memory of classes in the tables of `schema`."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from quizgame.catalogue import _
from quizgame.engine.round_events import RoundStamped, decode, encode
from quizgame.errors import SittingMovedError
from quizgame.model.attempt import Revision
from quizgame.model.person import Person, Wishes
from quizgame.model.text import fold_name
from quizgame.store import acts, class_erasing, class_rows, erasing, players, rows, schema
from quizgame.store.classes import OpeningRecord, RoundRecord, SeatRecord
from quizgame.store.sql import SqlStore

_MOST_NAMESAKES = 10_000


class SqlClassStore(SqlStore):
    """A `ClassStore` in a database. Its methods may be called from any thread."""

    def begin_round(
        self, record: RoundRecord, events: Sequence[RoundStamped], revisions: Sequence[Revision]
    ) -> None:
        """Keep a new round with its first events and its questions; one transaction.

        Raises SittingMovedError when it is there already.
        """
        with self._database.writing() as connection:
            try:
                connection.execute(insert(schema.rounds), class_rows.of_round(record))
            except IntegrityError as error:
                raise SittingMovedError(_("This round has been started already.")) from error
            _keep_revisions(connection, record.id, revisions)
            _add_events(connection, record.id, events, after=-1)

    def add_round_events(self, round_id: str, events: Sequence[RoundStamped]) -> None:
        """Keep events of a round, all or none.

        Raises SittingMovedError when an event of the same place is there already, or the round was
        erased.
        """
        table = schema.round_events
        with self._database.writing() as connection:
            query = select(func.max(table.c.seq)).where(table.c.round == round_id)
            last = connection.execute(query).scalar()
            if last is None:
                raise SittingMovedError(_("This round is no longer kept."))
            _add_events(connection, round_id, events, after=last)

    def keep_round(self, record: RoundRecord) -> None:
        """Keep a round as it is now; nothing happens where it was erased."""
        table = schema.rounds
        with self._database.writing() as connection:
            values = class_rows.of_round(record)
            connection.execute(update(table).where(table.c.id == record.id), values)

    def add_round_revision(self, round_id: str, revision: Revision) -> None:
        """Keep another revision of a question of a round."""
        with self._database.writing() as connection:
            _keep_revisions(connection, round_id, (revision,))

    def rounds(self, klass: str | None = None) -> tuple[RoundRecord, ...]:
        """Return the rounds of a class, newest first; of all classes for None."""
        table = schema.rounds
        query = select(table).order_by(table.c.started_at.desc(), table.c.id)
        if klass is not None:
            query = query.where(table.c.klass == klass)
        with self._database.reading() as connection:
            return tuple(RoundRecord(*row) for row in connection.execute(query))

    def round_events(self, round_id: str) -> tuple[RoundStamped, ...]:
        """Return the events of a round in order; raises ValueError for another version's."""
        table = schema.round_events
        query = select(table.c.content).where(table.c.round == round_id).order_by(table.c.seq)
        with self._database.reading() as connection:
            return tuple(decode(content) for content in connection.execute(query).scalars())

    def round_revisions(self, round_id: str) -> Mapping[str, Revision]:
        """Return the revisions of a round's questions by content hash."""
        links = schema.round_revisions
        query = (
            select(schema.revisions)
            .join(links, links.c.content_hash == schema.revisions.c.content_hash)
            .where(links.c.round == round_id)
        )
        with self._database.reading() as connection:
            found = [Revision(*row) for row in connection.execute(query)]
        return {revision.content_hash: revision for revision in found}

    def keep_seats(self, klass: str, seats: Sequence[SeatRecord]) -> None:
        """Keep seats as they are now, new ones too; one transaction."""
        table = schema.seats
        with self._database.writing() as connection:
            for seat in seats:
                same = (table.c.klass == klass, table.c.number == seat.number)
                connection.execute(delete(table).where(*same))
            values = [{**class_rows.of_seat(seat), "klass": klass} for seat in seats]
            if values:
                connection.execute(insert(table), values)

    def seats(self, klass: str) -> tuple[SeatRecord, ...]:
        """Return the seats of a class by number."""
        return self._seats(schema.seats.c.klass == klass)

    def all_seats(self) -> tuple[SeatRecord, ...]:
        """Return the seats of all classes, by class and number."""
        return self._seats()

    def _seats(self, *conditions: ColumnElement[bool]) -> tuple[SeatRecord, ...]:
        table = schema.seats
        query = select(table).where(*conditions).order_by(table.c.klass, table.c.number)
        with self._database.reading() as connection:
            return tuple(class_rows.seat(row) for row in connection.execute(query))

    def remove_seats(self, klass: str) -> None:
        """Erase the seats of a class: another lesson begins with none."""
        with self._database.writing() as connection:
            connection.execute(delete(schema.seats).where(schema.seats.c.klass == klass))

    def keep_lock(self, klass: str, at: float) -> None:
        """Keep since when (UTC seconds) nobody new may come into a class; 0 for not at all."""
        self._keep_since(schema.locks, klass, at)

    def locked_since(self, klass: str) -> float:
        """Return since when (UTC seconds) nobody new may come in; 0 for not at all."""
        return self._since(schema.locks, klass)

    def keep_lesson(self, klass: str, at: float) -> None:
        """Keep when (UTC seconds) a class was last known to have a lesson; 0 when it has ended."""
        self._keep_since(schema.lessons, klass, at)

    def lesson_since(self, klass: str) -> float:
        """Return when (UTC seconds) a class was last known to have a lesson; 0 for none."""
        return self._since(schema.lessons, klass)

    def _keep_since(self, table: Table, klass: str, at: float) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(table).where(table.c.klass == klass))
            if at:
                connection.execute(insert(table), {"klass": klass, "since": at})

    def _since(self, table: Table, klass: str) -> float:
        query = select(table.c.since).where(table.c.klass == klass)
        with self._database.reading() as connection:
            return float(connection.execute(query).scalar() or 0.0)

    def keep_opening(self, record: OpeningRecord) -> int:
        """Keep an opening, as a new one where its key is 0, and return its key."""
        table, values = schema.openings, class_rows.of_opening(record)
        with self._database.writing() as connection:
            if record.key:
                connection.execute(update(table).where(table.c.key == record.key), values)
                return record.key
            added = connection.execute(insert(table), values).inserted_primary_key
        return int(added[0]) if added else 0

    def openings(self, klass: str) -> tuple[OpeningRecord, ...]:
        """Return the openings of a class, the oldest first."""
        return self._openings(schema.openings.c.klass == klass)

    def all_openings(self) -> tuple[OpeningRecord, ...]:
        """Return the openings of all classes, the oldest first."""
        return self._openings()

    def _openings(self, *conditions: ColumnElement[bool]) -> tuple[OpeningRecord, ...]:
        query = select(schema.openings).where(*conditions).order_by(schema.openings.c.key)
        with self._database.reading() as connection:
            return tuple(class_rows.opening(row) for row in connection.execute(query))

    def remove_opening(self, key: int) -> None:
        """Erase an opening, if it is there."""
        with self._database.writing() as connection:
            connection.execute(delete(schema.openings).where(schema.openings.c.key == key))

    def uid(self, key: int) -> str:
        """Return the uid of a person; raises RefusedError when there is no such person."""
        with self._database.reading() as connection:
            row = connection.execute(players.query_of(key)).first()
        if row is None:
            raise players.no_such_player()
        return str(row.uid)

    def person_of(self, uid: str, name: str, wishes: Wishes | None = None) -> Person:
        """Return the person with this `uid`, made where there is none yet.

        Name and wishes become these (None: wishes stay as they are kept); where the name is
        somebody else's a number is added to it.
        """
        table = schema.people
        name = players.checked_name(name)
        with self._database.writing() as connection:
            mine = table.c.uid == uid
            known: Row[Any] | None = connection.execute(select(table).where(mine)).first()
            name = _free_name(connection, name, known.key if known else 0)
            if known is not None:
                values = {"name": name, "folded": fold_name(name)}
                if wishes is not None:
                    values["wishes"] = rows.wishes_text(wishes)
                return players.change(connection, known.key, values)
            made = players.row_of(Person(0, name, wishes or Wishes()))
            connection.execute(insert(table), {**made, "uid": uid})
            return rows.person(connection.execute(select(table).where(mine)).one())

    def forget_guests(self, klass: str) -> None:
        """Erase guests: their seats, and their names and answers in the rounds of the class."""
        with self._database.writing() as connection:
            changed = class_erasing.guests(connection, klass)
        if changed:
            self._database.each_copy(lambda copy: _erase_guests(copy, klass))
            self._database.scrub()

    def has_name(self, name: str) -> bool:
        """Return whether somebody with this name has a seat but is not among `people`."""
        with self._database.reading() as connection:
            return class_erasing.called(connection, fold_name(name), erases=False)

    def forget_name(self, name: str) -> None:
        """Erase everybody with this name who is not among `people`, also from backups and logs."""
        self._database.each_copy(lambda copy: _erase_called(copy, name))
        with self._database.writing() as connection:
            _erase_called(connection, name)
        self._database.scrub()

    def erase_before(self, at: float) -> None:
        """Erase rounds and attempts begun before `at` (UTC seconds), and who is left with nothing.

        With them go seats of people of whom nothing else is kept.
        """
        with self._database.writing() as connection:
            changed = erasing.before(connection, at)
        if changed:
            self._database.each_copy(lambda copy: _erase_old(copy, at))
            self._database.scrub()


def _erase_old(connection: Connection, at: float) -> None:
    erasing.before(connection, at)


def _erase_guests(connection: Connection, klass: str) -> None:
    if class_erasing.has_classes(connection):
        class_erasing.guests(connection, klass)


def _erase_called(connection: Connection, name: str) -> None:
    class_erasing.called(connection, fold_name(name), erases=True)


def _add_events(
    connection: Connection, round_id: str, events: Sequence[RoundStamped], *, after: int
) -> None:
    places = [stamped.seq for stamped in events]
    if any(place <= after for place in places):
        raise SittingMovedError(
            _("This round went on in another window; what was done here was not saved."),
            _("Let one server run this class."),
        )
    if places != list(range(after + 1, after + 1 + len(places))):
        raise ValueError(f"events of round {round_id} do not follow number {after}")
    values = [
        {"round": round_id, "seq": stamped.seq, "content": encode(stamped)} for stamped in events
    ]
    if values:
        connection.execute(insert(schema.round_events), values)


def _keep_revisions(connection: Connection, round_id: str, revisions: Sequence[Revision]) -> None:
    acts.add_revisions(connection, revisions)
    links = schema.round_revisions
    query = select(links.c.content_hash).where(links.c.round == round_id)
    linked = set(connection.execute(query).scalars())
    new = dict.fromkeys(one.content_hash for one in revisions if one.content_hash not in linked)
    if new:
        connection.execute(insert(links), [{"round": round_id, "content_hash": one} for one in new])


def _free_name(connection: Connection, name: str, key: int) -> str:
    """Return a name that nobody else has: this one, or with a number."""
    table = schema.people
    for number in range(1, _MOST_NAMESAKES):
        shown = name if number == 1 else f"{name} ({number})"
        query = select(table.c.key).where(table.c.folded == fold_name(shown), table.c.key != key)
        if connection.execute(query).first() is None:
            return shown
    return players.checked_name(name)

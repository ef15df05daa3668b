"""When a class was last known to have a lesson."""

from sqlalchemy import Connection


def migrate(connection: Connection) -> None:
    """Make the table of lessons that go on."""
    connection.exec_driver_sql(
        """
        CREATE TABLE lessons (
            klass TEXT NOT NULL PRIMARY KEY,
            since REAL NOT NULL
        )
        """
    )

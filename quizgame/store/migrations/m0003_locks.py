"""Since when nobody new may come into a class."""

from sqlalchemy import Connection


def migrate(connection: Connection) -> None:
    """Make the table of locked classes."""
    connection.exec_driver_sql(
        """
        CREATE TABLE locks (
            klass TEXT NOT NULL PRIMARY KEY,
            since REAL NOT NULL
        )
        """
    )

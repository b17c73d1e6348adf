"""The tables of a SQLite file, for copying."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from bot.core.store import StoreUnavailable
from bot.sentences import storage as sentences
from bot.storage.copying import NUMBERED, Values
from bot.storage.sqlite_database import connect


class SqliteTables:
    """Implements `bot.storage.copying.Tables`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def read(self, table: str, columns: Sequence[str]) -> Generator[Values, None, None]:
        for row in self._db.execute(f"SELECT {', '.join(columns)} FROM {table}"):
            # The one character that PostgreSQL does not keep is not worth a difference.
            yield tuple(value.replace("\0", "") if isinstance(value, str) else value for value in row)

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        marks = ", ".join("?" * len(columns))
        self._db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def last_number(self, table: str) -> int:
        [(number,)] = self._db.execute(
            f"""
            SELECT max(
                coalesce((SELECT max({NUMBERED[table]}) FROM {table}), 0),
                coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)
            )
            """,
            (table,),
        )
        return int(number)

    def go_on_after(self, table: str, number: int) -> None:
        self._db.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        self._db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))


@contextmanager
def sqlite_tables(path: Path) -> Iterator[SqliteTables]:
    """The tables of a file, brought up to date; a new file where there is none. What goes wrong leaves them alone."""
    try:
        with closing(connect(path)) as db:
            db.execute("BEGIN IMMEDIATE")
            yield SqliteTables(db)
            db.execute("COMMIT")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise StoreUnavailable(sentences.FILE_REFUSED, file=path, error=error) from None

"""The tables of a PostgreSQL database, for copying."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, sleep

import psycopg
from psycopg.rows import tuple_row

from bot.core.store import StoreUnavailable
from bot.sentences import storage as sentences
from bot.storage.copying import NUMBERED, TABLES, Values
from bot.storage.postgres_database import Server, prepared, refusal
from bot.storage.postgres_session import LIVE

_ENDING = 1.0  # seconds in which the server may notice that a bot has stopped


class PostgresTables:
    """Implements `bot.storage.copying.Tables`."""

    def __init__(self, db: Server) -> None:
        self._db = db

    def read(self, table: str, columns: Sequence[str]) -> Generator[Values, None, None]:
        with self._db.cursor("reading", row_factory=tuple_row) as cursor:
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}".encode())
            yield from cursor

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        with self._db.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()) as to:
            for row in rows:
                to.write_row(row)

    def last_number(self, table: str) -> int:
        query = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS number FROM {self._sequence(table)}"
        row = self._db.execute(query.encode()).fetchone()
        return int(row["number"]) if row else 0

    def go_on_after(self, table: str, number: int) -> None:
        self._db.execute("SELECT setval(%s, greatest(%s, 1), %s)", [self._sequence(table), number, number > 0])

    def clear(self) -> None:
        """Empty all tables that are copied."""
        self._db.execute(f"TRUNCATE {', '.join(TABLES)}".encode())

    def _sequence(self, table: str) -> str:
        row = self._db.execute("SELECT pg_get_serial_sequence(%s, %s) AS name", [table, NUMBERED[table]]).fetchone()
        assert row, "a function has a result"
        return str(row["name"])


@contextmanager
def postgres_tables(address: str, alone: bool) -> Iterator[PostgresTables]:
    """The tables of a database, brought up to date, as they are at one moment. What goes wrong leaves them alone.

    `alone`: only while no replica is connected, and none can start. Otherwise they may all go on.
    """
    try:
        with prepared(address) as db:
            if alone:
                _require_alone(db)
            else:
                db.execute("SELECT pg_advisory_unlock_all()")  # replicas may start meanwhile
            db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            with db.transaction():
                yield PostgresTables(db)
    except psycopg.Error as error:
        raise refusal(error) from None


def _require_alone(db: Server) -> None:
    until = monotonic() + _ENDING
    while live := db.execute(LIVE.encode()).fetchall():
        if monotonic() > until:
            raise StoreUnavailable(sentences.BOTS_USE_IT, count=len(live))
        sleep(0.05)

"""The one connection of a replica that holds what is the replica's: its number, its locks. All of it ends with it.

So nothing has to time out: when the process, the machine or the network is gone, the server ends the connection, and
what the replica had is free.
"""

import select
from collections.abc import Callable
from threading import RLock
from time import monotonic
from typing import TypeVar
from zlib import crc32

import psycopg
from psycopg.rows import DictRow

T = TypeVar("T")

# The first number of an advisory lock says what is locked, the second which.
MIGRATING, REPLICA, LEADER, ALONE, CHAT = range(7_230, 7_235)

# A database that was away lost all replicas: whoever is back first leaves the others so many seconds to come back too.
SETTLE = 3.0

# The numbers of the replicas that are connected now.
LIVE = f"""
    SELECT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND classid = {REPLICA} AND objsubid = 2 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class Session:
    """Connects when it is first used, and anew when it was cut off. Raises psycopg.Error. Used in threads."""

    def __init__(self, connect: Callable[[], psycopg.Connection[DictRow]]) -> None:
        self._connect = connect
        self._turn = RLock()
        self._db: psycopg.Connection[DictRow] | None = None
        self._number = 0
        self._leading = False
        self._stands = False
        self._settled_at = 0.0
        # Places in the inbox that are this replica's.
        self.held: set[int] = set()

    def use(self, work: Callable[[psycopg.Connection[DictRow], int], T]) -> T:
        """Carry out work with the connection and the number of this replica, one piece at a time."""
        with self._turn:
            db = self._connected()
            try:
                return work(db, self._number)
            except psycopg.OperationalError:
                if db.broken:
                    self.close()
                raise

    def stands(self) -> bool:
        """Whether the connection stands, as far as can be told without waiting. Called in any thread."""
        if not self._turn.acquire(blocking=False):
            return self._stands  # it is in use: whoever uses it sees when it ends
        try:
            self._stands = self._db is not None and not ended(self._db)
            return self._stands
        finally:
            self._turn.release()

    def settled(self) -> bool:
        """Whether the others have had time to come back, if the connection was lost."""
        return monotonic() >= self._settled_at

    def leads(self) -> bool:
        """Whether this replica is the elected one: asked of the server each time."""

        def work(db: psycopg.Connection[DictRow], _number: int) -> bool:
            if self._leading:
                db.execute("SELECT 1")
            else:
                self._leading = _is(db, b"SELECT pg_try_advisory_lock(%s, 0) AS it", LEADER)
            return self._leading

        try:
            return self.use(work)
        except psycopg.OperationalError:
            return self.use(work)  # cut off since the last time: it stands for election again

    def lock(self, what: str) -> bool:
        """Whether the lock of this name was free, and is ours now. Two locks of ours must not have one name."""
        return self.use(lambda db, _: _is(db, b"SELECT pg_try_advisory_lock(%s, %s) AS it", ALONE, _short(what)))

    def unlock(self, what: str) -> None:
        self.use(lambda db, _: _is(db, b"SELECT pg_advisory_unlock(%s, %s) AS it", ALONE, _short(what)))

    def close(self) -> None:
        """Let go of everything."""
        with self._turn:
            if self._db:
                self._db.close()
            self._db, self._leading, self._stands = None, False, False

    def _connected(self) -> psycopg.Connection[DictRow]:
        if self._db is None or ended(self._db):
            self._leading = self._stands = False
            db = self._connect()
            try:
                self._come_back(db)
            except BaseException:
                db.close()
                raise
            self._db, self._stands = db, True
        return self._db

    def _come_back(self, db: psycopg.Connection[DictRow]) -> None:
        """Take a number, and take along what the one before it had and nobody has taken since."""
        row = db.execute("SELECT nextval('replica') AS number").fetchone()
        assert row, "a sequence has a next value"
        number, before = row["number"], self._number
        db.execute("SELECT pg_advisory_lock(%s, %s)", [REPLICA, number])
        ours = "UPDATE inbox SET taken_by = %s WHERE taken_by = %s AND raw IS NOT NULL RETURNING place"
        self.held &= {row["place"] for row in db.execute(ours, [number, before])}
        self._number = number
        if before:
            self._settled_at = monotonic() + SETTLE


def ended(db: psycopg.Connection[DictRow]) -> bool:
    """Whether the server has closed its end: then there is something to read, though nothing was asked."""
    if not db.closed and select.select([db], [], [], 0)[0]:
        db.close()
    return db.closed


def _is(db: psycopg.Connection[DictRow], query: bytes, *values: int) -> bool:
    row = db.execute(query, values).fetchone()
    return bool(row and row["it"])


def _short(name: str) -> int:
    """A name as a number of 32 bits. Two names with one number wait for each other, no more."""
    return crc32(name.encode()) - 2**31

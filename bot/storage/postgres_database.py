"""Connections to a PostgreSQL server, the tables brought up to date, every refusal a StoreUnavailable.

Each thread has a connection of its own. Work that is asked for in the same moment is one transaction: what an update
leaves behind and the note that it is served, for a crash repeats what is not noted yet. A statement alone is its own
transaction, which saves two ways to the server. Commits that come together the server writes with one flush.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import timedelta
from functools import lru_cache, partial
from threading import get_ident
from time import monotonic
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.rows import DictRow, dict_row

from bot.core.store import StoreUnavailable
from bot.sentences import storage as sentences
from bot.storage.database import Connection, Database, Row, T, Work
from bot.storage.postgres_migrations import MIGRATIONS
from bot.storage.postgres_session import MIGRATING, Session, ended

Server = psycopg.Connection[DictRow]

CONNECTIONS = 8
_OLDEST = 14_00_00  # the first version of the server with everything that is used here
_WAITS = 5  # seconds for a connection, or for what somebody else has locked
# While the server is away people are served without it: they must not wait for it each time.
_AWAY = 1.0
_AGAIN = 0.05  # seconds until a lock is tried again
# A server, or a replica, whose machine is gone is noticed within half a minute.
_ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 25_000}
_LIMITS = (
    f"SET lock_timeout = '{_WAITS}s'; SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'"
)
_NOTICED = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"


class PostgresDatabase(Database):
    """One database of a server, for any number of replicas."""

    def __init__(self, address: str, retention: timedelta) -> None:
        """`address` is postgresql://…, with its password: it is never shown."""
        self._address, self.retention = address, retention
        self._threads: ThreadPoolExecutor | None = None
        self._connections: dict[int, Server] = {}  # by thread
        self._asked: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._writing: set[asyncio.Task[None]] = set()
        self._away_until = 0.0
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.session = Session(partial(self._connect, f"{_NOTICED}; {_LIMITS}"))

    async def open(self) -> None:
        self._threads = ThreadPoolExecutor(CONNECTIONS, "postgres")
        try:
            await self._in_thread(self._open)
        except StoreUnavailable:
            await self.close()
            raise

    async def close(self) -> None:
        threads, self._threads = self._threads, None
        if threads:
            await asyncio.to_thread(self._close, threads)

    async def run(self, work: Work[T]) -> T:
        """Carry out work in one transaction with whatever else is asked for before the event loop comes round."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._asked.append((work, future))
        if len(self._asked) == 1:
            writing = asyncio.create_task(self._write())
            self._writing.add(writing)
            writing.add_done_callback(self._writing.discard)
        return await future

    async def _write(self) -> None:
        asked, self._asked = self._asked, []
        outcomes = await self._outcomes([work for work, _ in asked])
        for (_, future), outcome in zip(asked, outcomes, strict=True):
            if future.done():
                continue
            if isinstance(outcome, BaseException):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    async def _outcomes(self, works: Sequence[Work[Any]]) -> list[Any]:
        """What each piece of work gave, or its exception. When one is refused each has a transaction of its own."""

        def in_transaction(db: Server) -> list[Any]:
            # What nobody waits for goes to the server together: each way to it is one on which the event loop works.
            with db.pipeline(), db.transaction():
                return [work(Statements(db)) for work in works]

        try:
            return await self._in_thread(partial(self._with_connection, in_transaction))
        except Exception as refused:  # whoever asked for the work gets it
            if len(works) == 1:
                return [refused]
        return [outcome for work in works for outcome in await self._outcomes([work])]

    async def rows(self, statement: str, *values: object) -> list[Row]:
        return await self._alone(lambda db: db.execute(statement, values).fetchall())

    async def changes(self, statement: str, *values: object) -> int:
        return await self._alone(lambda db: db.execute(statement, values).rowcount)

    async def wipe(self) -> None:
        """Deleted rows stand in the files of the server until it cleans up; here it does, but for its own log."""

        def work(db: Connection) -> None:
            # A big table may take longer than a statement may; the server comes back to it by itself.
            with suppress(psycopg.errors.QueryCanceled):
                db.execute("VACUUM (SKIP_LOCKED) chat, message, inbox, waiting, question")

        await self._alone(work)

    async def leads(self) -> bool:
        try:
            return await self._in_thread(self.session.leads)
        except StoreUnavailable:
            return False

    def alone(self, what: str) -> AbstractAsyncContextManager[None]:
        return self._locked(what)

    @asynccontextmanager
    async def _locked(self, what: str) -> AsyncIterator[None]:
        """The lock belongs to the session of this replica, in which it could be had twice: hence a turn here first."""
        async with self._turns[what]:
            while True:
                if await self._in_thread(partial(self.session.lock, what)):
                    break
                await asyncio.sleep(_AGAIN)
            try:
                yield
            finally:
                with suppress(StoreUnavailable):  # then the session has ended, and the lock with it
                    await self._in_thread(partial(self.session.unlock, what))

    async def _alone(self, statement: Callable[[Connection], T]) -> T:
        return await self._in_thread(partial(self._with_connection, lambda db: statement(Statements(db))))

    async def _in_thread(self, function: Callable[[], T]) -> T:
        if self._threads is None:
            raise StoreUnavailable(sentences.CLOSED)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, function)
        except psycopg.Error as error:
            raise refusal(error) from None

    def _with_connection(self, function: Callable[[Server], T]) -> T:
        db = self._connections.get(get_ident())
        if db is None or ended(db):
            db = self._connections[get_ident()] = self._connect(_LIMITS)
        try:
            return function(db)
        except psycopg.errors.DeadlockDetected:
            return function(db)  # whoever was in the way has come through
        except psycopg.OperationalError:
            if not db.broken:
                raise
        # Cut off: nobody knows whether it was carried out. Twice does less harm than not at all.
        db.close()
        db = self._connections[get_ident()] = self._connect(_LIMITS)
        return function(db)

    def _open(self) -> None:
        prepared(self._address).close()

    def _close(self, threads: ThreadPoolExecutor) -> None:
        threads.shutdown()
        self.session.close()
        while self._connections:
            self._connections.popitem()[1].close()

    def _connect(self, settings: str) -> Server:
        if monotonic() < self._away_until:
            raise StoreUnavailable(sentences.NO_REPLY)
        try:
            return connected(self._address, settings)
        except psycopg.OperationalError:
            self._away_until = monotonic() + _AWAY
            raise


class Statements:
    """The connection as the stores know it: values stand for `?`."""

    def __init__(self, db: Server) -> None:
        self._db = db

    def execute(self, statement: str, values: Sequence[object] = (), /) -> psycopg.Cursor[DictRow]:
        return self._db.execute(_query(statement), _storable(values))

    def executemany(self, statement: str, rows: Sequence[Sequence[object]], /) -> None:
        with self._db.cursor() as cursor:
            cursor.executemany(_query(statement), [_storable(row) for row in rows])


@lru_cache(maxsize=256)
def _query(statement: str) -> bytes:
    return statement.replace("%", "%%").replace("?", "%s").encode()


def _storable(values: Sequence[object]) -> list[object]:
    """PostgreSQL keeps every character but one, which nobody can type."""
    return [value.replace("\0", "") if isinstance(value, str) else value for value in values]


def refusal(error: psycopg.Error) -> StoreUnavailable:
    """What happened, without the row that it happened to: a row may hold somebody's words."""
    if error.sqlstate:
        return StoreUnavailable(sentences.REFUSED, error=f"{type(error).__name__} ({error.sqlstate})")
    why = str(error).splitlines()[0] if str(error) else type(error).__name__
    return StoreUnavailable(sentences.NO_REPLY_BECAUSE, error=why)


def connected(address: str, settings: str = "") -> Server:
    """A connection of one's own, each statement its own transaction. Raises StoreUnavailable and psycopg.Error."""
    try:
        address = make_conninfo(address, connect_timeout=_WAITS, **_ALIVE)
        db: Server = psycopg.connect(address, autocommit=True, row_factory=dict_row)
    except psycopg.ProgrammingError:
        raise StoreUnavailable(sentences.NO_ADDRESS) from None
    db.execute(settings.encode())
    return db


def prepared(address: str) -> Server:
    """A connection to a database whose tables are up to date. While it lasts no other can be made, no replica start."""
    db = connected(address, "SET client_min_messages = warning")
    try:
        _require_usable(db)
        _migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _require_usable(db: Server) -> None:
    if db.info.server_version < _OLDEST:
        raise StoreUnavailable(sentences.TOO_OLD, version=db.info.server_version // 10_000)
    if db.info.parameter_status("server_encoding") != "UTF8":
        raise StoreUnavailable(sentences.NOT_UTF8)


def _migrate(db: Server) -> None:
    """Bring the tables up to date. Replicas that start together do it in turn: the lock lasts like the session."""
    db.execute("SELECT pg_advisory_lock(%s, 0)", [MIGRATING])
    db.execute("CREATE TABLE IF NOT EXISTS version (number INTEGER NOT NULL)")
    row = db.execute("SELECT coalesce(max(number), 0) AS number FROM version").fetchone()
    version = row["number"] if row else 0
    if version > len(MIGRATIONS):
        raise StoreUnavailable(sentences.NEWER, version=version)
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        with db.transaction():
            db.execute(statements.encode())
            db.execute("INSERT INTO version (number) VALUES (%s)", [number])

"""One SQLite connection: write-ahead log, one transaction at a time, every refusal a StoreUnavailable.

Work that arrives while a transaction is being written goes into the next one together: many chats, one flush of the
disk. Each piece stands behind a savepoint of its own, so one that fails takes back nothing of the others.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.core.store import StoreUnavailable
from bot.storage.migrations import MIGRATIONS

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], Any]


class Database:
    """The file, its tables brought up to date, and the only way to its connection."""

    def __init__(self, path: Path | None, retention: timedelta) -> None:
        """`path` None keeps everything in memory. `retention` is how long questions, links and statistics are kept."""
        self._path, self._retention = path, retention
        self._lock = asyncio.Lock()
        self._db: aiosqlite.Connection | None = None
        self._waiting: list[tuple[Work, asyncio.Future[Any]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open the file and bring its tables up to date. Raises StoreUnavailable."""
        try:
            if self._path:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            self._db = await aiosqlite.connect(self._path or ":memory:", isolation_level=None, cached_statements=256)
            self._db.row_factory = aiosqlite.Row
            await self._db.execute("PRAGMA journal_mode = WAL")
            await self._db.execute("PRAGMA synchronous = FULL")
            await self._db.execute("PRAGMA secure_delete = ON")
            await self._db.execute("PRAGMA busy_timeout = 5000")
            await self._db.execute("PRAGMA foreign_keys = ON")
            # SQLite's own lower() knows A to Z only.
            await self._db.create_function("casefold", 1, str.casefold, deterministic=True)
            await self._migrate(self._db)
        except StoreUnavailable:
            await self.close()
            raise
        except (sqlite3.Error, OSError) as error:
            await self.close()
            raise StoreUnavailable(f"the database cannot be opened: {error}") from error

    async def close(self) -> None:
        if self._db:
            await self._db.close()
            self._db = None

    @staticmethod
    async def _migrate(db: aiosqlite.Connection) -> None:
        async with db.execute("PRAGMA user_version") as cursor:
            row = await cursor.fetchone()
        version = row[0] if row else 0
        if version > len(MIGRATIONS):
            raise StoreUnavailable(f"the database is of a newer version ({version}); use a newer bot")
        for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
            script = f"BEGIN;\n{statements}\nPRAGMA user_version = {number};\nCOMMIT;"
            await db.executescript(script)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        """The connection, for one transaction."""
        async with self._lock:
            if self._db is None:
                raise StoreUnavailable("the database is closed")
            try:
                await self._db.execute("BEGIN IMMEDIATE")
                yield self._db
                await self._db.execute("COMMIT")
            except sqlite3.Error as error:
                await self._roll_back()
                raise StoreUnavailable(f"the database refused: {error}") from error
            except BaseException:
                await self._roll_back()
                raise

    async def _roll_back(self) -> None:
        # A connection that was closed meanwhile has nothing to roll back, and says so with a ValueError.
        with suppress(ValueError):
            if self._db and self._db.in_transaction:
                await self._db.execute("ROLLBACK")

    async def wipe(self) -> None:
        """Empty the write-ahead log: what was deleted is not left there either."""
        async with self._lock:
            if self._db is None:
                raise StoreUnavailable("the database is closed")
            try:
                # Read to its end: an open cursor would stand in the way of the next savepoint.
                await self._db.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                raise StoreUnavailable(f"the database refused: {error}") from error

    async def changes(self, statement: str, *values: object) -> int:
        """Carry out one statement. Returns how many rows it changed."""
        return await self.run(lambda db: db.execute(statement, values).rowcount)

    async def rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """The rows of one question."""
        return await self.run(lambda db: db.execute(statement, values).fetchall())

    async def change_many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Carry out one statement for each row."""
        await self.run(lambda db: db.executemany(statement, rows).close())

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Carry out work in the thread of the database, in a transaction, together with others that wait."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return await future

    async def _write(self) -> None:
        while self._waiting:
            async with self._lock:
                batch, self._waiting = self._waiting, []
                try:
                    outcomes = await self._in_thread([work for work, _ in batch])
                except (sqlite3.Error, StoreUnavailable) as error:
                    outcomes = [error] * len(batch)
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                if future.done():
                    continue
                if isinstance(outcome, sqlite3.Error):
                    future.set_exception(StoreUnavailable(f"the database refused: {outcome}"))
                elif isinstance(outcome, BaseException):
                    future.set_exception(outcome)
                else:
                    future.set_result(outcome)

    async def _in_thread(self, works: Sequence[Work]) -> list[Any]:
        if self._db is None:
            raise StoreUnavailable("the database is closed")
        # aiosqlite has no name for "these statements in one go"; a hop to its thread for each costs more than they do.
        outcomes: list[Any] = await self._db._execute(_together, self._db._conn, works)  # type: ignore[no-untyped-call]  # its own
        return outcomes


def _together(db: sqlite3.Connection, works: Sequence[Work]) -> list[Any]:
    """What each piece of work gave, or its exception; all are written, or none."""
    outcomes: list[Any] = []
    db.execute("BEGIN IMMEDIATE")
    try:
        for work in works:
            db.execute("SAVEPOINT one")
            try:
                outcomes.append(work(db))
            except Exception as error:  # whoever asked for the work gets it
                db.execute("ROLLBACK TO one")
                outcomes.append(error)
            db.execute("RELEASE one")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return outcomes


def time(text: str) -> datetime:
    """A time as it is stored, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)

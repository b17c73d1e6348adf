"""One SQLite connection: write-ahead log, one transaction at a time, every refusal a StoreUnavailable.

Work that arrives while a transaction is being written goes into the next one together: many chats, one flush of the
disk. Each piece stands behind a savepoint of its own, so one that fails takes back nothing of the others.
"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.core.store import StoreUnavailable
from bot.storage.database import Database, T, Work
from bot.storage.sqlite_migrations import MIGRATIONS

_BUSY = 5.0  # seconds to wait for another process that writes


class SqliteDatabase(Database):
    """The file, its tables brought up to date, and the thread in which its connection is used."""

    def __init__(self, path: Path | None, retention: timedelta) -> None:
        """`path` None keeps everything in memory."""
        self._path, self.retention = path, retention
        self._db: sqlite3.Connection | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def open(self) -> None:
        self._thread = ThreadPoolExecutor(1, "sqlite")
        try:
            await self._call(self._open)
        except StoreUnavailable:
            await self.close()
            raise
        except (sqlite3.Error, OSError) as error:
            await self.close()
            raise StoreUnavailable(f"the database cannot be opened: {error}") from error

    async def close(self) -> None:
        thread, self._thread = self._thread, None
        if thread:
            await asyncio.get_running_loop().run_in_executor(thread, self._close)
            thread.shutdown()

    async def leads(self) -> bool:
        """There is one process for one file."""
        return True

    def alone(self, what: str) -> AbstractAsyncContextManager[None]:
        return self._turns[what]

    async def wipe(self) -> None:
        """Empty the write-ahead log: what was deleted is not left there either."""
        async with self._turn:
            try:
                await self._call(lambda: self._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
            except sqlite3.Error as error:
                raise StoreUnavailable(f"the database refused: {error}") from error

    async def run(self, work: Work[T]) -> T:
        """Carry out work in the thread of the database, in a transaction, together with others that wait."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return await future

    async def _write(self) -> None:
        while self._waiting:
            async with self._turn:
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

    async def _in_thread(self, works: Sequence[Work[Any]]) -> list[Any]:
        return await self._call(lambda: together(self._connection(), works))

    async def _call(self, function: Callable[[], T]) -> T:
        if self._thread is None:
            raise StoreUnavailable("the database is closed")
        return await asyncio.get_running_loop().run_in_executor(self._thread, function)

    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            raise StoreUnavailable("the database is closed")
        return self._db

    def _open(self) -> None:
        self._db = connect(self._path)

    def _close(self) -> None:
        if self._db:
            self._db.close()
            self._db = None


def connect(path: Path | None) -> sqlite3.Connection:
    """A connection to a file, or to memory, with its tables up to date. Raises sqlite3.Error and StoreUnavailable."""
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path or ":memory:", _BUSY, isolation_level=None, cached_statements=256)
    try:
        db.row_factory = sqlite3.Row
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
            db.execute(f"PRAGMA {pragma}")
        # SQLite's own lower() knows A to Z only.
        db.create_function("holds", 2, lambda text, part: part.casefold() in text.casefold(), deterministic=True)
        _migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def together(db: sqlite3.Connection, works: Sequence[Work[Any]]) -> list[Any]:
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


def _migrate(db: sqlite3.Connection) -> None:
    [(version,)] = db.execute("PRAGMA user_version")
    if version > len(MIGRATIONS):
        raise StoreUnavailable(f"the database is of a newer version ({version}); use a newer bot")
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        db.executescript(f"BEGIN;\n{statements}\nPRAGMA user_version = {number};\nCOMMIT;")

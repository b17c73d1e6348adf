"""One SQLite connection: write-ahead log, one transaction at a time, every refusal a StoreUnavailable.

Work that arrives while a transaction is being written goes into the next one together: many chats, one flush of the
disk. Each piece stands behind a savepoint of its own, so one that fails takes back nothing of the others.
"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

import aiosqlite

from bot.core.store import StoreUnavailable
from bot.sentences import storage as sentences
from bot.storage.database import Database, T, Work
from bot.storage.sqlite_migrations import MIGRATIONS

_OPTIONS: dict[str, Any] = {
    "timeout": 5.0,  # seconds to wait for another process that writes
    "isolation_level": None,  # transactions begin and end where they are written down
    "cached_statements": 256,
}


class SqliteDatabase(Database):
    """The file, its tables brought up to date, and the only way to its connection."""

    def __init__(self, path: Path | None, retention: timedelta) -> None:
        """`path` None keeps everything in memory."""
        self._path, self.retention = path, retention
        self._db: aiosqlite.Connection | None = None
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def open(self) -> None:
        try:
            if self._path:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            self._db = await aiosqlite.connect(self._path or ":memory:", **_OPTIONS)
            await self._call(_prepare)
        except StoreUnavailable:
            await self.close()
            raise
        except (sqlite3.Error, OSError) as error:
            await self.close()
            raise StoreUnavailable(sentences.CANNOT_BE_OPENED, error=error) from error

    async def close(self) -> None:
        db, self._db = self._db, None
        if db:
            await db.close()

    async def leads(self) -> bool:
        """There is one process for one file."""
        return True

    def alone(self, what: str) -> AbstractAsyncContextManager[None]:
        return self._turns[what]

    async def wipe(self) -> None:
        """Empty the write-ahead log: what was deleted is not left there either."""
        async with self._turn:
            try:
                await self._call(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
            except sqlite3.Error as error:
                raise StoreUnavailable(sentences.REFUSED, error=error) from error

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
                    works = [work for work, _ in batch]
                    outcomes = await self._call(partial(_together, works))
                except (sqlite3.Error, StoreUnavailable) as error:
                    outcomes = [error] * len(batch)
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                if future.done():
                    continue
                if isinstance(outcome, sqlite3.Error):
                    future.set_exception(StoreUnavailable(sentences.REFUSED, error=outcome))
                elif isinstance(outcome, BaseException):
                    future.set_exception(outcome)
                else:
                    future.set_result(outcome)

    async def _call(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Carry a function out in the thread of aiosqlite, which has no public name for that.

        With a hop to the thread for each statement, as its public names take, a visit costs ten times as much.
        """
        if self._db is None:
            raise StoreUnavailable(sentences.CLOSED)
        return cast(T, await self._db._execute(function, self._db._conn))  # type: ignore[no-untyped-call]  # see above


def connect(path: Path | None) -> sqlite3.Connection:
    """A connection to a file, or to memory, with its tables up to date. Raises sqlite3.Error and StoreUnavailable."""
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    db: sqlite3.Connection = sqlite3.connect(path or ":memory:", **_OPTIONS)
    try:
        _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection) -> None:
    db.row_factory = sqlite3.Row
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
        db.execute(f"PRAGMA {pragma}")
    # SQLite's own lower() knows A to Z only.
    db.create_function("holds", 2, lambda text, part: part.casefold() in text.casefold(), deterministic=True)
    _migrate(db)


def _together(works: Sequence[Work[Any]], db: sqlite3.Connection) -> list[Any]:
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
        raise StoreUnavailable(sentences.NEWER, version=version)
    for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        db.executescript(f"BEGIN;\n{statements}\nPRAGMA user_version = {number};\nCOMMIT;")

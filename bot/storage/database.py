"""One SQLite connection: write-ahead log, one transaction at a time, every refusal a StoreUnavailable."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiosqlite

from bot.core.store import StoreUnavailable
from bot.storage.migrations import MIGRATIONS


class Database:
    """The file, its tables brought up to date, and the only way to its connection."""

    def __init__(self, path: Path | None, retention: timedelta) -> None:
        """`path` None keeps everything in memory. `retention` is how long questions, links and statistics are kept."""
        self._path, self._retention = path, retention
        self._lock = asyncio.Lock()
        self._db: aiosqlite.Connection | None = None

    async def open(self) -> None:
        """Open the file and bring its tables up to date. Raises StoreUnavailable."""
        try:
            if self._path:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            self._db = await aiosqlite.connect(self._path or ":memory:", isolation_level=None)
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
        if self._db and self._db.in_transaction:
            await self._db.execute("ROLLBACK")

    async def changes(self, statement: str, *values: object) -> int:
        """Carry out one statement. Returns how many rows it changed."""
        async with self.transaction() as db:
            return (await db.execute(statement, values)).rowcount

    async def rows(self, statement: str, *values: object) -> list[aiosqlite.Row]:
        """The rows of one question."""
        async with self.transaction() as db:
            return list(await (await db.execute(statement, values)).fetchall())

    async def wipe(self) -> None:
        """Empty the write-ahead log: what was deleted is not left there either."""
        async with self._lock:
            if self._db is None:
                raise StoreUnavailable("the database is closed")
            try:
                await self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                raise StoreUnavailable(f"the database refused: {error}") from error


def time(text: str) -> datetime:
    """A time as it is stored, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)

"""The store on SQLite: one connection, write-ahead log, one statement or transaction a method."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiosqlite

from bot.core.questions import Chat, Question, Status, StoreUnavailable
from bot.core.text import Language
from bot.storage.migrations import MIGRATIONS

SCREEN_FOR = timedelta(hours=1)
MESSAGES_FOR = timedelta(hours=48)


class SqliteStore:
    """Implements `bot.core.questions.Store`."""

    def __init__(self, path: Path | None, retention: timedelta) -> None:
        """`path` None keeps everything in memory."""
        self._path, self._retention = path, retention
        self._lock = asyncio.Lock()
        self._db: aiosqlite.Connection | None = None

    async def open(self) -> None:
        """Open the file and bring its tables up to date. Raises StoreUnavailable."""
        try:
            if self._path:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            self._db = await aiosqlite.connect(self._path or ":memory:", isolation_level=None)
            await self._db.execute("PRAGMA journal_mode = WAL")
            await self._db.execute("PRAGMA synchronous = FULL")
            await self._db.execute("PRAGMA secure_delete = ON")
            await self._db.execute("PRAGMA busy_timeout = 5000")
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
    async def _transaction(self) -> AsyncIterator[aiosqlite.Connection]:
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

    async def chat(self, chat_id: int, now: datetime) -> Chat:
        async with self._transaction() as db:
            cursor = await db.execute("SELECT language, screen, screen_at, region FROM chat WHERE id = ?", (chat_id,))
            row = await cursor.fetchone()
        if row is None:
            return Chat()
        fresh = row[2] is not None and _time(row[2]) > now - SCREEN_FOR
        return Chat(row[0], row[1] if fresh else None, row[3])

    async def set_language(self, chat_id: int, language: Language) -> None:
        async with self._transaction() as db:
            await db.execute(
                """
                INSERT INTO chat (id, language) VALUES (?, ?)
                ON CONFLICT (id) DO UPDATE SET language = excluded.language
                """,
                (chat_id, language),
            )

    async def set_region(self, chat_id: int, region: str | None) -> None:
        async with self._transaction() as db:
            await db.execute(
                """
                INSERT INTO chat (id, region) VALUES (?, ?)
                ON CONFLICT (id) DO UPDATE SET region = excluded.region
                """,
                (chat_id, region),
            )

    async def remember(self, chat_id: int, screen: str | None, message_ids: Sequence[int], now: datetime) -> None:
        async with self._transaction() as db:
            if screen is not None:
                await db.execute(
                    """
                    INSERT INTO chat (id, screen, screen_at) VALUES (?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET screen = excluded.screen, screen_at = excluded.screen_at
                    """,
                    (chat_id, screen, now.isoformat()),
                )
            await db.executemany(
                "INSERT OR IGNORE INTO message (chat_id, id, sent_at) VALUES (?, ?, ?)",
                [(chat_id, message_id, now.isoformat()) for message_id in message_ids],
            )

    async def take_messages(self, chat_id: int, now: datetime) -> list[int]:
        async with self._transaction() as db:
            cursor = await db.execute(
                "SELECT id FROM message WHERE chat_id = ? AND sent_at > ? ORDER BY id",
                (chat_id, (now - MESSAGES_FOR).isoformat()),
            )
            ids = [row[0] for row in await cursor.fetchall()]
            await db.execute("DELETE FROM message WHERE chat_id = ?", (chat_id,))
            await db.execute("UPDATE chat SET screen = NULL, screen_at = NULL WHERE id = ?", (chat_id,))
        return ids

    async def record(self, text: str, language: Language, status: Status, now: datetime) -> int:
        async with self._transaction() as db:
            cursor = await db.execute(
                """
                INSERT INTO question (text, language, status, asked_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (text, language) DO UPDATE SET
                    times = times + 1,
                    asked_at = excluded.asked_at,
                    status = CASE status WHEN 'suggested' THEN excluded.status ELSE status END
                RETURNING id
                """,
                (text, language, status, now.isoformat()),
            )
            row = await cursor.fetchone()
        assert row, "RETURNING gives a row"
        return int(row[0])

    async def keep(self, question_id: int) -> bool:
        return await self._change(
            "UPDATE question SET status = ? WHERE id = ? AND status IN ('suggested', 'open')", "open", question_id
        )

    async def questions(self, limit: int, offset: int) -> tuple[list[Question], int]:
        async with self._transaction() as db:
            cursor = await db.execute(
                """
                SELECT id, text, language, asked_at, times FROM question WHERE status = 'open'
                ORDER BY id LIMIT ? OFFSET ?
                """,
                (limit, offset),
            )
            rows = await cursor.fetchall()
            counted = await (await db.execute("SELECT count(*) FROM question WHERE status = 'open'")).fetchone()
        found = [Question(row[0], row[1], row[2], _time(row[3]), row[4]) for row in rows]
        return found, int(counted[0]) if counted else 0

    async def resolve(self, question_id: int, status: Status) -> bool:
        return await self._change(
            "UPDATE question SET status = ? WHERE id = ? AND status = 'open'", status, question_id
        )

    async def sweep(self, now: datetime) -> None:
        async with self._transaction() as db:
            expired = (now - SCREEN_FOR).isoformat()
            await db.execute("UPDATE chat SET screen = NULL, screen_at = NULL WHERE screen_at <= ?", (expired,))
            await db.execute("DELETE FROM message WHERE sent_at <= ?", ((now - MESSAGES_FOR).isoformat(),))
            await db.execute("DELETE FROM question WHERE asked_at <= ?", ((now - self._retention).isoformat(),))

    async def _change(self, statement: str, status: Status, question_id: int) -> bool:
        async with self._transaction() as db:
            cursor = await db.execute(statement, (status, question_id))
        return cursor.rowcount == 1


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)

"""The inbox of updates. What was said stands here only until it is served."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import aiosqlite

from bot.core.inbox import Received
from bot.storage.database import Database, time

# Telegram repeats an update for a day at most.
NUMBERS_FOR = timedelta(hours=25)


class Inbox(Database):
    """Implements `bot.core.inbox.InboxStore`."""

    async def receive(self, updates: Sequence[Received], now: datetime) -> None:
        rows = [(one.update_id, one.chat_id, one.raw, now.isoformat()) for one in updates]
        statement = "INSERT OR IGNORE INTO inbox (update_id, chat_id, raw, received_at) VALUES (?, ?, ?, ?)"
        await self.change_many(statement, rows)

    async def waiting(self, after: int, limit: int) -> list[Received]:
        rows = await self.rows(
            "SELECT * FROM inbox WHERE raw IS NOT NULL AND place > ? ORDER BY place LIMIT ?", after, limit
        )
        return [Received(row["update_id"], row["chat_id"], row["raw"], row["place"]) for row in rows]

    async def inbox_size(self) -> tuple[int, datetime | None]:
        [row] = await self.rows("SELECT COUNT(*), MIN(received_at) FROM inbox WHERE raw IS NOT NULL")
        return row[0], time(row[1]) if row[1] else None

    async def served(self, places: Sequence[int]) -> None:
        statement = "UPDATE inbox SET raw = NULL, chat_id = NULL WHERE place = ?"
        await self.change_many(statement, [(place,) for place in places])


async def sweep_inbox(db: aiosqlite.Connection, now: datetime) -> None:
    """Forget the numbers of updates that Telegram will not repeat any more."""
    await db.execute("DELETE FROM inbox WHERE raw IS NULL AND received_at <= ?", ((now - NUMBERS_FOR).isoformat(),))

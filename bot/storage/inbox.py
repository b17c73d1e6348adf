"""The inbox of updates. What was said stands here only until it is served. Who takes it is a matter of the engine."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.inbox import Received
from bot.storage.database import Connection, Database, Row, time

# Telegram repeats an update for a day at most.
NUMBERS_FOR = timedelta(hours=25)


class Inbox(Database):
    """What is the same for every engine of `bot.core.inbox.InboxStore`."""

    async def receive(self, updates: Sequence[Received], now: datetime) -> None:
        rows = [(one.update_id, one.chat_id, one.raw, now.isoformat()) for one in updates]
        await self.change_many(
            "INSERT INTO inbox (update_id, chat_id, raw, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows
        )

    async def inbox_size(self) -> tuple[int, datetime | None]:
        [row] = await self.rows("SELECT count(*) AS length, min(received_at) AS since FROM inbox WHERE raw IS NOT NULL")
        return row["length"], time(row["since"]) if row["since"] else None


def received(row: Row) -> Received:
    return Received(row["update_id"], row["chat_id"], row["raw"], row["place"])


def sweep_inbox(db: Connection, now: datetime) -> None:
    """Forget the numbers of updates that Telegram will not repeat any more."""
    db.execute("DELETE FROM inbox WHERE raw IS NULL AND received_at <= ?", ((now - NUMBERS_FOR).isoformat(),))

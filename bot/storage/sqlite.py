"""The store on SQLite, put together from its parts."""

from datetime import datetime

from bot.storage.chats import Chats, sweep_chats
from bot.storage.inbox import Inbox, sweep_inbox
from bot.storage.queue import Queue
from bot.storage.sending import Sending
from bot.storage.statistics import Statistics


class SqliteStore(Chats, Queue, Sending, Statistics, Inbox):
    """Implements `bot.core.store.Store`."""

    async def sweep(self, now: datetime) -> None:
        old = (now - self._retention).isoformat()
        async with self.transaction() as db:
            await sweep_chats(db, now)
            await sweep_inbox(db, now)
            for statement in (
                "DELETE FROM waiting WHERE since <= ?",
                "DELETE FROM question WHERE asked_at <= ?",
                "DELETE FROM deed WHERE at <= ?",
                "DELETE FROM tally WHERE day <= ?",
            ):
                await db.execute(statement, (old,))
            await db.execute(
                "DELETE FROM cluster WHERE NOT EXISTS (SELECT 1 FROM question WHERE cluster_id = cluster.id)"
            )
            await db.execute("DELETE FROM link WHERE until <= ?", (now.isoformat(),))
        await self.wipe()

"""The store put together from its parts, but for the engine."""

from datetime import datetime

from bot.storage.chats import Chats, sweep_chats
from bot.storage.database import Connection
from bot.storage.inbox import Inbox, sweep_inbox
from bot.storage.queue import Queue
from bot.storage.sending import Sending
from bot.storage.statistics import Statistics
from bot.storage.undo import Undo, sweep_undo


class SqlStore(Chats, Queue, Undo, Sending, Statistics, Inbox):
    """What every engine of `bot.core.store.Store` shares."""

    async def sweep(self, now: datetime) -> None:
        old = (now - self.retention).isoformat()

        def work(db: Connection) -> None:
            sweep_chats(db, now)
            sweep_inbox(db, now)
            sweep_undo(db, now)
            for statement in (
                "DELETE FROM waiting WHERE since <= ?",
                "DELETE FROM question WHERE asked_at <= ?",
                "DELETE FROM deed WHERE at <= ?",
                "DELETE FROM tally WHERE day <= ?",
            ):
                db.execute(statement, (old,))
            db.execute("DELETE FROM cluster WHERE NOT EXISTS (SELECT 1 FROM question WHERE cluster_id = cluster.id)")
            db.execute("DELETE FROM link WHERE until <= ?", (now.isoformat(),))

        await self.run(work)
        await self.wipe()

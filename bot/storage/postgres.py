"""The store on PostgreSQL: any number of replicas over one database."""

from collections.abc import Sequence

import psycopg
from psycopg.rows import DictRow

from bot.core.inbox import Received
from bot.storage.database import Connection
from bot.storage.inbox import received
from bot.storage.postgres_database import PostgresDatabase
from bot.storage.postgres_knowledge import Knowledge
from bot.storage.postgres_session import CHAT, LIVE
from bot.storage.store import SqlStore

# Chats in which something waits that no living replica has, those first that have waited longest. Whoever gets the
# lock of a chat, for the length of the transaction, may take what is there: nobody else is about to.
_FREE_CHATS = f"""
    WITH live AS MATERIALIZED ({LIVE}), free AS MATERIALIZED (
        SELECT chat_id FROM inbox
        WHERE raw IS NOT NULL AND (taken_by IS NULL OR taken_by NOT IN (SELECT objid FROM live))
        GROUP BY chat_id ORDER BY min(place) LIMIT %(limit)s
    )
    SELECT chat_id FROM free WHERE pg_try_advisory_xact_lock({CHAT}, hashint8(chat_id))
"""
# A second statement sees what others had written before they let go of the lock.
_TAKE = f"""
    WITH live AS MATERIALIZED ({LIVE}), mine AS MATERIALIZED (
        SELECT place FROM inbox
        WHERE chat_id = ANY(%(chats)s) AND raw IS NOT NULL
            AND (taken_by IS NULL OR taken_by NOT IN (SELECT objid FROM live))
            AND NOT EXISTS (
                SELECT 1 FROM inbox AS other WHERE other.chat_id = inbox.chat_id AND other.raw IS NOT NULL
                    AND other.taken_by <> %(me)s AND other.taken_by IN (SELECT objid FROM live)
            )
        ORDER BY place LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    )
    UPDATE inbox SET taken_by = %(me)s FROM mine WHERE inbox.place = mine.place RETURNING inbox.*
"""
_SERVED = """
    WITH done AS (SELECT chat_id FROM inbox WHERE place = ANY(?)),
        gone AS (UPDATE inbox SET raw = NULL, chat_id = NULL, taken_by = NULL WHERE place = ANY(?))
    SELECT EXISTS (
        SELECT 1 FROM inbox WHERE chat_id IN (SELECT chat_id FROM done) AND raw IS NOT NULL AND taken_by IS NULL
    ) AS more
"""


class PostgresStore(SqlStore, Knowledge, PostgresDatabase):
    """Implements `bot.core.store.Store` and `bot.core.replicas.KnowledgeStore`.

    What a replica has taken is marked with its number, which is good while it is connected.
    """

    same_question = "(md5(text), language, coalesce(about, ''), coalesce(complaint, ''))"

    async def take(self, limit: int) -> list[Received]:
        def work(db: psycopg.Connection[DictRow], me: int) -> list[Received]:
            if not self.session.settled():
                return []
            with db.transaction():
                free = db.execute(_FREE_CHATS.encode(), {"limit": limit}).fetchall()
                if not free:
                    return []
                # Lost with the server this is as well as never done.
                db.execute("SET LOCAL synchronous_commit = off")
                chats = [row["chat_id"] for row in free]
                rows = db.execute(_TAKE.encode(), {"chats": chats, "me": me, "limit": limit}).fetchall()
            self.session.held.update(row["place"] for row in rows)
            return sorted(map(received, rows), key=lambda one: one.place)

        return await self._in_thread(lambda: self.session.use(work))

    async def holds(self, place: int) -> bool:
        if not self.session.stands():
            # Connected again it knows what of its own others have taken meanwhile.
            await self._in_thread(lambda: self.session.use(lambda _db, _me: None))
        return place in self.session.held

    async def served(self, places: Sequence[int]) -> bool:
        def work(db: Connection) -> bool:
            return bool(db.execute(_SERVED, ([*places], [*places])).fetchone()["more"])

        more = await self.run(work)
        self.session.held.difference_update(places)
        return more

    async def give_back(self) -> None:
        def work(db: psycopg.Connection[DictRow], me: int) -> None:
            db.execute("UPDATE inbox SET taken_by = NULL WHERE taken_by = %s AND raw IS NOT NULL", [me])
            self.session.held.clear()

        await self._in_thread(lambda: self.session.use(work))

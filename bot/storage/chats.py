"""What is kept of a chat: language, region, the last screen for an hour, messages for 48."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.core.store import Chat
from bot.core.text import Language
from bot.storage.database import Connection, Database, time

SCREEN_FOR = timedelta(hours=1)
MESSAGES_FOR = timedelta(hours=48)


class Chats(Database):
    """The chats of `bot.core.store.Store`."""

    async def chat(self, chat_id: int, now: datetime) -> Chat:
        rows = await self.rows("SELECT language, screen, screen_at, region FROM chat WHERE id = ?", chat_id)
        if not rows:
            return Chat()
        [row] = rows
        fresh = row["screen_at"] is not None and time(row["screen_at"]) > now - SCREEN_FOR
        return Chat(row["language"], row["screen"] if fresh else None, row["region"])

    async def set_language(self, chat_id: int, language: Language) -> None:
        await self.changes(
            """
            INSERT INTO chat (id, language) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET language = excluded.language
            """,
            chat_id, language,
        )  # fmt: skip

    async def set_region(self, chat_id: int, region: str | None) -> None:
        await self.changes(
            """
            INSERT INTO chat (id, region) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET region = excluded.region
            """,
            chat_id, region,
        )  # fmt: skip

    async def remember(self, chat_id: int, screen: str | None, message_ids: Sequence[int], now: datetime) -> None:
        def work(db: Connection) -> None:
            if screen is not None:
                db.execute(
                    """
                    INSERT INTO chat (id, screen, screen_at) VALUES (?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET screen = excluded.screen, screen_at = excluded.screen_at
                    """,
                    (chat_id, screen, now.isoformat()),
                )
            db.executemany(
                "INSERT INTO message (chat_id, id, sent_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(chat_id, message_id, now.isoformat()) for message_id in message_ids],
            )

        await self.run(work)

    async def take_messages(self, chat_id: int, now: datetime) -> list[int]:
        def work(db: Connection) -> list[int]:
            sent = db.execute(
                "SELECT id FROM message WHERE chat_id = ? AND sent_at > ? ORDER BY id",
                (chat_id, (now - MESSAGES_FOR).isoformat()),
            ).fetchall()
            db.execute("DELETE FROM message WHERE chat_id = ?", (chat_id,))
            db.execute("UPDATE chat SET screen = NULL, screen_at = NULL WHERE id = ?", (chat_id,))
            return [row["id"] for row in sent]

        return await self.run(work)

    async def kept(self, chat_id: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        tables = {
            "chat": "SELECT id, language, screen, screen_at, region FROM chat WHERE id = ?",
            "inbox": "SELECT update_id, received_at FROM inbox WHERE chat_id = ?",
            "message": "SELECT id, sent_at FROM message WHERE chat_id = ? ORDER BY id",
            "waiting": """
                SELECT question_id, since, text, language, asked_at, about, complaint
                FROM waiting JOIN question ON question.id = question_id WHERE chat_id = ? ORDER BY question_id
            """,
        }

        def work(db: Connection) -> Mapping[str, Sequence[Mapping[str, object]]]:
            found = {name: db.execute(query, (chat_id,)).fetchall() for name, query in tables.items()}
            return {name: [dict(row) for row in rows] for name, rows in found.items()}

        return await self.run(work)

    async def forget(self, chat_id: int) -> None:
        def work(db: Connection) -> None:
            for statement in (
                "DELETE FROM chat WHERE id = ?",
                # Its numbers say nothing of anybody; without them Telegram's repetition would be served again.
                "UPDATE inbox SET raw = NULL, chat_id = NULL WHERE chat_id = ?",
                "DELETE FROM message WHERE chat_id = ?",
                "DELETE FROM waiting WHERE chat_id = ?",
            ):
                db.execute(statement, (chat_id,))

        await self.run(work)
        await self.wipe()


def sweep_chats(db: Connection, now: datetime) -> None:
    """Forget screens of more than an hour, messages of more than 48, and chats of which nothing else is known."""
    expired = (now - SCREEN_FOR).isoformat()
    db.execute("UPDATE chat SET screen = NULL, screen_at = NULL WHERE screen_at <= ?", (expired,))
    db.execute("DELETE FROM message WHERE sent_at <= ?", ((now - MESSAGES_FOR).isoformat(),))
    db.execute("DELETE FROM chat WHERE language IS NULL AND region IS NULL AND screen IS NULL")

"""Whether messages go out to those who wait, and how many there are."""

from datetime import datetime

from bot.core.sending import Stop
from bot.storage.database import Database, time


class Sending(Database):
    """Implements `bot.core.sending.SendingStore`."""

    async def sending_stop(self) -> Stop | None:
        rows = await self.rows("SELECT admin_id, at FROM sending_stop")
        return Stop(rows[0]["admin_id"], time(rows[0]["at"])) if rows else None

    async def stop_sending(self, stop: Stop) -> None:
        statement = "INSERT INTO sending_stop (id, admin_id, at) VALUES (1, ?, ?) ON CONFLICT DO NOTHING"
        await self.changes(statement, stop.admin_id, stop.at.isoformat())

    async def resume_sending(self) -> None:
        await self.changes("DELETE FROM sending_stop")

    async def promises_due(self, closed_before: datetime) -> int:
        [row] = await self.rows(
            """
            SELECT count(DISTINCT chat_id) AS chats FROM waiting
            JOIN question ON question.id = question_id JOIN cluster ON cluster.id = question.cluster_id
            WHERE cluster.state IN ('answered', 'replied', 'not_for_us') AND cluster.closed_at <= ?
            """,
            closed_before.isoformat(),
        )
        return int(row["chats"])

"""What was done last with each cluster, so that it can be taken back."""

from datetime import datetime, timedelta

from bot.storage.database import Connection, Database

_FOR = timedelta(days=1)


class Undo(Database):
    """The last deeds of `bot.core.review.ReviewStore`."""

    async def note_done(self, cluster_id: int, done: str, now: datetime) -> None:
        await self.changes(
            """
            INSERT INTO undo (cluster_id, done, at) VALUES (?, ?, ?)
            ON CONFLICT (cluster_id) DO UPDATE SET done = excluded.done, at = excluded.at
            """,
            cluster_id, done, now.isoformat(),
        )  # fmt: skip

    async def take_done(self, cluster_id: int) -> str | None:
        rows = await self.rows("DELETE FROM undo WHERE cluster_id = ? RETURNING done", cluster_id)
        return rows[0]["done"] if rows else None


def sweep_undo(db: Connection, now: datetime) -> None:
    """Forget what was done more than a day ago."""
    db.execute("DELETE FROM undo WHERE at <= ?", ((now - _FOR).isoformat(),))

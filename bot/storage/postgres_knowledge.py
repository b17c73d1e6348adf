"""The files of the knowledge base, as all replicas have them."""

from collections.abc import Mapping
from datetime import datetime

from bot.storage.database import Connection, Database

_REMEMBERED = 1_000  # editions whose digest is known


class Knowledge(Database):
    """The editions of `bot.core.replicas.KnowledgeStore`."""

    async def latest_edition(self) -> tuple[int, str]:
        rows = await self.rows("SELECT number, digest FROM edition ORDER BY number DESC LIMIT 1")
        return (rows[0]["number"], rows[0]["digest"]) if rows else (0, "")

    async def was_edition(self, digest: str) -> bool:
        return bool(await self.rows("SELECT 1 FROM edition WHERE digest = ? LIMIT 1", digest))

    async def edition_files(self) -> tuple[int, Mapping[str, str]]:
        # One statement, so that both are of one moment.
        rows = await self.rows(
            "SELECT path, text, (SELECT coalesce(max(number), 0) FROM edition) AS number FROM edition_file"
        )
        return (rows[0]["number"] if rows else 0), {row["path"]: row["text"] for row in rows}

    async def publish(self, changes: Mapping[str, str | None], digest: str, now: datetime) -> int:
        def work(db: Connection) -> int:
            for path, text in changes.items():
                if text is None:
                    db.execute("DELETE FROM edition_file WHERE path = ?", (path,))
                else:
                    db.execute(
                        """
                        INSERT INTO edition_file (path, text) VALUES (?, ?)
                        ON CONFLICT (path) DO UPDATE SET text = excluded.text
                        """,
                        (path, text),
                    )
            statement = "INSERT INTO edition (digest, at) VALUES (?, ?) RETURNING number"
            number: int = db.execute(statement, (digest, now.isoformat())).fetchone()["number"]
            db.execute("DELETE FROM edition WHERE number <= ?", (number - _REMEMBERED,))
            return number

        return await self.run(work)

"""Counts without people, the audit log of admins, and their one-time links."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.core.review import Deed, Tally
from bot.storage.database import Database, time


class Statistics(Database):
    """The statistics, deeds and links of `bot.core.review.ReviewStore`."""

    async def count(self, tallies: Mapping[Tally, int]) -> None:
        statement = """
            INSERT INTO tally (day, language, what, key, times) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (day, language, what, key) DO UPDATE SET times = tally.times + excluded.times
        """
        rows = [(one.day.isoformat(), one.language, one.what, one.key, times) for one, times in tallies.items()]
        await self.change_many(
            statement, sorted(rows)
        )  # in one order, so that two who count do not lock each other out

    async def tallies(self, since: date, until: date) -> Mapping[Tally, int]:
        rows = await self.rows(
            "SELECT day, language, what, key, times FROM tally WHERE day BETWEEN ? AND ?",
            since.isoformat(), until.isoformat(),
        )  # fmt: skip
        return {Tally(date.fromisoformat(row["day"]), row["language"], row["what"], row["key"]): row["times"]
                for row in rows}  # fmt: skip

    async def add_deed(self, deed: Deed) -> None:
        await self.changes(
            "INSERT INTO deed (admin_id, what, cluster_id, at) VALUES (?, ?, ?, ?)",
            deed.admin_id, deed.what, deed.cluster_id, deed.at.isoformat(),
        )  # fmt: skip

    async def deeds(self, limit: int, offset: int) -> list[Deed]:
        rows = await self.rows("SELECT * FROM deed ORDER BY id DESC LIMIT ? OFFSET ?", limit, offset)
        return [Deed(row["admin_id"], row["what"], row["cluster_id"], time(row["at"])) for row in rows]

    async def grant(self, token: str, admin_id: int, until: datetime) -> None:
        await self.changes(
            "INSERT INTO link (token, admin_id, until) VALUES (?, ?, ?)", token, admin_id, until.isoformat()
        )

    async def redeem(self, token: str, now: datetime) -> int | None:
        rows = await self.rows("DELETE FROM link WHERE token = ? RETURNING admin_id, until", token)
        return rows[0]["admin_id"] if rows and time(rows[0]["until"]) > now else None

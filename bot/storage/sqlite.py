"""The store on SQLite: one bot, one file."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bot.core.inbox import Received
from bot.storage.inbox import received
from bot.storage.sqlite_database import SqliteDatabase
from bot.storage.store import SqlStore


class SqliteStore(SqlStore, SqliteDatabase):
    """Implements `bot.core.store.Store`. Who has taken what is known in memory: there is nobody else."""

    def __init__(self, path: Path | None, retention: timedelta) -> None:
        super().__init__(path, retention)
        self._taken = 0  # everything up to this place

    async def take(self, limit: int) -> list[Received]:
        rows = await self.rows(
            "SELECT * FROM inbox WHERE raw IS NOT NULL AND place > ? ORDER BY place LIMIT ?", self._taken, limit
        )
        found = [received(row) for row in rows]
        self._taken = found[-1].place if found else self._taken
        return found

    async def holds(self, place: int) -> bool:
        return place <= self._taken

    async def served(self, places: Sequence[int]) -> bool:
        statement = "UPDATE inbox SET raw = NULL, chat_id = NULL WHERE place = ?"
        await self.change_many(statement, [(place,) for place in places])
        return False

    async def give_back(self) -> None:
        self._taken = 0

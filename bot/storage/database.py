"""The one way to the database. What the stores ask is the same SQL for every engine; an engine is a `Database`.

Values stand for `?`, rows are read by name, times are ISO 8601 texts in UTC (so they sort as they happened).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Row(Protocol):
    """One row, read by the names of its columns."""

    def __getitem__(self, name: str, /) -> Any: ...

    def keys(self) -> Iterable[str]: ...


class Answer(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Connection(Protocol):
    """A connection inside of a transaction, in a thread of the database."""

    def execute(self, statement: str, values: Sequence[object] = (), /) -> Answer: ...

    def executemany(self, statement: str, rows: Sequence[Sequence[object]], /) -> object: ...


Work = Callable[[Connection], T]


class Database(ABC):
    """An engine. Every method raises StoreUnavailable when it cannot do its work."""

    retention: timedelta  # how long questions, links and statistics are kept

    @abstractmethod
    async def open(self) -> None:
        """Open the database and bring its tables up to date."""

    @abstractmethod
    async def close(self) -> None:
        """Let go of it. A closed database refuses everything and can be opened again."""

    @abstractmethod
    async def run(self, work: Work[T]) -> T:
        """Carry work out in a transaction: whole or not at all. Engines may carry it out a second time."""

    @abstractmethod
    async def wipe(self) -> None:
        """Leave of what was deleted as little behind as the engine can."""

    async def rows(self, statement: str, *values: object) -> list[Row]:
        """The rows of one question."""
        return await self.run(lambda db: db.execute(statement, values).fetchall())

    async def changes(self, statement: str, *values: object) -> int:
        """Carry out one statement. Returns how many rows it changed."""
        return await self.run(lambda db: db.execute(statement, values).rowcount)

    async def change_many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Carry out one statement for each row."""

        def work(db: Connection) -> None:
            db.executemany(statement, rows)

        if rows:
            await self.run(work)


def time(text: str) -> datetime:
    """A time as it is stored, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)

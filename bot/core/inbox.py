"""Updates that were received and not yet served: the contract of the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Received:
    """One update as Telegram sent it. `place` is its place in the inbox, 0 before it is there."""

    update_id: int
    chat_id: int
    raw: str
    place: int = 0


class InboxStore(Protocol):
    """What keeps updates until they are served. Each method is one transaction; all raise StoreUnavailable."""

    async def receive(self, updates: Sequence[Received], now: datetime) -> None:
        """Keep a batch whole or not at all. An update that was here before, served or not, is left out."""

    async def waiting(self, after: int, limit: int) -> list[Received]:
        """Updates not served yet, in the order in which they came, from behind a place on."""

    async def inbox_size(self) -> tuple[int, datetime | None]:
        """How many updates are not served yet, and when the oldest of them came."""

    async def served(self, places: Sequence[int]) -> None:
        """These are done: nothing stays of them but their numbers, for a day, so that they are not taken twice."""

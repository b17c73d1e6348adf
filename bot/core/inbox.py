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

    async def take(self, limit: int) -> list[Received]:
        """Some updates that are not served yet and that nobody has taken, in the order in which they came.

        All that wait in a chat are in one hand: until they are served or given back, or their taker is gone.
        """

    async def holds(self, place: int) -> bool:
        """Whether what was taken here is still ours: while the database was away another may have taken it."""

    async def inbox_size(self) -> tuple[int, datetime | None]:
        """How many updates are not served yet, and when the oldest of them came."""

    async def served(self, places: Sequence[int]) -> bool:
        """These are done: nothing stays of them but their numbers, for a day, so that they are not taken twice.

        Returns whether there may be more to take in their chats.
        """

    async def give_back(self) -> None:
        """Whatever was taken here and is not served may be taken anew."""

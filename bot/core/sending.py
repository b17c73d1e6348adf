"""Whether messages go out to those who wait for an answer. Replies to what somebody has just said always do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Stop:
    """Who has stopped it, and when (UTC)."""

    admin_id: int
    at: datetime


class SendingStore(Protocol):
    """What outlives a restart of it. Each method is one transaction; all raise StoreUnavailable."""

    async def sending_stop(self) -> Stop | None:
        """The stop that holds; None while messages go out."""

    async def stop_sending(self, stop: Stop) -> None:
        """Messages wait from now on. A stop that holds already stays as it is."""

    async def resume_sending(self) -> None: ...

    async def promises_due(self, closed_before: datetime) -> int:
        """How many chats may be told: see `ReviewStore.promises`."""

"""Several equal bots over one store: who does what must be done once."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable


class ReplicaStore(Protocol):
    """What replicas agree through. A store for one bot alone leads always and never waits for another."""

    async def leads(self) -> bool:
        """Whether this is the one replica that writes to people unasked, and deletes what is old. Never raises.

        Asked anew before each piece of work: a replica that has lost the store leads no more.
        """

    def alone(self, what: str) -> AbstractAsyncContextManager[None]:
        """No other replica, and nobody else here, is inside with the same name. Raises StoreUnavailable."""


@runtime_checkable
class KnowledgeStore(ReplicaStore, Protocol):
    """Where replicas agree on the knowledge base. Editions are numbered from 1; all methods raise StoreUnavailable."""

    async def latest_edition(self) -> tuple[int, str]:
        """The number of the newest edition and the digest of its files; 0 and "" before the first."""

    async def was_edition(self, digest: str) -> bool:
        """Whether these files were an edition once."""

    async def edition_files(self) -> tuple[int, Mapping[str, str]]:
        """The newest edition whole: its number, and the text of each file by its path in the folder."""

    async def publish(self, changes: Mapping[str, str | None], digest: str, now: datetime) -> int:
        """Make an edition of the newest one and these changes (None deletes). Returns its number."""

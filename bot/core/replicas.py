"""Several equal bots over one store: who does what must be done once."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol


class ReplicaStore(Protocol):
    """What replicas agree through. A store for one bot alone leads always and never waits for another."""

    async def leads(self) -> bool:
        """Whether this is the one replica that writes to people unasked, and deletes what is old. Never raises.

        Asked anew before each piece of work: a replica that has lost the store leads no more.
        """

    def alone(self, what: str) -> AbstractAsyncContextManager[None]:
        """No other replica, and nobody else here, is inside with the same name. Raises StoreUnavailable."""

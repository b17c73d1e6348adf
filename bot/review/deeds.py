"""How a deed is done: one at a time a cluster, by nobody but who has it, in the audit log, and to be taken back."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from bot.core.review import Cluster, Deed, Refusal, State
from bot.core.store import Store
from bot.loader.library import Library
from bot.review.files import Files, Together
from bot.review.outcomes import Outcome
from bot.review.undoing import Done, Undoing

log = logging.getLogger(__name__)

_Act = Callable[[Cluster], Awaitable[Outcome]]


class Deeds:
    """What every deed of an admin goes through. Every method raises StoreUnavailable."""

    def __init__(
        self,
        library: Library,
        store: Store,
        knowledge_dir: Path,
        clock: Callable[[], datetime],
        owner_ids: frozenset[int],
        together: Together = nullcontext,
    ) -> None:
        """`together` is around each change of the files: see `Files`."""
        self._library, self._store, self._clock, self._owner_ids = library, store, clock, owner_ids
        self._files = Files(knowledge_dir, library, together)
        self._undoing = Undoing(store, clock, self._files)

    async def claim(self, admin_id: int, cluster_id: int) -> bool:
        """Take a cluster over; owners also from another admin. False when somebody else has it or it is gone."""
        done = await self._store.claim(cluster_id, admin_id)
        if not done and admin_id in self._owner_ids and await self._store.claim(cluster_id, None):
            done = await self._store.claim(cluster_id, admin_id)
        await self._note(admin_id, "claim" if done else "claim:claimed", cluster_id)
        return done

    async def release(self, admin_id: int, cluster_id: int) -> bool:
        """Give an own claim back; owners anybody's."""
        cluster = await self._store.cluster(cluster_id)
        done = (
            cluster is not None
            and (cluster.claimed_by in (None, admin_id) or admin_id in self._owner_ids)
            and await self._store.claim(cluster_id, None)
        )
        await self._note(admin_id, "release" if done else "release:claimed", cluster_id)
        return done

    async def undo(self, admin_id: int, cluster_id: int) -> Outcome:
        """Take back what was done with a cluster last: reopen it, and its files while nobody has changed them."""
        return await self._do(admin_id, "undo", cluster_id, self._undoing.undo)

    async def refused(self, person_id: int, cluster_id: int | None = None) -> None:
        """Somebody tried what only admins may."""
        log.warning("a deed of admins was refused to %s", person_id)
        await self._note(person_id, "refused", cluster_id)

    async def _do(self, admin_id: int, what: str, cluster_id: int, act: _Act) -> Outcome:
        """One deed at a time a cluster, by nobody but who has it; then a line in the audit log."""
        async with self._store.alone(f"cluster {cluster_id}"):
            cluster = await self._store.cluster(cluster_id)
            if cluster is None:
                outcome = Outcome("gone", cluster_id)
            elif cluster.claimed_by not in (None, admin_id):
                outcome = Outcome("claimed", cluster_id, claimed_by=cluster.claimed_by)
            else:
                outcome = await act(cluster)
        await self._note(admin_id, what if outcome.done else f"{what}:{outcome.what}", cluster_id)
        return outcome

    async def _note(self, admin_id: int, what: str, cluster_id: int | None) -> None:
        await self._store.add_deed(Deed(admin_id, what, cluster_id, self._clock()))

    async def _resolve(
        self, cluster: Cluster, state: State, outcome: Outcome, article_id: str | None = None,
        refusal: Refusal | None = None,
    ) -> Outcome:  # fmt: skip
        if not await self._store.resolve(cluster.id, state, self._clock(), article_id, refusal):
            return Outcome("gone", cluster.id)
        await self._undoing.remember(cluster.id, Done(state, cluster, outcome.changes if outcome.done else ()))
        return outcome

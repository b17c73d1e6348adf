"""What admins can do with the queue, whether in the chat or on a page. Every deed is in the audit log."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.core.review import Cluster, Refusal, Wanted
from bot.core.sending import Stop
from bot.core.store import Store, StoreUnavailable
from bot.loader.library import Library
from bot.review.answers import Answers
from bot.review.outcomes import Outcome
from bot.review.placing import Placing
from bot.review.undoing import Done

log = logging.getLogger(__name__)


class Desk(Answers):
    """The desk at which all admins sit. Every method raises StoreUnavailable."""

    def __init__(
        self,
        library: Library,
        store: Store,
        knowledge_dir: Path,
        clock: Callable[[], datetime],
        owner_ids: frozenset[int],
    ) -> None:
        super().__init__(library, store, knowledge_dir, clock, owner_ids)
        self._placing = Placing(library, store, clock)
        self._soon: asyncio.Task[None] | None = None
        self._more = False

    # the queue

    async def place_new(self) -> None:
        """Every unplaced question into its cluster; what could not be placed is placed the next time."""
        await self._placing.place_new()

    def place_soon(self) -> asyncio.Task[None]:
        """The same beside what is going on: nobody has to wait for it, and nothing is lost when it fails."""
        self._more = True  # what came after a run had looked
        if self._soon is None or self._soon.done():
            self._soon = asyncio.get_running_loop().create_task(self._place_quietly(), name="placing")
        return self._soon

    async def _place_quietly(self) -> None:
        while self._more:
            self._more = False
            try:
                await self.place_new()
            except StoreUnavailable as problem:
                log.warning("new questions are placed later: %s", problem)
            except Exception:
                log.exception("new questions could not be placed")

    async def ask_again(self) -> int:
        """After a reload: propose clusters that are answered now. Returns how many are new among them."""
        return await self._placing.ask_again()

    async def clusters(self, wanted: Wanted, limit: int, offset: int) -> tuple[list[Cluster], int]:
        return await self._store.clusters(wanted, limit, offset)

    async def cluster(self, cluster_id: int) -> Cluster | None:
        return await self._store.cluster(cluster_id)

    # messages to those who wait

    async def stop_sending(self, admin_id: int) -> None:
        """Nobody who waits is told, until an admin lets the messages go on; also after a restart."""
        await self._store.stop_sending(Stop(admin_id, self._clock().astimezone(UTC)))
        await self._note(admin_id, "stop_sending", None)

    async def resume_sending(self, admin_id: int) -> None:
        await self._store.resume_sending()
        await self._note(admin_id, "resume_sending", None)

    # clusters without an answer

    async def refuse(self, admin_id: int, cluster_id: int, refusal: Refusal) -> Outcome:
        """Not for us, and who waits hears politely why."""

        async def act(cluster: Cluster) -> Outcome:
            return await self._resolve(cluster, "not_for_us", Outcome("done", cluster_id), refusal=refusal)

        return await self._do(admin_id, "refuse", cluster_id, act)

    async def mark_noise(self, admin_id: int, cluster_id: int) -> Outcome:
        """No question at all: ignored, also when it comes again."""

        async def act(cluster: Cluster) -> Outcome:
            return await self._resolve(cluster, "noise", Outcome("done", cluster_id))

        return await self._do(admin_id, "noise", cluster_id, act)

    async def merge(self, admin_id: int, cluster_id: int, into: int) -> Outcome:
        """Move all questions into another open cluster."""

        async def act(cluster: Cluster) -> Outcome:
            if not await self._store.merge(cluster_id, into):
                return Outcome("gone", cluster_id)
            self._undoing.remember(into, Done("merge", cluster))
            return Outcome("done", into)

        return await self._do(admin_id, "merge", cluster_id, act)

    async def split(self, admin_id: int, question_id: int) -> Outcome:
        """Give a question a cluster of its own. Its cluster must not be claimed by somebody else."""
        cluster = await self._home_of(question_id)
        if cluster is None:
            await self._note(admin_id, "split:gone", None)
            return Outcome("gone")

        async def act(cluster: Cluster) -> Outcome:
            alone = await self._store.split(question_id, self._clock()) if len(cluster.questions) > 1 else None
            if alone is None:
                return Outcome("gone", cluster.id)
            self._undoing.remember(alone, Done("split", cluster))
            return Outcome("done", alone)

        return await self._do(admin_id, "split", cluster.id, act)

    async def _home_of(self, question_id: int) -> Cluster | None:
        """The open cluster in which a question is."""
        offset = 0
        while True:
            clusters, count = await self._store.clusters(Wanted(), 100, offset)
            for cluster in clusters:
                if any(question.id == question_id for question in cluster.questions):
                    return cluster
            offset += len(clusters)
            if not clusters or offset >= count:
                return None

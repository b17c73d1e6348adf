"""Taking back what was done last with a cluster: for a day, at whichever replica. Reopening always works."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter

from bot.core.review import Cluster, State
from bot.core.store import Store, StoreUnavailable
from bot.editing.changes import FileChange
from bot.review.files import Files
from bot.review.outcomes import Outcome

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Done:
    """A deed, the cluster before it, and the files that it wrote."""

    what: State | Literal["merge", "split"]
    before: Cluster
    changes: tuple[FileChange, ...] = ()


_AS_TEXT = TypeAdapter(Done)


class Undoing:
    """The last deed of each cluster."""

    def __init__(self, store: Store, clock: Callable[[], datetime], files: Files) -> None:
        self._store, self._clock, self._files = store, clock, files

    async def remember(self, cluster_id: int, done: Done) -> None:
        """Keep it. Where that fails, the deed is done all the same."""
        try:
            await self._store.note_done(cluster_id, _AS_TEXT.dump_json(done).decode(), self._clock())
        except StoreUnavailable as problem:
            log.warning("a deed cannot be taken back later: %s", problem)

    async def undo(self, cluster: Cluster) -> Outcome:
        """Take the last deed back. Gone when there is nothing to take back."""
        kept = await self._store.take_done(cluster.id)
        done = _AS_TEXT.validate_json(kept) if kept else None
        if cluster.state != "open":
            return await self._reopen(cluster, done)
        if done and done.what == "merge":
            return await self._part(cluster, done.before)
        if done and done.what == "split":
            for question in cluster.questions:
                await self._store.place(question.id, done.before.id, (), self._clock())
            return Outcome("done", done.before.id)
        return Outcome("gone", cluster.id)

    async def _reopen(self, cluster: Cluster, done: Done | None) -> Outcome:
        if not await self._store.reopen(cluster.id):
            return Outcome("gone", cluster.id)
        if done is None or done.what != cluster.state:
            # It was closed more than a day ago: what files it wrote is not known any more.
            return Outcome("done", cluster.id, files_stay=cluster.state in ("answered", "replied"))
        if done.before.pending:
            await self._store.write(cluster.id, done.before.pending)
        outcome = await self._files.apply(cluster.id, [change.reversed for change in reversed(done.changes)])
        return outcome if outcome.done else replace(outcome, what="done", changes=(), files_stay=True)

    async def _part(self, cluster: Cluster, before: Cluster) -> Outcome:
        """What was merged into a cluster gets one of its own again."""
        moved = {question.id for question in before.questions}
        parted: int | None = None
        for question in cluster.questions:
            if question.id in moved:
                parted = await self._store.place(question.id, parted, before.nearest, self._clock())
        return Outcome("done", parted) if parted else Outcome("gone", cluster.id)

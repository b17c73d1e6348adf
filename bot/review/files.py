"""Changes of the knowledge folder made for an admin: what goes wrong is an outcome, not an exception."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path

from bot.editing.applying import ChangedMeanwhile, apply
from bot.editing.changes import FileChange
from bot.editing.places import CannotEdit
from bot.editing.writing import ReadOnly
from bot.loader.library import Library
from bot.loader.load import BrokenKnowledge, MakingFailed
from bot.review.outcomes import Outcome

Together = Callable[[], AbstractAsyncContextManager[None]]


class Files:
    """The knowledge folder. It is read and written in threads: a check takes seconds."""

    def __init__(self, folder: Path, library: Library, together: Together = nullcontext) -> None:
        """`together` is around each change, where other replicas have folders of their own."""
        self.folder, self._library, self._together = folder, library, together

    async def make(self, cluster_id: int, changes: Callable[[], list[FileChange]]) -> Outcome:
        """Find out what is to be changed, and change it."""
        async with self._together():
            try:
                needed = await asyncio.to_thread(changes)
            except CannotEdit as problem:
                return Outcome("cannot", cluster_id, reason=problem.said)
            return await self._apply(cluster_id, needed)

    async def apply(self, cluster_id: int, changes: Sequence[FileChange]) -> Outcome:
        async with self._together():
            return await self._apply(cluster_id, changes)

    async def _apply(self, cluster_id: int, changes: Sequence[FileChange]) -> Outcome:
        try:
            if changes:
                await asyncio.to_thread(apply, self.folder, changes, self._library.prepare)
        except ReadOnly as problem:
            return Outcome("read_only", cluster_id, changes=tuple(changes), reason=problem.said)
        except BrokenKnowledge as broken:
            return Outcome("mistakes", cluster_id, mistakes=tuple(broken.mistakes))
        except ChangedMeanwhile as problem:
            return Outcome("changed_meanwhile", cluster_id, reason=problem.said)
        except (CannotEdit, MakingFailed) as problem:
            return Outcome("cannot", cluster_id, reason=problem.said)
        return Outcome("done", cluster_id, changes=tuple(changes))

"""Changes of the knowledge folder made for an admin: what goes wrong is an outcome, not an exception."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.editing.applying import ChangedMeanwhile, apply
from bot.editing.changes import FileChange
from bot.editing.places import CannotEdit
from bot.editing.writing import ReadOnly
from bot.loader.load import BrokenKnowledge
from bot.review.outcomes import Outcome


class Files:
    """The knowledge folder. It is read and written in threads: a check takes seconds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def make(self, cluster_id: int, changes: Callable[[], list[FileChange]]) -> Outcome:
        """Find out what is to be changed, and change it."""
        try:
            needed = await asyncio.to_thread(changes)
        except CannotEdit as problem:
            return Outcome("cannot", cluster_id, reasons=(str(problem),))
        return await self.apply(cluster_id, needed)

    async def apply(self, cluster_id: int, changes: Sequence[FileChange]) -> Outcome:
        try:
            if changes:
                await asyncio.to_thread(apply, self.folder, changes)
        except ReadOnly as problem:
            return Outcome("read_only", cluster_id, changes=tuple(changes), reasons=(str(problem),))
        except BrokenKnowledge as broken:
            return Outcome("mistakes", cluster_id, mistakes=tuple(broken.mistakes))
        except ChangedMeanwhile as problem:
            return Outcome("changed_meanwhile", cluster_id, reasons=(str(problem),))
        except CannotEdit as problem:
            return Outcome("cannot", cluster_id, reasons=(str(problem),))
        return Outcome("done", cluster_id, changes=tuple(changes))

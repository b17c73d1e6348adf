"""The knowledge in use. A saved change is live within seconds; a broken one never replaces a good one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.loader.cache import Cache
from bot.loader.load import BrokenKnowledge, MakingFailed
from bot.loader.making import made
from bot.loader.mistakes import Mistake

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
TRY_AGAIN_AFTER = 30.0


class Library:
    """Holds the edition in use and replaces it as a whole."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        """Load the folder; `cache` is where editions are kept. Raises BrokenKnowledge: without knowledge no start."""
        self._folder, self._cache = folder, Cache(cache)
        self._seen = self._fingerprint()
        self.edition = made(folder, self._cache)

    @property
    def folder(self) -> Path:
        """Where the files stand."""
        return self._folder

    async def watch(self, told: Callable[[list[Mistake]], Awaitable[None]]) -> None:
        """Look at the files for ever. `told` hears of every reload: the errors, or an empty list when it is live."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            seen = await asyncio.to_thread(self._fingerprint)
            if seen == self._seen:
                continue
            try:
                mistakes = await self.reload()
            except MakingFailed as failed:
                log.error("%s; the one before stays, tried again in %d s", failed, TRY_AGAIN_AFTER)  # noqa: TRY400  # its cause stands in it
                await asyncio.sleep(TRY_AGAIN_AFTER)
            else:
                self._seen = seen
                await told(mistakes)

    async def reload(self) -> list[Mistake]:
        """Read the folder again. Returns the errors; the edition in use stays where there are any, or MakingFailed."""
        try:
            self.edition = await asyncio.to_thread(made, self._folder, self._cache)
        except BrokenKnowledge as broken:
            return broken.mistakes
        return []

    def prepare(self, folder: Path) -> None:
        """Make and keep the edition of a copy that is about to take the place of the folder: its reload finds it.

        Blocks. Raises BrokenKnowledge and MakingFailed.
        """
        made(folder, self._cache)

    def _fingerprint(self) -> frozenset[tuple[str, int, int]]:
        """Every YAML file with its size and time. A file that vanishes while we look is simply not there."""
        found = set()
        for path in self._folder.rglob("*.yaml"):
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue
            found.add((str(path), stat.st_mtime_ns, stat.st_size))
        return frozenset(found)

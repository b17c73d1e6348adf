"""The knowledge in use. A saved change is live within two seconds; a broken one never replaces a good one."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.core.search.engine import Search
from bot.loader.load import BrokenKnowledge, Knowledge, load
from bot.loader.mistakes import Mistake

LOOK_EVERY = 0.5


@dataclass(frozen=True)
class Edition:
    """One version of the knowledge with its index."""

    knowledge: Knowledge
    search: Search
    digest: str = ""


class Library:
    """Holds the edition in use and replaces it as a whole."""

    def __init__(self, folder: Path) -> None:
        """Load the folder. Raises BrokenKnowledge: a bot without knowledge does not start."""
        self._folder = folder
        self._seen = self._fingerprint()
        self.edition = _edition(folder)

    async def watch(self, told: Callable[[list[Mistake]], Awaitable[None]]) -> None:
        """Look at the files for ever. `told` hears of every reload: the errors, or an empty list when it is live."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            seen = await asyncio.to_thread(self._fingerprint)
            if seen != self._seen:
                self._seen = seen
                await told(await self.reload())

    async def reload(self) -> list[Mistake]:
        """Read the folder again. Returns the errors; the edition in use stays where there are any."""
        try:
            self.edition = await asyncio.to_thread(_edition, self._folder)
        except BrokenKnowledge as broken:
            return broken.mistakes
        return []

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


def _edition(folder: Path) -> Edition:
    knowledge = load(folder)
    return Edition(knowledge, Search(knowledge.written), _digest(folder))


def _digest(folder: Path) -> str:
    """What tells two editions apart: the names and contents of the files."""
    digest = sha256()
    for path in sorted(folder.rglob("*.yaml")):
        with suppress(FileNotFoundError):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()

"""One knowledge base for all replicas: what is changed in the folder of one reaches the folders of the others.

The store holds the newest edition. A replica whose own folder has changed, and bears the check, publishes it; one that
sees a newer edition writes what differs into its folder, where the library finds it. What a replica cannot load it does
not write: it says so, and keeps what it has.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic

from bot.core.replicas import KnowledgeStore
from bot.core.store import StoreUnavailable
from bot.editing.applying import ChangedMeanwhile, apply
from bot.editing.changes import FileChange
from bot.editing.places import CannotEdit
from bot.editing.writing import ReadOnly
from bot.loader.library import Library
from bot.loader.load import BrokenKnowledge, MakingFailed
from bot.loader.mistakes import Mistake

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
_AGAIN_AFTER = 30.0  # an edition that was refused is tried again: the folder may be another by then
_LOCK = "knowledge"
Files = Mapping[str, str]


class Sharing:
    """Keeps a folder and the store together."""

    def __init__(self, library: Library, folder: Path, store: KnowledgeStore, clock: Callable[[], datetime]) -> None:
        self._library, self._folder, self._store, self._clock = library, folder, store, clock
        self._turn = asyncio.Lock()
        self._number = 0  # the edition that the folder holds, with what we changed in it ourselves
        self._held: Mapping[str, str] = {}  # the digest of each of its files
        self._seen = ""  # the folder as it was when it was last compared with the store
        self._refused = (0, 0.0)  # an edition, and until when it is not tried again

    async def keep_on(self, told: Callable[[list[Mistake]], Awaitable[None]]) -> None:
        """Look at the store and the folder for ever. `told` hears the mistakes of an edition that was refused."""
        while True:
            try:
                if mistakes := await self.look():
                    await told(mistakes)
            except StoreUnavailable as problem:
                log.warning("the knowledge of the other replicas is not known: %s", problem)
            except Exception:
                log.exception("the knowledge could not be shared")
            await asyncio.sleep(LOOK_EVERY)

    async def look(self) -> list[Mistake]:
        """Take over what is newer, or hand on what was changed here. Returns the mistakes of what was refused."""
        async with self._turn:
            number, _ = await self._store.latest_edition()
            if self._number and number != self._number:
                return await self._take_over()
            if self._library.edition.digest != self._seen:
                async with self._store.alone(_LOCK):
                    return await self._compare()
        return []

    @asynccontextmanager
    async def together(self) -> AsyncIterator[None]:
        """Around a checked change of the folder: it is made in the newest edition, and is the next one."""
        async with self._turn, self._store.alone(_LOCK):
            if not self._number:
                await self._compare()
            elif (await self._store.latest_edition())[0] != self._number:
                await self._take_over()
            before = digest_of(await asyncio.to_thread(read_files, self._folder))
            yield
            files = await asyncio.to_thread(read_files, self._folder)
            if digest_of(files) != before:
                await self._publish(files)

    async def _compare(self) -> list[Mistake]:
        """Publish the folder, where it is loaded and no edition yet. At the start an old one takes over the newest."""
        files = await asyncio.to_thread(read_files, self._folder)
        digest = digest_of(files)
        if digest != self._library.edition.digest:
            return []  # not read yet, or refused: nobody else shall have it
        if not self._number and digest != (await self._store.latest_edition())[1]:
            if await self._store.was_edition(digest):
                self._held = _digests(files)
                return await self._take_over()
            self._number, texts = await self._store.edition_files()
            self._held = _digests(texts)
        await self._publish(files)
        return []

    async def _publish(self, files: Files) -> None:
        number, latest = await self._store.latest_edition()
        if number != self._number and self._number:
            return  # an edition that we could not take over comes first
        if (digest := digest_of(files)) != latest:
            now = _digests(files)
            changes = {path: files.get(path) for path in {*now, *self._held} if now.get(path) != self._held.get(path)}
            number = await self._store.publish(changes, digest, self._clock())
            log.info("the knowledge of this replica is now edition %d of all", number)
        self._number, self._held, self._seen = number, _digests(files), digest

    async def _take_over(self) -> list[Mistake]:
        number, texts = await self._store.edition_files()
        if self._refused[0] == number and monotonic() < self._refused[1]:
            return []
        self._refused = (number, monotonic() + _AGAIN_AFTER)
        changes = list(self._changes(await asyncio.to_thread(read_files, self._folder), texts))
        try:
            if changes:
                await asyncio.to_thread(apply, self._folder, changes, self._library.prepare)
        except BrokenKnowledge as broken:
            log.error("edition %d of the knowledge cannot be loaded here, the one before stays", number)  # noqa: TRY400  # mistakes of files
            return broken.mistakes
        except (ReadOnly, ChangedMeanwhile, CannotEdit, MakingFailed) as problem:
            log.error("edition %d of the knowledge is not taken over, the one before stays: %s", number, problem)  # noqa: TRY400  # its cause stands in it
            return []
        self._number, self._held, self._refused = number, _digests(texts), (0, 0.0)
        return []

    def _changes(self, own: Files, theirs: Files) -> Iterator[FileChange]:
        """What to write. A file that only we have changed since the last edition stays: it is published next."""
        before, after = _digests(own), _digests(theirs)
        for path in sorted({*own, *theirs}):
            if Path(path).is_absolute() or ".." in Path(path).parts or Path(path).suffix != ".yaml":
                continue  # the database is no way to write anything else
            held = self._held.get(path)
            if before.get(path) == after.get(path) or after.get(path) == held:
                continue
            if before.get(path) != held:
                log.warning("%s was changed here and elsewhere at once: what was published first stays", path)
            yield FileChange(Path(path), own.get(path), theirs.get(path))


def read_files(folder: Path) -> Files:
    """The text of every YAML file that can be read, by its path, in the order in which an edition's digest has them."""
    files = {}
    for path in sorted(folder.rglob("*.yaml")):
        try:
            files[path.relative_to(folder).as_posix()] = path.read_bytes().decode()
        except (FileNotFoundError, UnicodeDecodeError):
            continue
    return files


def digest_of(files: Files) -> str:
    """The digest that an edition of these files has: see `bot.loader.library`."""
    digest = sha256()
    for path, text in files.items():
        digest.update(f"{path}\0{text}\0".encode())
    return digest.hexdigest()


def _digests(files: Files) -> Mapping[str, str]:
    return {path: sha256(text.encode()).hexdigest() for path, text in files.items()}

"""An edition: one version of the knowledge with its index, built from the files, and what tells it from others."""

from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from bot.core.search.engine import Search
from bot.loader.load import Knowledge, load
from bot.loader.packing import Packed


@dataclass(frozen=True, eq=False)
class Edition:
    """One version of the knowledge with its index. `digest` is that of the files."""

    knowledge: Knowledge
    search: Search
    digest: str


def build(folder: Path) -> Edition:
    """Parse, check and index a folder. Takes seconds of one core. Raises BrokenKnowledge."""
    digest = digest_of(folder)
    knowledge = load(folder)
    search = Search(knowledge.base)
    base = knowledge.base
    packed = replace(
        base, articles=Packed(base.articles), guides=Packed(base.guides), emergencies=Packed(base.emergencies)
    )
    packed.published, packed.group_of  # noqa: B018  # to be kept with it: they look at every entry
    return Edition(replace(knowledge, base=packed), search, digest)


def digest_of(folder: Path, pattern: str = "*.yaml") -> str:
    """What tells two folders apart: the names and contents of the files."""
    digest = sha256()
    for path in sorted(folder.rglob(pattern)):
        with suppress(FileNotFoundError):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()

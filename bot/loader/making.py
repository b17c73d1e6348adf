"""Editions and checks in a process of their own: its memory ends with it, and who serves does not wait for its work.

    python -m bot.loader.making edition FOLDER [CACHE]
    python -m bot.loader.making check FOLDER DAY

writes a pickle to stdout: an edition, its digest in the cache, or its mistakes; or what a check found. For the bot, not
for people.
"""

import gc
import pickle
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bot.loader.cache import Cache, code, running
from bot.loader.checked import Checked, checked
from bot.loader.edition import Edition, build, digest_of
from bot.loader.load import BrokenKnowledge, MakingFailed
from bot.loader.pickles import read, write
from bot.sentences import making as sentences

_ROOT = Path(__file__).parents[2]


def made(folder: Path, cache: Cache) -> Edition:
    """The edition of a folder, from the cache or made apart. Blocks. Raises BrokenKnowledge, and MakingFailed."""
    return cache.get(digest_of(folder)) or _made_apart(folder, cache)


def checked_apart(folder: Path, today: date) -> Checked:
    """The same as `checked`. Blocks. Raises MakingFailed."""
    found = _apart("check", folder, today.isoformat())
    assert isinstance(found, Checked), "what a check found"
    return found


def _made_apart(folder: Path, cache: Cache) -> Edition:
    if code() != running():
        raise MakingFailed(sentences.OTHER_CODE)
    found = _apart("edition", folder, *[str(cache.folder.absolute())] if cache.folder else [])
    if isinstance(found, str):
        found = cache.get(found)
    if isinstance(found, list):
        raise BrokenKnowledge(found)
    if not isinstance(found, Edition):
        raise MakingFailed(sentences.EDITION_GONE)
    return found


def _apart(work: str, folder: Path, *more: str) -> Any:
    command = [sys.executable, "-m", __name__, work, str(folder.absolute()), *more]
    process = subprocess.run(command, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    try:
        return read(process.stdout)
    except pickle.UnpicklingError:
        raise MakingFailed(sentences.PROCESS_ENDED, status=process.returncode) from None


def _edition(folder: Path, cache: Cache) -> bytes:
    """An edition as this process hands it over: by its digest, where the cache has it."""
    try:
        found = build(folder)
    except BrokenKnowledge as broken:
        return write(broken.mistakes)
    pickled = write(found)
    # nobody may have written to the files meanwhile
    kept = digest_of(folder) == found.digest and cache.put(found.digest, pickled)
    return write(found.digest) if kept else pickled


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C reaches both processes; this one has nothing to say
    gc.disable()  # nothing here lives so long that it pays
    match sys.argv[1:]:
        case ["edition", folder, *cache]:
            answer = _edition(Path(folder), Cache(Path(cache[0]) if cache else None))
        case ["check", folder, day]:
            answer = write(checked(Path(folder), date.fromisoformat(day)))
        case _:
            sys.exit(__doc__)
    sys.stdout.buffer.write(answer)

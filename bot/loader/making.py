"""Editions made in a process of their own: its memory ends with it, and who serves does not wait for its work.

    python -m bot.loader.making FOLDER [CACHE]

writes the pickle of an edition, of its digest in the cache, or of the mistakes, to stdout. For the bot, not for people.
"""

import gc
import pickle
import signal
import subprocess
import sys
from pathlib import Path

from bot.loader.cache import Cache
from bot.loader.edition import Edition, build, digest_of
from bot.loader.load import BrokenKnowledge, MakingFailed
from bot.loader.pickles import read, write

_ROOT = Path(__file__).parents[2]


def made(folder: Path, cache: Cache) -> Edition:
    """The edition of a folder, from the cache or made apart. Blocks. Raises BrokenKnowledge, and MakingFailed."""
    return cache.get(digest_of(folder)) or _made_apart(folder, cache)


def _made_apart(folder: Path, cache: Cache) -> Edition:
    command = [sys.executable, "-m", __name__, str(folder.absolute())]
    if cache.folder:
        command.append(str(cache.folder.absolute()))
    process = subprocess.run(command, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    try:
        found = read(process.stdout)
    except pickle.UnpicklingError:
        ended = process.returncode
        raise MakingFailed(f"the knowledge could not be read: the process for it ended with {ended}") from None
    if isinstance(found, str):
        found = cache.get(found)
    if isinstance(found, list):
        raise BrokenKnowledge(found)
    if not isinstance(found, Edition):
        raise MakingFailed("the knowledge could not be read: the edition that was made is gone")
    return found


def main(folder: Path, cache: Cache) -> None:
    """Make an edition and hand it to whoever started this process: by its digest, where the cache has it."""
    found: object
    try:
        found = build(folder)
    except BrokenKnowledge as broken:
        found = broken.mistakes
    pickled = write(found)
    # nobody may have written to the files meanwhile
    if isinstance(found, Edition) and digest_of(folder) == found.digest and cache.put(found.digest, pickled):
        pickled = write(found.digest)
    sys.stdout.buffer.write(pickled)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C reaches both processes; this one has nothing to say
    gc.disable()  # nothing here lives so long that it pays
    main(Path(sys.argv[1]), Cache(Path(sys.argv[2]) if sys.argv[2:] else None))

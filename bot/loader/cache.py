"""Editions kept in a folder of our own, so that a start and a second process need not build them again.

A file is used only as it was written: by us, by this version of the code, whole. Anything else counts as not there.
The reasons: docs/decisions/0015-editions-from-a-process-apart.md.
"""

import hashlib
import logging
import os
import pickle
import stat
import sys
from contextlib import suppress
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy
import pydantic

from bot.loader.edition import Edition, digest_of
from bot.loader.pickles import read

log = logging.getLogger(__name__)

KEPT = 8  # editions; the one longest unused goes first
_CODE = Path(__file__).parent.parent


class Cache:
    """The editions in a folder. Without one, or where it cannot be written or trusted, nothing is kept or found."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, digest: str) -> Edition | None:
        """The edition of the files with this digest."""
        if self.folder is None:
            return None
        path = self._path(self.folder, digest)
        try:
            edition = _read(path)
        except FileNotFoundError:
            return None
        except (OSError, pickle.UnpicklingError) as problem:
            log.warning("the kept edition is not used, another one is made: %s", problem)
            return None
        with suppress(OSError):
            os.utime(path)  # what was used last is kept longest
        return edition

    def put(self, digest: str, pickled: bytes) -> bool:
        """Keep an edition, whole or not at all; others that nobody used for long make room. Whether it is kept."""
        if self.folder is None:
            return False
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _require_ours(self.folder, os.stat(self.folder))
            _write(self._path(self.folder, digest), hashlib.sha256(pickled).digest() + pickled)
        except OSError as problem:
            log.warning("the edition is not kept, it is made anew at the next start: %s", problem)
            return False
        with suppress(OSError):  # another process may sweep too
            for old in sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-KEPT]:
                old.unlink()
        return True

    def _path(self, folder: Path, digest: str) -> Path:
        return folder / f"{hashlib.sha256(f'{digest} {running()}'.encode()).hexdigest()}.edition"


_BEGINNING = hashlib.sha256().digest_size


def _read(path: Path) -> Edition:
    """Raises OSError, PermissionError where somebody else can have written it, and UnpicklingError."""
    with path.open("rb") as file:
        _require_ours(path.parent, os.stat(path.parent))
        _require_ours(path, os.fstat(file.fileno()))
        written = file.read(_BEGINNING)
        if written != hashlib.file_digest(file, "sha256").digest():
            raise pickle.UnpicklingError(f"{path} is not as it was written")
        mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    edition = read(mapped, _BEGINNING)
    if not isinstance(edition, Edition):
        raise pickle.UnpicklingError(f"{path} holds no edition")
    return edition


def _write(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            Path(file.name).unlink()
            raise
    os.replace(file.name, path)


def _require_ours(path: Path, found: os.stat_result) -> None:
    """On Windows a folder of one's own is closed to others from the start."""
    if sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        raise PermissionError(f"{path} belongs to somebody else, or others may write to it")


def code() -> str:
    """Everything that decides what is made of the same files, as it is on the disk now."""
    return f"{digest_of(_CODE, '*.py')} {sys.version} {numpy.__version__} {pydantic.VERSION}"


@cache
def running() -> str:
    """The same when this process first asked: the code that it runs."""
    return code()

"""A consistent copy of the database while the bot runs, and the way back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from filelock import FileLock, Timeout

from bot.core.store import StoreUnavailable
from bot.sentences import storage as sentences
from bot.storage.sqlite_migrations import MIGRATIONS


def only_one(path: Path) -> FileLock:
    """The lock of a database file; it ends with its process. Raises StoreUnavailable when another bot holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(f"{path}.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise StoreUnavailable(sentences.IN_USE, file=path) from None
    except OSError as error:
        raise StoreUnavailable(sentences.CANNOT_BE_LOCKED, file=path, error=error.strerror) from None
    return lock


def backup(path: Path, to: Path) -> None:
    """Copy the database as it is at one moment. The bot may go on. Raises StoreUnavailable."""
    if not path.is_file():
        raise StoreUnavailable(sentences.NO_DATABASE, file=path)
    unfinished = to.with_name(to.name + ".unfinished")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        require_sound(unfinished)
        os.replace(unfinished, to)
    except (sqlite3.Error, OSError) as error:
        unfinished.unlink(missing_ok=True)
        raise StoreUnavailable(sentences.BACKUP_FAILED, error=error) from None


def restore(copy: Path, path: Path) -> Path | None:
    """Put a backup in place of the database. Returns where the database before it was kept. Raises StoreUnavailable."""
    require_sound(copy)
    lock = only_one(path)
    kept = path.with_name(path.name + ".before-restore") if path.exists() else None
    try:
        if kept:
            backup(path, kept)
        arriving = path.with_name(path.name + ".arriving")
        backup(copy, arriving)
        for name in (f"{path}-wal", f"{path}-shm"):
            Path(name).unlink(missing_ok=True)
        os.replace(arriving, path)
    except OSError as error:
        raise StoreUnavailable(sentences.NOT_IN_PLACE, error=error) from None
    finally:
        lock.release()
    return kept


def require_sound(path: Path) -> None:
    """Raises StoreUnavailable for a file that is no database of this bot, or one of a newer bot."""
    if not path.is_file():
        raise StoreUnavailable(sentences.NO_FILE, file=path)
    try:
        with closing(sqlite3.connect(path)) as db:
            [(verdict,)] = db.execute("PRAGMA integrity_check(1)")
            [(version,)] = db.execute("PRAGMA user_version")
    except sqlite3.Error as error:
        raise StoreUnavailable(sentences.BROKEN_BACKUP, file=path, error=error) from None
    if verdict != "ok" or not 0 < version <= len(MIGRATIONS):
        raise StoreUnavailable(sentences.NO_BACKUP, file=path)

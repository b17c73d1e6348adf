"""From one engine to the other, and the backup of a database on a server, which is the same thing: a SQLite file.

Not pg_dump: it must be as new as the server, is missing where the bot runs, and only PostgreSQL reads what it writes.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.core.store import StoreUnavailable
from bot.sentences import storage as sentences
from bot.storage import backup as files
from bot.storage.copying import Content, Tables, copy
from bot.storage.opening import POSTGRES, sqlite_file
from bot.storage.postgres_tables import postgres_tables
from bot.storage.sqlite_tables import sqlite_tables


def backup(address: str, to: Path) -> None:
    """Copy a database as it is at one moment into a SQLite file. The bots may go on. Raises StoreUnavailable."""
    if not address.startswith(POSTGRES):
        files.backup(_file(address), to)
        return
    unfinished = to.with_name(to.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with postgres_tables(address, alone=False) as source, sqlite_tables(unfinished) as target:
            copy(source, target)
        os.replace(_one_file(unfinished), to)
    except OSError as error:
        raise StoreUnavailable(sentences.BACKUP_FAILED, error=error) from None
    finally:
        unfinished.unlink(missing_ok=True)


def restore(saved: Path, address: str) -> Path | None:
    """Put a backup in place of a database. Returns where the one before was kept. Raises StoreUnavailable."""
    if not address.startswith(POSTGRES):
        return files.restore(saved, _file(address))
    files.require_sound(saved)
    kept = saved.with_name(saved.name + ".before-restore")
    with TemporaryDirectory() as folder:
        arriving = Path(folder) / "arriving.sqlite3"
        files.backup(saved, arriving)  # it may be of an older version, and stays as it is
        backup(address, kept)
        with sqlite_tables(arriving) as source, postgres_tables(address, alone=True) as target:
            target.clear()
            copy(source, target)
    return kept


def migrate(source: str, target: str) -> Mapping[str, Content]:
    """Move everything from one address to another, which must be empty. Returns what each table holds.

    No bot may use either. The source stays as it is. Raises StoreUnavailable.
    """
    if source == target:
        raise StoreUnavailable(sentences.SAME)
    if (file := sqlite_file(source)) and not file.is_file():
        raise StoreUnavailable(sentences.NO_DATABASE, file=file)
    with _tables(source) as read, _tables(target) as written:
        return copy(read, written)


def _tables(address: str) -> AbstractContextManager[Tables]:
    return postgres_tables(address, alone=True) if address.startswith(POSTGRES) else _locked(_file(address))


@contextmanager
def _locked(path: Path) -> Iterator[Tables]:
    with files.only_one(path), sqlite_tables(path) as tables:
        yield tables


def _file(address: str) -> Path:
    if path := sqlite_file(address):
        return path
    raise StoreUnavailable(sentences.IN_MEMORY)


def _one_file(path: Path) -> Path:
    """Without a log beside it: a backup is one file."""
    db = sqlite3.connect(path)
    try:
        db.execute("PRAGMA journal_mode = DELETE")
    finally:
        db.close()
    return path

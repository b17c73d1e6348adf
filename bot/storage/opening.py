"""The store of an address: which engine it is, and that nobody else has a file that is for one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot.storage.backup import only_one
from bot.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from bot.storage.postgres import PostgresStore

AnyStore: TypeAlias = "SqliteStore | PostgresStore"
SQLITE, POSTGRES = "sqlite:///", "postgresql://"


def sqlite_file(address: str) -> Path | None:
    """The file of a SQLite address; None for a database in memory, and for one on a server."""
    name = address.removeprefix(SQLITE)
    return Path(name) if name not in ("", ":memory:", address) else None


@asynccontextmanager
async def opened(address: str, retention: timedelta) -> AsyncIterator[AnyStore]:
    """The store of an address, from its opening to its end. Raises StoreUnavailable."""
    file = sqlite_file(address)
    lock = only_one(file) if file else None
    store = _postgres(address, retention) if address.startswith(POSTGRES) else SqliteStore(file, retention)
    try:
        await store.open()
        yield store
    finally:
        await store.close()
        if lock:
            lock.release()


def _postgres(address: str, retention: timedelta) -> "PostgresStore":
    """Loaded for those that have a server: its library takes 9 MB."""
    store: PostgresStore = import_module("bot.storage.postgres").PostgresStore(address, retention)
    return store

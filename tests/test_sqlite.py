"""What only the SQLite file has: its bytes, its version, its restart."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.inbox import Received
from bot.core.store import StoreUnavailable
from bot.storage.sqlite import SqliteStore
from bot.storage.sqlite_migrations import MIGRATIONS
from tests.conftest import RELEASED


def _bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_a_restart_keeps_everything(tmp_path: Path) -> None:
    for _ in range(2):
        store = SqliteStore(tmp_path / "data" / "bot.sqlite3", timedelta(days=30))
        await store.open()
        await store.record("why", "en", "open", RELEASED)
        await store.close()
    with closing(sqlite3.connect(tmp_path / "data" / "bot.sqlite3")) as db:
        assert db.execute("SELECT times FROM question").fetchall() == [(2,)]


async def test_a_database_of_a_newer_bot_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreUnavailable, match="newer"):
        await SqliteStore(tmp_path / "bot.sqlite3", timedelta(days=30)).open()


async def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite3").write_text("no database at all, but long enough to be taken for one " * 10)
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        await SqliteStore(tmp_path / "bot.sqlite3", timedelta(days=30)).open()


async def test_every_table_that_knows_a_chat_is_exported_and_forgotten(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "bot.sqlite3", timedelta(days=30))
    await store.open()
    tables = await store.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    columns = {row["name"]: await store.rows(f"PRAGMA table_info({row['name']})") for row in tables}
    knowing = {name for name, found in columns.items() if name == "chat" or "chat_id" in {one["name"] for one in found}}
    assert set(await store.kept(1)) == knowing
    await store.close()


async def test_sweeping_deletes_what_may_not_be_kept_longer(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "bot.sqlite3", timedelta(days=30))
    await store.open()
    await store.remember(1, "screen-of-a-citizen", [1], RELEASED)
    await store.record("a question of long ago", "ru", "open", RELEASED)
    await store.sweep(RELEASED + timedelta(days=31))
    assert await store.unplaced() == []
    kept = _bytes_in(tmp_path)
    assert b"question of long ago" not in kept
    assert b"screen-of-a-citizen" not in kept
    await store.close()


async def test_forgetting_a_chat_leaves_nothing_of_it_anywhere(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "bot.sqlite3", timedelta(days=30))
    await store.open()
    for chat_id in (314159265, 2):
        await store.set_language(chat_id, "kk")
        await store.set_region(chat_id, "astana-of-a-citizen")
        await store.remember(chat_id, "t_moving", [77], RELEASED)
        await store.wait(chat_id, await store.record("why", "en", "open", RELEASED), RELEASED)
        await store.receive([Received(chat_id % 100, chat_id, "said-by-a-citizen")], RELEASED)
    kept = await store.kept(314159265)
    assert {name: len(rows) for name, rows in kept.items() if rows} == {
        "chat": 1,
        "inbox": 1,
        "message": 1,
        "waiting": 1,
    }
    await store.forget(314159265)
    assert not any((await store.kept(314159265)).values())
    assert all((await store.kept(2)).values())
    assert [one.waiting for one in await store.unplaced()] == [1]
    await store.forget(2)
    content = _bytes_in(tmp_path)
    assert (314159265).to_bytes(4, "big") not in content
    assert b"astana-of-a-citizen" not in content
    assert b"said-by-a-citizen" not in content
    await store.close()


async def test_nothing_that_was_said_stays_in_the_file(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "bot.sqlite3", timedelta(days=30))
    await store.open()
    await store.receive([Received(1, 1, "a secret of a citizen")], RELEASED)
    assert b"secret of a citizen" in _bytes_in(tmp_path)
    await store.served([one.place for one in await store.take(1)])
    await store.sweep(RELEASED)
    assert b"secret of a citizen" not in _bytes_in(tmp_path)
    await store.close()

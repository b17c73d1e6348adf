"""Backup and restore, while the bot runs and after a disaster; and one bot for one file."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.store import StoreUnavailable
from bot.storage.backup import backup, only_one, restore
from bot.storage.sqlite import SqliteStore
from main import main
from tests.conftest import RELEASED


async def _store(path: Path) -> SqliteStore:
    store = SqliteStore(path, timedelta(days=30))
    await store.open()
    return store


async def _contents(path: Path) -> list[str]:
    store = await _store(path)
    try:
        return [one.text for one in await store.unplaced()]
    finally:
        await store.close()


async def test_a_backup_is_taken_while_the_bot_writes_and_restored_as_it_was(tmp_path: Path) -> None:
    path, copy = tmp_path / "bot.sqlite3", tmp_path / "copy.sqlite3"
    store = await _store(path)
    await store.record("before the backup", "en", "open", RELEASED)
    backup(path, copy)
    await store.record("after the backup", "en", "open", RELEASED)
    await store.close()
    kept = restore(copy, path)
    assert await _contents(path) == ["before the backup"]
    assert kept is not None
    assert await _contents(kept) == ["before the backup", "after the backup"]


async def test_a_damaged_database_comes_back_from_its_backup(tmp_path: Path) -> None:
    path, copy = tmp_path / "bot.sqlite3", tmp_path / "copy.sqlite3"
    store = await _store(path)
    await store.record("why", "en", "open", RELEASED)
    await store.close()
    backup(path, copy)
    path.unlink()
    assert restore(copy, path) is None
    assert await _contents(path) == ["why"]


async def test_nothing_is_restored_under_a_running_bot_or_from_a_strange_file(tmp_path: Path) -> None:
    path, copy = tmp_path / "bot.sqlite3", tmp_path / "copy.sqlite3"
    await (await _store(path)).close()
    backup(path, copy)
    with only_one(path), pytest.raises(StoreUnavailable, match="stop it first"):
        restore(copy, path)
    (tmp_path / "strange").write_text("no database at all " * 100)
    with pytest.raises(StoreUnavailable, match="no backup"):
        restore(tmp_path / "strange", path)
    with pytest.raises(StoreUnavailable, match="no file"):
        restore(tmp_path / "missing", path)


async def test_by_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bot.sqlite3"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    store = await _store(path)
    await store.record("why", "en", "open", RELEASED)
    await store.close()
    assert main(["backup", str(tmp_path / "copy.sqlite3")]) == 0
    path.unlink()
    assert main(["restore", str(tmp_path / "copy.sqlite3")]) == 0
    assert await _contents(path) == ["why"]
    assert main(["restore", str(tmp_path / "missing")]) == 1
    assert "missing" in capsys.readouterr().err

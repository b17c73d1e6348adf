"""The store's contract: what is kept, for how long, and what an older database becomes."""

from datetime import timedelta
from pathlib import Path

import aiosqlite
import pytest

from bot.core.store import StoreUnavailable
from bot.storage.migrations import MIGRATIONS
from bot.storage.sqlite import SqliteStore
from tests.conftest import RELEASED

HOUR = timedelta(hours=1)


def _bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_a_chat_remembers_language_and_for_an_hour_the_screen(store: SqliteStore) -> None:
    await store.set_language(1, "kk")
    await store.remember(1, "t_moving", [], RELEASED)
    chat = await store.chat(1, RELEASED + HOUR / 2)
    assert (chat.language, chat.screen) == ("kk", "t_moving")
    assert (await store.chat(1, RELEASED + HOUR)).screen is None


async def test_messages_are_taken_once_and_only_those_of_48_hours(store: SqliteStore) -> None:
    await store.remember(1, "h", [1], RELEASED - 49 * HOUR)
    await store.remember(1, None, [2, 3], RELEASED)
    await store.remember(2, None, [9], RELEASED)
    assert await store.take_messages(1, RELEASED) == [2, 3]
    assert await store.take_messages(1, RELEASED) == []
    assert (await store.chat(1, RELEASED)).screen is None


async def test_sweeping_deletes_what_may_not_be_kept_longer(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "bot.sqlite3", timedelta(days=30))
    await store.open()
    await store.remember(1, "screen-of-a-citizen", [1], RELEASED)
    await store.record("a question of long ago", "ru", "open", RELEASED)
    await store.sweep(RELEASED + timedelta(days=31))
    assert (await store.questions(10, 0))[1] == 0
    await store.close()
    kept = _bytes_in(tmp_path)
    assert b"question of long ago" not in kept
    assert b"screen-of-a-citizen" not in kept


async def test_a_resolved_question_does_not_come_back_when_it_is_asked_again(store: SqliteStore) -> None:
    number = await store.record("why", "en", "open", RELEASED)
    assert await store.resolve(number, "dismissed")
    assert not await store.resolve(number, "dismissed")
    await store.record("why", "en", "open", RELEASED)
    assert (await store.questions(10, 0))[1] == 0


async def test_the_same_words_are_counted_and_a_suggestion_becomes_a_question(store: SqliteStore) -> None:
    number = await store.record("why", "en", "suggested", RELEASED)
    assert await store.record("why", "en", "suggested", RELEASED) == number
    assert (await store.questions(10, 0))[1] == 0
    assert await store.keep(number)
    [question], _ = await store.questions(10, 0)
    assert question.times == 2
    assert not await store.keep(number + 1)


async def test_a_restart_keeps_everything(tmp_path: Path) -> None:
    for _ in range(2):
        store = SqliteStore(tmp_path / "data" / "bot.sqlite3", timedelta(days=30))
        await store.open()
        await store.record("why", "en", "open", RELEASED)
        await store.close()
    async with aiosqlite.connect(tmp_path / "data" / "bot.sqlite3") as db:
        row = await (await db.execute("SELECT times FROM question")).fetchone()
    assert row is not None
    assert row[0] == 2


async def test_a_database_of_a_newer_bot_is_refused(tmp_path: Path) -> None:
    async with aiosqlite.connect(tmp_path / "bot.sqlite3") as db:
        await db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreUnavailable, match="newer"):
        await SqliteStore(tmp_path / "bot.sqlite3", timedelta(days=30)).open()


async def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite3").write_text("no database at all, but long enough to be taken for one " * 10)
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        await SqliteStore(tmp_path / "bot.sqlite3", timedelta(days=30)).open()

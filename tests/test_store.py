"""The store's contract: what is kept, for how long, and what an older database becomes."""

from datetime import timedelta
from pathlib import Path

import aiosqlite
import pytest

from bot.core.review import Wanted
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
    assert await store.unplaced() == []
    await store.close()
    kept = _bytes_in(tmp_path)
    assert b"question of long ago" not in kept
    assert b"screen-of-a-citizen" not in kept


async def _placed(store: SqliteStore, text: str) -> tuple[int, int]:
    number = await store.record(text, "en", "open", RELEASED)
    return number, await store.place(number, None, ["cats"], RELEASED)


async def test_what_is_closed_is_closed_once_and_can_be_opened_again(store: SqliteStore) -> None:
    _, cluster_id = await _placed(store, "why")
    assert await store.resolve(cluster_id, "noise", RELEASED)
    assert not await store.resolve(cluster_id, "answered", RELEASED, "cats")
    await store.record("why", "en", "open", RELEASED + HOUR)
    assert await store.unplaced() == []
    assert await store.reopen(cluster_id)
    assert not await store.reopen(cluster_id)
    assert (await store.clusters(Wanted(), 9, 0))[1] == 1


async def test_what_comes_again_after_its_answer_has_no_place(store: SqliteStore) -> None:
    number, cluster_id = await _placed(store, "why")
    await store.resolve(cluster_id, "answered", RELEASED, "cats")
    assert await store.unplaced() == []
    await store.record("why", "en", "open", RELEASED + HOUR)
    assert [question.id for question in await store.unplaced()] == [number]


async def test_clusters_are_found_by_words_language_and_proposal_the_most_waited_for_first(store: SqliteStore) -> None:
    _, first = await _placed(store, "why does it rain")
    number, second = await _placed(store, "where is the sea")
    await store.wait(5, number, RELEASED)
    assert [one.id for one in (await store.clusters(Wanted(), 9, 0))[0]] == [second, first]
    assert [one.id for one in (await store.clusters(Wanted(text="RAIN"), 9, 0))[0]] == [first]
    assert (await store.clusters(Wanted(language="kk"), 9, 0))[1] == 0
    await store.propose(second, "cats")
    assert [one.id for one in (await store.clusters(Wanted(proposed=True), 9, 0))[0]] == [second]


async def test_an_admin_has_a_cluster_until_it_is_given_back(store: SqliteStore) -> None:
    _, cluster_id = await _placed(store, "why")
    assert await store.claim(cluster_id, 1)
    assert await store.claim(cluster_id, 1)
    assert not await store.claim(cluster_id, 2)
    assert await store.claim(cluster_id, None)
    assert await store.claim(cluster_id, 2)


async def test_the_same_words_are_counted_and_a_suggestion_becomes_a_question(store: SqliteStore) -> None:
    number = await store.record("why", "en", "suggested", RELEASED)
    assert await store.record("why", "en", "suggested", RELEASED) == number
    assert await store.unplaced() == []
    assert await store.keep(number)
    [question] = await store.unplaced()
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

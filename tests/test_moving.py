"""From one engine to the other and back, and backups of both: nothing is lost, nothing is changed, nothing is shown."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from bot.core.inbox import Received
from bot.core.review import Deed, Tally, Wanted
from bot.core.store import StoreUnavailable
from bot.storage.copying import TABLES
from bot.storage.moving import backup, migrate, restore
from bot.storage.opening import AnyStore, opened
from bot.storage.postgres_database import prepared
from bot.storage.sqlite_database import connect
from main import main
from tests.conftest import RELEASED
from tests.engines import RETENTION


async def _fill(store: AnyStore) -> None:
    number = await store.record("почему? \\ \t «да»", "ru", "open", RELEASED)
    await store.place(number, None, ["cats", "notice"], RELEASED)
    await store.wait(2**40, number, RELEASED)
    await store.complain("cats", "unclear", "kk", RELEASED + timedelta(microseconds=1))
    last = await store.place(await store.record("gone", "en", "open", RELEASED), None, [], RELEASED)
    await store.merge(last, 1)
    await store.set_language(2**40, "kk")
    await store.remember(2**40, "t_moving", [1, 2], RELEASED)
    await store.count({Tally(RELEASED.date(), "kk", "read", "cats"): 3})
    await store.add_deed(Deed(7, "claim", 1, RELEASED))
    await store.note_done(1, '{"what": "merge"}', RELEASED)
    await store.grant("token", 7, RELEASED)
    await store.receive([Received(1, 2**40, '{"text": "\\u0000 \\n"}'), Received(2, 5, "{}")], RELEASED)
    await store.served([1])


async def _seen(store: AnyStore) -> list[object]:
    clusters, _ = await store.clusters(Wanted(), 10, 0)
    waiting = await store.take(10)
    await store.give_back()
    return [
        clusters, await store.unplaced(), await store.kept(2**40), await store.deeds(9, 0), waiting,
        await store.tallies(RELEASED.date(), RELEASED.date()), await store.promises(RELEASED, 9),
    ]  # fmt: skip


async def test_moving_to_the_other_engine_and_back_changes_nothing(tmp_path: Path, postgres: str) -> None:
    first, last = f"sqlite:///{tmp_path / 'a.sqlite3'}", f"sqlite:///{tmp_path / 'b.sqlite3'}"
    async with opened(first, RETENTION) as store:
        await _fill(store)
        before = await _seen(store)
    there = migrate(first, postgres)
    async with opened(postgres, RETENTION) as store:
        assert await _seen(store) == before
    back = migrate(postgres, last)
    assert {table: (one.rows, one.digest) for table, one in there.items()} == {
        table: (one.rows, one.digest) for table, one in back.items()
    }
    assert there["question"].rows == 3
    for address in (postgres, last):
        async with opened(address, RETENTION) as store:
            assert await _seen(store) == before
            assert await store.place(1, None, [], RELEASED) == 3, "2 is in somebody's old button"
            await store.add_deed(Deed(7, "claim", 3, RELEASED))


async def test_only_an_empty_database_that_nobody_uses_is_moved_into(tmp_path: Path, postgres: str) -> None:
    file = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    async with opened(file, RETENTION) as store:
        await _fill(store)
        with pytest.raises(StoreUnavailable, match="another bot is using"):
            migrate(file, postgres)
    async with opened(postgres, RETENTION) as store:
        await store.leads()
        with pytest.raises(StoreUnavailable, match="using the database: 1"):
            migrate(file, postgres)
    migrate(file, postgres)
    with pytest.raises(StoreUnavailable, match="not empty"):
        migrate(file, postgres)
    with pytest.raises(StoreUnavailable, match="same"):
        migrate(postgres, postgres)
    with pytest.raises(StoreUnavailable, match="no database"):
        migrate(f"sqlite:///{tmp_path / 'missing.sqlite3'}", postgres)
    assert not (tmp_path / "missing.sqlite3").exists()


async def test_a_backup_is_taken_while_the_bot_runs_and_restored_as_it_was(address: str, tmp_path: Path) -> None:
    saved = tmp_path / "saved.sqlite3"
    async with opened(address, RETENTION) as store:
        await _fill(store)
        before = await _seen(store)
        backup(address, saved)
        await store.record("after the backup", "en", "open", RELEASED)
        with pytest.raises(StoreUnavailable, match="using"):
            restore(saved, address)
    kept = restore(saved, address)
    async with opened(address, RETENTION) as store:
        assert await _seen(store) == before
    assert kept
    async with opened(f"sqlite:///{kept}", RETENTION) as store:
        assert "after the backup" in [one.text for one in await store.unplaced()]
    (tmp_path / "strange").write_text("no database at all " * 100)
    with pytest.raises(StoreUnavailable, match="no backup"):
        restore(tmp_path / "strange", address)


async def test_a_backup_of_one_engine_is_restored_into_the_other(tmp_path: Path, postgres: str) -> None:
    file = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    async with opened(postgres, RETENTION) as store:
        await _fill(store)
        before = await _seen(store)
    backup(postgres, tmp_path / "saved.sqlite3")
    assert restore(tmp_path / "saved.sqlite3", file) is None
    async with opened(file, RETENTION) as store:
        assert await _seen(store) == before


async def test_by_command_line(
    tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    async with opened(file, RETENTION) as store:
        await _fill(store)
    monkeypatch.setenv("DATABASE_URL", file)
    monkeypatch.setenv("NEW_DATABASE", postgres)
    assert main(["migrate-store", "DATABASE_URL", "NEW_DATABASE"]) == 0
    rows = {line.split()[0]: int(line.split()[1]) for line in capsys.readouterr().out.splitlines()[:-1]}
    assert (rows["question"], rows["inbox"]) == (3, 2)
    assert main(["migrate-store", "DATABASE_URL", "NEW_DATABASE"]) == 1
    monkeypatch.setenv("DATABASE_URL", postgres)
    assert main(["backup", str(tmp_path / "saved.sqlite3")]) == 0
    assert main(["restore", str(tmp_path / "saved.sqlite3")]) == 0


@pytest.mark.parametrize("given", [
    "postgresql://bot:secret-word@127.0.0.1:1/bot", "postgresql://127.0.0.1:1/bot?password=secret-word", "NO_VARIABLE",
    "mysql://host/bot",
])  # fmt: skip
def test_an_address_that_others_could_read_or_that_is_none_is_refused(
    given: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///:memory:")
    assert main(["migrate-store", "DATABASE_URL", given]) == 1
    told = capsys.readouterr().err
    assert "DATABASE_URL" in told
    assert "secret-word" not in told


def test_both_engines_have_the_same_tables_and_all_of_them_are_moved(tmp_path: Path, postgres: str) -> None:
    prepared(postgres).close()
    with closing(connect(tmp_path / "a.sqlite3")) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        sqlite = {
            name: [column["name"] for column in db.execute(f"PRAGMA table_info({name})")]
            for name in names
            if not name.startswith("sqlite_")
        }
    query = """
        SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
        WHERE table_schema = 'public' GROUP BY table_name
    """
    with psycopg.connect(postgres) as server:
        found: dict[str, list[str]] = dict(server.execute(query).fetchall())
    # What a server has beside: its version, who has taken an update, and on which knowledge the replicas agree.
    for own in ("version", "edition", "edition_file"):
        del found[own]
    found["inbox"].remove("taken_by")
    assert {name: set(columns) for name, columns in found.items()} == {
        name: set(columns) for name, columns in sqlite.items()
    }, "a migration of one engine needs its twin in the other"
    assert {name: set(columns) for name, columns in TABLES.items()} == {
        name: set(columns) for name, columns in sqlite.items()
    }, "bot/storage/copying.py does not copy everything"

"""Several replicas over one PostgreSQL: everything once, a chat in order, and what a dead one had is taken at once."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from functools import partial

import psycopg
import pytest

from bot.core.inbox import Received
from bot.core.store import StoreUnavailable
from bot.loader.library import Library
from bot.local_telegram.server import LocalTelegram
from bot.serving.leading import repeat_leading
from bot.storage import postgres_session
from bot.storage.opening import opened
from bot.storage.postgres import PostgresStore
from bot.storage.postgres_migrations import MIGRATIONS
from bot.telegram.inbox import Inbox, received
from bot.telegram.promises import Promises
from tests.conftest import RELEASED, Clock, services_of, visiting
from tests.engines import RETENTION


def _update(number: int, chat_id: int = 1) -> Received:
    return received({"update_id": number, "message": {"chat": {"id": chat_id}, "text": "x"}})


class Replica:
    """A store, an inbox over it, and what it has served into a list that all share."""

    def __init__(self, address: str, served: list[int]) -> None:
        self.store = PostgresStore(address, RETENTION)
        self.served, self.own = served, list[int]()
        self.begun = 0
        self.door = asyncio.Event()
        self.door.set()
        self.passes = 0  # the one update that does not wait at the door
        self.inbox = Inbox(self.store, self._serve, Clock())

    async def _serve(self, raw: str) -> None:
        number = json.loads(raw)["update_id"]
        self.begun += 1
        if number != self.passes:
            await self.door.wait()
        await asyncio.sleep(0.001)
        self.served.append(number)
        self.own.append(number)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        await self.store.open()
        task = asyncio.create_task(self.inbox.run())
        try:
            yield
        finally:
            await self.inbox.stop(within=1)
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await self.store.close()


@pytest.fixture
async def two(postgres: str) -> AsyncIterator[tuple[Replica, Replica]]:
    served: list[int] = []
    first, second = Replica(postgres, served), Replica(postgres, served)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(first.running())
        await stack.enter_async_context(second.running())
        yield first, second


async def _until(done: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not done():  # noqa: ASYNC110  # several loops at once
            await asyncio.sleep(0.01)


async def _has_served(served: list[int], count: int) -> None:
    await _until(lambda: len(served) >= count)


async def _leads(store: PostgresStore) -> None:
    """Wait until it does: the server lets go of a lock a moment after its connection has ended."""
    async with asyncio.timeout(20):
        while not await store.leads():  # noqa: ASYNC110  # another connection
            await asyncio.sleep(0.01)


def _cut(address: str, *pids: int) -> None:
    """End connections of the server from outside, as a network or an administrator does."""
    with psycopg.connect(address, autocommit=True) as db:
        for pid in pids:
            db.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def _session_of(store: PostgresStore) -> int:
    return store.session.use(lambda db, _: db.info.backend_pid)


async def test_everything_is_served_once_and_a_chat_in_order_whoever_takes_it(two: tuple[Replica, Replica]) -> None:
    first, second = two
    numbers = range(1, 401)
    for number in numbers:
        await (first, second)[number % 2].inbox.receive([_update(number, number % 23)])
    await _has_served(first.served, 400)
    await asyncio.sleep(0.2)
    assert sorted(first.served) == list(numbers), "each once"
    for chat_id in range(23):
        of_chat = [number for number in first.served if number % 23 == chat_id]
        assert of_chat == sorted(of_chat)
    assert first.own, "both worked"
    assert second.own, "both worked"


async def test_the_next_of_a_chat_waits_for_the_one_that_another_replica_serves(postgres: str) -> None:
    served: list[int] = []
    first, second = Replica(postgres, served), Replica(postgres, served)
    async with first.running():
        first.door.clear()
        await first.inbox.receive([_update(1)])
        await _until(lambda: first.inbox._held == 1)
        async with second.running():
            first.passes = 3
            await second.inbox.receive([_update(2), _update(3, chat_id=2)])
            await _has_served(served, 1)
            assert served == [3], "another chat is free"
            first.door.set()
            await _has_served(served, 3)
    assert served == [3, 1, 2]


async def test_what_a_dead_replica_had_is_served_by_another(postgres: str) -> None:
    served: list[int] = []
    first, second = Replica(postgres, served), Replica(postgres, served)
    async with first.running():
        first.door.clear()
        await first.inbox.receive([_update(number, number % 3) for number in range(1, 10)])
        await _until(lambda: first.inbox._held == 9)
        async with second.running():
            first.inbox._stopping.set()  # it takes nothing more, as a process that was killed
            _cut(postgres, _session_of(first.store))
            await _has_served(second.own, 9)
    for chat_id in range(3):
        of_chat = [number for number in second.own if number % 3 == chat_id]
        assert of_chat == sorted(of_chat)


async def test_a_replica_that_stops_leaves_the_rest_to_the_others(postgres: str) -> None:
    served: list[int] = []
    first, second = Replica(postgres, served), Replica(postgres, served)
    async with first.running():
        first.door.clear()
        await first.inbox.receive([_update(1), _update(2), _update(3)])
        await _until(lambda: first.inbox._held == 3 and first.begun)
        asyncio.get_running_loop().call_later(0.1, first.door.set)
    assert first.own == [1], "what is being served comes to its end, nothing else is begun"
    async with second.running():
        await _has_served(served, 3)
    assert served == [1, 2, 3]


async def test_a_lost_session_is_made_anew_and_keeps_what_it_had(postgres: str) -> None:
    replica, other = PostgresStore(postgres, RETENTION), PostgresStore(postgres, RETENTION)
    await replica.open()
    await other.open()
    await replica.receive([_update(1), _update(2, chat_id=2)], RELEASED)
    places = [one.place for one in await replica.take(10)]
    _cut(postgres, _session_of(replica))
    assert [await replica.holds(place) for place in places] == [True, True]
    assert await replica.take(10) == [], "it is still in hand"
    assert await other.take(10) == []
    await replica.close()
    taken: list[Received] = []
    while not taken:
        taken = await other.take(10)
    assert len(taken) == 2
    await other.close()


async def test_what_another_took_over_meanwhile_is_not_served_here_too(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[int] = []
    first, second = Replica(postgres, served), Replica(postgres, served)
    async with first.running(), second.running():
        first.door.clear()
        second.door.clear()
        await first.inbox.receive([_update(1), _update(2), _update(3), _update(4)])
        await _until(lambda: first.inbox._held + second.inbox._held == 4 and first.begun + second.begun)
        had, other = (first, second) if first.inbox._held else (second, first)
        connect, taken = had.store.session._connect, threading.Event()
        monkeypatch.setattr(had.store.session, "_connect", lambda: taken.wait(20) and connect())
        _cut(postgres, _session_of(had.store))
        await _until(lambda: other.inbox._held == 4)
        taken.set()
        had.door.set()
        await _until(lambda: not had.inbox._held)
        other.door.set()
        await _until(lambda: not other.inbox._held)
    assert had.own == [1], "what it was serving; a reply comes twice"
    assert other.own == [1, 2, 3, 4]


async def test_after_a_restart_of_the_database_each_has_time_to_find_what_it_had(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_session, "SETTLE", 0.5)
    replica, other = PostgresStore(postgres, RETENTION), PostgresStore(postgres, RETENTION)
    await replica.open()
    await other.open()
    await replica.receive([_update(1)], RELEASED)
    [taken] = await replica.take(10)
    await other.leads()
    _cut(postgres, _session_of(replica), _session_of(other))
    assert await other.take(10) == [], "it is back first"
    assert await replica.holds(taken.place)
    await asyncio.sleep(0.6)
    assert await other.take(10) == []
    await replica.close()
    await other.close()


async def test_one_leads_and_another_when_it_is_gone(postgres: str) -> None:
    stores = [PostgresStore(postgres, RETENTION) for _ in range(3)]
    for store in stores:
        await store.open()
    assert [await store.leads() for store in stores] == [True, False, False]
    assert [await store.leads() for store in stores] == [True, False, False]
    _cut(postgres, _session_of(stores[0]))
    assert [await store.leads() for store in stores[1:]] == [True, False], "its lock has ended with its connection"
    assert not await stores[0].leads(), "it comes back, and somebody else has it"
    await stores[1].close()
    await _leads(stores[2])
    assert [await store.leads() for store in stores] == [False, False, True]
    for store in stores:
        await store.close()


async def test_one_replica_at_a_time_is_inside(two: tuple[Replica, Replica]) -> None:
    inside, most = 0, 0

    async def enter(store: PostgresStore) -> None:
        nonlocal inside, most
        async with store.alone("placing"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    async with two[0].store.alone("another name"):
        await asyncio.gather(*(enter(one.store) for one in two for _ in range(3)))
    assert most == 1


async def test_replicas_that_start_together_migrate_once(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute("DROP SCHEMA public CASCADE")
        db.execute("CREATE SCHEMA public")
    stores = [PostgresStore(postgres, RETENTION) for _ in range(4)]
    await asyncio.gather(*(store.open() for store in stores))
    assert await stores[0].record("why", "en", "open", RELEASED) == 1
    for store in stores:
        await store.close()
    with psycopg.connect(postgres, autocommit=True) as db:
        assert db.execute("SELECT count(*) FROM version").fetchall() == [(len(MIGRATIONS),)]
        db.execute("INSERT INTO version (number) VALUES (99)")
        with pytest.raises(StoreUnavailable, match="newer"):
            await PostgresStore(postgres, RETENTION).open()
        db.execute("DELETE FROM version WHERE number = 99")


async def test_connections_that_the_server_ended_disturb_nobody(postgres: str) -> None:
    store = PostgresStore(postgres, RETENTION)
    await store.open()
    await asyncio.gather(*(store.record(str(number), "en", "open", RELEASED) for number in range(20)))
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert len(await store.unplaced()) == 20
    await store.close()


@pytest.mark.parametrize("address", [
    "postgresql://bot:secret-word@127.0.0.1:1/bot", "postgresql://bot:secret-word@127.0.0.1:none/bot",
    "postgresql://bot:secret-word@host/bot?secret-word=1", "postgresql://secret-word",
])  # fmt: skip
async def test_no_password_is_ever_shown(address: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        await PostgresStore(address, RETENTION).open()
    assert "secret-word" not in f"{refused.value!r} {caplog.text}" or address.endswith("//secret-word")


async def test_a_refusal_says_nothing_of_what_somebody_wrote(postgres: str) -> None:
    store = PostgresStore(postgres, RETENTION)
    await store.open()
    with pytest.raises(StoreUnavailable) as refused:
        await store.changes(
            "INSERT INTO link (token, admin_id, until) SELECT 'words', 1, ? FROM (VALUES (1), (2)) a", ""
        )
    assert "words" not in str(refused.value)
    assert "UniqueViolation" in str(refused.value)
    await store.close()


async def test_who_waits_is_told_by_one_replica_only(
    postgres: str, library: Library, telegram: LocalTelegram, clock: Clock
) -> None:
    async with AsyncExitStack() as stack:
        tasks = []
        for _ in range(2):
            store = await stack.enter_async_context(opened(postgres, RETENTION))
            services = services_of(library, store, clock, frozenset())
            person = await stack.enter_async_context(visiting(services, telegram))
            keep = partial(Promises(services).keep, person.app.bot)
            tasks.append(asyncio.create_task(repeat_leading(store, 0.02, keep, "nobody was told")))
        for chat_id in range(1001, 1011):
            await store.wait(chat_id, await store.record("zander", "ru", "open", clock()), clock())
        cluster = await store.place(1, None, [], clock())
        await store.resolve(cluster, "not_for_us", clock(), refusal="not_law")
        clock.pass_(timedelta(seconds=61))
        await _until(lambda: len(telegram.chats) == 10)
        await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert {len(messages) for messages in telegram.chats.values()} == {1}

"""The inbox: nothing lost and nothing served twice, whatever ends the process; a chat in order, chats at once."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest

from bot.core.inbox import Received
from bot.core.store import StoreUnavailable
from bot.storage.opening import AnyStore
from bot.telegram.inbox import Inbox, received
from bot.telegram.places import BUSY, finished, lent
from tests.conftest import RELEASED, Clock


@pytest.fixture
def store(either: AnyStore) -> AnyStore:
    return either


def _update(number: int, chat_id: int = 1, text: str = "x") -> Received:
    return received({"update_id": number, "message": {"chat": {"id": chat_id}, "text": text}})


class Served:
    """What was served, and a door that can be kept shut."""

    def __init__(self, breaks_at: int = 0) -> None:
        self.breaks_at = breaks_at
        self.numbers: list[int] = []
        self.open = asyncio.Event()
        self.open.set()
        self.changed = asyncio.Event()

    async def __call__(self, raw: str) -> None:
        await self.open.wait()
        number = json.loads(raw)["update_id"]
        self.numbers.append(number)
        self.changed.set()
        if number == self.breaks_at:
            raise ValueError("a broken handler")

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.numbers) < count:
                self.changed.clear()
                await self.changed.wait()


@asynccontextmanager
async def _running(store: AnyStore, served: Callable[[str], Awaitable[None]], clock: Clock) -> AsyncIterator[Inbox]:
    inbox = Inbox(store, served, clock)
    task = asyncio.create_task(inbox.run())
    yield inbox
    await inbox.stop(within=0.5)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_one_chat_in_order_and_different_chats_at_once(store: AnyStore, clock: Clock) -> None:
    served = Served()
    async with _running(store, served, clock) as inbox:
        await inbox.receive([_update(number, chat_id=number % 50) for number in range(1, 501)])
        await served.until(500)
    for chat in range(50):
        of_chat = [number for number in served.numbers if number % 50 == chat]
        assert of_chat == sorted(of_chat)
    assert await store.inbox_size() == (0, None)


async def test_an_update_that_comes_twice_is_served_once(store: AnyStore, clock: Clock) -> None:
    served = Served()
    async with _running(store, served, clock) as inbox:
        await inbox.receive([_update(1), _update(2), _update(1)])
        await served.until(2)
        await inbox.receive([_update(2), _update(3)])
        await served.until(3)
    assert served.numbers == [1, 2, 3]


async def test_what_was_in_flight_when_the_process_ended_is_served_by_the_next_one(
    store: AnyStore, clock: Clock
) -> None:
    served = Served()
    async with _running(store, served, clock) as inbox:
        await inbox.receive([_update(1)])
        await served.until(1)
        served.open.clear()
        await inbox.receive([_update(2), _update(3, chat_id=2)])
        await asyncio.sleep(0.05)
    served.open.set()
    async with _running(store, served, clock):
        await served.until(3)
    assert sorted(served.numbers) == [1, 2, 3]


async def test_reordered_updates_of_a_chat_are_served_as_they_happened(store: AnyStore, clock: Clock) -> None:
    served = Served()
    served.open.clear()
    async with _running(store, served, clock) as inbox:
        for number in (1, 4, 3, 2):
            await inbox.receive([_update(number)])
        await asyncio.sleep(0.05)
        served.open.set()
        await served.until(4)
    assert served.numbers == [1, 2, 3, 4]


async def test_without_a_database_updates_are_served_at_once(store: AnyStore, clock: Clock) -> None:
    served = Served()
    inbox = Inbox(store, served, clock)
    await store.close()
    await inbox.receive([_update(1), _update(2)])
    assert served.numbers == [1, 2]


class Busy:
    """Serves as handlers do: some work, a call to Telegram, some work; and counts who is where."""

    def __init__(self, telegram_takes: float) -> None:
        self.takes, self.count = telegram_takes, 0
        self.calling, self.replied = 0, 0
        self.most_calling, self.most_replied = 0, 0

    async def __call__(self, _raw: str) -> None:
        await self._work()
        self.calling += 1
        self.most_calling = max(self.most_calling, self.calling)
        with lent():
            await asyncio.sleep(self.takes)
        self.calling -= 1
        self.replied += 1
        self.most_replied = max(self.most_replied, self.replied)
        await self._work()
        await finished()
        self.replied -= 1
        self.count += 1

    async def _work(self) -> None:
        for _ in range(20):
            sum(range(2_000))
            await asyncio.sleep(0)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(30):
            while self.count < count:  # noqa: ASYNC110  # many tasks, one count
                await asyncio.sleep(0.005)


async def test_a_slow_machine_has_few_replies_out_that_are_not_noted(store: AnyStore, clock: Clock) -> None:
    served = Busy(telegram_takes=0.0)
    async with _running(store, served, clock) as inbox:
        await inbox.receive([_update(number, chat_id=number) for number in range(1, 101)])
        await served.until(100)
    assert served.most_replied <= 2 * BUSY, "a crash would repeat these"


async def test_a_slow_telegram_is_called_for_many_at_once(store: AnyStore, clock: Clock) -> None:
    served = Busy(telegram_takes=1.0)
    async with _running(store, served, clock) as inbox:
        await inbox.receive([_update(number, chat_id=number) for number in range(1, 101)])
        await served.until(100)
    assert served.most_calling > 50


async def test_what_is_finished_is_noted_before_its_handler_ends(store: AnyStore, clock: Clock) -> None:
    noted: list[int] = []

    async def serve(_raw: str) -> None:
        await finished()
        noted.append((await store.inbox_size())[0])

    inbox = Inbox(store, serve, clock)
    running = asyncio.create_task(inbox.run())
    await inbox.receive([_update(1)])
    async with asyncio.timeout(5):
        while not noted:  # noqa: ASYNC110  # nothing tells
            await asyncio.sleep(0.005)
    await inbox.stop(within=1)
    running.cancel()
    assert noted == [0]


async def test_an_update_that_breaks_the_bot_does_not_stop_it(store: AnyStore, clock: Clock) -> None:
    served = Served(breaks_at=1)
    async with _running(store, served, clock) as inbox:
        await inbox.receive([_update(1), _update(2)])
        await served.until(2)
    assert await store.inbox_size() == (0, None)


async def test_numbers_are_kept_for_a_day(store: AnyStore) -> None:
    await store.receive([_update(1)], RELEASED)
    [waiting] = await store.take(10)
    await store.served([waiting.place])
    await store.sweep(RELEASED + timedelta(hours=24))
    await store.receive([_update(1)], RELEASED)
    assert await store.take(10) == []
    await store.sweep(RELEASED + timedelta(hours=26))
    await store.receive([_update(1)], RELEASED)
    assert len(await store.take(10)) == 1


async def test_a_batch_is_kept_whole_or_not_at_all(store: AnyStore) -> None:
    await store.close()
    with pytest.raises(StoreUnavailable):
        await store.receive([_update(1)], RELEASED)

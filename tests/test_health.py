"""/readyz and /metrics: who may look, and what is said of an inbox, a store, and questions."""

import asyncio
from contextlib import suppress

import pytest
from httpx import ASGITransport, AsyncClient

from bot.figures import build_health
from bot.storage.sqlite import SqliteStore
from bot.telegram.admin import Admin
from bot.telegram.alarm import CALM_FOR, StoreAlarm
from bot.telegram.inbox import Inbox, received
from bot.telegram.services import Services
from bot.web.server import Sites
from tests.citizen import Citizen
from tests.conftest import ADMIN, Clock


async def _nothing(_raw: str) -> None:
    """Serves."""


async def test_ready_says_what_is_missing(services: Services, store: SqliteStore, clock: Clock) -> None:
    inbox = Inbox(store, _nothing, clock)
    ready = build_health(services, inbox, None)._ready
    assert await ready() == "inbox"
    task = asyncio.create_task(inbox.run())
    await asyncio.sleep(0)
    assert await ready() is None
    await store.close()
    assert await ready() == "database"
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_the_figures_hold_no_words_and_no_chats(
    citizen: Citizen, services: Services, store: SqliteStore, clock: Clock
) -> None:
    inbox = Inbox(store, _nothing, clock)
    await citizen.says("Where can I fish for zander?")
    await store.receive([received({"update_id": 1, "message": {"chat": {"id": 77001}}})], clock())
    health = build_health(services, inbox, "t" * 32)
    figures = await health._figures()
    assert figures.questions == {("unanswered", "ru"): 1}
    assert figures.inbox
    assert figures.inbox.length == 1
    assert len(figures.digest) == 12


@pytest.mark.parametrize(("token", "shown", "status"), [
    (None, {}, 403), ("t" * 32, {}, 403), ("t" * 32, {"Authorization": "Bearer " + "t" * 32}, 200),
    ("t" * 32, {"Authorization": "Bearer x"}, 403),
])  # fmt: skip
async def test_who_reads_the_figures(
    services: Services, clock: Clock, token: str | None, shown: dict[str, str], status: int
) -> None:
    health = build_health(services, Inbox(services.store, _nothing, clock), token)
    transport = ASGITransport(Sites(health=health), client=("203.0.113.9", 1))
    async with AsyncClient(transport=transport, base_url="http://bot") as client:
        answer = await client.get("/metrics", headers=shown)
    assert answer.status_code == status
    if status == 200:
        assert "adal_update_seconds_bucket" in answer.text
        assert "adal_knowledge{" in answer.text


async def test_an_outage_alarms_once_and_so_does_its_end(
    citizen: Citizen, services: Services, store: SqliteStore, clock: Clock
) -> None:
    seconds = [0.0]
    alarm = StoreAlarm(lambda: seconds[0])
    admin = Admin(services)
    alarm.tell = lambda works: admin.tell_about_store(citizen.app.bot, works)
    inbox = Inbox(store, _nothing, clock, alarm)
    await store.close()
    for number in (1, 2, 3):
        await inbox.receive([received({"update_id": number, "message": {"chat": {"id": 1}}})])
    await alarm.told()
    assert len(citizen.telegram.chats[ADMIN]) == 1
    await store.open()
    seconds[0] = CALM_FOR
    for number in (4, 5):
        await inbox.receive([received({"update_id": number, "message": {"chat": {"id": 1}}})])
    await alarm.told()
    assert len(citizen.telegram.chats[ADMIN]) == 2
    assert alarm.failures == 3

"""/readyz and /metrics: who may look, and what is said of an inbox, a store, and questions."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient

from bot.figures import build_health
from bot.loader.library import Library
from bot.local_telegram.server import LocalTelegram
from bot.serving.parts import build_services
from bot.settings import Settings
from bot.storage.sqlite import SqliteStore
from bot.telegram import citizen as citizen_module
from bot.telegram.admin import Admin
from bot.telegram.alarm import CALM_FOR, StoreAlarm
from bot.telegram.inbox import Inbox, received
from bot.telegram.services import Services
from bot.telegram.watched import watched
from bot.web.server import Sites
from tests.citizen import Citizen
from tests.conftest import ADMIN, Clock, visiting


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
    inbox = Inbox(watched(store, alarm.failed), _nothing, clock, alarm)
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


async def test_an_update_that_its_citizen_got_an_apology_for_counts_as_broken(
    citizen: Citizen, services: Services, store: SqliteStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ValueError("a mistake of ours")

    with monkeypatch.context() as patched:
        patched.setattr(citizen_module, "open_screen", breaks)
        await citizen.says("/help")
    await citizen.says("/help")
    figures = await build_health(services, Inbox(store, _nothing, clock), None)._figures()
    assert figures.broken == 1


async def test_a_full_disk_while_a_question_is_kept_alarms_the_admins_once(
    citizen: Citizen, services: Services, store: SqliteStore
) -> None:
    seconds = [0.0]
    services.alarm = StoreAlarm(lambda: seconds[0])
    services.store = watched(store, services.alarm.failed)
    services.alarm.tell = lambda works: Admin(services).tell_about_store(citizen.app.bot, works)

    async def room_for(pages: int) -> None:
        await store.run(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchall())

    await room_for(1)  # no page more than there are
    for number in range(5):
        await citizen.says(f"{number} " + "zander " * 500)
    assert not any("🔔" in label for label in citizen.labels), "what is not kept is not promised"
    await services.alarm.told()
    assert services.alarm.failures
    assert len(citizen.telegram.chats[ADMIN]) == 1
    await room_for(100_000)
    seconds[0] = CALM_FOR
    await citizen.says("zander " * 500)
    await services.alarm.told()
    assert any("🔔" in label for label in citizen.labels)
    assert len(citizen.telegram.chats[ADMIN]) == 2


async def test_whatever_the_store_refuses_is_counted(
    library: Library, store: SqliteStore, telegram: LocalTelegram, tmp_path: Path
) -> None:
    settings = Settings(knowledge_dir=tmp_path)
    services = build_services(settings, library, store, "bot", frozenset({ADMIN}), frozenset())
    async with visiting(services, telegram) as citizen:
        await store.close()
        await citizen.says("/start")
        of_start = services.alarm.failures
        assert of_start, "neither the chat could be read nor its screen be kept"
        await citizen.presses("English")
        assert services.alarm.failures > of_start

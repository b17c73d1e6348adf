"""Counts without people: what is counted, on which day, and that a failing store disturbs nobody."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

import pytest

from bot.core.review import Tally
from bot.core.store import StoreUnavailable
from bot.sentences.storage import REFUSED
from bot.storage.sqlite import SqliteStore
from bot.telegram import statistics
from bot.telegram.services import Services
from tests.citizen import Citizen
from tests.conftest import Clock

DAY = date(2026, 11, 24)


async def _counted(services: Services, *whats: str) -> dict[tuple[str, str], int]:
    """What stands in the store, by what and key."""
    await services.statistics.flush()
    tallies = await services.store.tallies(date.min, date.max)
    counted: Counter[tuple[str, str]] = Counter()
    for one, times in tallies.items():
        if not whats or one.what in whats:
            counted[one.what, one.key] += times
    return dict(counted)


async def test_questions_are_counted_by_what_they_got(citizen: Citizen, services: Services) -> None:
    for text in ("кошка", "помощь или срок", "zander", "zander"):
        await citizen.says(text)
    counted = await _counted(services, "asked", "answered", "suggested", "unknown", "emergency")
    by_what: dict[str, int] = {}
    for (what, _), times in counted.items():
        by_what[what] = by_what.get(what, 0) + times
    assert by_what == {"asked": 4, "answered": 1, "suggested": 1, "unknown": 2}
    assert counted["answered", "pets"] == 1


async def test_an_emergency_is_counted_without_its_kind(citizen: Citizen, services: Services) -> None:
    first = next(iter(services.library.edition.knowledge.base.emergencies.values()))
    await citizen.says(first.asked.ru[0])
    assert (await _counted(services, "emergency")) == {("emergency", ""): 1}


async def test_an_article_is_read_once_however_one_moves_in_it(citizen: Citizen, services: Services) -> None:
    await citizen.says("/start a_moving-help")
    await citizen.presses("Источники")
    await citizen.presses("Назад")
    await citizen.presses("🌐")
    await citizen.presses("English")
    assert await _counted(services, "read") == {("read", "moving-help"): 1}
    await citizen.says("кошка")
    await citizen.presses_data("a_moving-help")
    assert await _counted(services, "read") == {("read", "moving-help"): 2, ("read", "cats"): 1}


async def test_steps_are_counted_as_they_are_reached_and_the_end_too(citizen: Citizen, services: Services) -> None:
    await citizen.says("/start g_moving")
    guide = services.library.edition.knowledge.base.guides["moving"]
    assert await _counted(services, "step") == {("step", f"moving/{guide.start}"): 1}
    await citizen.presses("Снимаю")
    await citizen.presses("Назад")
    assert sum((await _counted(services, "step")).values()) == 2, "the way back counts nothing"
    await citizen.presses("Снимаю")
    await citizen.says("3")
    await citizen.presses("Ещё не переехал")
    await citizen.presses("Деньги")
    await citizen.presses("Готово")
    await citizen.presses("🌐")
    await citizen.presses("English")
    assert await _counted(services, "finished") == {("finished", "moving"): 1}
    assert await _counted(services, "step") == {
        ("step", "moving/home"): 1, ("step", "moving/people"): 2, ("step", "moving/moved"): 1,
        ("step", "moving/needs"): 1,
    }  # fmt: skip


async def test_what_helped_is_counted_by_article_and_by_outcome(citizen: Citizen, services: Services) -> None:
    await citizen.says("/start a_cats")
    await citizen.presses("Помогло")
    await citizen.says("/start a_cats")
    await citizen.presses("Не помогло")
    outcome = next(iter(services.library.edition.knowledge.base.guides["moving"].outcomes))
    await citizen.says(f"/start S_moving_{outcome}")
    await citizen.presses("Помогло")
    assert await _counted(services, "helped", "not_helped") == {
        ("helped", "cats"): 1, ("not_helped", "cats"): 1, ("helped", f"moving/{outcome}"): 1,
    }  # fmt: skip


async def test_the_day_is_a_day_in_kazakhstan_and_no_person_is_in_it(services: Services, clock: Clock) -> None:
    clock.now = clock.now.replace(hour=18, minute=59)
    services.statistics.note("asked", "", "kk")
    clock.pass_(timedelta(minutes=2))
    services.statistics.note("asked", "", "kk")
    await services.statistics.flush()
    days = {one.day for one in await services.store.tallies(DAY, DAY + timedelta(days=1))}
    assert days == {DAY, DAY + timedelta(days=1)}


async def test_a_store_that_fails_gets_the_counts_the_next_time(
    citizen: Citizen, services: Services, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_tallies: Mapping[Tally, int]) -> None:
        services.statistics.note("read", "cats", "ru")  # while it is being written
        raise StoreUnavailable(REFUSED, error="the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(store, "count", fails)
        await citizen.says("/start a_cats")
        await services.statistics.flush()
    assert await _counted(services, "read") == {("read", "cats"): 2}
    assert await _counted(services, "read") == {("read", "cats"): 2}


async def test_a_store_that_is_down_for_long_does_not_fill_the_memory(
    services: Services, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "_MOST_KINDS", 3)
    for number in range(9):
        services.statistics.note("read", str(number % 5), "ru")
    counted = await _counted(services)
    assert counted == {("read", "0"): 2, ("read", "1"): 2, ("read", "2"): 2}
    assert await store.unplaced() == []


async def test_it_flushes_by_itself_and_finishes_what_it_began(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "FLUSH_EVERY", 0.01)
    services.statistics.note("read", "cats", "ru")
    task = asyncio.create_task(services.statistics.keep_flushing())
    for _ in range(200):
        await asyncio.sleep(0.01)
        if await services.store.tallies(DAY, DAY):
            break
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    services.statistics.note("read", "cats", "ru")
    assert await _counted(services) == {("read", "cats"): 2}

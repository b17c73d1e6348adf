"""Who waits is told once, without the subject, in their language; what they open depends on what was decided."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import pytest
from telegram.error import TimedOut

from bot.core.review import REFUSALS, Refusal, State, Wanted
from bot.core.store import StoreUnavailable
from bot.loader.library import Library
from bot.local_telegram.server import LocalTelegram, Person
from bot.sentences.storage import REFUSED
from bot.storage.sqlite import SqliteStore
from bot.telegram import adapter
from bot.telegram.pace import Pace
from bot.telegram.promises import Promises
from bot.telegram.repeating import repeat
from bot.telegram.services import Services
from tests.citizen import Citizen
from tests.conftest import ADMIN, Clock, asked


@pytest.fixture
def promises(services: Services) -> Promises:
    return Promises(services)


async def _asked(citizen: Citizen, store: SqliteStore, text: str = "zander") -> int:
    """Ask, wait for the answer, and get into a cluster of one's own."""
    await citizen.says(text)
    await citizen.presses("🔔")
    [question] = [one for one in await asked(store) if one.text == text]
    return await store.place(question.id, None, [], question.asked_at)


async def _close(
    store: SqliteStore, clock: Clock, cluster: int, state: State, article: str | None = None, why: Refusal | None = None
) -> None:
    assert await store.resolve(cluster, state, clock(), article, why)
    clock.pass_(timedelta(seconds=61))


async def test_who_waits_is_told_once_and_opens_the_answer(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises
) -> None:
    cluster = await _asked(citizen, store)
    await store.resolve(cluster, "answered", clock(), "cats")
    assert await promises.keep(citizen.app.bot) == 0, "an admin may still undo"
    clock.pass_(timedelta(seconds=61))
    assert await promises.keep(citizen.app.bot) == 1
    assert "кош" not in citizen.sees.lower()
    assert "zander" not in citizen.sees
    assert await store.waits_of(1001) == []
    before = len(citizen.messages)
    assert await promises.keep(citizen.app.bot) == 0
    assert len(citizen.messages) == before
    await citizen.presses("Открыть ответ")
    assert "Регистрация кошки" in citizen.sees
    await citizen.says("/hide")
    assert len(citizen.messages) == 1, "the message that there is an answer is hidden too"


async def test_everybody_hears_in_their_own_language(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, services: Services
) -> None:
    kazakh = Citizen(citizen.app, citizen.telegram, Person(1002, "Bolat", "ru"))
    await kazakh.says("/start")
    await kazakh.presses("Қазақша")
    cluster = await _asked(citizen, store)
    await kazakh.says("zander")
    await kazakh.presses("🔔")
    [question] = [one for one in await asked(store) if one.language == "kk"]
    await store.place(question.id, cluster, [], clock())
    await _close(store, clock, cluster, "answered", "cats")
    assert await promises.keep(citizen.app.bot) == 2
    phrases = services.library.edition.knowledge.phrases
    assert (citizen.sees, kazakh.sees) == (phrases["ru"].answer_exists, phrases["kk"].answer_exists)
    await kazakh.presses("📬")
    assert "Мысық" in kazakh.sees


async def test_two_questions_of_one_cluster_are_one_message(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises
) -> None:
    cluster = await _asked(citizen, store)
    await citizen.says("zander please")
    await citizen.presses("🔔")
    [question] = [one for one in await asked(store) if one.text == "zander please"]
    await store.place(question.id, cluster, [], clock())
    await _close(store, clock, cluster, "answered", "cats")
    before = len(citizen.messages)
    assert await promises.keep(citizen.app.bot) == 2
    assert len(citizen.messages) == before + 1


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_who_is_refused_hears_why_and_where_to_turn(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, services: Services, refusal: Refusal
) -> None:
    cluster = await _asked(citizen, store)
    await _close(store, clock, cluster, "not_for_us", None, refusal)
    await promises.keep(citizen.app.bot)
    await citizen.presses("Открыть ответ")
    assert services.library.edition.knowledge.phrases["ru"].refusal(refusal) in citizen.sees
    assert len(citizen.labels) >= 3
    await citizen.presses("🌐")
    await citizen.presses("English")
    assert services.library.edition.knowledge.phrases["en"].refusal(refusal) in citizen.sees


async def test_a_guide_may_be_the_answer(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises
) -> None:
    cluster = await _asked(citizen, store)
    await _close(store, clock, cluster, "answered", "moving")
    await promises.keep(citizen.app.bot)
    await citizen.presses("Открыть ответ")
    assert "🧭" in citizen.sees


async def test_noise_tells_nobody(citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises) -> None:
    await _close(store, clock, await _asked(citizen, store), "noise")
    assert await promises.keep(citizen.app.bot) == 0


async def test_an_answer_that_was_taken_back_or_is_gone_is_outdated(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises
) -> None:
    cluster = await _asked(citizen, store)
    await _close(store, clock, cluster, "answered", "gone-article")
    await promises.keep(citizen.app.bot)
    await citizen.presses("Открыть ответ")
    outdated = citizen.sees
    await store.reopen(cluster)
    for data in (f"A_{cluster}", "A_999"):
        await citizen.says("/start")
        await citizen.presses_data(data)
        assert citizen.sees == outdated


async def test_who_blocked_the_bot_is_no_longer_linked(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, telegram: LocalTelegram
) -> None:
    await _close(store, clock, await _asked(citizen, store), "answered", "cats")
    telegram.blocked_by.add(1001)
    assert await promises.keep(citizen.app.bot) == 1
    assert await store.waits_of(1001) == []
    assert telegram.violations.pop().startswith("sendMessage: Forbidden")


async def test_without_a_network_it_is_tried_again(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _close(store, clock, await _asked(citizen, store), "answered", "cats")

    async def fails(*_: object, **__: object) -> None:
        raise TimedOut

    with monkeypatch.context() as broken:
        broken.setattr(adapter, "call", fails)
        assert await promises.keep(citizen.app.bot) == 0
    assert len(await store.waits_of(1001)) == 1
    assert await promises.keep(citizen.app.bot) == 1


async def test_a_store_that_fails_after_the_message_makes_nobody_hear_twice(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _close(store, clock, await _asked(citizen, store), "answered", "cats")

    async def fails(*_: object) -> int:
        raise StoreUnavailable(REFUSED, error="the disk is full")

    before = len(citizen.messages)
    with monkeypatch.context() as broken:
        broken.setattr(store, "withdraw", fails)
        with pytest.raises(StoreUnavailable):
            await promises.keep(citizen.app.bot)
    assert await promises.keep(citizen.app.bot) == 1
    assert len(citizen.messages) == before + 1


async def test_a_question_that_came_again_is_placed_once_all_are_told(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, services: Services
) -> None:
    cluster = await _asked(citizen, store)
    await store.resolve(cluster, "answered", clock(), "cats")
    clock.pass_(timedelta(seconds=30))
    other = Citizen(citizen.app, citizen.telegram, Person(1002, "Bolat", "ru"))
    await other.says("zander")
    await services.desk.place_new()
    assert (await store.clusters(Wanted(), 9, 0))[1] == 0
    clock.pass_(timedelta(seconds=31))
    await promises.keep(citizen.app.bot)
    await services.desk.place_new()
    [found], _ = await store.clusters(Wanted(), 9, 0)
    assert ([one.text for one in found.questions], found.id != cluster) == (["zander"], True)


async def test_a_draft_is_shown_as_the_reply_that_it_is(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, library: Library,
    edit_file: Callable[[str, str, str], None],
) -> None:  # fmt: skip
    edit_file(
        "topics/moving/articles/notice.yaml", "title: {kk: Көшу",
        "status: draft\nreply: {by: Movers, on: 2026-11-20, language: ru}\ntitle: {kk: Көшу",
    )  # fmt: skip
    assert [one for one in await library.reload() if one.severity == "error"] == []
    cluster = await _asked(citizen, store)
    await _close(store, clock, cluster, "replied", "notice")
    await promises.keep(citizen.app.bot)
    await citizen.presses("Открыть ответ")
    assert "Movers" in citizen.sees.splitlines()[0]
    assert "20.11.2026" in citizen.sees.splitlines()[0]


async def _stopped(admin: Citizen) -> None:
    await admin.says("/review")
    await admin.presses("📤")
    await admin.presses("⏸")


async def test_an_admin_stops_the_messages_and_lets_them_go_on(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, services: Services
) -> None:
    admin = Citizen(citizen.app, citizen.telegram, Person(ADMIN, "Admin", "en"))
    await _close(store, clock, await _asked(citizen, store), "answered", "cats")
    await _stopped(admin)
    assert "1" in admin.sees, "one is not told yet"
    assert await promises.keep(citizen.app.bot) == 0
    assert await Promises(services).keep(citizen.app.bot) == 0, "a restart does not go on by itself"
    assert len(await store.waits_of(1001)) == 1
    await admin.says("/review")
    assert any("⏸" in label for label in admin.labels), "the state is seen at once"
    await admin.presses("⏸")
    assert str(ADMIN)[-4:] in admin.sees
    await admin.presses("▶️")
    assert await promises.keep(citizen.app.bot) == 1
    assert {"stop_sending", "resume_sending"} <= {deed.what for deed in await store.deeds(9, 0)}


async def test_who_closes_a_question_reads_that_nobody_is_told_now(
    citizen: Citizen, store: SqliteStore, services: Services
) -> None:
    admin = Citizen(citizen.app, citizen.telegram, Person(ADMIN, "Admin", "en"))
    cluster = await _asked(citizen, store)
    await _stopped(admin)
    await admin.presses_data(f"rN_{cluster}_b")
    assert services.library.edition.knowledge.phrases["en"].sending_is_off in admin.sees


async def test_a_stop_is_heard_in_the_middle(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = Citizen(citizen.app, citizen.telegram, Person(ADMIN, "Admin", "en"))
    others = [Citizen(citizen.app, citizen.telegram, Person(number, "Bolat", "ru")) for number in (1002, 1003)]
    cluster = await _asked(citizen, store)
    for other in others:
        await other.says("zander")
        await other.presses("🔔")
    await store.resolve(cluster, "answered", clock(), "cats")
    clock.pass_(timedelta(seconds=61))
    send = citizen.telegram.call

    async def stopped_after_the_first(method: str, parameters: dict[str, object]) -> object:
        result = await send(method, parameters)
        if method == "sendMessage" and parameters["chat_id"] == 1001:
            monkeypatch.setattr(citizen.telegram, "call", send)
            await _stopped(admin)
        return result

    monkeypatch.setattr(citizen.telegram, "call", stopped_after_the_first)
    assert await promises.keep(citizen.app.bot) == 1
    await admin.presses("▶️")
    assert await promises.keep(citizen.app.bot) == 2


async def test_who_blocked_the_bot_is_tried_once_whatever_they_wait_for(
    citizen: Citizen, store: SqliteStore, clock: Clock, promises: Promises, telegram: LocalTelegram
) -> None:
    for text in ("zander", "trumpet"):
        await _close(store, clock, await _asked(citizen, store, text), "answered", "cats")
    telegram.blocked_by.add(1001)
    before = len([one for one in telegram.violations if "Forbidden" in one])
    assert await promises.keep(citizen.app.bot) == 2
    assert await store.waits_of(1001) == []
    assert len([one for one in telegram.violations if "Forbidden" in one]) == before + 1
    telegram.violations.clear()


async def test_no_citizen_stops_the_messages(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("/start")
    for data in ("rq", "rQ"):
        await citizen.presses_data(data)
    assert await store.sending_stop() is None


async def test_messages_that_can_wait_go_out_at_a_pace() -> None:
    pace, begun = Pace(a_second=50), monotonic()
    await asyncio.gather(*(pace.turn() for _ in range(11)))
    assert monotonic() - begun >= 0.19, "ten turns after the first, a fiftieth of a second each"


async def test_what_fails_beside_serving_is_done_again(caplog: pytest.LogCaptureFixture) -> None:
    failures: list[Exception] = [StoreUnavailable(REFUSED, error="the disk is full"), ValueError("a mistake of ours")]
    done = asyncio.Event()

    async def do() -> None:
        if failures:
            raise failures.pop(0)
        done.set()

    task = asyncio.create_task(repeat(0, do, "those who wait were not told"))
    await asyncio.wait_for(done.wait(), 5)
    task.cancel()
    assert [record.levelname for record in caplog.records if "not told" in record.message] == ["WARNING", "ERROR"]

"""The tools of the drill: a strict Bot API over HTTP, faults on command, and a count that misses nothing."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic

import aiohttp
import pytest
from pydantic import SecretStr

from bot.core.review import seal
from bot.local_telegram.rules import Refused
from bot.local_telegram.server import LocalTelegram, Person
from bot.serving.telegram import brings
from bot.settings import Settings
from bot.telegram import retries
from drill.drill import WAYS, alone, replicas
from drill.load import Crowd
from drill.process import Process, settings_of, small_base
from drill.server import HttpTelegram, Seen
from drill.stage import SHORT
from tests.citizen import Citizen

BORAT = Person(1001, "Borat")


@pytest.fixture
async def server() -> AsyncIterator[HttpTelegram]:
    server = HttpTelegram()
    async with server.serving():
        yield server


async def call(server: HttpTelegram, method: str, **parameters: object) -> tuple[int, dict[str, object]]:
    form = {name: str(value) for name, value in parameters.items()}
    address = f"{server.address}4242:DRILL/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, data=form) as response:
        return response.status, await response.json(content_type=None) if response.status != 502 else {}


async def test_updates_stay_until_the_next_are_asked_for(server: HttpTelegram) -> None:
    server.telegram.say(BORAT, "zander")
    for _ in range(2):
        _, answer = await call(server, "getUpdates", offset=0)
        assert isinstance(answer["result"], list)
        assert [one["message"]["text"] for one in answer["result"]] == ["zander"]
    assert (await call(server, "getUpdates", offset=2))[1]["result"] == []
    assert (server.confirmed, server.telegram.pending()) == (1, 0)


async def test_a_message_is_recorded_and_a_broken_rule_refused(server: HttpTelegram) -> None:
    assert (await call(server, "sendMessage", chat_id=1001, text="42"))[0] == 200
    assert [(one.chat_id, one.text) for one in server.seen] == [(1001, "42")]
    assert (await call(server, "sendMessage", chat_id=1001, text=" "))[0] == 400
    assert (await call(server, "sendMessage", chat_id=1001, text="a", colour="red"))[0] == 400
    assert len(server.broken_rules()) == 2


async def test_a_form_is_read_by_the_types_of_the_parameters(server: HttpTelegram) -> None:
    query = server.telegram.press(BORAT, 1, "h")["callback_query"]
    assert (await call(server, "answerCallbackQuery", callback_query_id=query["id"]))[0] == 200, "a text of digits"
    assert server.telegram.unanswered() == []


async def test_faults_come_on_command_and_the_call_is_not_carried_out(server: HttpTelegram) -> None:
    with server.fault(flood=1.0, retry_after=3):
        status, answer = await call(server, "sendMessage", chat_id=1001, text="a")
        assert (status, answer["parameters"]) == (429, {"retry_after": 3})
    with server.fault(bad_gateway=1.0):
        assert (await call(server, "sendMessage", chat_id=1001, text="a"))[0] == 502
    assert server.seen == []
    assert (await call(server, "sendMessage", chat_id=1001, text="a"))[0] == 200


async def test_updates_are_repeated_and_shuffled(server: HttpTelegram) -> None:
    for number in range(20):
        server.telegram.say(BORAT, str(number))
    with server.fault(repeats=1.0, shuffles=1.0):
        _, answer = await call(server, "getUpdates")
    assert isinstance(answer["result"], list)
    numbers = [one["update_id"] for one in answer["result"]]
    assert len(numbers) > 20
    assert set(numbers) == set(range(1, 21))
    assert numbers != sorted(numbers)


@pytest.mark.parametrize("url", ["http://bot.example.kz/telegram", "ftp://bot.example.kz"])
async def test_a_webhook_is_https_or_on_this_computer(server: HttpTelegram, url: str) -> None:
    assert (await call(server, "setWebhook", url=url))[0] == 400
    assert (await call(server, "setWebhook", url="http://127.0.0.1:9/telegram", secret_token="a"))[0] == 200
    assert (await call(server, "getUpdates"))[0] == 409
    assert (await call(server, "deleteWebhook"))[0] == 200
    assert (await call(server, "getUpdates"))[0] == 200


def _seen(question: str, run: int, message_id: int) -> Seen:
    markup = f'{{"inline_keyboard": [[{{"text": "Tell me", "callback_data": "W_7_{seal(7, question)}"}}]]}}'
    return Seen("sendMessage", 1001, message_id, "I do not know", markup, 0.0, run)


def test_the_count_tells_lost_from_repeated() -> None:
    server = HttpTelegram()
    crowd = Crowd(server, 1, random.Random(1))
    for _ in range(3):
        crowd.act()
    assert crowd.count().lost == 3
    server.seen += [_seen("zander 0-0", 1, 5), _seen("zander 0-0", 2, 6), _seen("zander 0-2", 2, 7)]
    count = crowd.count(frozenset({2}))
    assert (count.lost, count.duplicated, count.most_each, count.without_crash, count.out_of_order) == (1, 1, 1, 0, 0)
    server.seen.append(_seen("zander 0-1", 2, 8))
    assert (crowd.count().lost, crowd.count().out_of_order, crowd.count().without_crash) == (0, 1, 1)


@pytest.mark.parametrize(
    ("page", "api", "by_webhook"),
    [
        ("https://bot.example.kz", "https://api.telegram.org/bot", True),
        ("http://127.0.0.1:8080", "http://localhost:8081/bot", True),
        ("http://127.0.0.1:8080", "https://api.telegram.org/bot", False),
        ("http://bot.example.kz", "http://127.0.0.1:8081/bot", False),
        (None, "http://127.0.0.1:8081/bot", False),
    ],
)
def test_who_brings_updates(page: str | None, api: str, by_webhook: bool) -> None:
    settings = Settings(telegram_bot_token=SecretStr("1:A"), public_url=page, telegram_api_url=api)
    assert brings(settings) == by_webhook


@pytest.mark.parametrize("way", WAYS)
async def test_a_killed_bot_loses_nothing(way: str) -> None:
    outcome = await alone(SHORT, seed=1, way=way)
    assert outcome.failures == []
    assert (outcome.count.lost, outcome.count.out_of_order) == (0, 0)
    assert outcome.count.questions > 0


async def test_two_bots_lose_nothing_when_one_goes_or_the_database_is_away() -> None:
    outcome = await replicas(SHORT, seed=1, way="webhook")
    assert outcome.failures == []
    assert outcome.count.lost == 0
    assert outcome.crashes == SHORT.one_of_two + SHORT.restarts + SHORT.cuts
    assert outcome.count.questions > 0


async def test_sigterm_is_heard_while_telegram_does_not_answer_the_start(server: HttpTelegram, tmp_path: Path) -> None:
    server.stall(120)
    bot = Process(tmp_path, settings_of(tmp_path, small_base(tmp_path / "knowledge"), server.address))
    await bot.start()
    try:
        until = monotonic() + 60
        while not server.calls["getMe"] and monotonic() < until:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.02)
        assert await bot.stop() < 5, "getMe is not waited for"
        assert not bot.errors
    finally:
        await bot.kill()


async def test_a_press_that_telegram_does_not_take_the_answer_of_is_no_error(
    citizen: Citizen, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out = telegram.call

    async def fails(method: str, parameters: dict[str, object]) -> object:
        if method == "answerCallbackQuery":
            raise Refused("Bad Gateway", 502)
        return await carry_out(method, parameters)

    await citizen.says("/start")
    with monkeypatch.context() as patched:
        patched.setattr(retries, "_FIRST", 0.0)
        patched.setattr(telegram, "call", fails)
        before = len(citizen.messages)
        await citizen.presses("English")
        assert len(citizen.messages) == before, "the screen is there: nothing went wrong"
    [query] = telegram.unanswered()
    await telegram.call("answerCallbackQuery", {"callback_query_id": query.id})

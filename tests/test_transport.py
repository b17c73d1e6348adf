"""The way to Telegram: parameters, uploads, time-outs and failures, against a real server on this machine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from aiohttp import web
from aiohttp.test_utils import RawTestServer, TestServer
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.telegram.transport import AiohttpRequest

MESSAGE = {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}


@pytest.fixture
async def received() -> list[dict[str, object]]:
    return []


@pytest.fixture
async def bot(received: list[dict[str, object]]) -> AsyncIterator[Bot]:
    async def call(request: web.Request) -> web.Response:
        if request.content_type == "application/json":
            form = await request.json()
        else:
            form = {key: value.file.read() if isinstance(value, web.FileField) else value
                    for key, value in (await request.post()).items()}  # fmt: skip
        received.append({"method": request.match_info["method"], **form})
        if form.get("text") == "slow":
            await asyncio.sleep(2)
        if form.get("text") == "flood":
            answer = {"ok": False, "error_code": 429, "description": "later", "parameters": {"retry_after": 3}}
            return web.json_response(answer, status=429)
        return web.json_response({"ok": True, "result": MESSAGE})

    app = web.Application()
    app.router.add_post("/bot1:SECRET/{method}", call)
    server = TestServer(app)
    await server.start_server()
    request = AiohttpRequest(8)
    await request.initialize()
    yield Bot("1:SECRET", base_url=str(server.make_url("/bot")), request=request, get_updates_request=AiohttpRequest(1))
    await request.shutdown()
    await server.close()


async def test_parameters_arrive_as_json(bot: Bot, received: list[dict[str, object]]) -> None:
    message = await bot.send_message(1, "Сәлем & <b>", disable_notification=True)
    assert message.message_id == 7
    assert received == [{"method": "sendMessage", "chat_id": 1, "text": "Сәлем & <b>", "disable_notification": True}]


async def test_half_a_character_does_not_keep_the_rest_from_being_sent(
    bot: Bot, received: list[dict[str, object]]
) -> None:
    await bot.send_message(1, "Сәлем \ud83d")
    assert received == [{"method": "sendMessage", "chat_id": 1, "text": "Сәлем ?"}]


async def test_a_file_is_uploaded(bot: Bot, received: list[dict[str, object]]) -> None:
    await bot.send_document(1, b"one: two\n", filename="article.yaml", caption="қараңыз")
    [call] = received
    assert b"one: two\n" in call.values()
    assert call["caption"] == "қараңыз"


async def test_many_calls_share_the_connections(bot: Bot, received: list[dict[str, object]]) -> None:
    await asyncio.gather(*(bot.send_message(1, str(number)) for number in range(200)))
    assert len(received) == 200


async def test_a_slow_answer_is_timed_out(bot: Bot) -> None:
    with pytest.raises(TimedOut):
        await bot.send_message(1, "slow", read_timeout=0.05)


async def test_a_flood_limit_says_how_long_to_wait(bot: Bot) -> None:
    with pytest.raises(RetryAfter):
        await bot.send_message(1, "flood")


@pytest.mark.parametrize("no_proxy", ["", "127.0.0.1"])
async def test_calls_go_by_the_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int, no_proxy: str
) -> None:
    asked: list[str] = []

    async def proxy(request: web.BaseRequest) -> web.Response:
        asked.append(f"{request.url} {request.headers['Proxy-Authorization'].partition(' ')[0]}")
        return web.json_response({"ok": True, "result": True})

    telegram = f"http://127.0.0.1:{unused_tcp_port}/bot"
    async with RawTestServer(proxy) as server:
        monkeypatch.setenv("http_proxy", f"http://name:word@127.0.0.1:{server.port}")
        monkeypatch.setenv("no_proxy", no_proxy)
        request = AiohttpRequest(1)
        await request.initialize()
        with suppress(NetworkError):  # without the proxy nobody is there
            await Bot("1:SECRET", base_url=telegram, request=request).close()
        await request.shutdown()
    assert asked == ([] if no_proxy else [f"{telegram}1:SECRET/close Basic"])


async def test_a_failure_never_shows_the_token(unused_tcp_port: int) -> None:
    request = AiohttpRequest(1)
    await request.initialize()
    bot = Bot("1:SECRET", base_url=f"http://127.0.0.1:{unused_tcp_port}/bot", request=request)
    with pytest.raises(NetworkError) as failed:
        await bot.send_message(1, "x")
    await request.shutdown()
    assert "SECRET" not in f"{failed.value!r} {failed.value.__cause__!r}"
    assert failed.value.__suppress_context__

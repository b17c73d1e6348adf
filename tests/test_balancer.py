"""Two real bots behind a balancer, over one PostgreSQL: one is taken away, then killed, and nobody notices."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from drill.load import Crowd
from drill.process import Process, settings_of, small_base
from drill.server import HttpTelegram


class Balancer:
    """Passes updates on to one after the other; where nobody listens the next one gets it, as proxies do."""

    def __init__(self) -> None:
        self.targets: list[str] = []
        self.address = ""
        self._turn = 0

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_post("/telegram", self._pass_on)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as self._session:
            yield
        await runner.cleanup()

    async def ready(self, target: str) -> bool:
        with suppress(aiohttp.ClientError):
            async with self._session.get(f"{target}/readyz") as answer:
                return answer.status == 200
        return False

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), {k: v for k, v in request.headers.items() if k.startswith("X-Telegram")}
        self._turn += 1
        for number in range(len(self.targets)):
            target = self.targets[(self._turn + number) % len(self.targets)]
            with suppress(aiohttp.ClientConnectorError):
                async with self._session.post(f"{target}/telegram", data=body, headers=headers) as answer:
                    return web.Response(status=answer.status)
        return web.Response(status=502)


class Fleet:
    """Two bots, a balancer, Telegram and people."""

    def __init__(self, folder: Path, postgres: str, telegram: HttpTelegram, balancer: Balancer) -> None:
        self.telegram, self.balancer = telegram, balancer
        self.crowd = Crowd(telegram, 12, random.Random(1))
        self.bots: list[Process] = []
        knowledge = small_base(folder / "knowledge")
        for _ in range(2):
            settings = settings_of(folder, knowledge, telegram.address)
            balancer.targets.append(f"http://127.0.0.1:{settings['PORT']}")
            self.bots.append(Process(folder, settings | {"DATABASE_URL": postgres, "PUBLIC_URL": balancer.address}))

    async def start(self, number: int) -> None:
        await self.bots[number].start()
        async with asyncio.timeout(60):
            while not await self.balancer.ready(self.balancer.targets[number]):  # another process
                assert self.bots[number].alive, "\n".join(self.bots[number].lines)
                await asyncio.sleep(0.05)

    async def people_ask(self, times: int) -> None:
        for _ in range(times):
            self.crowd.act()
            await asyncio.sleep(0.01)

    async def answered(self) -> None:
        """Wait until everybody has a reply."""
        async with asyncio.timeout(30):
            while self.crowd.count().lost:  # noqa: ASYNC110  # another process
                await asyncio.sleep(0.05)


@pytest.fixture
async def fleet(tmp_path: Path, postgres: str) -> AsyncIterator[Fleet]:
    telegram, balancer = HttpTelegram(), Balancer()
    async with telegram.serving(), balancer.serving():
        fleet = Fleet(tmp_path, postgres, telegram, balancer)
        await asyncio.gather(fleet.start(0), fleet.start(1))
        yield fleet
        for bot in fleet.bots:
            await bot.kill()


async def test_a_bot_is_stopped_started_and_killed_and_everybody_is_answered(fleet: Fleet) -> None:
    await fleet.people_ask(40)
    asking = asyncio.create_task(fleet.people_ask(60))
    await asyncio.sleep(0.1)
    await fleet.bots[0].stop()
    await asking
    await fleet.answered()
    count = fleet.crowd.count()
    assert (count.lost, count.duplicated, count.out_of_order) == (0, 0, 0), "taken away without a trace"
    assert not fleet.bots[0].errors

    await fleet.start(0)
    asking = asyncio.create_task(fleet.people_ask(60))
    await asyncio.sleep(0.1)
    await fleet.bots[1].kill()
    await asking
    await fleet.answered()
    count = fleet.crowd.count()
    assert (count.lost, count.out_of_order) == (0, 0)
    assert count.most_each <= 1, "what was being served may come twice"
    assert not fleet.bots[0].errors
    assert fleet.telegram.broken_rules() == []

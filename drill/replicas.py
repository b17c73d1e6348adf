"""Two real bots over one PostgreSQL: one is stopped or killed, the network and the database fail."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from drill.balancer import Balancer
from drill.postgres import Postgres
from drill.process import Process, settings_of, small_base
from drill.proxy import Proxy
from drill.server import HttpTelegram
from drill.stage import START_WITHIN, Plan, Stage

# With it a bot that polls has pages too, and says there whether it is ready.
_METRICS_TOKEN = "of-a-drill-of-which-nobody-needs-to-know"


class Replicas(Stage):
    """Each bot has a network of its own to the database. With `webhook` a balancer stands before them."""

    def __init__(
        self, folder: Path, plan: Plan, seed: int, server: HttpTelegram, postgres: Postgres, webhook: bool
    ) -> None:
        super().__init__(plan, seed, server)
        self._folder, self._postgres, self._webhook = folder, postgres, webhook
        self._balancer = Balancer()
        self._networks = [Proxy(postgres.socket) for _ in range(2)]
        self._bots: list[Process] = []

    async def _play(self) -> None:
        plan = self._plan
        async with self._running():
            await self._again(1, self._stop_one, "SIGTERM of one of two", in_order=True)
            count = self._crowd.count()
            self._check(count.duplicated == 0, f"{count.duplicated} replies came twice after SIGTERM of one of two")
            await self._again(plan.one_of_two, self._kill_one, "kills of one of two", in_order=True)
            await self._again(plan.pauses, self._pause, "pauses of the network", in_order=True)
            await self._again(plan.restarts, self._restart, "restarts of the database", in_order=False)
            await self._again(plan.cuts, self._cut, "cuts of the network", in_order=False)

    def _errors(self) -> Sequence[str]:
        return [error for bot in self._bots for error in bot.errors]

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._balancer.serving())
            knowledge = small_base(self._folder / "knowledge")
            for network in self._networks:
                await stack.enter_async_context(network.serving())
                settings = settings_of(self._folder, knowledge, self._server.address)
                self._balancer.targets.append(f"http://127.0.0.1:{settings['PORT']}")
                settings |= {"DATABASE_URL": self._postgres.through(network.port), "METRICS_TOKEN": _METRICS_TOKEN}
                if self._webhook:
                    settings["PUBLIC_URL"] = self._balancer.address
                self._bots.append(bot := Process(self._folder, settings))
                stack.push_async_callback(bot.kill)
            await asyncio.gather(*(self._start(number) for number in range(len(self._bots))))
            yield

    async def _start(self, number: int) -> None:
        bot = self._bots[number]
        await bot.start()
        async with asyncio.timeout(START_WITHIN):
            while not await self._balancer.ready(self._balancer.targets[number]):
                if not bot.alive:
                    raise RuntimeError("the bot does not start:\n" + "\n".join(bot.lines))
                await asyncio.sleep(0.05)

    async def _again(self, times: int, fail: Callable[[], Awaitable[None]], what: str, in_order: bool) -> None:
        """Under load, at random moments. Then everybody must have a reply."""
        async with self._pouring():
            for _ in range(times):
                await asyncio.sleep(self._chance.uniform(0.2, 1.2))
                await fail()
        if times:
            await self._drained(f"{times} × {what}", in_order)

    def _one(self) -> int:
        return self._chance.randrange(len(self._bots))

    async def _stop_one(self) -> None:
        number = self._one()
        await self._bots[number].stop()
        await self._start(number)

    async def _kill_one(self) -> None:
        number = self._one()
        await self._bots[number].kill()
        self._crash()
        await self._start(number)

    async def _restart(self) -> None:
        """As an administrator does it, or as after a crash."""
        self._crash()
        await self._postgres.restart(self._chance.choice(("fast", "immediate")))

    async def _cut(self) -> None:
        """The network of one, or of both at once."""
        self._crash()
        for network in self._chance.choice((self._networks, self._networks[:1], self._networks[1:])):
            network.cut()

    async def _pause(self) -> None:
        """The network of one, and later in part that of the other too."""
        first, second = self._chance.sample(self._networks, 2)
        pause = self._plan.pause
        await asyncio.gather(first.pause(pause), self._later(second, pause / 2))

    async def _later(self, network: Proxy, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await network.pause(seconds)

"""A small balancer in front of several bots, as a proxy would be."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp
from aiohttp import web


class Balancer:
    """Passes updates on to one after the other; where nobody listens the next one gets it, as proxies do."""

    def __init__(self) -> None:
        self.targets: list[str] = []
        self.address = ""
        self._turn = 0

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Listen on this computer; `address` is then what PUBLIC_URL must be."""
        app = web.Application()
        app.router.add_post("/telegram", self._pass_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            async with aiohttp.ClientSession() as self._session:
                yield
        finally:
            await runner.cleanup()

    async def ready(self, target: str) -> bool:
        """Whether the bot at this address says that it can serve."""
        with suppress(aiohttp.ClientError):
            async with self._session.get(f"{target}/readyz") as answer:
                return answer.status == 200
        return False

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), {k: v for k, v in request.headers.items() if k.startswith("X-Telegram")}
        self._turn += 1
        for number in range(len(self.targets)):
            target = self.targets[(self._turn + number) % len(self.targets)]
            try:
                async with self._session.post(f"{target}/telegram", data=body, headers=headers) as answer:
                    return web.Response(status=answer.status)
            except aiohttp.ClientConnectorError:
                continue
            except aiohttp.ClientError:  # it may have taken it: whether to repeat it is Telegram's to say
                break
        return web.Response(status=502)

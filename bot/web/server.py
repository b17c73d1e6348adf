"""One web server in the bot's event loop: the local chat at /, the console at /console, Telegram at /telegram."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.health import METRICS, READY
from bot.web.site import Site
from bot.web.webhook import PATH

_ANY_ADDRESS = ("", "0.0.0.0", "::")
_STOPS_WITHIN = 3  # seconds for answers that are under way


class PortTaken(Exception):
    """The address cannot be listened to; the message says why."""


class Sites:
    """Sends a request to the site that owns its path. Each site has a guard of its own."""

    def __init__(
        self, chat: Site | None = None, console: Site | None = None, webhook: Site | None = None,
        health: ASGIApp | None = None,
    ) -> None:  # fmt: skip
        self._chat, self._console, self._webhook, self._health = chat, console, webhook, health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] == "http":
            await self._site(scope["path"])(scope, receive, send)

    def close(self) -> None:
        """End what would keep the server from stopping."""
        for site in (self._chat, self._console):
            if site:
                site.close()

    def _site(self, path: str) -> ASGIApp:
        if path == "/healthz":
            return _healthz
        if self._health and path in (READY, METRICS):
            return self._health
        if self._webhook and path == PATH:
            return self._webhook.app
        if self._console and (path == "/console" or path.startswith("/console/")):
            return self._console.app
        return self._chat.app if self._chat else _not_found


async def _healthz(scope: Scope, receive: Receive, send: Send) -> None:
    allowed = Request(scope).method in ("GET", "HEAD")
    answer = PlainTextResponse("ok") if allowed else PlainTextResponse("Method Not Allowed", 405)
    await answer(scope, receive, send)


async def _not_found(scope: Scope, receive: Receive, send: Send) -> None:
    answer: Response = PlainTextResponse("Not Found", 404)
    await answer(scope, receive, send)


class _Server(uvicorn.Server):
    """The bot stops itself: SIGTERM and Ctrl+C are not the server's."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises PortTaken."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise PortTaken(os.strerror(error.errno) if error.errno else str(error)) from None


@asynccontextmanager
async def serving(sites: Sites, opened: socket.socket) -> AsyncIterator[None]:
    """Answer requests at a listening socket, from the first line of the block to its last."""
    config = uvicorn.Config(
        sites, log_config=None, access_log=False, lifespan="off", ws="none", proxy_headers=False, server_header=False,
        timeout_graceful_shutdown=_STOPS_WITHIN,
    )  # fmt: skip
    server = _Server(config)
    task = asyncio.create_task(server.serve([opened]))
    try:
        await server.ready.wait()
        yield
    finally:
        sites.close()
        server.should_exit = True
        await task


def address_of(host: str, opened: socket.socket) -> str:
    """Where people reach the server: by the host's name, or on this computer where it listens to every address."""
    name = "127.0.0.1" if host in _ANY_ADDRESS else host
    return f"http://{f'[{name}]' if ':' in name else name}:{opened.getsockname()[1]}"

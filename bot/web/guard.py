"""Stands before a site: refuses requests that other pages or other names sent, and puts headers on every answer."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MAX_BODY = 1024 * 1024
_CHAT_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class Guard:
    """A site that only `allowed` requests reach; whatever it answers has these headers."""

    def __init__(
        self, app: ASGIApp, allowed: Callable[[Request], bool], headers: Mapping[str, str], refused: str
    ) -> None:
        self._app, self._allowed, self._refused = app, allowed, refused
        self._names = {name.lower().encode() for name in headers}
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name, value) for name, value in message.get("headers", ()) if name not in self._names]
                message = {**message, "headers": [*own, *self._headers]}
            await send(message)

        app = self._app if self._allowed(Request(scope)) else PlainTextResponse(self._refused, 403)
        await app(scope, _limited(receive), with_headers)


def _limited(receive: Receive) -> Receive:
    """The same body, as long as it is no longer than anybody types."""
    length = 0

    async def limited() -> Message:
        nonlocal length
        message = await receive()
        length += len(message.get("body", b""))
        if length > MAX_BODY:
            raise HTTPException(413)
        return message

    return limited


def only_own_page(app: ASGIApp) -> Guard:
    """Keep other web pages away from the local chat: they must neither drive it nor read it."""
    return Guard(app, _from_own_page, _CHAT_HEADERS, "only the local chat page itself may do this")


def host_of(request: Request) -> str | None:
    """The name by which the server was called, without its port."""
    try:
        return urlsplit(f"http://{request.headers.get('host', '')}").hostname
    except ValueError:
        return None


def _from_own_page(request: Request) -> bool:
    """A name of somebody else may lead to 127.0.0.1 (DNS rebinding), so Host is checked as well as Origin."""
    host, origin = request.headers.get("host"), request.headers.get("origin")
    return host_of(request) in LOOPBACK and origin in (None, f"http://{host}")

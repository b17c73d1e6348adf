"""Keeps other web pages away from the local chat: they must neither drive it nor read it."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@web.middleware
async def only_own_page(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse what does not come from this page on this computer.

    A name of somebody else may lead to 127.0.0.1 (DNS rebinding), so Host is checked as well as Origin.
    """
    origin = request.headers.get("Origin")
    if not _is_loopback(request.host) or (origin is not None and origin != f"http://{request.host}"):
        raise web.HTTPForbidden(text="only the local chat page itself may do this")
    return await handler(request)


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Nothing from elsewhere is loaded, nothing is framed, nothing goes stale."""
    response.headers.update(_HEADERS)


def _is_loopback(host: str) -> bool:
    try:
        return urlsplit(f"http://{host}").hostname in _LOOPBACK
    except ValueError:
        return False

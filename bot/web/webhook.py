"""Where Telegram brings updates, when it is told to. Whoever does not know the secret brings nothing."""

import json
from collections.abc import Awaitable, Callable, Mapping
from hmac import compare_digest
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from bot.web.site import Site

PATH = "/telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MAX_UPDATE = 1024 * 1024


def build_webhook(secret: str, receive_update: Callable[[Mapping[str, Any]], Awaitable[None]]) -> Site:
    """A site that answers 200 once `receive_update` has the update safe. Telegram repeats what got anything else."""

    async def webhook(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await (await _answer(request, secret, receive_update))(scope, receive, send)

    return Site(webhook)


async def _answer(
    request: Request, secret: str, receive_update: Callable[[Mapping[str, Any]], Awaitable[None]]
) -> PlainTextResponse:
    if request.method != "POST":
        return PlainTextResponse("Method Not Allowed", 405)
    if not compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
        return PlainTextResponse("Forbidden", 403)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MAX_UPDATE:
            return PlainTextResponse("Content Too Large", 413)
    try:
        update = json.loads(body)
        number = update["update_id"]
    except (ValueError, TypeError, KeyError):
        return PlainTextResponse("Bad Request", 400)
    if not isinstance(number, int):
        return PlainTextResponse("Bad Request", 400)
    await receive_update(update)
    return PlainTextResponse("ok")

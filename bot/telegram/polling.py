"""Asking Telegram for updates. A batch is confirmed, by asking for the next, only when the inbox has it."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # a call without a method of Bot is made with it

from bot.core.inbox import Received

log = logging.getLogger(__name__)

_WAIT = 30  # seconds that Telegram keeps a call open when there is nothing new
_PAUSE, _LONGEST_PAUSE = 1.0, 30.0


async def poll(
    request: BaseRequest, address: str, allowed: Sequence[str], receive: Callable[[list[Received]], Awaitable[None]]
) -> None:
    """Fetch updates for ever. `address` is that of the bot, with its token. Raises InvalidToken only."""
    offset, pause = 0, _PAUSE
    while True:
        parameters = {"offset": offset, "timeout": _WAIT, "limit": 100, "allowed_updates": list(allowed)}
        data = RequestData([RequestParameter.from_input(name, value) for name, value in parameters.items()])
        try:
            updates = await request.post(f"{address}/getUpdates", data, read_timeout=_WAIT + 10)
        except InvalidToken:
            raise
        except RetryAfter as error:
            log.warning("Telegram asks to wait: %s", error.message)
            await asyncio.sleep(pause)
            continue
        except TelegramError as error:
            log.warning("updates could not be fetched (%s), again in %.0f s", type(error).__name__, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
            continue
        pause = _PAUSE
        if isinstance(updates, list) and updates:
            await receive([received(one) for one in updates])
            offset = updates[-1]["update_id"] + 1


def received(update: dict[str, Any]) -> Received:
    """An update as the inbox keeps it; 0 is the chat of those that come from none."""
    return Received(int(update["update_id"]), _chat_id(update), json.dumps(update, ensure_ascii=False))


def _chat_id(update: dict[str, Any]) -> int:
    for kind, content in update.items():
        if kind == "update_id" or not isinstance(content, dict):
            continue
        message = content.get("message", content) if kind == "callback_query" else content
        chat = message.get("chat") if isinstance(message, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            return int(chat["id"])
        sender = content.get("from")
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            return int(sender["id"])
    return 0

"""Asking Telegram for updates. A batch is confirmed, by asking for the next, only when the inbox has it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # a call without a method of Bot is made with it

from bot.core.inbox import Received
from bot.telegram.inbox import received

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

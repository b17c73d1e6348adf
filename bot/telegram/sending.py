"""Messages that nobody has just asked for, to those who wait and to admins. They leave room for replies."""

import logging
from collections.abc import Callable
from datetime import UTC
from typing import Literal

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.core.store import StoreUnavailable
from bot.telegram.adapter import send
from bot.telegram.services import Services, visit
from bot.ui.reader import Reader
from bot.ui.view import View

log = logging.getLogger(__name__)

# "unreachable": blocked, or the chat is gone. "later": Telegram would not take it now.
Told = Literal["sent", "unreachable", "later"]


async def tell(services: Services, bot: Bot, chat_id: int, view: Callable[[Reader], View]) -> Told:
    """Send one message when its turn comes, in the language of its chat; /hide will find it."""
    await services.pace.turn()
    here = await visit(services, chat_id, None)
    try:
        sent = await send(bot, chat_id, view(here.reader))
    except TelegramError as error:
        if isinstance(error, BadRequest) and "chat not found" in error.message.lower():
            return "unreachable"
        log.warning("a message that was not asked for could not be sent: %s", type(error).__name__)
        return "later"
    if sent is None:
        return "unreachable"
    try:
        await services.store.remember(chat_id, None, [sent], services.clock().astimezone(UTC))
    except StoreUnavailable as problem:
        log.warning("a message could not be noted for /hide: %s", problem)
    return "sent"

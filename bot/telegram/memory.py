"""What the bot notes of a chat while it serves it."""

import asyncio
import logging
from datetime import UTC

from bot.core.store import StoreUnavailable
from bot.telegram.places import finished
from bot.telegram.services import Services, Visit
from bot.ui.actions import Action
from bot.ui.button_data import encode

log = logging.getLogger(__name__)


async def remember(services: Services, here: Visit, screen: Action, message_ids: list[int]) -> None:
    """The last that a handler does: note the screen and the messages for /hide, and with them that it is served.

    One transaction holds both, so a crash repeats what it can see no sooner. Losing a screen is a nuisance, no failure.
    """
    now = services.clock().astimezone(UTC)
    try:
        await asyncio.gather(services.store.remember(here.chat_id, encode(screen), message_ids, now), finished())
    except StoreUnavailable as problem:
        log.warning("a screen could not be noted: %s", problem)

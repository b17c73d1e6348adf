"""What the bot notes of a chat while it serves it."""

import logging
from datetime import UTC

from bot.core.store import StoreUnavailable
from bot.telegram.services import Services, Visit
from bot.ui.actions import Action
from bot.ui.button_data import encode

log = logging.getLogger(__name__)


async def remember(services: Services, here: Visit, screen: Action, message_ids: list[int]) -> None:
    """Note the last screen and the messages for /hide. Losing them is a nuisance, not a failure."""
    try:
        await services.store.remember(here.chat_id, encode(screen), message_ids, services.clock().astimezone(UTC))
    except StoreUnavailable as problem:
        log.warning("a screen could not be noted: %s", problem)

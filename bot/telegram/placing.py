"""New questions are put among similar ones, as soon as somebody has been answered."""

import logging

from bot.telegram.services import Services

log = logging.getLogger(__name__)


async def place_new(services: Services) -> None:
    """Let the queue take up what has just been kept. What fails stays unplaced, and is placed the next time."""
    if services.place_new is None:
        return
    try:
        await services.place_new()
    except Exception:
        # Whatever breaks, the question is kept, and its asker must not notice.
        log.exception("new questions could not be placed")

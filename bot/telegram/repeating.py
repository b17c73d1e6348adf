"""Something that is done again and again beside the serving of updates."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.core.store import StoreUnavailable

log = logging.getLogger(__name__)


async def repeat(seconds: float, do: Callable[[], Awaitable[object]], failure: str) -> None:
    """Do it, and again so many seconds after it ended, for ever. What fails is logged and tried again the next time."""
    while True:
        try:
            await do()
        except StoreUnavailable as problem:
            log.warning("%s: %s", failure, problem)
        except Exception:
            log.exception(failure)
        await asyncio.sleep(seconds)

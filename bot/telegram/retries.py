"""Calls to Telegram that fail for a while are made again until they succeed. Nothing is held back beforehand.

An update stays in the inbox while its calls are tried, and its chat waits: so the order holds, and a restart goes on.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.places import lent

# Terms as timedelta, as the library will always have them; otherwise it warns at each flood limit.
os.environ.setdefault("PTB_TIMEDELTA", "true")

log = logging.getLogger(__name__)

_FIRST, _LONGEST = 0.5, 30.0
# Telegram forgets a press after some seconds: its answer is not worth more than this.
_FEW = {"answerCallbackQuery": 3}
# Calls in which somebody waits for a message. All others (menus, names) are made again at the next start.
_UNTIL_DONE = {"sendMessage", "sendDocument", "editMessageText", "deleteMessage", "deleteMessages"}


class Retries(BaseRateLimiter[None]):
    """python-telegram-bot's seam for what happens around a call."""

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],  # noqa: ARG002  # named as in the base class
        rate_limit_args: None,  # noqa: ARG002
    ) -> Any:
        """Make a call; after a flood limit, an outage or a time-out make it again."""
        tries = None if endpoint in _UNTIL_DONE else _FEW.get(endpoint, 2)
        pause = _FIRST
        while True:
            try:
                with lent():
                    return await callback(*args, **kwargs)
            except BadRequest:
                raise
            except (RetryAfter, NetworkError) as error:
                if tries is not None and (tries := tries - 1) <= 0:
                    raise
                wait = _seconds(error) if isinstance(error, RetryAfter) else pause
                log.warning("%s: %s, again in %.1f s", endpoint, type(error).__name__, wait)
            with lent():
                await asyncio.sleep(wait)
            pause = min(pause * 2, _LONGEST)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)

"""Serving what is in the inbox, from the start of the bot to its end."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram.error import TelegramError

from bot.telegram.app import App
from bot.telegram.inbox import Inbox
from bot.telegram.profile import set_profile
from bot.telegram.services import Services

STOPS_WITHIN = 5.0  # the pages and the end of Python take their time too, and after ten Docker kills


@asynccontextmanager
async def serving_inbox(
    app: App, services: Services, inbox: Inbox, polling: Coroutine[Any, Any, None] | None
) -> AsyncIterator[None]:
    """Serve the inbox, and fill it by polling if not by a webhook. At the end what is in flight has some seconds."""
    tasks = [asyncio.create_task(inbox.run())]
    if polling:
        tasks.append(asyncio.create_task(polling))
    tasks.append(asyncio.create_task(_set_profile(app, services)))
    try:
        yield
    finally:
        for task in tasks[1:]:
            task.cancel()
        await inbox.stop(STOPS_WITHIN)
        tasks[0].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await app.shutdown()


async def _set_profile(app: App, services: Services) -> None:
    """Beside everything else: nobody waits for it. A name that could not be set now is set at the next start."""
    with suppress(TelegramError):
        await set_profile(app.bot, services.library.edition.knowledge.phrases, services.admin_ids)

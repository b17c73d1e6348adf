"""What a running bot does beside serving: it watches the files, forgets, counts, and tells those who wait."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

from telegram.error import TelegramError

from bot.core.store import StoreUnavailable
from bot.loader.mistakes import Mistake
from bot.serving.parts import now
from bot.telegram.admin import Admin
from bot.telegram.app import App
from bot.telegram.digest import LOOK_EVERY, Digest
from bot.telegram.monthly import Monthly
from bot.telegram.promises import TELL_EVERY, Promises
from bot.telegram.repeating import repeat
from bot.telegram.services import Services

log = logging.getLogger(__name__)

SWEEP_EVERY = 600.0


@asynccontextmanager
async def working(app: App, services: Services, digest_hour: int) -> AsyncIterator[None]:
    """Do all of it as long as the block lasts."""
    digest, monthly, promises = Digest(services, digest_hour), Monthly(services, digest_hour), Promises(services)
    tasks = [
        asyncio.create_task(_watch(app, services)),
        asyncio.create_task(repeat(SWEEP_EVERY, lambda: services.store.sweep(now()), "nothing could be swept")),
        asyncio.create_task(repeat(LOOK_EVERY, partial(digest.look, app.bot), "no digest now")),
        asyncio.create_task(repeat(LOOK_EVERY, partial(monthly.look, app.bot), "no list of duties now")),
        asyncio.create_task(services.statistics.keep_flushing()),
        asyncio.create_task(repeat(TELL_EVERY, partial(promises.keep, app.bot), "those who wait were not told")),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(app: App, services: Services) -> None:
    admin = Admin(services)

    async def told(mistakes: list[Mistake]) -> None:
        for mistake in mistakes:
            log.error("knowledge refused: %s", mistake)
        if not mistakes:
            log.info("knowledge reloaded")
        try:
            await admin.tell_about_knowledge(app.bot, mistakes)
            await _ask_again(app, services, admin)
        except (TelegramError, StoreUnavailable) as error:
            log.warning("an admin could not be told: %s", type(error).__name__)

    services.desk.place_soon()
    with suppress(TelegramError, StoreUnavailable):  # the files may have changed while the bot was stopped
        await _ask_again(app, services, admin)
    await services.library.watch(told)


async def _ask_again(app: App, services: Services, admin: Admin) -> None:
    if found := await services.desk.ask_again():
        await admin.tell_about_answers(app.bot, found)

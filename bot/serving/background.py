"""What a running bot does beside serving: it watches the files, forgets, counts, and tells those who wait."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram.error import TelegramError

from bot.core.store import Store, StoreUnavailable
from bot.loader.mistakes import Mistake
from bot.serving.parts import now
from bot.telegram.admin import Admin
from bot.telegram.app import App
from bot.telegram.digest import Digest
from bot.telegram.promises import Promises
from bot.telegram.services import Services

log = logging.getLogger(__name__)

SWEEP_EVERY = 600.0


@asynccontextmanager
async def working(app: App, services: Services, digest_hour: int) -> AsyncIterator[None]:
    """Do all of it as long as the block lasts."""
    tasks = [
        asyncio.create_task(_watch(app, services)),
        asyncio.create_task(_sweep(services.store)),
        asyncio.create_task(Digest(services, Admin(services), digest_hour).watch(app.bot)),
        asyncio.create_task(services.statistics.keep_flushing()),
        asyncio.create_task(Promises(services).keep_on(app.bot)),
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


async def _sweep(store: Store) -> None:
    while True:
        try:
            await store.sweep(now())
        except StoreUnavailable as problem:
            log.warning("nothing could be swept: %s", problem)
        await asyncio.sleep(SWEEP_EVERY)

"""Those who wait for an answer are told that there is one: not to what, and once."""

import asyncio
import logging
from collections import defaultdict
from datetime import UTC, timedelta

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.core.review import Promise
from bot.core.store import StoreUnavailable
from bot.telegram.adapter import send
from bot.telegram.services import Services, visit
from bot.ui.screens import own

log = logging.getLogger(__name__)

TELL_EVERY = 15.0
# So long an admin can undo what was pressed by mistake, and nobody has heard of it.
GRACE = timedelta(seconds=60)
_A_ROUND = 100


class Promises:
    """Keeps what the bot promised to those who pressed "tell me"."""

    def __init__(self, services: Services) -> None:
        self._services = services
        # Told, and the link still there because the store failed: not told again.
        self._told: set[tuple[int, int]] = set()

    async def keep(self, bot: Bot) -> int:
        """Tell those who can be told now. Returns how many promises are kept. Raises StoreUnavailable."""
        now = self._services.clock().astimezone(UTC)
        due: defaultdict[tuple[int, int], list[Promise]] = defaultdict(list)
        for promise in await self._services.store.promises(now - GRACE, _A_ROUND):
            due[promise.chat_id, promise.cluster_id].append(promise)
        kept = 0
        for (chat_id, cluster_id), promises in due.items():
            if not all((chat_id, one.question_id) in self._told for one in promises):
                if not await self._tell(bot, chat_id, cluster_id):
                    continue
                self._told |= {(chat_id, one.question_id) for one in promises}
            for one in promises:
                await self._services.store.withdraw(chat_id, one.question_id)
                self._told.discard((chat_id, one.question_id))
                kept += 1
        if kept:
            # A question that came again in the meantime waited for this with its next cluster.
            self._services.desk.place_soon()
        return kept

    async def keep_on(self, bot: Bot) -> None:
        """Keep promises every few seconds, for ever. What fails is tried again the next time."""
        while True:
            try:
                if await self._services.store.leads():
                    await self.keep(bot)
            except StoreUnavailable as problem:
                log.warning("who waits for an answer could not be read: %s", problem)
            except Exception:
                log.exception("those who wait could not be told")
            await asyncio.sleep(TELL_EVERY)

    async def _tell(self, bot: Bot, chat_id: int, cluster_id: int) -> bool:
        """One message without the subject. False when it has to be tried again."""
        here = await visit(self._services, chat_id, None)
        try:
            sent = await send(bot, chat_id, own.answer_exists(here.reader, cluster_id))
        except BadRequest as refused:
            log.warning("a chat that waited is gone: %s", refused.message)
            return True
        except TelegramError as error:
            log.warning("a chat that waits could not be told yet: %s", type(error).__name__)
            return False
        if sent:
            now = self._services.clock().astimezone(UTC)
            try:
                await self._services.store.remember(chat_id, None, [sent], now)
            except StoreUnavailable as problem:
                log.warning("a message could not be noted for /hide: %s", problem)
        return True

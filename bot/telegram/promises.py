"""Those who wait for an answer are told that there is one: not to what, and once. Admins may stop it for a while."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import partial

from telegram import Bot

from bot.core.review import Promise
from bot.telegram.sending import tell
from bot.telegram.services import Services
from bot.ui.screens import own

TELL_EVERY = 15.0
# So long an admin can undo what was pressed by mistake, and nobody has heard of it.
GRACE = timedelta(seconds=60)
_A_ROUND = 100


class Promises:
    """Keeps what the bot promised to those who pressed "tell me". What is not kept yet stands in the store."""

    def __init__(self, services: Services) -> None:
        self._services, self._store = services, services.store
        # Told, and the link still there because the store failed: not told again.
        self._told: set[tuple[int, int]] = set()

    async def keep(self, bot: Bot) -> int:
        """Tell those who can be told now, until an admin stops it. Returns how many promises are over.

        Raises StoreUnavailable; who was told by then is not told again.
        """
        now, over = self._services.clock().astimezone(UTC), 0
        while found := await self._round(bot, now):
            over += found
        if over:
            # A question that came again in the meantime waited for this with its next cluster.
            self._services.desk.place_soon()
        return over

    async def _round(self, bot: Bot, now: datetime) -> int:
        """The same for the first of them. 0 when there is nobody, or nobody could be told."""
        due: defaultdict[tuple[int, int], list[Promise]] = defaultdict(list)
        for promise in await self._store.promises(now - GRACE, _A_ROUND):
            due[promise.chat_id, promise.cluster_id].append(promise)
        over, unreachable = 0, set[int]()
        for (chat_id, cluster_id), promises in due.items():
            links = {(chat_id, one.question_id) for one in promises}
            if chat_id in unreachable:
                continue
            if not links <= self._told:
                if await self._store.sending_stop():
                    break
                told = await tell(self._services, bot, chat_id, partial(own.answer_exists, cluster_id=cluster_id))
                if told == "later":
                    continue
                if told == "unreachable":
                    # Whoever has blocked the bot is left alone: none of what they waited for is tried again.
                    unreachable.add(chat_id)
                    over += await self._store.withdraw(chat_id, None)
                    continue
                self._told |= links
            for one in promises:
                over += await self._store.withdraw(chat_id, one.question_id)
            self._told -= links
        return over

"""Once a day, when something new came: what waits for the admins."""

import asyncio
import logging
from datetime import datetime, timedelta

from telegram import Bot

from bot.core.review import Cluster, Deed, Wanted
from bot.core.store import StoreUnavailable
from bot.telegram.admin import Admin
from bot.telegram.services import KAZAKHSTAN, Services
from bot.ui.admin_actions import ListClusters
from bot.ui.reader import Reader
from bot.ui.screens import review
from bot.ui.view import View, button, column

log = logging.getLogger(__name__)

DIGEST = "digest"
_LOOK_EVERY = 60.0
_LATEST = timedelta(hours=3)  # a bot that was stopped at the hour does not write in the night
_NOBODY = 0
_A_READ = 100


class Digest:
    """Sends the digest at an hour of Kazakhstan. That it went out stands in the audit log: a restart sends no other."""

    def __init__(self, services: Services, admin: Admin, hour: int) -> None:
        self._services, self._admin, self._hour = services, admin, hour
        self._looked: datetime | None = None

    async def watch(self, bot: Bot) -> None:
        """Look every minute, for ever."""
        while True:
            try:
                if await self._services.store.leads():
                    await self.look(bot)
            except StoreUnavailable as problem:
                log.warning("no digest now: %s", problem)
            except Exception:
                log.exception("the digest failed")
            await asyncio.sleep(_LOOK_EVERY)

    async def look(self, bot: Bot) -> bool:
        """Send the digest if it is time and something new came. Returns whether it was sent."""
        now = self._services.clock()
        due = now.astimezone(KAZAKHSTAN).replace(hour=self._hour, minute=0, second=0, microsecond=0)
        if not due <= now < due + _LATEST or self._looked == due:
            return False
        last = await self._last(due - timedelta(days=2))
        if last is not None and last >= due:
            return False
        await self._services.desk.place_new()
        clusters = await self._open()
        new = sum(one.last_asked_at > (last or due - timedelta(days=1)) for one in clusters)
        self._looked = due
        if not new:
            return False
        await self._services.store.add_deed(Deed(_NOBODY, DIGEST, None, now))
        proposed = sum(one.proposed is not None for one in clusters)
        await self._admin.tell(bot, lambda reader: _view(reader, new, len(clusters), proposed))
        return True

    async def _last(self, since: datetime) -> datetime | None:
        """When the last digest went out, if that was not before this time."""
        offset = 0
        while deeds := await self._services.store.deeds(_A_READ, offset):
            for deed in deeds:
                if deed.what == DIGEST or deed.at < since:
                    return deed.at if deed.what == DIGEST else None
            offset += len(deeds)
        return None

    async def _open(self) -> list[Cluster]:
        found: list[Cluster] = []
        while True:
            some, count = await self._services.desk.clusters(Wanted(), _A_READ, len(found))
            found += some
            if not some or len(found) >= count:
                return found


def _view(reader: Reader, new: int, count: int, proposed: int) -> View:
    text = reader.say(reader.phrases.digest, new=new, open=count, proposed=proposed)
    return View(text, (*column(button(reader.phrases.review_open, ListClusters(0))), review.home_row(reader)))

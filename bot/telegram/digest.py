"""Once a day, when something new came: what waits for the admins."""

from datetime import datetime, timedelta

from telegram import Bot

from bot.core.review import Cluster, Deed, Wanted
from bot.core.terms import KAZAKHSTAN
from bot.telegram.sending import tell
from bot.telegram.services import Services
from bot.ui.admin_actions import ListClusters
from bot.ui.html import paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens import review
from bot.ui.view import View, button, column

DIGEST = "digest"
LOOK_EVERY = 60.0
_LATEST = timedelta(hours=3)  # a bot that was stopped at the hour does not write in the night
_A_READ = 100


class Digest:
    """Sends the digest at an hour of Kazakhstan. Who got it is in the audit log: a restart goes on with the others."""

    def __init__(self, services: Services, hour: int) -> None:
        self._services, self._hour = services, hour
        self._looked: datetime | None = None

    async def look(self, bot: Bot) -> bool:
        """Send the digest if it is time and something new came. Returns whether it was sent."""
        now = self._services.clock()
        due = now.astimezone(KAZAKHSTAN).replace(hour=self._hour, minute=0, second=0, microsecond=0)
        if not due <= now < due + _LATEST or self._looked == due:
            return False
        sent = await self._sent(due - timedelta(days=2))
        missing = self._services.admin_ids - {deed.admin_id for deed in sent if deed.at >= due}
        before = next((deed.at for deed in sent if deed.at < due), due - timedelta(days=1))
        await self._services.desk.place_new()
        clusters = await self._open()
        new = sum(one.last_asked_at > before for one in clusters)
        self._looked = due
        if not new:
            return False
        proposed = sum(one.proposed is not None for one in clusters)
        stopped = await self._services.store.sending_stop() is not None
        for admin_id in sorted(missing):
            # Noted before it is sent: rather none than one a minute while the disk is full.
            await self._services.store.add_deed(Deed(admin_id, DIGEST, None, now))
            await tell(
                self._services, bot, admin_id, lambda reader: _view(reader, new, len(clusters), proposed, stopped)
            )
        return bool(missing)

    async def _sent(self, since: datetime) -> list[Deed]:
        """The digests that went out since then, the last one first."""
        found: list[Deed] = []
        offset = 0
        while deeds := await self._services.store.deeds(_A_READ, offset):
            found += [deed for deed in deeds if deed.what == DIGEST and deed.at >= since]
            if deeds[-1].at < since:
                break
            offset += len(deeds)
        return found

    async def _open(self) -> list[Cluster]:
        found: list[Cluster] = []
        while True:
            some, count = await self._services.desk.clusters(Wanted(), _A_READ, len(found))
            found += some
            if not some or len(found) >= count:
                return found


def _view(reader: Reader, new: int, count: int, proposed: int, stopped: bool) -> View:
    text = paragraphs(
        reader.say(reader.phrases.digest, new=new, open=count, proposed=proposed),
        plain(reader.phrases.sending_is_off) if stopped else None,
    )
    return View(text, (*column(button(reader.phrases.review_open, ListClusters(0))), review.home_row(reader)))

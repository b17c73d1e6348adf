"""Once a month the admins hear who must look at what by when."""

from datetime import date, datetime, timedelta

from telegram import Bot

from bot.core.duties import duties
from bot.core.review import Deed
from bot.core.terms import KAZAKHSTAN
from bot.telegram.sending import tell
from bot.telegram.services import Services
from bot.ui.screens.duties import monthly

DUTIES = "duties"
_HOURS = 3  # nobody is woken
_LATEST = timedelta(days=27)
_NOBODY = 0
_A_READ = 100


class Monthly:
    """Sends the list on the first of the month, at an hour of Kazakhstan; on a later day where the bot was stopped.

    That it went out stands in the audit log: a restart sends no other. What is swept from there is not sent again.
    """

    def __init__(self, services: Services, hour: int) -> None:
        self._services, self._hour = services, hour
        self._done: datetime | None = None

    async def look(self, bot: Bot) -> bool:
        """Send the list if it is time, it did not go out this month, and something is due. Returns whether it went."""
        now = self._services.clock().astimezone(KAZAKHSTAN)
        first = now.replace(day=1, hour=self._hour, minute=0, second=0, microsecond=0)
        on_time = first <= now < first + min(_LATEST, self._services.retention)
        if not on_time or not self._hour <= now.hour < self._hour + _HOURS or self._done == first:
            return False
        if await self._went_out_since(first):
            self._done = first
            return False
        until = _end_of_next_month(first.date())
        found = duties(self._services.library.edition.knowledge.base, until)
        if found:
            await self._services.store.add_deed(Deed(_NOBODY, DUTIES, None, self._services.clock()))
            for admin_id in sorted(self._services.admin_ids):
                await tell(self._services, bot, admin_id, lambda reader: monthly(reader, found, until))
        self._done = first
        return bool(found)

    async def _went_out_since(self, first: datetime) -> bool:
        offset = 0
        while deeds := await self._services.store.deeds(_A_READ, offset):
            for deed in deeds:
                if deed.what == DUTIES or deed.at < first:
                    return deed.what == DUTIES and deed.at >= first
            offset += len(deeds)
        return False


def _end_of_next_month(first: date) -> date:
    """So that what is due early in a month is told in the one before."""
    return (first + timedelta(days=62)).replace(day=1) - timedelta(days=1)

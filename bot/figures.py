"""Gathers what /readyz and /metrics tell, from the parts of a running bot."""

from datetime import datetime

from bot.core.store import StoreUnavailable
from bot.telegram.inbox import Inbox
from bot.telegram.meters import BOUNDS
from bot.telegram.services import Services
from bot.web.health import Figures, Health, Line


def build_health(services: Services, inbox: Inbox, token: str | None) -> Health:
    """The two pages of a bot."""

    async def ready() -> str | None:
        if not services.library.edition.knowledge.base.topics:
            return "knowledge"
        if not inbox.is_running:
            return "inbox"
        try:
            await services.store.inbox_size()
        except StoreUnavailable:
            return "database"
        return None

    async def figures() -> Figures:
        edition = services.library.edition
        waiting = queue = None
        try:
            waiting = _line(await inbox.size(), services.clock())
            queue = _line(await services.store.queue_size(), services.clock())
        except StoreUnavailable:
            pass  # /readyz says so
        questions = {(got, str(language)): count for (got, language), count in services.statistics.replies.items()}
        return Figures(
            BOUNDS, tuple(services.meter.columns), services.meter.seconds, services.meter.broken,
            questions, waiting, queue, services.alarm.failures,
            str(edition.knowledge.base.released), edition.digest[:12],
        )  # fmt: skip

    return Health(ready, figures, token)


def _line(size: tuple[int, datetime | None], now: datetime) -> Line:
    count, oldest = size
    return Line(count, max(0.0, (now - oldest).total_seconds()) if oldest else 0.0)

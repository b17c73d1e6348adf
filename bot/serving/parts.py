"""The parts of a bot that are the same whichever way its updates come in."""

from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial

from bot.core.inbox import InboxStore
from bot.core.replicas import KnowledgeStore
from bot.core.store import Store
from bot.editing.sharing import Sharing
from bot.loader.library import Library
from bot.review.desk import Desk
from bot.settings import Settings
from bot.telegram.admin import Admin
from bot.telegram.alarm import StoreAlarm
from bot.telegram.app import App
from bot.telegram.inbox import Inbox, serve
from bot.telegram.services import Services
from bot.telegram.watched import watched


def now() -> datetime:
    """The clock of the running bot, in UTC."""
    return datetime.now(UTC)


def build_services(
    settings: Settings, library: Library, store: Store, bot_name: str,
    admin_ids: frozenset[int], owner_ids: frozenset[int],
) -> Services:  # fmt: skip
    """What the handlers work with."""
    alarm = StoreAlarm()
    noticed = watched(store, alarm.failed)
    folder = settings.knowledge_dir
    sharing = Sharing(library, folder, store, now) if isinstance(store, KnowledgeStore) else None
    desk = Desk(library, noticed, folder, now, owner_ids, sharing.together if sharing else nullcontext)
    return Services(
        library, noticed, admin_ids, now, bot_name, desk, owner_ids,
        retention=settings.retention, alarm=alarm, sharing=sharing,
    )  # fmt: skip


def build_inbox(store: InboxStore, app: App, services: Services) -> Inbox:
    """The inbox before the handlers; admins hear when its store fails."""
    services.alarm.tell = partial(Admin(services).tell_about_store, app.bot)
    return Inbox(store, partial(serve, app), now, services.alarm, services.meter)

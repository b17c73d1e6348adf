"""Serving the local chat page: it exists only without a token, and only on this machine."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.core.store import Store
from bot.loader.library import Library
from bot.local_telegram.server import BOT, LocalTelegram
from bot.local_telegram.transport import LocalRequest
from bot.sentences import settings as sentences
from bot.serving.pages import serving_pages
from bot.serving.parts import build_inbox, build_services
from bot.serving.updates import serving_inbox
from bot.settings import Settings, WrongSetting
from bot.storage.sqlite import SqliteStore
from bot.telegram.app import App, build_application
from bot.telegram.polling import poll
from bot.telegram.services import Services
from bot.telegram.updates import ASKED_FOR
from bot.web.guard import LOOPBACK
from bot.web.local_chat import build_local_chat

log = logging.getLogger(__name__)

LOCAL_TOKEN = "1:LOCAL"
LOCAL_ADMIN = 9001


@asynccontextmanager
async def serving_local_chat(settings: Settings, library: Library, store: Store) -> AsyncIterator[tuple[App, Services]]:
    """Serve the people of the page. Raises WrongSetting where others could reach it."""
    if settings.host not in LOOPBACK:
        raise WrongSetting(sentences.LOCAL_CHAT_OUTSIDE)
    telegram = LocalTelegram()
    admin_ids = settings.admin_ids | settings.owner_ids or frozenset({LOCAL_ADMIN})
    owner_ids = settings.owner_ids or admin_ids
    services = build_services(settings, library, store, str(BOT["username"]), admin_ids, owner_ids)
    request = LocalRequest(telegram)
    app = build_application(services, LOCAL_TOKEN, settings.telegram_api_url, (request, request))
    # This Telegram begins anew with each start, and so do its numbers: nothing of an earlier one may be taken for them.
    numbers = SqliteStore(None, settings.retention)
    inbox = build_inbox(numbers, app, services)
    chat = build_local_chat(telegram, admin_ids, services.days)
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(serving_pages(settings, services, inbox, chat))
        await numbers.open()
        stack.push_async_callback(numbers.close)
        await app.initialize()
        polling = poll(request, LOCAL_TOKEN, ASKED_FOR, inbox.receive)
        await stack.enter_async_context(serving_inbox(app, services, inbox, polling))
        log.info("no TELEGRAM_BOT_TOKEN: the local chat is open at %s", address)
        yield app, services

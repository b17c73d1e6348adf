"""Serving Telegram: it brings updates to PUBLIC_URL where it can; otherwise it is asked for them."""

import hashlib
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import urlsplit

from telegram.error import InvalidToken

from bot.core.store import Store
from bot.loader.library import Library
from bot.sentences import settings as sentences
from bot.serving.leading import while_leading
from bot.serving.pages import serving_pages
from bot.serving.parts import build_inbox, build_services
from bot.serving.updates import serving_inbox
from bot.settings import Settings, WrongSetting
from bot.telegram.app import CALLS_AT_ONCE, App, build_application
from bot.telegram.polling import poll
from bot.telegram.services import Services
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import ASKED_FOR
from bot.web.guard import LOOPBACK
from bot.web.webhook import PATH, build_webhook

log = logging.getLogger(__name__)


@asynccontextmanager
async def serving_telegram(settings: Settings, library: Library, store: Store) -> AsyncIterator[tuple[App, Services]]:
    """Serve as the bot of the token. Raises WrongSetting when Telegram refuses it."""
    assert settings.telegram_bot_token, "only with a token"
    token = settings.telegram_bot_token.get_secret_value()
    admin_ids = settings.admin_ids | settings.owner_ids
    services = build_services(settings, library, store, token.partition(":")[0], admin_ids, settings.owner_ids)
    requests = _, updates = AiohttpRequest(CALLS_AT_ONCE), AiohttpRequest(1)
    app = build_application(services, token, settings.telegram_api_url, requests)
    async with AsyncExitStack() as stack:
        for request in requests:
            stack.push_async_callback(request.shutdown)  # also when the start does not come to its end
        try:
            await app.initialize()
        except InvalidToken:
            raise WrongSetting(sentences.TOKEN_REFUSED) from None
        services.bot_name = app.bot.username
        inbox = build_inbox(services.store, app, services)
        if brings(settings):
            secret = webhook_secret(token)
            webhook = build_webhook(secret, inbox.receive_raw)
            await stack.enter_async_context(serving_pages(settings, services, inbox, webhook=webhook))
            await stack.enter_async_context(serving_inbox(app, services, inbox, None))
            await app.bot.set_webhook(
                f"{settings.public_url}{PATH}", secret_token=secret, allowed_updates=ASKED_FOR, max_connections=100
            )
            log.info("Telegram brings updates of @%s to %s%s", app.bot.username, settings.public_url, PATH)
        else:
            if admin_ids or settings.metrics_token:
                await stack.enter_async_context(serving_pages(settings, services, inbox))
            await app.bot.delete_webhook()
            address = f"{settings.telegram_api_url}{token}"
            polling = while_leading(store, lambda: poll(updates, address, ASKED_FOR, inbox.receive))
            await stack.enter_async_context(serving_inbox(app, services, inbox, polling))
            log.info("polling as @%s", app.bot.username)
        yield app, services


def brings(settings: Settings) -> bool:
    """Whether updates come to the webhook: by https, or by http from a Bot API server to one on the same computer."""
    page, api = urlsplit(settings.public_url or ""), urlsplit(settings.telegram_api_url)
    return page.scheme == "https" or (page.hostname in LOOPBACK and api.hostname in LOOPBACK)


def webhook_secret(token: str) -> str:
    """What Telegram shows with every update that it brings: known to whoever has the token, and to nobody else."""
    return hashlib.sha256(f"webhook of {token}".encode()).hexdigest()

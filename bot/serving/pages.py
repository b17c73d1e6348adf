"""The pages of a running bot on its port: the console, its health, and what a way in adds."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from secrets import token_urlsafe

from bot.figures import build_health
from bot.sentences import settings as sentences
from bot.serving.parts import now
from bot.settings import Settings, WrongSetting
from bot.telegram.inbox import Inbox
from bot.telegram.services import Services
from bot.web.console.links import Links
from bot.web.console.pages import build_console
from bot.web.console.parts import Console
from bot.web.console.sessions import Sessions
from bot.web.server import PortTaken, Sites, address_of, listening, serving
from bot.web.site import Site

log = logging.getLogger(__name__)


@asynccontextmanager
async def serving_pages(
    settings: Settings, services: Services, inbox: Inbox, chat: Site | None = None, webhook: Site | None = None
) -> AsyncIterator[str]:
    """Serve the console, and what else there is. Raises WrongSetting where the port is taken."""
    try:
        opened = listening(settings.host, settings.port)
    except PortTaken as taken:
        raise WrongSetting(sentences.PORT_TAKEN, why=taken) from None
    with opened:
        here = address_of(settings.host, opened)
        address = settings.public_url or here
        secret = settings.secret_key.get_secret_value() if settings.secret_key else token_urlsafe(48)
        links = Links(services.store, now, secret, address, services.admin_ids)
        sessions = Sessions(secret, now, secure=address.startswith("https:"))
        console = Console(
            services.library, services.store, services.desk, settings.knowledge_dir, now, services.admin_ids,
            services.owner_ids, links, sessions,
        )  # fmt: skip
        services.console_link = links.make
        token = settings.metrics_token.get_secret_value() if settings.metrics_token else None
        health = build_health(services, inbox, token)
        async with serving(Sites(chat, build_console(console, address), webhook, health), opened):
            log.info("the console is at %s/console; admins get a link with the command /console", address)
            yield here

"""Running the bot: against Telegram with a token, otherwise behind the local chat page."""

import asyncio
import hashlib
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot.core.store import StoreUnavailable
from bot.figures import build_health
from bot.loader.library import Library
from bot.loader.mistakes import Mistake
from bot.local_telegram.server import BOT, LocalTelegram
from bot.local_telegram.transport import LocalRequest
from bot.logs import set_up
from bot.loop import new_event_loop
from bot.review.desk import Desk
from bot.settings import Settings, WrongSetting
from bot.storage.backup import only_one
from bot.storage.sqlite import SqliteStore
from bot.telegram.admin import Admin
from bot.telegram.app import CALLS_AT_ONCE, App, build_application
from bot.telegram.digest import Digest
from bot.telegram.inbox import Inbox, serve
from bot.telegram.polling import poll
from bot.telegram.profile import set_profile
from bot.telegram.promises import Promises
from bot.telegram.services import Services
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import ASKED_FOR
from bot.web.console.links import Links
from bot.web.console.pages import build_console
from bot.web.console.parts import Console
from bot.web.console.sessions import Sessions
from bot.web.health import Health
from bot.web.local_chat import build_local_chat
from bot.web.server import PortTaken, Sites, address_of, listening, serving
from bot.web.site import Site
from bot.web.webhook import PATH, build_webhook

log = logging.getLogger(__name__)

LOCAL_TOKEN = "1:LOCAL"
LOCAL_ADMIN = 9001
SWEEP_EVERY = 600.0
STOPS_WITHIN = 5.0  # the pages and the end of Python take their time too, and after ten Docker kills
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


async def run(settings: Settings, library: Library) -> None:
    """Serve until SIGTERM or Ctrl+C. Raises WrongSetting and StoreUnavailable at the start only."""
    serving = asyncio.create_task(_run(settings, library))
    for name in (signal.SIGINT, signal.SIGTERM):
        # Windows has no signal handlers in its event loop; Ctrl+C works there.
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, _once(serving.cancel))
    with suppress(asyncio.CancelledError):
        await serving


def _once(stop: Callable[[], object]) -> Callable[[], None]:
    """Stopping must not be stopped by a second signal."""
    left = [stop]

    def told() -> None:
        if left:
            left.pop()()

    return told


async def _run(settings: Settings, library: Library) -> None:
    """Serve until this is cancelled; at the start too, when Telegram may not answer."""
    lock = only_one(settings.database_file) if settings.database_file else None
    store = SqliteStore(settings.database_file, settings.retention)
    try:
        await store.open()
        serving = (
            _telegram(settings, library, store) if settings.telegram_bot_token else _local(settings, library, store)
        )
        async with serving as (app, services):
            tasks = [
                asyncio.create_task(_watch(app, services)),
                asyncio.create_task(_sweep(store)),
                asyncio.create_task(Digest(services, Admin(services), settings.digest_hour).watch(app.bot)),
                asyncio.create_task(services.statistics.keep_flushing()),
                asyncio.create_task(Promises(services).keep_on(app.bot)),
            ]
            with suppress(asyncio.CancelledError):
                await asyncio.Future()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        # The last presses are served by now.
        await services.statistics.flush()
    finally:
        await store.close()
        if lock:
            lock.release()


@asynccontextmanager
async def _telegram(settings: Settings, library: Library, store: SqliteStore) -> AsyncIterator[tuple[App, Services]]:
    """Telegram brings updates to PUBLIC_URL where it can; otherwise it is asked for them."""
    assert settings.telegram_bot_token, "only with a token"
    token = settings.telegram_bot_token.get_secret_value()
    admin_ids = settings.admin_ids | settings.owner_ids
    desk = Desk(library, store, settings.knowledge_dir, _now, settings.owner_ids)
    services = Services(
        library, store, admin_ids, _now, token.partition(":")[0], desk, settings.owner_ids, retention=settings.retention
    )
    requests = _, updates = AiohttpRequest(CALLS_AT_ONCE), AiohttpRequest(1)
    app = build_application(services, token, settings.telegram_api_url, requests)
    async with AsyncExitStack() as stack:
        for request in requests:
            stack.push_async_callback(request.shutdown)  # also when the start does not come to its end
        try:
            await app.initialize()
        except InvalidToken:
            raise WrongSetting("TELEGRAM_BOT_TOKEN was refused by Telegram: copy it again from @BotFather") from None
        services.bot_name = app.bot.username
        inbox = Inbox(store, partial(serve, app), _now, services.alarm)
        services.alarm.tell = partial(Admin(services).tell_about_store, app.bot)
        health = _health(settings, services, inbox)
        if brings(settings):
            secret = webhook_secret(token)
            await stack.enter_async_context(
                _pages(settings, services, health, webhook=build_webhook(secret, inbox.receive_raw))
            )
            await stack.enter_async_context(serving_inbox(app, services, inbox, None))
            await app.bot.set_webhook(
                f"{settings.public_url}{PATH}", secret_token=secret, allowed_updates=ASKED_FOR, max_connections=100
            )
            log.info("Telegram brings updates of @%s to %s%s", app.bot.username, settings.public_url, PATH)
        else:
            if admin_ids or settings.metrics_token:
                await stack.enter_async_context(_pages(settings, services, health))
            await app.bot.delete_webhook()
            address = f"{settings.telegram_api_url}{token}"
            await stack.enter_async_context(
                serving_inbox(app, services, inbox, poll(updates, address, ASKED_FOR, inbox.receive))
            )
            log.info("polling as @%s", app.bot.username)
        yield app, services


def brings(settings: Settings) -> bool:
    """Whether updates come to the webhook: by https, or by http from a Bot API server to one on the same computer."""
    page, api = urlsplit(settings.public_url or ""), urlsplit(settings.telegram_api_url)
    return page.scheme == "https" or (page.hostname in _LOOPBACK and api.hostname in _LOOPBACK)


@asynccontextmanager
async def _local(settings: Settings, library: Library, store: SqliteStore) -> AsyncIterator[tuple[App, Services]]:
    """Serve the local chat page; it exists only without a token and only on this machine."""
    if settings.host not in _LOOPBACK:
        raise WrongSetting("HOST must be 127.0.0.1 for the local chat; set TELEGRAM_BOT_TOKEN to serve Telegram")
    telegram = LocalTelegram()
    admin_ids = settings.admin_ids | settings.owner_ids or frozenset({LOCAL_ADMIN})
    owner_ids = settings.owner_ids or admin_ids
    desk = Desk(library, store, settings.knowledge_dir, _now, owner_ids)
    services = Services(
        library, store, admin_ids, _now, str(BOT["username"]), desk, owner_ids, retention=settings.retention
    )
    request = LocalRequest(telegram)
    app = build_application(services, LOCAL_TOKEN, settings.telegram_api_url, (request, request))
    # This Telegram begins anew with each start, and so do its numbers: nothing of an earlier one may be taken for them.
    numbers = SqliteStore(None, settings.retention)
    inbox = Inbox(numbers, partial(serve, app), _now, services.alarm)
    services.alarm.tell = partial(Admin(services).tell_about_store, app.bot)
    chat = build_local_chat(telegram, admin_ids)
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(_pages(settings, services, _health(settings, services, inbox), chat))
        await numbers.open()
        stack.push_async_callback(numbers.close)
        await app.initialize()
        polling = poll(request, LOCAL_TOKEN, ASKED_FOR, inbox.receive)
        await stack.enter_async_context(serving_inbox(app, services, inbox, polling))
        log.info("no TELEGRAM_BOT_TOKEN: the local chat is open at %s", address)
        yield app, services


@asynccontextmanager
async def _pages(
    settings: Settings, services: Services, health: Health, chat: Site | None = None, webhook: Site | None = None
) -> AsyncIterator[str]:
    """Serve the console, and what else there is. Raises WrongSetting where the port is taken."""
    try:
        opened = listening(settings.host, settings.port)
    except PortTaken as taken:
        raise WrongSetting(f"PORT cannot be used ({taken}); choose another one") from None
    with opened:
        here = address_of(settings.host, opened)
        address = settings.public_url or here
        secret = settings.secret_key.get_secret_value() if settings.secret_key else token_urlsafe(48)
        links = Links(services.store, _now, secret, address, services.admin_ids)
        sessions = Sessions(secret, _now, secure=address.startswith("https:"))
        console = Console(
            services.library, services.store, services.desk, settings.knowledge_dir, _now, services.admin_ids,
            services.owner_ids, links, sessions,
        )  # fmt: skip
        services.console_link = links.make
        async with serving(Sites(chat, build_console(console, address), webhook, health), opened):
            log.info("the console is at %s/console; admins get a link with the command /console", address)
            yield here


@asynccontextmanager
async def serving_inbox(
    app: App, services: Services, inbox: Inbox, polling: Coroutine[Any, Any, None] | None
) -> AsyncIterator[None]:
    """Serve the inbox, and fill it by polling if not by a webhook. At the end what is in flight has some seconds."""
    tasks = [asyncio.create_task(inbox.run())]
    if polling:
        tasks.append(asyncio.create_task(polling))
    tasks.append(asyncio.create_task(_set_profile(app, services)))
    try:
        yield
    finally:
        for task in tasks[1:]:
            task.cancel()
        await inbox.stop(STOPS_WITHIN)
        tasks[0].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await app.shutdown()


async def _set_profile(app: App, services: Services) -> None:
    """Beside everything else: nobody waits for it. A name that could not be set now is set at the next start."""
    with suppress(TelegramError):
        await set_profile(app.bot, services.library.edition.knowledge.phrases)


async def _watch(app: App, services: Services) -> None:
    admin = Admin(services)

    async def told(mistakes: list[Mistake]) -> None:
        for mistake in mistakes:
            log.error("knowledge refused: %s", mistake)
        if not mistakes:
            log.info("knowledge reloaded")
        try:
            await admin.tell_about_knowledge(app.bot, mistakes)
            await _ask_again(app, services, admin)
        except (TelegramError, StoreUnavailable) as error:
            log.warning("an admin could not be told: %s", type(error).__name__)

    services.desk.place_soon()
    with suppress(TelegramError, StoreUnavailable):  # the files may have changed while the bot was stopped
        await _ask_again(app, services, admin)
    await services.library.watch(told)


async def _ask_again(app: App, services: Services, admin: Admin) -> None:
    if found := await services.desk.ask_again():
        await admin.tell_about_answers(app.bot, found)


async def _sweep(store: SqliteStore) -> None:
    while True:
        try:
            await store.sweep(_now())
        except StoreUnavailable as problem:
            log.warning("nothing could be swept: %s", problem)
        await asyncio.sleep(SWEEP_EVERY)


def _health(settings: Settings, services: Services, inbox: Inbox) -> Health:
    return build_health(services, inbox, settings.metrics_token.get_secret_value() if settings.metrics_token else None)


def webhook_secret(token: str) -> str:
    """What Telegram shows with every update that it brings: known to whoever has the token, and to nobody else."""
    return hashlib.sha256(f"webhook of {token}".encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)


def start(settings: Settings, library: Library) -> None:
    """Set up the log and serve. httpx would write the token into the log with every address."""
    set_up(settings.log_level, settings.log_format)
    for name in ("httpx", "httpcore", "telegram", "apscheduler", "aiosqlite", "uvicorn"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(settings.log_level)))
    # A 502 comes as HTML. The library calls that an error each time; that the call is made again is said already.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    with suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(run(settings, library))

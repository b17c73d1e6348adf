"""The bot as a process: it starts, serves until it is told to stop, and gives what is in flight some seconds."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from bot.loader.library import Library
from bot.logs import set_up
from bot.serving.background import working
from bot.serving.local_chat import serving_local_chat
from bot.serving.telegram import serving_telegram
from bot.settings import Settings
from bot.storage.opening import opened

if sys.platform == "win32":  # there is no uvloop
    from asyncio import new_event_loop
else:
    from uvloop import new_event_loop


def start(settings: Settings, library: Library) -> None:
    """Set up the log and serve. httpx would write the token into the log with every address."""
    set_up(settings.log_level, settings.log_format)
    for name in ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(settings.log_level)))
    # A 502 comes as HTML. The library calls that an error each time; that the call is made again is said already.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    # What is loaded by now stays until the end: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()
    with suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(run(settings, library))


async def run(settings: Settings, library: Library) -> None:
    """Serve until SIGTERM or Ctrl+C. Raises WrongSetting and StoreUnavailable at the start only."""
    serving = asyncio.create_task(_serve(settings, library))
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


async def _serve(settings: Settings, library: Library) -> None:
    """Serve until this is cancelled; at the start too, when Telegram may not answer."""
    way_in = serving_telegram if settings.telegram_bot_token else serving_local_chat
    async with opened(settings.database_url.get_secret_value(), settings.retention) as store:
        async with (
            way_in(settings, library, store) as (app, services),
            working(app, services, settings.digest_hour),
        ):
            with suppress(asyncio.CancelledError):
                await asyncio.Future()
        # The last presses are served by now.
        await services.statistics.flush()

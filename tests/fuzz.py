"""The bot under odd updates. A long run: python -m tests.fuzz --examples 100000"""

import argparse
import asyncio
import logging
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bot.loader.library import Library
from bot.local_telegram.server import BOT, LocalTelegram, Query
from bot.local_telegram.transport import LocalRequest
from bot.review.desk import Desk
from bot.storage.database import T
from bot.storage.sqlite import SqliteStore
from bot.storage.sqlite_database import connect
from bot.telegram.app import App, build_application
from bot.telegram.inbox import received, serve
from bot.telegram.services import Services
from bot.telegram.updates import ASKED_FOR
from bot.web.console.links import Links
from tests.conftest import ADMIN, KNOWLEDGE, OWNER, RELEASED, ROOT
from tests.fuzz_updates import PEOPLE, Json, button_data, texts, updates

# Telegram's refusals that depend on what it has, which a bot cannot know beforehand.
HARMLESS = (
    "message to edit not found", "message can't be edited", "message can't be deleted", "no text in the message",
    "not modified", "was blocked",
)  # fmt: skip
_TABLES = ("waiting", "question", "cluster", "chat", "message", "deed", "tally", "link", "sending_stop")


class Broken(AssertionError):
    """What an update has broken."""


class _Errors(logging.Handler):
    """Every line of the log that says that something broke."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record))


class _Quick(SqliteStore):
    """The store without a thread of its own: of 100,000 updates each would wait for it ten times."""

    async def open(self) -> None:
        self._quick = connect(self._path)
        self._quick.execute("PRAGMA synchronous = OFF")

    async def close(self) -> None:
        self._quick.close()

    async def _call(self, function: Callable[[sqlite3.Connection], T]) -> T:
        return function(self._quick)


class Bot:
    """The real application before a Telegram in memory; each update finds it as new."""

    def __init__(self, knowledge: Path) -> None:
        self.errors = _Errors()
        self.store = _Quick(knowledge.parent / "bot.sqlite3", timedelta(days=365))
        self.telegram = LocalTelegram(clock=RELEASED.timestamp)
        library, admins = Library(knowledge), frozenset({ADMIN, OWNER})
        desk = Desk(library, self.store, knowledge, lambda: RELEASED, frozenset({OWNER}))
        self.services = Services(
            library, self.store, admins, lambda: RELEASED, str(BOT["username"]), desk, frozenset({OWNER})
        )
        links = Links(self.store, lambda: RELEASED, "s" * 40, "http://localhost", admins)
        self.services.console_link = links.make
        request = LocalRequest(self.telegram)
        self.app: App = build_application(self.services, "1:TEST", "https://api.telegram.org/bot", (request, request))
        self.served = Counter[str]()

    async def open(self) -> None:
        await self.store.open()
        await self.app.initialize()
        names = {row["name"] for row in await self.store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        self._tables = [name for name in _TABLES if name in names]

    async def close(self) -> None:
        await self.app.shutdown()
        await self.store.close()

    async def serve(self, update: Json, screen: str | None, question: str | None, blocked: bool) -> None:
        """Serve one update, and raise Broken for whatever must not happen."""
        await self._anew(screen, question)
        kind = next((name for name in update if name != "update_id"), "none")
        press = update.get("callback_query")
        if press:
            self.telegram.queries[press["id"]] = Query(press["id"], press["from"]["id"], press.get("data", ""))
            self._put(press.get("message"))
        if blocked:
            self.telegram.blocked_by = set(PEOPLE)
        try:
            await serve(self.app, received(update).raw)
            await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name() == "placing"))
        except Exception as error:
            raise Broken(f"{kind}: {type(error).__name__}: {error}") from error
        self.served[kind] += 1
        if self.errors.lines:
            raise Broken(self.errors.lines[0])
        broken = [one for one in self.telegram.violations if not any(part in one for part in HARMLESS)]
        if broken:
            raise Broken(broken[0])
        if self.telegram.calls and kind not in ASKED_FOR:
            raise Broken(f"{kind} was answered, which the bot does not ask for")
        if self.telegram.unanswered():
            raise Broken("a press was not answered")

    async def _anew(self, screen: str | None, question: str | None) -> None:
        telegram = self.telegram
        for kept in (telegram.chats, telegram.queries, telegram.violations, telegram.calls, telegram.files):
            kept.clear()
        telegram.blocked_by.clear()
        self.errors.lines.clear()
        await self.store.run(lambda db: [db.execute(f"DELETE FROM {name}") for name in self._tables])
        if screen is not None:
            screens = [(number, screen, RELEASED.isoformat()) for number in PEOPLE]
            await self.store.change_many("INSERT INTO chat (id, screen, screen_at) VALUES (?, ?, ?)", screens)
        if question is not None:
            await self.store.record(question, "ru", "open", RELEASED)
            await self.services.desk.place_new()

    def _put(self, message: Json | None) -> None:
        """What was pressed stands in its chat, as a message of the bot, unless it is gone."""
        if message and message["date"]:
            here = {"text": "", "html": "", **message, "from": BOT, "chat": message["chat"]}
            self.telegram.chats[message["chat"]["id"]].append(here)


@contextmanager
def running(knowledge: Path | None = None) -> Iterator[tuple[asyncio.Runner, Bot]]:
    """A bot in an event loop of its own, with a copy of a knowledge folder: admins may write."""
    with TemporaryDirectory() as temporary, asyncio.Runner() as runner:
        folder = Path(temporary) / "knowledge"
        shutil.copytree(knowledge or ROOT / "tests" / "sample", folder)
        if knowledge is None:
            shutil.copytree(KNOWLEDGE / "phrases", folder / "phrases")
        bot = Bot(folder)
        loggers = [logging.getLogger(name) for name in ("bot", "telegram", "asyncio")]
        for logger in loggers:
            logger.addHandler(bot.errors)
        runner.run(bot.open())
        try:
            yield runner, bot
        finally:
            runner.run(bot.close())
            for logger in loggers:
                logger.removeHandler(bot.errors)


def fuzz(most: int, runner: asyncio.Runner, bot: Bot, begin: int = 0, variants: int = 4) -> None:
    """Serve so many odd updates, round by round; the shortest one that breaks something is raised."""
    number = begin
    while bot.served.total() < most:
        number += 1
        # Hypothesis keeps what it has drawn: rounds keep the memory small, and a round's number repeats it.
        _round(number, min(200, max(1, (most - bot.served.total()) // 3)), runner, bot, variants)


def _round(number: int, examples: int, runner: asyncio.Runner, bot: Bot, variants: int) -> None:
    phases = (Phase.explicit, Phase.generate, Phase.shrink)
    nothing = st.none()
    typed = texts().map(lambda text: text[:200] or "x")
    screens = st.lists(button_data(), min_size=variants, max_size=variants)

    @seed(number)
    @settings(
        max_examples=examples, deadline=None, database=None, phases=phases,
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    @given(updates(), screens, nothing | nothing | typed, st.sampled_from([False] * 9 + [True]))
    def one(update: Json, screens: list[str], question: str | None, blocked: bool) -> None:
        async def served() -> None:
            await bot.serve(update, None, question, blocked)
            for data in screens:
                # Drawing costs more than serving: the same press with other data, the same words elsewhere.
                if press := update.get("callback_query"):
                    await bot.serve({**update, "callback_query": {**press, "data": data}}, None, question, blocked)
                elif "message" in update:
                    await bot.serve(update, data, question, blocked)

        runner.run(served())

    one()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0, help="the number of the first round")
    parser.add_argument("--knowledge", type=Path, default=None, help="a knowledge folder; without it the tests' own")
    given_: Any = parser.parse_args(arguments)
    logging.getLogger("bot").propagate = False
    begun = monotonic()
    with running(given_.knowledge) as (runner, bot):
        try:
            fuzz(given_.examples, runner, bot, given_.seed, variants=20)
        finally:  # also when it is stopped by Ctrl+C
            print(
                f"{sum(bot.served.values())} updates in {monotonic() - begun:.0f} s: {dict(bot.served.most_common())}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

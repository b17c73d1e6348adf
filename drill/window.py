"""How long a crash would make a reply come twice: from Telegram having it until "served" is written.

    python -m drill.window [--webhook] [--postgres]

Questions of many chats wait at once, so the processor is what is slow: the worst that a healthy Telegram brings about.
"""

import argparse
import asyncio
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from bot.local_telegram.server import Person
from drill.postgres import running
from drill.process import Process, settings_of, small_base
from drill.server import HttpTelegram

_CHATS, _EACH, _FIRST_CHAT = 25, 8, 1001
# SQLite itself notes when an update is marked as served: a millisecond is the finest that every version of it knows.
_NOTES = """
    CREATE TABLE noted (update_id INTEGER, at REAL);
    CREATE TRIGGER note AFTER UPDATE OF raw ON inbox WHEN new.raw IS NULL BEGIN
        INSERT INTO noted VALUES (new.update_id, (julianday('now') - 2440587.5) * 86400.0);
    END;
"""


# Here it is the moment before the transaction is written.
_NOTES_OF_POSTGRES = """
    CREATE TABLE noted (update_id bigint, at double precision);
    CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO noted VALUES (new.update_id, extract(epoch FROM clock_timestamp()));
        RETURN NULL;
    END $$;
    CREATE TRIGGER note AFTER UPDATE OF raw ON inbox FOR EACH ROW WHEN (new.raw IS NULL) EXECUTE FUNCTION note();
"""


class _File:
    """The notes of a bot over SQLite."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, timeout=10)
        self._database.executescript(_NOTES)

    def __call__(self) -> dict[int, float]:
        noted = dict(self._database.execute("SELECT update_id, at FROM noted"))
        self._database.close()
        return noted


class _Server:
    """The notes of a bot over PostgreSQL."""

    def __init__(self, address: str) -> None:
        self._database = psycopg.connect(address, autocommit=True)
        self._database.execute(_NOTES_OF_POSTGRES)

    def __call__(self) -> dict[int, float]:
        noted: dict[int, float] = dict(self._database.execute("SELECT update_id, at FROM noted").fetchall())
        self._database.close()
        return noted


async def windows(webhook: bool, address: str | None) -> tuple[list[float], float]:
    """The seconds of each reply, shortest first, and the seconds that all of it took."""
    server = HttpTelegram()
    with TemporaryDirectory(prefix="window-") as name:
        folder = Path(name)
        async with server.serving():
            settings = settings_of(folder, small_base(folder / "knowledge"), server.address, webhook)
            if address:
                settings["DATABASE_URL"] = address
            bot = Process(folder, settings)
            await bot.start()
            try:
                while not server.calls["setMyCommands"]:  # noqa: ASYNC110  # another process
                    await asyncio.sleep(0.1)
                notes = _Server(address) if address else _File(folder / "bot.sqlite3")
                began, asked = time.monotonic(), _ask(server)
                while len(server.seen) < _CHATS * _EACH:  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
                took = time.monotonic() - began
                await asyncio.sleep(1)
                noted = notes()
            finally:
                await bot.kill()
    clock = time.time() - time.monotonic()
    seen: defaultdict[int, list[float]] = defaultdict(list)
    for one in server.seen:
        seen[one.chat_id].append(one.at + clock)
    pairs = [pair for chat in asked for pair in zip(asked[chat], seen[chat], strict=True)]
    return sorted(noted[number] - at for number, at in pairs), took


def _ask(server: HttpTelegram) -> dict[int, list[int]]:
    """Everybody asks everything at once. Returns the numbers of the updates by chat, in order."""
    asked: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(_EACH):
        for chat in range(_FIRST_CHAT, _FIRST_CHAT + _CHATS):
            update = server.telegram.say(Person(chat, f"Person {chat}"), f"zander {chat}-{number}")
            asked[chat].append(update["update_id"])
    return asked


def shown(found: Sequence[float], took: float) -> str:
    """`found` sorted; the last figure is how many replies could come twice at a moment, on average."""
    at = [statistics.median(found), found[int(0.95 * len(found))], found[-1]]
    median, most, longest = (f"{1000 * max(0.0, one):.1f}" for one in at)
    return (
        f"{len(found)} replies, {len(found) / took:.0f} a second; ms until each is noted: median {median}, "
        f"95 % within {most}, longest {longest}; at any moment {sum(found) / took:.2f} replies are not noted"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m drill.window", description=__doc__)
    parser.add_argument("--webhook", action="store_true", help="updates are brought; otherwise they are asked for")
    parser.add_argument("--postgres", action="store_true", help="over PostgreSQL; otherwise over SQLite")
    options = parser.parse_args()
    with running() if options.postgres else nullcontext() as postgres:
        print(shown(*asyncio.run(windows(options.webhook, postgres.address if postgres else None))))


if __name__ == "__main__":
    main()

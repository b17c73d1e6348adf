"""Plays the mix of the bench to the real bot for long, and reports its memory and its errors: make soak. Linux only."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from drill.mix import Mix, prepare
from drill.process import ROOT, Process, settings_of
from drill.server import HttpTelegram

# Of so many chats none is slowed down: that begins at 30 updates in 10 seconds.
_CHATS = 2_000
_A_WAVE = 1_000
_WITHIN = 300.0


@dataclass(frozen=True)
class Look:
    """The bot after so many updates: megabytes in memory; since the look before, milliseconds of CPU an update.

    `wrong` are the errors in its log, and the calls that Telegram refuses, from the beginning.
    """

    updates: int
    memory: float
    cpu_ms: float
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        return f"| {self.updates:,} | {self.memory:.0f} | {self.cpu_ms:.2f} | {len(self.wrong)} |"


async def soak(updates: int, warm_up: int, looks: int) -> AsyncIterator[Look]:
    """The bot after the warm-up, and then after each part of the updates."""
    server, mix = HttpTelegram(), Mix(ROOT / "knowledge")
    ends = [warm_up + updates * part // looks for part in range(looks + 1)]
    with TemporaryDirectory(prefix="soak-") as folder:
        async with server.serving():
            bot = Process(Path(folder), settings_of(Path(folder), ROOT / "knowledge", server.address))
            await bot.start()
            try:
                await _until(lambda: server.calls["getUpdates"] > 0, bot)
                chats = await prepare(server.telegram, _CHATS)
                for begin, end in pairwise([0, *ends]):
                    yield await _play(server, bot, mix, chats, begin, end)
            finally:
                await bot.kill()


async def _play(server: HttpTelegram, bot: Process, mix: Mix, chats: Sequence[int], begin: int, end: int) -> Look:
    """Updates of these numbers, a wave after the other, each served before the next."""
    cpu = bot.cpu()
    for first in range(begin, end, _A_WAVE):
        numbers = range(first, min(first + _A_WAVE, end))
        _forget(server)
        for number, act in zip(numbers, mix.acts(len(numbers), first), strict=True):
            act(server.telegram, chats[number % len(chats)])
        texts = len(numbers) - len(server.telegram.queries)
        await _until(partial(_served, server, texts), bot)
    wrong = (*bot.errors, *server.broken_rules())
    return Look(end, bot.memory(), (bot.cpu() - cpu) / max(end - begin, 1) * 1000, wrong)


def _forget(server: HttpTelegram) -> None:
    """What was done until now, so that the memory of this Telegram does not grow; the messages with buttons stay."""
    for done in (server.seen, server.calls, server.telegram.calls, server.telegram.queries):
        done.clear()
    for messages in server.telegram.chats.values():
        del messages[1:]


def _served(server: HttpTelegram, texts: int) -> bool:
    return server.calls["sendMessage"] >= texts and not server.telegram.unanswered()


async def _until(holds: Callable[[], bool], bot: Process) -> None:
    until = monotonic() + _WITHIN
    while not holds():  # another process
        if monotonic() > until or not bot.alive:
            raise RuntimeError("the bot does not serve:\n" + "\n".join(bot.lines))
        await asyncio.sleep(0.02)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of docs/performance.md. Returns 1 when something went wrong."""
    parser = argparse.ArgumentParser(prog="python -m drill.soak", description=__doc__)
    parser.add_argument("--updates", type=int, default=200_000, help="after the warm-up")
    parser.add_argument("--warm-up", type=int, default=10_000, help="updates until the caches are full")
    parser.add_argument("--looks", type=int, default=10, help="how often the memory is looked at")
    options = parser.parse_args(arguments)
    return asyncio.run(_print(soak(options.updates, options.warm_up, options.looks)))


async def _print(looks: AsyncIterator[Look]) -> int:
    """A line as soon as it is known: a run that is broken off has told something."""
    wrong: tuple[str, ...] = ()
    print(
        "| updates | MB in memory | CPU ms an update | errors until then |\n| ---: | ---: | ---: | ---: |", flush=True
    )
    async for look in looks:
        print(look, flush=True)
        wrong = look.wrong
    for line in wrong[:10]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""What a message costs: the bot beside echo bots, one run, one server, each bot alone: make bench. Linux only."""

import argparse
import asyncio
import os
import platform
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic

from drill.balancer import Balancer
from drill.mix import Act, Mix, prepare
from drill.postgres import Postgres, running
from drill.process import ROOT, Process, settings_of
from drill.server import HttpTelegram

# An update to each chat every second at most: the bot slows a chat down that sends more than 30 in 10 seconds.
_CHATS = 400
_START_WITHIN, _SERVED_WITHIN, _QUIET = 120.0, 300.0, 3.0


@dataclass(frozen=True)
class Contestant:
    """`replicas` are bots over one PostgreSQL behind a balancer; otherwise it is one that polls, ours over SQLite."""

    name: str
    script: Path | None = None
    python: str = sys.executable
    mixed: bool = False
    replicas: int = 0


@dataclass(frozen=True)
class Figures:
    """Of one contestant. `start` is from the process to its first question for updates, or until it is ready for them.

    `cpu_ms` is that of the bots, `database_ms` that of PostgreSQL. `memory` is that of the largest process.
    """

    name: str
    start: float
    a_second: float
    calls: float
    cpu_ms: float
    database_ms: float
    latency_ms: tuple[float, float, float]
    memory: float

    def row(self, least: "Figures") -> str:
        p50, p95, p99 = self.latency_ms
        return (
            f"| {self.name} | {self.a_second:.0f} | {self.calls:.1f} | {self.cpu_ms:.2f} | {self.database_ms:.2f} "
            f"| {self.cpu_ms / least.cpu_ms:.1f} | {p50:.0f} / {p95:.0f} / {p99:.0f} | {self.memory:.0f} "
            f"| {self.start:.1f} |"
        )


@dataclass(frozen=True)
class _Running:
    """The processes of a contestant, that get updates."""

    bots: Sequence[Process]
    postgres: Postgres | None
    start: float

    def cpu(self) -> float:
        return sum(bot.cpu() for bot in self.bots)

    def database_cpu(self) -> float:
        return self.postgres.cpu() if self.postgres else 0.0

    async def until(self, holds: Callable[[], bool], within: float) -> None:
        until = monotonic() + within
        while not holds():  # other processes
            if gone := [bot for bot in self.bots if monotonic() > until or not bot.alive]:
                raise RuntimeError("the bot does not serve:\n" + "\n".join(gone[0].lines))
            await asyncio.sleep(0.02)  # the server of this process is at work meanwhile


@asynccontextmanager
async def _polling(contestant: Contestant, server: HttpTelegram, folder: Path) -> AsyncIterator[_Running]:
    settings = settings_of(folder, ROOT / "knowledge", server.address)
    bot = Process(folder, settings, contestant.script, contestant.python)
    began = monotonic()
    await bot.start()
    try:
        await _Running([bot], None, 0.0).until(lambda: server.calls["getUpdates"] > 0, _START_WITHIN)
        yield _Running([bot], None, monotonic() - began)
    finally:
        await bot.kill()


@asynccontextmanager
async def _replicas(contestant: Contestant, server: HttpTelegram, folder: Path) -> AsyncIterator[_Running]:
    async with AsyncExitStack() as stack:
        postgres = stack.enter_context(running())
        balancer, bots = Balancer(), []
        await stack.enter_async_context(balancer.serving())
        began = monotonic()
        for _ in range(contestant.replicas):
            settings = settings_of(folder, ROOT / "knowledge", server.address)
            balancer.targets.append(f"http://127.0.0.1:{settings['PORT']}")
            bot = Process(folder, settings | {"DATABASE_URL": postgres.address, "PUBLIC_URL": balancer.address})
            await bot.start()
            stack.push_async_callback(bot.kill)
            bots.append(bot)
        async with asyncio.timeout(_START_WITHIN):
            for target in balancer.targets:
                while not await balancer.ready(target):  # noqa: ASYNC110  # other processes
                    await asyncio.sleep(0.02)
        yield _Running(bots, postgres, monotonic() - began)


async def _measure(contestant: Contestant, acts: Sequence[Act], paced: Sequence[Act], pace: float) -> Figures:
    server = HttpTelegram()
    start = _replicas if contestant.replicas else _polling
    with TemporaryDirectory(prefix="bench-") as folder:
        async with server.serving(), start(contestant, server, Path(folder)) as it:
            # The queue is full before the bot asks again.
            await asyncio.sleep(_QUIET)
            chats = await prepare(server.telegram, _CHATS)
            server.calls.clear()
            cpu, database, began = it.cpu(), it.database_cpu(), monotonic()
            for number, act in enumerate(acts):
                act(server.telegram, chats[number % len(chats)])
            texts = len(acts) - len(server.telegram.queries)
            await it.until(lambda: _served(server, texts), _SERVED_WITHIN)
            took, cpu, database = monotonic() - began, it.cpu() - cpu, it.database_cpu() - database
            calls = server.calls.total() - server.calls["getUpdates"]
            latencies = await _latencies(server, it, paced, chats, pace)
            memory = max(bot.peak_memory() for bot in it.bots)
            if broken := server.broken_rules():
                raise RuntimeError(f"{contestant.name} broke a rule: {broken[0]}")
    cuts = quantiles(latencies, n=100)
    return Figures(
        contestant.name, it.start, len(acts) / took, calls / len(acts), cpu / len(acts) * 1000,
        database / len(acts) * 1000, (cuts[49], cuts[94], cuts[98]), memory,
    )  # fmt: skip


def _served(server: HttpTelegram, texts: int) -> bool:
    """A press is served when it is answered, a text when a message is sent."""
    return server.calls["sendMessage"] >= texts and not server.telegram.unanswered()


async def _latencies(
    server: HttpTelegram, it: _Running, acts: Sequence[Act], chats: Sequence[int], pace: float
) -> list[float]:
    """Milliseconds from what somebody does to what they see; for a press that changes nothing, to its answer."""
    await asyncio.sleep(_QUIET)
    server.first.clear()
    did: dict[int, float] = {}
    began = monotonic()
    # One update for each chat, so that its first reply is the one to it.
    for number, act in enumerate(acts):
        await asyncio.sleep(max(0.0, began + number / pace - monotonic()))
        did[chats[number]] = monotonic()
        act(server.telegram, chats[number])
    await it.until(lambda: len(server.first) >= len(acts), _SERVED_WITHIN)
    return [(server.first[chat] - at) * 1000 for chat, at in did.items()]


async def _bench(messages: int, pace: float, aiogram: str | None, only: str) -> list[Figures]:
    mix = Mix(ROOT / "knowledge")
    here = Path(__file__).parent
    contestants = [
        Contestant("this bot, SQLite", mixed=True),
        Contestant("this bot, PostgreSQL, webhook", mixed=True, replicas=1),
        Contestant("two of this bot, PostgreSQL, webhook", mixed=True, replicas=2),
        Contestant("transport alone, echo", here / "echo_bare.py"),
        Contestant("python-telegram-bot, echo", here / "echo_ptb.py"),
    ]
    if aiogram:
        contestants.append(Contestant("aiogram 3, echo", here / "echo_aiogram.py", aiogram))
    found = []
    for one in contestants:
        if only not in one.name:
            continue
        acts = mix.acts if one.mixed else mix.texts
        found.append(await _measure(one, acts(messages, 1), acts(_CHATS, 2), pace))
        print(f"measured: {one.name}", file=sys.stderr, flush=True)
    return found


def _search(articles: int | None) -> str:
    """What `main.py evaluate --time` prints."""
    grown = ["--articles", str(articles)] if articles else []
    command = [sys.executable, str(ROOT / "main.py"), "evaluate", "--time", *grown]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print the tables of docs/performance.md."""
    parser = argparse.ArgumentParser(prog="python -m drill.bench", description=__doc__)
    parser.add_argument("--messages", type=int, default=3000, help="in the queue of each bot")
    parser.add_argument("--pace", type=float, default=20.0, help="messages a second while the latency is measured")
    parser.add_argument("--aiogram", default=str(ROOT / ".venv-bench/bin/python"), help="a Python that has aiogram")
    parser.add_argument("--full", action="store_true", help="search on 10,000 articles too: that takes minutes")
    parser.add_argument("--only", default="", metavar="WORDS", help="bots whose names hold these words")
    options = parser.parse_args(arguments)
    aiogram = options.aiogram if Path(options.aiogram).exists() else None
    if not aiogram:
        print(f"without aiogram: there is no {options.aiogram}; make bench makes it", file=sys.stderr)
    figures = asyncio.run(_bench(options.messages, options.pace, aiogram, options.only))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {options.messages} messages, load {_load()}\n")
    print(
        "| Bot | messages a second | calls a message | CPU ms a message | of PostgreSQL "
        "| CPU, × the least "
        "| reply after ms: p50 / p95 / p99 | peak MB | start s |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    least = min(figures, key=lambda one: one.cpu_ms)
    for one in figures:
        print(one.row(least))
    print()
    for articles in (None, 1000, 10_000) if options.full else (None, 1000):
        print(f"search: {_search(articles)}", flush=True)
    return 0


def _load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


if __name__ == "__main__":
    sys.exit(main())

"""What a message costs: the bot beside echo bots, one run, one server, each bot alone: make bench. Linux only."""

import argparse
import asyncio
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic

from drill.mix import Act, Mix, prepare
from drill.process import ROOT, Process, settings_of
from drill.server import HttpTelegram

# An update to each chat every second at most: the bot slows a chat down that sends more than 30 in 10 seconds.
_CHATS = 400
_START_WITHIN, _SERVED_WITHIN, _QUIET = 120.0, 300.0, 3.0


@dataclass(frozen=True)
class Contestant:
    name: str
    script: Path | None = None
    python: str = sys.executable
    mixed: bool = False


@dataclass(frozen=True)
class Figures:
    """Of one contestant. `start` is from the process to its first question for updates."""

    name: str
    start: float
    a_second: float
    calls: float
    cpu_ms: float
    latency_ms: tuple[float, float, float]
    memory: float

    def row(self, least: "Figures") -> str:
        p50, p95, p99 = self.latency_ms
        return (
            f"| {self.name} | {self.a_second:.0f} | {self.calls:.1f} | {self.cpu_ms:.2f} "
            f"| {self.cpu_ms / least.cpu_ms:.1f} | {p50:.0f} / {p95:.0f} / {p99:.0f} | {self.memory:.0f} "
            f"| {self.start:.1f} |"
        )


async def _measure(contestant: Contestant, acts: Sequence[Act], paced: Sequence[Act], pace: float) -> Figures:
    server = HttpTelegram()
    with TemporaryDirectory(prefix="bench-") as folder:
        async with server.serving():
            settings = settings_of(Path(folder), ROOT / "knowledge", server.address)
            bot = Process(Path(folder), settings, contestant.script, contestant.python)
            began = monotonic()
            await bot.start()
            try:
                await _until(lambda: server.calls["getUpdates"] > 0, _START_WITHIN, bot)
                start = monotonic() - began
                # The queue is full before the bot asks again.
                await asyncio.sleep(_QUIET)
                chats = await prepare(server.telegram, _CHATS)
                server.calls.clear()
                cpu, began = bot.cpu(), monotonic()
                for number, act in enumerate(acts):
                    act(server.telegram, chats[number % len(chats)])
                texts = len(acts) - len(server.telegram.queries)
                await _until(lambda: _served(server, texts), _SERVED_WITHIN, bot)
                took, cpu = monotonic() - began, bot.cpu() - cpu
                calls = server.calls.total() - server.calls["getUpdates"]
                latencies = await _latencies(server, bot, paced, chats, pace)
                memory = bot.peak_memory()
                if broken := server.broken_rules():
                    raise RuntimeError(f"{contestant.name} broke a rule: {broken[0]}")
            finally:
                await bot.kill()
    cuts = quantiles(latencies, n=100)
    return Figures(
        contestant.name, start, len(acts) / took, calls / len(acts), cpu / len(acts) * 1000,
        (cuts[49], cuts[94], cuts[98]), memory,
    )  # fmt: skip


def _served(server: HttpTelegram, texts: int) -> bool:
    """A press is served when it is answered, a text when a message is sent."""
    return server.calls["sendMessage"] >= texts and not server.telegram.unanswered()


async def _latencies(
    server: HttpTelegram, bot: Process, acts: Sequence[Act], chats: Sequence[int], pace: float
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
    await _until(lambda: len(server.first) >= len(acts), _SERVED_WITHIN, bot)
    return [(server.first[chat] - at) * 1000 for chat, at in did.items()]


async def _until(holds: Callable[[], bool], within: float, bot: Process) -> None:
    until = monotonic() + within
    while not holds():  # another process
        if monotonic() > until or not bot.alive:
            raise RuntimeError("the bot does not serve:\n" + "\n".join(bot.lines))
        await asyncio.sleep(0.02)  # the server of this process is at work meanwhile


async def _bench(messages: int, pace: float, aiogram: str | None) -> list[Figures]:
    mix = Mix(ROOT / "knowledge")
    here = Path(__file__).parent
    contestants = [
        Contestant("this bot", mixed=True),
        Contestant("transport alone, echo", here / "echo_bare.py"),
        Contestant("python-telegram-bot, echo", here / "echo_ptb.py"),
    ]
    if aiogram:
        contestants.append(Contestant("aiogram 3, echo", here / "echo_aiogram.py", aiogram))
    found = []
    for one in contestants:
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
    options = parser.parse_args(arguments)
    aiogram = options.aiogram if Path(options.aiogram).exists() else None
    if not aiogram:
        print(f"without aiogram: there is no {options.aiogram}; make bench makes it", file=sys.stderr)
    figures = asyncio.run(_bench(options.messages, options.pace, aiogram))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {options.messages} messages, load {_load()}\n")
    print(
        "| Bot | messages a second | calls a message | CPU ms a message | CPU, × the least "
        "| reply after ms: p50 / p95 / p99 | peak MB | start s |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
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

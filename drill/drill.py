"""Kills the real bot at random moments, lets Telegram and the disk fail, and counts what people got: make drill."""

import argparse
import asyncio
import random
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from drill.load import Count, Crowd
from drill.process import Process, settings_of, small_base
from drill.server import HttpTelegram

if sys.platform == "linux":
    import resource  # only Linux limits the files of a process that runs

WAYS = ("polling", "webhook")
_CHATS, _A_SECOND = 25, 15.0
_START_WITHIN, _SERVED_WITHIN, _STOP_WITHIN = 60.0, 120.0, 10.0
# So much of its files a process may still write when "the disk is full": nothing.
_NO_ROOM = 0


@dataclass(frozen=True)
class Plan:
    """How much is made to fail. Times are in seconds; `kills` for each way of getting updates."""

    kills: int
    fault: float
    stall: float
    # Kills and a flood of 429 only.
    is_short: bool = False


SHORT, LONG = Plan(kills=3, fault=2, stall=0, is_short=True), Plan(kills=100, fault=10, stall=30)


class Drill:
    """One bot, one server, one way of getting updates."""

    def __init__(self, folder: Path, plan: Plan, seed: int, server: HttpTelegram, webhook: bool) -> None:
        self._plan, self._server, self._webhook = plan, server, webhook
        self._folder = folder
        self._chance = random.Random(seed)
        self._crowd = Crowd(server, _CHATS, self._chance)
        self._settings = settings_of(folder, small_base(folder / "knowledge"), server.address, webhook)
        self._bot = Process(folder, self._settings)
        self._crashed: set[int] = set()
        self._failures: list[str] = []

    async def run(self) -> tuple[Count, list[str]]:
        """Go through all of it. Returns the count, and what should not have happened."""
        await self._start()
        try:
            async with self._pouring():
                await self._kills()
            await self._drained("crashes", in_order=True)
            async with self._pouring():
                await self._flood()
            await self._drained("a flood of 429", in_order=True)
            if not self._plan.is_short:
                await self._everything_else()
        finally:
            await self._bot.kill()
        count = self._crowd.count(frozenset(self._crashed))
        self._check(count.lost == 0, f"{count.lost} updates have no reply")
        self._check(count.most_each <= 1, f"one chat got {count.most_each} repeated replies after one crash")
        self._check(count.without_crash == 0, f"{count.without_crash} replies were repeated without a crash")
        errors = self._bot.errors
        self._check(not errors, f"the bot logged {len(errors)} errors, the first: {errors[:1]}")
        for rule in sorted(set(self._server.broken_rules())):
            self._check(False, f"Telegram refused {rule}")
        return count, self._failures

    async def _everything_else(self) -> None:
        async with self._pouring():
            await self._telegram_fails()
        await self._drained("a failing Telegram", in_order=True)
        await self._second_start()
        async with self._pouring():
            await self._stops()
        await self._drained("SIGTERM", in_order=True)
        async with self._pouring():
            await self._mangled()
        await self._drained("repeats and other orders", in_order=False)
        async with self._pouring():
            await self._full_disk()
        await self._drained("a full disk", in_order=False)

    def _check(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self._failures.append(otherwise)

    def _say(self, words: str) -> None:
        print(f"  {words}", flush=True)

    async def _start(self) -> None:
        self._server.run += 1
        await self._bot.start()

    async def _serving(self) -> None:
        """Wait until the bot that was started last has replied to somebody."""
        until = monotonic() + _START_WITHIN
        while not (self._server.seen and self._server.seen[-1].run == self._server.run):
            if monotonic() > until or not self._bot.alive:
                raise RuntimeError("the bot does not serve:\n" + "\n".join(self._bot.lines))
            await asyncio.sleep(0.02)

    @asynccontextmanager
    async def _pouring(self) -> AsyncIterator[None]:
        """People act as long as the block lasts."""

        async def pour() -> None:
            while True:
                self._crowd.act()
                await asyncio.sleep(self._chance.expovariate(_A_SECOND))

        task = asyncio.create_task(pour())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _kills(self) -> None:
        for number in range(1, self._plan.kills + 1):
            # One in ten falls into the start.
            if self._chance.random() < 0.1:
                await asyncio.sleep(self._chance.uniform(0, 1.5))
            else:
                await self._serving()
                await asyncio.sleep(self._chance.uniform(0, 1))
            await self._bot.kill()
            await self._start()
            self._crashed.add(self._server.run)
            if number % 20 == 0:
                self._say(f"killed {number} times")
        await self._serving()

    async def _drained(self, after: str, in_order: bool) -> None:
        until = monotonic() + _SERVED_WITHIN
        crashed = frozenset(self._crashed)
        while (count := self._crowd.count(crashed)).lost and monotonic() < until:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.5)
        self._say(f"after {after}: {count}")
        self._check(not in_order or count.out_of_order == 0, f"{count.out_of_order} replies out of order after {after}")

    async def _flood(self) -> None:
        with self._server.fault(flood=0.5, retry_after=1):
            await asyncio.sleep(self._plan.fault)

    async def _telegram_fails(self) -> None:
        faults, plan = self._server.faults, self._plan
        with self._server.fault(bad_gateway=0.5):
            await asyncio.sleep(plan.fault)
        with self._server.fault(bad_gateway=1.0):
            await asyncio.sleep(plan.fault)
        self._server.stall(plan.stall)
        await asyncio.sleep(plan.stall)
        faults.calm()

    async def _second_start(self) -> None:
        other = Process(self._folder, self._settings)
        await other.start()
        try:
            code = await asyncio.wait_for(other.ended(), _START_WITHIN)
            self._say(f"a second bot on the same database: exit code {code}, {' '.join(other.lines)[-90:]!r}")
            self._check(code == 1 and "another bot" in " ".join(other.lines), "a second bot was not refused")
        except TimeoutError:
            await other.kill()
            self._check(False, "a second bot was not refused")

    async def _stops(self) -> None:
        """SIGTERM under load, and again while Telegram does not answer."""
        await self._stop("under load")
        self._server.stall(2 * _STOP_WITHIN)
        await asyncio.sleep(1)
        await self._stop("while Telegram does not answer")

    async def _stop(self, when: str) -> None:
        took = await self._bot.stop()
        self._server.faults.calm()
        self._say(f"SIGTERM {when}: ended after {took:.1f} s")
        self._check(took <= _STOP_WITHIN, f"SIGTERM {when} took {took:.1f} s")
        await self._start()
        await self._serving()

    async def _mangled(self) -> None:
        with self._server.fault(repeats=0.5, shuffles=0.5):
            await asyncio.sleep(self._plan.fault)

    async def _full_disk(self) -> None:
        if sys.platform != "linux":
            self._say("no full disk: only Linux has a limit for it")
            return
        usual = resource.prlimit(self._bot.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._bot.pid, resource.RLIMIT_FSIZE, (_NO_ROOM, usual[1]))
        await asyncio.sleep(self._plan.fault)
        noticed = sum("cannot be kept" in line or "cannot be noted" in line for line in self._bot.lines)
        resource.prlimit(self._bot.pid, resource.RLIMIT_FSIZE, usual)
        self._say(f"a full disk: {noticed} warnings of the bot about it")
        self._check(noticed > 0, "the bot did not notice the full disk")


async def drill(plan: Plan, seed: int, way: str) -> tuple[Count, list[str]]:
    """Drill one way of getting updates. Returns the count, and what should not have happened."""
    print(way, flush=True)
    server = HttpTelegram(seed)
    with TemporaryDirectory(prefix="drill-") as folder:
        async with server.serving():
            count, failures = await Drill(Path(folder), plan, seed, server, way == "webhook").run()
    print(f"  faults met: {', '.join(f'{times} × {name}' for name, times in sorted(server.faults.met.items()))}")
    return count, failures


async def _drills(plan: Plan, seed: int, ways: Sequence[str]) -> bool:
    drilled = [await drill(plan, seed, way) for way in ways]
    failures = [failure for _, found in drilled for failure in found]
    lost, duplicated = sum(count.lost for count, _ in drilled), sum(count.duplicated for count, _ in drilled)
    crashes = len(ways) * plan.kills
    # Of a few crashes one may have hit the worst moment; many of them show what is usual.
    if duplicated > crashes and not plan.is_short:
        failures.append(f"{duplicated} replies came twice, more than one a crash")
    for failure in failures:
        print(f"FAILED: {failure}")
    print(f"lost = {lost}, duplicated = {duplicated}, crashes = {crashes}")
    return not failures


def main(arguments: list[str] | None = None) -> int:
    """Run the drill. 0: every promise held."""
    parser = argparse.ArgumentParser(prog="python -m drill.drill", description=__doc__)
    parser.add_argument("--kills", type=int, metavar="N", help="for each way of getting updates")
    parser.add_argument("--only", choices=WAYS, help="one way of getting updates")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    parser.add_argument("--short", action="store_true", help="a few kills and a flood of 429, as in CI")
    options = parser.parse_args(arguments)
    plan = SHORT if options.short else LONG
    if options.kills is not None:
        plan = replace(plan, kills=options.kills)
    return 0 if asyncio.run(_drills(plan, options.seed, [options.only] if options.only else WAYS)) else 1


if __name__ == "__main__":
    sys.exit(main())

"""One real bot: killed at random moments; Telegram fails, it is stopped, its disk is full."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from drill.process import Process, settings_of, small_base
from drill.server import HttpTelegram
from drill.stage import START_WITHIN, Plan, Stage

if sys.platform == "linux":
    import resource  # only Linux limits the files of a process that runs

_STOP_WITHIN = 10.0
# So much of its files a process may still write when "the disk is full": nothing.
_NO_ROOM = 0


class Alone(Stage):
    """One bot, over a file of its own or over the database of `address`."""

    def __init__(
        self, folder: Path, plan: Plan, seed: int, server: HttpTelegram, webhook: bool, address: str | None = None
    ) -> None:
        super().__init__(plan, seed, server)
        self._folder, self._has_file = folder, address is None
        self._settings = settings_of(folder, small_base(folder / "knowledge"), server.address, webhook)
        if address:
            self._settings["DATABASE_URL"] = address
        self._bot = Process(folder, self._settings)

    async def _play(self) -> None:
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

    def _errors(self) -> Sequence[str]:
        return self._bot.errors

    async def _everything_else(self) -> None:
        async with self._pouring():
            await self._telegram_fails()
        await self._drained("a failing Telegram", in_order=True)
        if self._has_file:
            await self._second_start()
        async with self._pouring():
            await self._stops()
        await self._drained("SIGTERM", in_order=True)
        async with self._pouring():
            await self._mangled()
        await self._drained("repeats and other orders", in_order=False)
        if self._has_file:
            async with self._pouring():
                await self._full_disk()
            await self._drained("a full disk", in_order=False)

    async def _start(self) -> None:
        self._server.run += 1
        await self._bot.start()

    async def _serving(self) -> None:
        """Wait until the bot that was started last has replied to somebody."""
        until = monotonic() + START_WITHIN
        while not (self._server.seen and self._server.seen[-1].run == self._server.run):
            if monotonic() > until or not self._bot.alive:
                raise RuntimeError("the bot does not serve:\n" + "\n".join(self._bot.lines))
            await asyncio.sleep(0.02)

    async def _kills(self) -> None:
        for number in range(1, self._plan.kills + 1):
            # One in ten falls into the start.
            if self._chance.random() < 0.1:
                await asyncio.sleep(self._chance.uniform(0, 1.5))
            else:
                await self._serving()
                await asyncio.sleep(self._chance.uniform(0, 1))
            await self._bot.kill()
            self._crash()
            await self._bot.start()
            if number % 20 == 0:
                self._say(f"killed {number} times")
        await self._serving()

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
            code = await asyncio.wait_for(other.ended(), START_WITHIN)
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

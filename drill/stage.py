"""What every drill shares: people who act, random moments, and the count in the end."""

import asyncio
import random
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic

from drill.load import Count, Crowd
from drill.server import HttpTelegram

START_WITHIN = 60.0
_CHATS, _A_SECOND = 25, 15.0
_SERVED_WITHIN = 120.0


@dataclass(frozen=True)
class Plan:
    """How much is made to fail. Times are in seconds; numbers hold for each way of getting updates.

    `kills` are of a bot that is alone. Of two bots over one PostgreSQL one is killed `one_of_two` times; `restarts` are
    of the database, `cuts` and `pauses` of the network before it.
    """

    kills: int
    fault: float
    stall: float
    one_of_two: int
    restarts: int
    cuts: int
    pauses: int
    pause: float
    # Kills and a flood of 429 only.
    is_short: bool = False


SHORT = Plan(kills=3, fault=2, stall=0, one_of_two=2, restarts=1, cuts=1, pauses=0, pause=0, is_short=True)
LONG = Plan(kills=100, fault=10, stall=30, one_of_two=20, restarts=6, cuts=10, pauses=3, pause=12)


@dataclass(frozen=True)
class Outcome:
    """`failures` are what should not have happened."""

    count: Count
    crashes: int
    failures: Sequence[str]


class Stage(ABC):
    """A server, people in front of it, and one way of getting updates."""

    def __init__(self, plan: Plan, seed: int, server: HttpTelegram) -> None:
        self._plan, self._server = plan, server
        self._chance = random.Random(seed)
        self._crowd = Crowd(server, _CHATS, self._chance)
        self._crashed: set[int] = set()
        self._failures: list[str] = []

    async def run(self) -> Outcome:
        """Go through all of it."""
        await self._play()
        count = self._crowd.count(frozenset(self._crashed))
        self._check(count.lost == 0, f"{count.lost} updates have no reply")
        self._check(count.most_each <= 1, f"one chat got {count.most_each} repeated replies after one crash")
        self._check(count.without_crash == 0, f"{count.without_crash} replies were repeated without a crash")
        errors = self._errors()
        self._check(not errors, f"the bot logged {len(errors)} errors, the first: {errors[:1]}")
        for rule in sorted(set(self._server.broken_rules())):
            self._check(False, f"Telegram refused {rule}")
        return Outcome(count, len(self._crashed), self._failures)

    @abstractmethod
    async def _play(self) -> None:
        """Start what serves, make it fail, and end it."""

    @abstractmethod
    def _errors(self) -> Sequence[str]:
        """What the bots logged as errors."""

    def _crash(self) -> None:
        """Something has just crashed: a reply that comes twice from now on may be due to it."""
        self._server.run += 1
        self._crashed.add(self._server.run)

    def _check(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self._failures.append(otherwise)

    def _say(self, words: str) -> None:
        print(f"  {words}", flush=True)

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

    async def _drained(self, after: str, in_order: bool) -> Count:
        """Wait until everybody has a reply."""
        until = monotonic() + _SERVED_WITHIN
        crashed = frozenset(self._crashed)
        while (count := self._crowd.count(crashed)).lost and monotonic() < until:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.5)
        self._say(f"after {after}: {count}")
        self._check(not in_order or count.out_of_order == 0, f"{count.out_of_order} replies out of order after {after}")
        return count

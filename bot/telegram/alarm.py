"""The store fails or works again: the admins hear it once each, and the log as often as it happens."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import monotonic

log = logging.getLogger(__name__)

# A store that works now and then is one outage, not many messages.
CALM_FOR = 60.0


class StoreAlarm:
    """Notes failures and successes of the store. `tell` is given whether it works; it may fail."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.failures = 0
        self.tell: Callable[[bool], Awaitable[None]] | None = None
        self._clock = clock
        self._failed_at: float | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def failed(self) -> None:
        """The store refused something that somebody needs. The first of an outage alarms."""
        self.failures += 1
        begins, self._failed_at = self._failed_at is None, self._clock()
        if begins:
            self._say(works=False)

    def worked(self) -> None:
        """The store took something. After a minute without a failure the outage is over."""
        if self._failed_at is not None and self._clock() - self._failed_at >= CALM_FOR:
            self._failed_at = None
            self._say(works=True)

    async def told(self) -> None:
        """Wait until everybody was told what there was to tell."""
        await asyncio.gather(*self._tasks)

    def _say(self, works: bool) -> None:
        if self.tell:
            task = asyncio.create_task(self._tell(self.tell, works))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _tell(self, tell: Callable[[bool], Awaitable[None]], works: bool) -> None:
        try:
            await tell(works)
        except Exception as error:
            # Whatever breaks: nobody's message may be lost for an alarm.
            log.warning("an alarm could not be sent: %s", type(error).__name__)

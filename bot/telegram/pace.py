"""Turns at a pace. Replies are never held back by it: it is for messages that can wait."""

import asyncio
from time import monotonic

# Telegram takes about 30 messages a second from one bot; ten are left to replies.
A_SECOND = 20.0


class Pace:
    """Gives turns, so many a second at most, in the order in which they are asked for."""

    def __init__(self, a_second: float = A_SECOND) -> None:
        self._between = 1 / a_second
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for a turn."""
        now = monotonic()
        mine, self._next = max(self._next, now), max(self._next, now) + self._between
        await asyncio.sleep(mine - now)

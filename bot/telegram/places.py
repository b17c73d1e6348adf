"""How many updates are served at once: few that need the processor, many that wait for Telegram.

Where the machine is what is slow, more at once would not be faster: the answers of Telegram would only wait longer to
be read, and a crash would repeat each of these replies. So an update lends its place to another while Telegram or the
disk has the word, and has it again, before anything new begins, when they have answered. While several replies wait for
the disk to note that they are served, nothing new begins: these a crash repeats. Several, so that one flush of the disk
is for more than one.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar

BUSY, NOTING, AT_ONCE = 2, 4, 200


class Places:
    """The places of one inbox."""

    def __init__(self) -> None:
        self._all = asyncio.Semaphore(AT_ONCE)
        # More than BUSY while those that came back are not finished yet.
        self._busy = 0
        # Replies that Telegram has, and the disk not yet that they are served.
        self._noting = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def one(self, note: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
        """A place as long as the block lasts, and until `note` has written that the update is served."""
        async with self._all:
            await self._turn()
            place = _Place(self, note)
            token = _mine.set(place)
            try:
                yield
                await place.finish()
            finally:
                _mine.reset(token)
                self.give()

    async def _turn(self) -> None:
        if self._is_free():
            self.take()
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give()
            raise

    def _is_free(self) -> bool:
        return self._busy < BUSY and self._noting < NOTING

    @asynccontextmanager
    async def noting(self) -> AsyncIterator[None]:
        """While it is written that an update is served: others may work meanwhile, unless many wait for the disk."""
        self._noting += 1
        self.give()
        try:
            yield
        finally:
            self._noting -= 1
            self.take()

    def take(self) -> None:
        """Be busy, whoever waits."""
        self._busy += 1

    def give(self) -> None:
        """Be busy no longer; the next one begins."""
        self._busy -= 1
        while self._waiting and self._is_free():
            turn = self._waiting.popleft()
            if not turn.done():
                self._busy += 1
                turn.set_result(None)


class _Place:
    """What the code that serves an update reaches of its place, wherever it is called."""

    def __init__(self, places: Places, note: Callable[[], Awaitable[None]]) -> None:
        self.places, self._note = places, note
        self._noted: asyncio.Event | None = None

    async def finish(self) -> None:
        """Note it once; whoever comes later waits until it is noted."""
        if self._noted:
            await self._noted.wait()
            return
        self._noted = asyncio.Event()
        try:
            async with self.places.noting():
                await self._note()
        finally:
            self._noted.set()


_mine: ContextVar[_Place | None] = ContextVar("the place of the update that is served here", default=None)


@contextmanager
def lent() -> Iterator[None]:
    """Around a call to Telegram or a look into the store, during which an update needs no processor.

    Calls beside updates have no place.
    """
    place = _mine.get()
    if place is None:
        yield
        return
    place.places.give()
    try:
        yield
    finally:
        place.places.take()


async def finished() -> None:
    """Everything is sent that this update brings about: it is served, and that is written now."""
    if place := _mine.get():
        await place.finish()

"""How many updates are served at once: few where Telegram answers at once, many where it is far or slow.

Where the machine is what is slow, more at once would not be faster: the answers of Telegram would only wait longer to
be read, and a crash would repeat each of these replies. So an update lends its place to another only when Telegram has
had the word for a while, or has needed a while for its last answers; and has it again, before anything new begins, when
Telegram has answered. While it is noted that it is served an update keeps its place: these a crash repeats.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar

BUSY, AT_ONCE = 2, 200
# Seconds in which a Telegram that is near, and not slow, answers.
_A_WHILE = 0.02
# So many late answers in a row mean that Telegram is far or slow, rather than this machine now and then.
_FAR = 10


class Places:
    """The places of one inbox."""

    def __init__(self) -> None:
        self._all = asyncio.Semaphore(AT_ONCE)
        # More than BUSY while those that came back are not finished yet.
        self._busy = 0
        self._late = 0  # answers of Telegram in a row
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
        if self._busy < BUSY:
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

    def take(self) -> None:
        """Be busy, whoever waits."""
        self._busy += 1

    def give(self) -> None:
        """Be busy no longer; the next one begins."""
        self._busy -= 1
        while self._waiting and self._busy < BUSY:
            turn = self._waiting.popleft()
            if not turn.done():
                self.take()
                turn.set_result(None)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give the place away if the block lasts for a while; at once if the last ones did."""
        given, loop = False, asyncio.get_running_loop()

        def give() -> None:
            nonlocal given
            given = True
            self.give()

        began = loop.time()
        later = loop.call_later(0.0 if self._late >= _FAR else _A_WHILE, give)
        try:
            yield
        finally:
            later.cancel()
            self._late = self._late + 1 if loop.time() - began > _A_WHILE else 0
            if given:
                self.take()


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
            await self._note()
        finally:
            self._noted.set()


_mine: ContextVar[_Place | None] = ContextVar("the place of the update that is served here", default=None)


@contextmanager
def lent() -> Iterator[None]:
    """Around a call to Telegram, during which an update needs no processor.

    Calls beside updates have no place.
    """
    place = _mine.get()
    if place is None:
        yield
        return
    with place.places.lent():
        yield


async def finished() -> None:
    """Everything is sent that this update brings about: it is served, and that is written now."""
    if place := _mine.get():
        await place.finish()

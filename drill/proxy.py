"""A network between bots and PostgreSQL that can be paused and cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

_A_READ = 64 * 1024


class Proxy:
    """A port of this computer from which everything goes to the server's socket, and back."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._flows = asyncio.Event()
        self._flows.set()
        self._both: set[asyncio.Task[None]] = set()
        self.port = 0

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        listening = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = listening.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            listening.close()
            self.cut()
            await asyncio.gather(*self._both, return_exceptions=True)

    async def pause(self, seconds: float) -> None:
        """Nothing comes through for so long, and nothing is lost: a network that stands still."""
        self._flows.clear()
        await asyncio.sleep(seconds)
        self._flows.set()

    def cut(self) -> None:
        """End all connections at both ends at once, with what was on its way. New ones can be made."""
        for task in self._both:
            task.cancel()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._pass(reader, writer))
        self._both.add(task)
        task.add_done_callback(self._both.discard)

    async def _pass(self, from_bot: asyncio.StreamReader, to_bot: asyncio.StreamWriter) -> None:
        writers = [to_bot]
        try:
            with suppress(OSError):
                from_server, to_server = await asyncio.open_unix_connection(self._socket)
                writers.append(to_server)
                ways = [
                    asyncio.create_task(self._carry(*way)) for way in ((from_bot, to_server), (from_server, to_bot))
                ]
                try:
                    # Whichever end goes takes the other with it.
                    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for way in ways:
                        way.cancel()
                    await asyncio.gather(*ways, return_exceptions=True)
        finally:
            for writer in writers:
                writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while some := await reader.read(_A_READ):
                await self._flows.wait()
                writer.write(some)
                await writer.drain()

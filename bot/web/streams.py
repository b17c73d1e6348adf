"""Server-sent events: whoever looks at a chat hears when it changes."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from aiohttp import web

HEARTBEAT = 15.0


class Streams:
    """The pages that look at chats. A page gets the newest state once, however often it changed meanwhile."""

    def __init__(self) -> None:
        self._looking: defaultdict[int, set[asyncio.Event]] = defaultdict(set)
        self._closed = False

    def changed(self, chat_id: int) -> None:
        """Wake whoever looks at the chat."""
        for event in self._looking.get(chat_id, ()):
            event.set()

    async def close(self, _app: web.Application) -> None:
        """End every stream: the server would wait for them before it stops."""
        self._closed = True
        for chat_id in list(self._looking):
            self.changed(chat_id)

    async def serve(self, request: web.Request, chat_id: int, state: Callable[[], Any]) -> web.StreamResponse:
        """Send the state now and after every change, until the page goes away."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        with suppress(ConnectionResetError), self._look(chat_id) as changed:
            await response.write(b"retry: 1000\n\n")
            changed.set()
            while not self._closed:
                try:
                    await asyncio.wait_for(changed.wait(), HEARTBEAT)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                changed.clear()
                await response.write(f"data: {json.dumps(state(), ensure_ascii=False)}\n\n".encode())
        return response

    @contextmanager
    def _look(self, chat_id: int) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        self._looking[chat_id].add(event)
        try:
            yield event
        finally:
            self._looking[chat_id].discard(event)

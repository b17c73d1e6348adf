"""Server-sent events: whoever looks at a chat hears when it changes."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.responses import StreamingResponse

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

    def close(self) -> None:
        """End every stream: the server would wait for them before it stops."""
        self._closed = True
        for chat_id in list(self._looking):
            self.changed(chat_id)

    def response(self, chat_id: int, state: Callable[[], Any]) -> StreamingResponse:
        """Send the state now and after every change, until the page goes away."""
        return StreamingResponse(self._events(chat_id, state), headers={"Content-Type": "text/event-stream"})

    async def _events(self, chat_id: int, state: Callable[[], Any]) -> AsyncIterator[bytes]:
        with self._look(chat_id) as changed:
            yield b"retry: 1000\n\n"
            changed.set()
            while not self._closed:
                try:
                    await asyncio.wait_for(changed.wait(), HEARTBEAT)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                changed.clear()
                yield f"data: {json.dumps(state(), ensure_ascii=False)}\n\n".encode()

    @contextmanager
    def _look(self, chat_id: int) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        self._looking[chat_id].add(event)
        try:
            yield event
        finally:
            self._looking[chat_id].discard(event)

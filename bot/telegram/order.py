"""Who is served when: one chat's updates in order, different chats at once, and nobody at another's cost."""

import asyncio
from collections import deque
from collections.abc import Awaitable
from contextlib import suppress
from time import monotonic
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

MOST_UPDATES, IN_SECONDS = 30, 10.0
# Waiting updates take places, so there must be more places than anybody can fill.
AT_ONCE = 100_000


class ChatOrder(BaseUpdateProcessor):
    """Serves a chat's updates one after another. Beyond 30 in 10 seconds they are delayed, never dropped."""

    def __init__(self) -> None:
        super().__init__(max_concurrent_updates=AT_ONCE)
        self._lines: dict[int, _Line] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait in the chat's own line, then serve."""
        chat_id = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else 0
        line = self._lines.setdefault(chat_id, _Line())
        line.waiting += 1
        try:
            async with line.turn:
                await line.slow_down()
                await coroutine
        finally:
            line.waiting -= 1
            if not line.waiting and line.quiet():
                self._lines.pop(chat_id, None)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


class _Line:
    """The updates of one chat: whose turn it is, and when the last ones were served."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.waiting = 0
        self._served: deque[float] = deque(maxlen=MOST_UPDATES)

    async def slow_down(self) -> None:
        if len(self._served) == MOST_UPDATES and (left := self._served[0] + IN_SECONDS - monotonic()) > 0:
            await asyncio.sleep(left)
        self._served.append(monotonic())

    def quiet(self) -> bool:
        """Whether nothing of the last seconds needs to be remembered."""
        with suppress(IndexError):
            return monotonic() - self._served[-1] > IN_SECONDS
        return True

"""Updates are served from the inbox: those of one chat in order, different chats at once, each to its end."""

import asyncio
import logging
from bisect import insort
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any

import orjson
from telegram.ext import Application

from bot.core.inbox import InboxStore, Received
from bot.core.store import StoreUnavailable
from bot.telegram.alarm import StoreAlarm
from bot.telegram.meters import ServingMeter
from bot.telegram.places import Places
from bot.telegram.updates import read

log = logging.getLogger(__name__)

_A_LOOK = 200
_MOST_HELD = 2_000
_LOOK_EVERY = 1.0  # for what another replica received, or left
# Beyond 30 updates in 10 seconds a chat is slowed down, never dropped, so that nobody is served at others' cost.
MOST_UPDATES, IN_SECONDS = 30, 10.0


async def serve(app: Application[Any, Any, Any, Any, Any, Any], raw: str) -> None:
    """Let the handlers serve a raw update; it is over when their calls to Telegram have succeeded."""
    if update := read(orjson.loads(raw), app.bot.username):
        await app.process_update(update)


def received(update: Mapping[str, Any]) -> Received:
    """An update as the inbox keeps it; 0 is the chat of those that come from none."""
    return Received(int(update["update_id"]), _chat_id(update), orjson.dumps(update).decode())


def _chat_id(update: Mapping[str, Any]) -> int:
    for kind, content in update.items():
        if kind == "update_id" or not isinstance(content, dict):
            continue
        message = content.get("message", content) if kind == "callback_query" else content
        for one in (message.get("chat") if isinstance(message, dict) else None, content.get("from")):
            if isinstance(one, dict) and isinstance(one.get("id"), int):
                return int(one["id"])
    return 0


class _NotBegun(Exception):
    """The bot stops before an update had its turn: it is not served, and not noted."""


class _TakenByAnother(Exception):
    """While this replica was cut off from the database another took an update over: it serves it, and notes it."""


@dataclass
class _Line:
    """A chat's updates that wait, and when its last ones were served."""

    waiting: list[Received] = field(default_factory=list)
    served: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_UPDATES))

    def pause(self) -> float:
        """Seconds until this chat may be served again."""
        return self.served[0] + IN_SECONDS - monotonic() if len(self.served) == MOST_UPDATES else 0.0

    def quiet(self) -> bool:
        return not self.waiting and (not self.served or monotonic() - self.served[-1] > IN_SECONDS)


class Inbox:
    """Takes updates in, and serves them. `serve` is given the raw update and comes back when its reply was sent."""

    def __init__(
        self, store: InboxStore, serve: Callable[[str], Awaitable[None]], clock: Callable[[], datetime],
        alarm: StoreAlarm | None = None, meter: ServingMeter | None = None,
    ) -> None:  # fmt: skip
        self._store, self._serve, self._clock = store, serve, clock
        self._alarm, self._meter = alarm or StoreAlarm(), meter or ServingMeter()
        self.is_running = False
        self._lines: dict[int, _Line] = {}
        self._most_lines = _MOST_HELD
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = Places()
        self._arrived, self._room, self._stopping = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._held = 0
        # Served, and that could not be written yet.
        self._unnoted: list[int] = []

    async def receive(self, updates: Sequence[Received]) -> None:
        """Take a batch in. When this is over, the updates are safe, or already served because they cannot be kept."""
        try:
            await self._store.receive(updates, self._clock())
        except StoreUnavailable as problem:
            log.warning("updates cannot be kept, they are served at once: %s", problem)
            await self._serve_now(updates)
        else:
            self._alarm.worked()
        self._arrived.set()

    async def receive_raw(self, update: Mapping[str, Any]) -> None:
        """Take one update in, as a webhook brings it."""
        await self.receive([received(update)])

    async def size(self) -> tuple[int, datetime | None]:
        """How many updates wait, and since when the oldest does. Raises StoreUnavailable."""
        return await self._store.inbox_size()

    async def run(self) -> None:
        """Serve for ever: first what an earlier run left, then what arrives."""
        self.is_running = True
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._note_later())
                group.create_task(self._look())
        finally:
            self.is_running = False

    async def stop(self, within: float) -> None:
        """Let those in flight finish; what else is in the inbox waits for another replica, or for the next start."""
        self.is_running = False
        self._stopping.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._note()
        with suppress(StoreUnavailable):
            await self._store.give_back()

    async def _serve_now(self, updates: Sequence[Received]) -> None:
        async def in_order(of_chat: list[Received]) -> None:
            for one in of_chat:
                await self._serve_one(one)

        by_chat: dict[int, list[Received]] = {}
        for one in sorted(updates, key=lambda received: received.update_id):
            by_chat.setdefault(one.chat_id, []).append(one)
        await asyncio.gather(*map(in_order, by_chat.values()))

    async def _look(self) -> None:
        while not self._stopping.is_set():
            self._arrived.clear()
            try:
                batch = await self._store.take(_A_LOOK)
            except StoreUnavailable as problem:
                log.warning("the inbox cannot be read: %s", problem)
                await asyncio.sleep(1)
                continue
            if self._stopping.is_set():
                return
            for one in batch:
                self._put(one)
            if not batch:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._arrived.wait(), _LOOK_EVERY)
            elif self._held >= _MOST_HELD:
                self._room.clear()
                await self._room.wait()

    def _put(self, one: Received) -> None:
        line = self._lines.get(one.chat_id)
        if line is None:
            line = self._lines[one.chat_id] = _Line()
        busy = bool(line.waiting)
        # Webhooks arrive in any order; Telegram numbers updates as they happened. The first may be in flight.
        insort(line.waiting, one, lo=min(1, len(line.waiting)), key=lambda received: received.update_id)
        self._held += 1
        if not busy:
            task = asyncio.create_task(self._serve_line(line))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _serve_line(self, line: _Line) -> None:
        while line.waiting and not self._stopping.is_set():
            if (pause := line.pause()) > 0:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), pause)
                continue
            one = line.waiting[0]
            try:
                async with self._places.one(partial(self._note, one.place)):
                    await self._require_ours(one)
                    await self._serve_one(one)
            except _NotBegun:
                return
            except _TakenByAnother:
                log.warning("an update was taken over by another replica")
            line.served.append(monotonic())
            line.waiting.pop(0)
            self._held -= 1
            if self._held < _MOST_HELD // 2:
                self._room.set()
        if len(self._lines) > self._most_lines:
            self._lines = {key: kept for key, kept in self._lines.items() if not kept.quiet()}
            self._most_lines = max(_MOST_HELD, 2 * len(self._lines))  # so that few looks go through all chats

    async def _require_ours(self, one: Received) -> None:
        with suppress(StoreUnavailable):  # without the database nobody knows: better twice than not at all
            if not await self._store.holds(one.place):
                raise _TakenByAnother
        if self._stopping.is_set():
            raise _NotBegun

    async def _serve_one(self, one: Received) -> None:
        try:
            with self._meter.serving():
                await self._serve(one.raw)
        except Exception:
            # An update that breaks the bot must not be served again at every start.
            log.exception("update %s could not be served", one.update_id)

    async def _note(self, *places: int) -> None:
        """Write what is served, before the next update of its chat: so a crash repeats no other of it."""
        done, self._unnoted = [*self._unnoted, *places], []
        if not done:
            return
        try:
            if await self._store.served(done):
                self._arrived.set()
        except StoreUnavailable as problem:
            log.warning("served updates cannot be noted: %s", problem)
            self._unnoted += done
        else:
            self._alarm.worked()

    async def _note_later(self) -> None:
        """Write what could not be written at once, as long as it takes."""
        while True:
            await asyncio.sleep(1)
            await self._note()

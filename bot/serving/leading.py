"""What only one of all replicas may do."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.core.replicas import ReplicaStore
from bot.telegram.repeating import repeat

LOOK_EVERY = 1.0


async def while_leading(store: ReplicaStore, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do endless work as long as this replica leads, and again when it does. Raises what the work raises."""
    while True:
        if not await store.leads():
            await asyncio.sleep(LOOK_EVERY)
            continue
        task = asyncio.create_task(work())
        try:
            while not task.done() and await store.leads():
                await asyncio.wait({task}, timeout=LOOK_EVERY)
            if task.done():
                return await task
        finally:
            task.cancel()
            await asyncio.wait({task})


async def repeat_leading(
    store: ReplicaStore, seconds: float, do: Callable[[], Awaitable[object]], failure: str
) -> None:
    """Do something again and again, each time only if this replica leads: see `repeat`."""

    async def if_leading() -> None:
        if await store.leads():
            await do()

    await repeat(seconds, if_leading, failure)

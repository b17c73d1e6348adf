"""What only one of all replicas may do."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from bot.core.replicas import ReplicaStore

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

"""The least that an answer can cost here: the bot's own transport, without an application, an inbox or a search."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.telegram.app import CALLS_AT_ONCE
from bot.telegram.transport import AiohttpRequest


async def call(request: AiohttpRequest, method: str, wait: float | None = None, **parameters: object) -> Any:
    data = RequestData([RequestParameter.from_input(name, value) for name, value in parameters.items()])
    address = f"{os.environ['TELEGRAM_API_URL']}{os.environ['TELEGRAM_BOT_TOKEN']}/{method}"
    return await request.post(address, data, read_timeout=wait or 5)


async def main() -> None:
    updates, calls = AiohttpRequest(1), AiohttpRequest(CALLS_AT_ONCE)
    await updates.initialize()
    await calls.initialize()
    offset = 0
    tasks: set[asyncio.Task[Any]] = set()
    while True:
        for update in await call(updates, "getUpdates", 40, offset=offset, timeout=30):
            offset = update["update_id"] + 1
            message = update["message"]
            sending = call(calls, "sendMessage", chat_id=message["chat"]["id"], text=message["text"])
            task = asyncio.create_task(sending)
            tasks.add(task)
            task.add_done_callback(tasks.discard)


asyncio.run(main())

"""The project's own Bot API over HTTP: the strict Telegram in memory, reached as the real one is. Faults on command.

A bot polls it at http://127.0.0.1:PORT/bot<token>/<method>, or has updates brought to its webhook.
"""

import asyncio
import json
import logging
import random
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from bot.local_telegram.rules import Refused, parameter_types
from bot.local_telegram.server import Json, LocalTelegram

log = logging.getLogger(__name__)

LOOPBACK = ("127.0.0.1", "localhost")
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # a header's name
_BATCH, _BROUGHT_AT_ONCE = 100, 40
_AGAIN = 0.1
# Updates that were confirmed already and are handed over once more.
_REMEMBERED = 50


@dataclass
class Faults:
    """What goes wrong now. Shares are between 0 and 1, of calls or of batches; a call that fails is not carried out."""

    flood: float = 0.0
    retry_after: int = 1
    bad_gateway: float = 0.0
    stalled_until: float = 0.0
    repeats: float = 0.0
    shuffles: float = 0.0
    met: Counter[str] = field(default_factory=Counter)

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self.flood = self.bad_gateway = self.stalled_until = self.repeats = self.shuffles = 0.0


@dataclass(frozen=True)
class Seen:
    """A message that was sent or edited: what people see. `run` is the start of the bot that it came from."""

    method: str
    chat_id: int
    message_id: int
    text: str
    markup: str
    at: float
    run: int


@dataclass
class _Hook:
    url: str
    secret: str
    most: int


class HttpTelegram:
    """A LocalTelegram behind HTTP. What people do is done to `telegram`; what the bot made of it stands in `seen`."""

    def __init__(self, seed: int = 0) -> None:
        self.telegram = LocalTelegram()
        self.faults = Faults()
        self.seen: list[Seen] = []
        self.run = 0
        self.calls: Counter[str] = Counter()
        # When a chat first saw something since this was emptied.
        self.first: dict[int, float] = {}
        # Every update up to this one is the bot's now: it asked for the next one, or said 200.
        self.confirmed = 0
        self.address = ""
        self._random = random.Random(seed)
        self._hook: _Hook | None = None
        self._brought: set[int] = set()
        self._taken: set[int] = set()
        self._lately: deque[Json] = deque(maxlen=_REMEMBERED)

    @asynccontextmanager
    async def serving(self, port: int = 0) -> AsyncIterator[None]:
        """Listen on this computer; `address` is then what TELEGRAM_API_URL must be."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._called)
        # A call ends when its caller is gone, as Telegram's do.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
        bringing = asyncio.create_task(self._bring())
        try:
            yield
        finally:
            bringing.cancel()
            await asyncio.gather(bringing, return_exceptions=True)
            await runner.cleanup()

    @contextmanager
    def fault(self, **what: float) -> Iterator[None]:
        """These faults as long as the block lasts."""
        for name, value in what.items():
            setattr(self.faults, name, value)
        try:
            yield
        finally:
            self.faults.calm()

    def stall(self, seconds: float) -> None:
        """Calls that arrive within these seconds hang until they are over."""
        self.faults.stalled_until = monotonic() + seconds

    def broken_rules(self) -> list[str]:
        """What the bot did that Telegram refuses, without what a repeated update may bring about."""
        harmless = ("message is not modified", "query is too old")
        return [one for one in self.telegram.violations if not any(words in one for words in harmless)]

    def waiting(self) -> int:
        """Updates that were not handed over yet."""
        return self.telegram.pending()

    # calls

    async def _called(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        parameters = await _parameters(request, method)
        self.calls[method] += 1
        if failed := await self._fail():
            return failed
        try:
            result = await self._carry_out(method, parameters)
        except Refused as refused:
            return _refusal(refused.code, refused.description)
        if method in ("sendMessage", "editMessageText"):
            self._note(method, result)
        elif method == "answerCallbackQuery":
            self.first.setdefault(self.telegram.queries[parameters["callback_query_id"]].person_id, monotonic())
        return web.json_response({"ok": True, "result": result})

    async def _fail(self) -> web.Response | None:
        faults = self.faults
        if (left := faults.stalled_until - monotonic()) > 0:
            faults.met["stalled"] += 1
            # Whoever does not wait so long hangs up, and this call is cancelled with it.
            await asyncio.sleep(left)
        if self._random.random() < faults.flood:
            faults.met["429"] += 1
            after = faults.retry_after
            return _refusal(429, f"Too Many Requests: retry after {after}", {"retry_after": after})
        if self._random.random() < faults.bad_gateway:
            faults.met["502"] += 1
            return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")
        return None

    async def _carry_out(self, method: str, parameters: Json) -> Any:
        match method:
            case "getUpdates":
                if self._hook:
                    raise Refused("Conflict: can't use getUpdates method while webhook is active", 409)
                self.confirmed = max(self.confirmed, int(parameters.get("offset", 0)) - 1)
                return self._mangled(await self.telegram.call(method, parameters))
            case "setWebhook":
                return self._set_webhook(parameters)
            case "getWebhookInfo":
                url = self._hook.url if self._hook else ""
                return {"url": url, "has_custom_certificate": False, "pending_update_count": self.waiting()}
            case "deleteWebhook":
                self._hook = None
        return await self.telegram.call(method, parameters)

    def _set_webhook(self, parameters: Json) -> bool:
        known = parameter_types("setWebhook")
        if unknown := [name for name in parameters if name not in known]:
            raise Refused(f"strict: setWebhook has no parameter '{unknown[0]}'")
        url, secret = str(parameters.get("url", "")), str(parameters.get("secret_token", ""))
        most = int(parameters.get("max_connections", 40))
        parts = urlsplit(url)
        if url and parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise Refused("Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if len(secret) > 256 or not all(one.isascii() and (one.isalnum() or one in "_-") for one in secret):
            raise Refused("Bad Request: secret token contains unallowed characters")
        if not 1 <= most <= 100:
            raise Refused("Bad Request: max_connections must be from 1 to 100")
        self._hook = _Hook(url, secret, most) if url else None
        return True

    def _mangled(self, updates: list[Json]) -> list[Json]:
        faults = self.faults
        self._lately.extend(updates)
        if updates and self._random.random() < faults.repeats:
            faults.met["repeated"] += 1
            updates = [*self._random.sample(list(self._lately), min(5, len(self._lately))), *updates, *updates[:5]]
        if len(updates) > 1 and self._random.random() < faults.shuffles:
            faults.met["shuffled"] += 1
            updates = self._random.sample(updates, len(updates))
        return updates

    def _note(self, method: str, message: Json) -> None:
        markup = json.dumps(message.get("reply_markup") or {})
        seen = Seen(
            method, message["chat"]["id"], message["message_id"], message["text"], markup, monotonic(), self.run
        )
        self.seen.append(seen)
        self.first.setdefault(seen.chat_id, seen.at)

    # webhook

    async def _bring(self) -> None:
        """Bring updates to the webhook for ever, those of one chat one after the other, each until it is taken."""
        busy: set[int] = set()
        tasks: set[asyncio.Task[None]] = set()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
            while True:
                await asyncio.sleep(0.005)
                if (hook := self._hook) is None:
                    continue
                shuffling = self.faults.shuffles > 0
                window = self.telegram.updates(self.confirmed + 1, 4 * _BATCH)
                for update in self._random.sample(window, len(window)) if shuffling else window:
                    number, chat_id = update["update_id"], _person(update)
                    if len(tasks) >= min(hook.most, _BROUGHT_AT_ONCE):
                        break
                    if number in self._brought or (chat_id in busy and not shuffling):
                        continue
                    self._brought.add(number)
                    busy.add(chat_id)
                    self.faults.met["shuffled"] += shuffling
                    task = asyncio.create_task(self._bring_one(session, update))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
                    task.add_done_callback(partial(_free, busy, chat_id))

    async def _bring_one(self, session: aiohttp.ClientSession, update: Json) -> None:
        times = 1 + (self._random.random() < self.faults.repeats)
        self.faults.met["repeated"] += times - 1
        while times:
            if (hook := self._hook) and await self._post(session, hook, update):
                times -= 1
            else:
                await asyncio.sleep(_AGAIN)
        self._taken.add(update["update_id"])
        while self.confirmed + 1 in self._taken:
            self.confirmed += 1
            self._taken.discard(self.confirmed)
            self._brought.discard(self.confirmed)

    async def _post(self, session: aiohttp.ClientSession, hook: _Hook, update: Json) -> bool:
        with suppress(aiohttp.ClientError, TimeoutError):
            async with session.post(hook.url, json=update, headers={_SECRET: hook.secret}) as response:
                return response.status == 200
        return False


def _free(busy: set[int], chat_id: int, _: object) -> None:
    busy.discard(chat_id)


def _person(update: Json) -> int:
    """Whose update it is; here all come from private chats."""
    [content] = [value for name, value in update.items() if name != "update_id"]
    return int(content["from"]["id"])


def _refusal(code: int, description: str, more: Mapping[str, int] | None = None) -> web.Response:
    answer: Json = {"ok": False, "error_code": code, "description": description}
    return web.json_response(answer | ({"parameters": more} if more else {}), status=code)


async def _parameters(request: web.Request, method: str) -> Json:
    """What was sent, as JSON would carry it: forms know texts only, so each value is read by its parameter's type."""
    sent: Json = dict(request.query)
    if request.content_type == "application/json":
        sent |= await request.json()
        return sent
    try:
        types = parameter_types(method)
    except Refused:
        types = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            content = value.file.read().decode("latin-1")
            sent[name] = {"file_name": value.filename, "mime_type": value.content_type, "content": content}
        elif isinstance(value, str):
            sent[name] = value if types.get(name, (False, ""))[1] == "str" else _read(value)
    return sent


def _read(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value

"""One strict Telegram in memory: chats, messages, presses, and what the bot did wrong.

It stands behind the tests and the local chat page. People act through `say`, `press`, `edit` and `send`.
"""

import asyncio
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from bot.local_telegram.rules import Refused, check_call, shown_text

Json = dict[str, Any]
BOT = {"id": 1, "is_bot": True, "first_name": "Adal", "username": "adal_local_bot", "can_join_groups": True}
BOT |= {"can_read_all_group_messages": False, "supports_inline_queries": False}
_COMMAND = re.compile(r"/\w+(@\w+)?")
_DELETABLE_FOR = 48 * 3600


@dataclass
class Person:
    """Somebody with a phone: its language is what Telegram tells the bot."""

    id: int
    name: str
    language: str = "ru"

    def as_user(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}


@dataclass
class Query:
    """A press, and what the bot made of it."""

    id: str
    person_id: int
    data: str
    answered: bool = False
    text: str | None = None


@dataclass
class LocalTelegram:
    """The state of this Telegram. `changed` is called with a chat id whenever something happens in it."""

    clock: Callable[[], float] = time.time
    changed: Callable[[int], None] = lambda _chat_id: None
    chats: defaultdict[int, list[Json]] = field(default_factory=lambda: defaultdict(list))
    queries: dict[str, Query] = field(default_factory=dict)
    settings: dict[str, Json] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    blocked_by: set[int] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    _pending: deque[Json] = field(default_factory=deque)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _last_update: int = 0
    _last_message: int = 0

    # what people do

    def say(self, person: Person, text: str) -> Json:
        """A text message in the private chat with the bot. Returns the update."""
        message: Json = {"text": text}
        if command := _COMMAND.match(text):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        return self.send(person, message)

    def send(self, person: Person, content: Json, chat: Json | None = None) -> Json:
        """Any message: voice, photo, location, or one in a group."""
        chat = chat or {"id": person.id, "type": "private", "first_name": person.name}
        message = {"message_id": self._message_id(), "from": person.as_user(), "chat": chat, "date": int(self.clock())}
        message |= content
        self.chats[chat["id"]].append(message)
        self.changed(chat["id"])
        return self._push({"message": message})

    def edit(self, person: Person, message_id: int, text: str) -> Json:
        """The person edits a message of their own."""
        message = self._find(person.id, message_id)
        message |= {"text": text, "edit_date": int(self.clock())}
        self.changed(person.id)
        return self._push({"edited_message": dict(message)})

    def press(self, person: Person, message_id: int, data: str) -> Json:
        """A press on a button. The message may be gone from the bot's memory; Telegram still sends the press."""
        query = Query(str(len(self.queries) + 1), person.id, data)
        self.queries[query.id] = query
        message = next((one for one in self.chats[person.id] if one["message_id"] == message_id), None)
        chat = {"id": person.id, "type": "private", "first_name": person.name}
        gone = {"message_id": message_id, "chat": chat, "date": 0}
        press = {"id": query.id, "from": person.as_user(), "chat_instance": str(person.id), "data": data}
        return self._push({"callback_query": {**press, "message": message or gone}})

    def updates(self, offset: int, most: int = 100) -> list[Json]:
        """Updates that were not confirmed yet; those before the offset are confirmed and forgotten."""
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        return list(islice(self._pending, most))

    def pending(self) -> int:
        """How many updates were not confirmed yet."""
        return len(self._pending)

    def unanswered(self) -> list[Query]:
        """Presses whose hourglass still turns."""
        return [query for query in self.queries.values() if not query.answered]

    # what the bot does

    async def call(self, method: str, parameters: Json) -> Any:
        """Carry out a call of the Bot API. Raises Refused, and remembers the rule that was broken."""
        if method == "getUpdates":
            return await self._get_updates(parameters)
        self.calls.append((method, parameters))
        try:
            check_call(method, parameters)
            return self._carry_out(method, parameters)
        except Refused as refused:
            self.violations.append(f"{method}: {refused.description}")
            raise

    async def _get_updates(self, parameters: Json) -> list[Json]:
        offset, timeout = int(parameters.get("offset", 0)), float(parameters.get("timeout", 0))
        waiting = self.updates(offset)
        if not waiting and timeout:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), timeout)
            except TimeoutError:
                return []
            waiting = self.updates(offset)
        return waiting

    def _carry_out(self, method: str, parameters: Json) -> Any:
        match method:
            case "getMe":
                return BOT
            case "sendMessage":
                return self._send_message(parameters)
            case "sendDocument":
                return self._send_document(parameters)
            case "editMessageText" | "editMessageReplyMarkup":
                return self._edit_message(method, parameters)
            case "deleteMessage" | "deleteMessages":
                return self._delete_messages(parameters)
            case "answerCallbackQuery":
                return self._answer_query(parameters)
            case "sendChatAction" | "deleteWebhook" | "leaveChat":
                return True
            case name if name.startswith("setMy"):
                scope = f":{parameters['scope']['chat_id']}" if "scope" in parameters else ""
                self.settings[f"{name}:{parameters.get('language_code', '')}{scope}"] = parameters
                return True
        raise Refused(f"Not Found: {method} is not played here", 404)

    def _send_message(self, parameters: Json) -> Json:
        return self._send(parameters, {"text": shown_text(parameters), "html": parameters["text"]})

    def _send_document(self, parameters: Json) -> Json:
        content = str(parameters["document"]["content"]).encode("latin-1")
        number = f"file-{len(self.files) + 1}"
        document = {"file_id": number, "file_unique_id": number, "file_name": parameters["document"]["file_name"]}
        document |= {"mime_type": parameters["document"]["mime_type"], "file_size": len(content)}
        caption = parameters.get("caption", "")
        message: Json = {"document": document}
        if caption:
            message |= {"caption": shown_text(parameters, "caption"), "html": caption}
        sent = self._send(parameters, message)
        self.files[number] = content
        return sent

    def _send(self, parameters: Json, content: Json) -> Json:
        chat_id = int(parameters["chat_id"])
        if chat_id in self.blocked_by:
            raise Refused("Forbidden: bot was blocked by the user", 403)
        kind = "private" if chat_id > 0 else "group"
        message: Json = {"message_id": self._message_id(), "from": BOT, "chat": {"id": chat_id, "type": kind}}
        message |= {"date": int(self.clock()), **content}
        if parameters.get("reply_markup"):
            message["reply_markup"] = parameters["reply_markup"]
        self.chats[chat_id].append(message)
        self.changed(chat_id)
        return message

    def _edit_message(self, method: str, parameters: Json) -> Json:
        message = self._find(int(parameters["chat_id"]), int(parameters["message_id"]))
        if message["from"]["id"] != BOT["id"]:
            raise Refused("Bad Request: message can't be edited")
        if method == "editMessageText" and "text" not in message:
            raise Refused("Bad Request: there is no text in the message to edit")
        text = parameters["text"] if method == "editMessageText" else message.get("html", "")
        markup = parameters.get("reply_markup")
        if (text, markup) == (message.get("html", ""), message.get("reply_markup")):
            raise Refused("Bad Request: message is not modified: the new content is exactly the same")
        message |= {"html": text, "edit_date": int(self.clock())}
        if method == "editMessageText":
            message["text"] = shown_text(parameters)
        message.pop("reply_markup", None)
        if markup:
            message["reply_markup"] = markup
        self.changed(message["chat"]["id"])
        return message

    def _delete_messages(self, parameters: Json) -> bool:
        chat_id = int(parameters["chat_id"])
        ids = parameters.get("message_ids") or [parameters["message_id"]]
        if len(ids) > 100:
            raise Refused("Bad Request: too many messages to delete")
        for message in [one for one in self.chats[chat_id] if one["message_id"] in ids]:
            if self.clock() - message["date"] > _DELETABLE_FOR:
                raise Refused("Bad Request: message can't be deleted")
            self.chats[chat_id].remove(message)
        self.changed(chat_id)
        return True

    def _answer_query(self, parameters: Json) -> bool:
        query = self.queries.get(parameters["callback_query_id"])
        if query is None or query.answered:
            raise Refused("Bad Request: query is too old and response timeout expired or query ID is invalid")
        query.answered, query.text = True, parameters.get("text")
        self.changed(query.person_id)
        return True

    def _find(self, chat_id: int, message_id: int) -> Json:
        for message in self.chats[chat_id]:
            if message["message_id"] == message_id:
                return message
        raise Refused("Bad Request: message to edit not found")

    def _push(self, update: Json) -> Json:
        self._last_update += 1
        update = {"update_id": self._last_update, **update}
        self._pending.append(update)
        self._arrived.set()
        return update

    def _message_id(self) -> int:
        self._last_message += 1
        return self._last_message

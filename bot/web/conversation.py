"""One person's chat as the page reads it: messages, whether the bot is at it, and what it answered to a press."""

from dataclasses import dataclass, field
from typing import Any

from bot.local_telegram.server import BOT, Json, LocalTelegram, Person, Query
from bot.web.attachments import kind_of


@dataclass
class Conversation:
    """What the page remembers beside the messages: the presses, and since which message the bot owes an answer."""

    telegram: LocalTelegram
    person: Person
    _open_presses: list[Query] = field(default_factory=list)
    _toast: Json | None = None
    _owed_since: int = 0

    def said(self) -> None:
        """The person has just sent or edited a message: the bot owes one that comes after all of these."""
        self._owed_since = max((message["message_id"] for message in self._messages), default=0)

    def pressed(self, query_id: str) -> None:
        """The person has just pressed a button: the bot owes the end of its hourglass."""
        self._open_presses.append(self.telegram.queries[query_id])

    def clear(self) -> None:
        """Delete everything on both sides, as Telegram's "clear history" does."""
        self._messages.clear()
        self._owed_since = 0

    def own_text(self, message_id: int) -> bool:
        """Whether this is a text message which the person may edit."""
        return any(
            message["message_id"] == message_id and not _is_bots(message) and "text" in message
            for message in self._messages
        )

    def as_json(self) -> Json:
        self._take_answers()
        return {
            "messages": [_message(message) for message in self._messages],
            "typing": self._bot_is_at_it(),
            "toast": self._toast,
            "bot": self._bot(),
        }

    @property
    def _messages(self) -> list[Json]:
        return self.telegram.chats[self.person.id]

    def _take_answers(self) -> None:
        for query in self._open_presses:
            if query.answered and query.text:
                self._toast = {"id": int(query.id), "text": query.text}
        self._open_presses = [query for query in self._open_presses if not query.answered]

    def _bot_is_at_it(self) -> bool:
        answered = not self._owed_since or any(
            _is_bots(message) and message["message_id"] > self._owed_since for message in self._messages
        )
        return bool(self._open_presses) or not answered

    def _bot(self) -> Json:
        """What the bot has set up for phones in this language, or in any other."""
        return {
            "name": BOT["first_name"],
            "description": self._setting("setMyDescription").get("description", ""),
            "commands": self._setting("setMyCommands").get("commands", []),
        }

    def _setting(self, method: str) -> Json:
        settings = self.telegram.settings
        return settings.get(f"{method}:{self.person.language}") or settings.get(f"{method}:") or {}


def _is_bots(message: Json) -> bool:
    return bool(message["from"]["id"] == BOT["id"])


def _message(message: Json) -> Json:
    text: str | None = message.get("text", message.get("caption"))
    rows: list[list[dict[str, Any]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {
        "id": message["message_id"],
        "own": not _is_bots(message),
        "kind": kind_of(message),
        "document": message.get("document", {}).get("file_name"),
        "text": text,
        "html": message.get("html"),
        "date": message["date"],
        "edited": message.get("edit_date"),
        "keyboard": [
            [{"text": one["text"], "data": one.get("callback_data"), "url": one.get("url")} for one in row]
            for row in rows
        ],
    }

"""What Telegram brings, as far as the bot reads it: messages, presses, and being added to a group.

python-telegram-bot's own objects hold everything that Telegram may ever say; to make them costs more than to answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
ASKED_FOR = ["message", "edited_message", "callback_query", "my_chat_member"]


@dataclass(frozen=True, slots=True)
class Person:
    """Who did something; `language` is that of their phone, as IETF writes it."""

    id: int
    language: str


@dataclass(frozen=True, slots=True)
class Chat:
    """`kind` is private, group, supergroup or channel."""

    id: int
    kind: str


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was sent or edited. `command` is that for this bot with which it begins, in small letters."""

    chat: Chat
    id: int
    sender: Person | None
    text: str | None
    command: str | None
    edited: bool


@dataclass(frozen=True, slots=True)
class Pressed:
    """The message under which a button was pressed; without text and buttons where Telegram tells neither any more."""

    chat: Chat
    id: int
    text: str | None
    buttons: Sequence[Sequence[Json]]
    is_file: bool


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a button. There is no message where somebody shared a message by way of the bot."""

    id: str
    sender: Person
    data: str
    message: Pressed | None


@dataclass(frozen=True, slots=True)
class Membership:
    """What became of the bot in a chat."""

    chat: Chat
    sender: Person
    status: str


Update = Message | Press | Membership


def read(update: Json, bot_name: str) -> Update | None:
    """An update as Telegram sends it to a bot of that name; None for a kind that the bot does not ask for."""
    if message := update.get("message"):
        return _message(message, bot_name, edited=False)
    if message := update.get("edited_message"):
        return _message(message, bot_name, edited=True)
    if press := update.get("callback_query"):
        message = press.get("message")
        return Press(press["id"], _person(press["from"]), press.get("data", ""), _pressed(message) if message else None)
    if changed := update.get("my_chat_member"):
        return Membership(_chat(changed), _person(changed["from"]), changed["new_chat_member"]["status"])
    return None


def _message(message: Json, bot_name: str, *, edited: bool) -> Message:
    sender, text = message.get("from"), message.get("text")
    command = _command(text, message.get("entities"), bot_name) if text else None
    return Message(
        _chat(message), message["message_id"], _person(sender) if sender else None, text, command, edited
    )  # fmt: skip


def _command(text: str, entities: Sequence[Json] | None, bot_name: str) -> str | None:
    """The command with which a text begins, where Telegram has marked it as one, and nobody else is named in it."""
    first = entities[0] if entities else {}
    if first.get("type") != "bot_command" or first["offset"] != 0:
        return None
    name, _, bot = text[1 : first["length"]].lower().partition("@")
    return name if bot in ("", bot_name.lower()) else None


def _pressed(message: Json) -> Pressed:
    if not message["date"]:  # Telegram's sign that it no longer has the message
        return Pressed(_chat(message), message["message_id"], None, (), is_file=False)
    markup = message.get("reply_markup", {})
    return Pressed(
        _chat(message), message["message_id"], message.get("text"), markup.get("inline_keyboard", ()),
        is_file="document" in message,
    )  # fmt: skip


def _chat(of: Json) -> Chat:
    return Chat(of["chat"]["id"], of["chat"]["type"])


def _person(person: Json) -> Person:
    return Person(person["id"], person.get("language_code", ""))

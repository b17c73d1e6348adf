"""Which messages a handler takes, in python-telegram-bot's seam for handlers of what is no Update of its own."""

from collections.abc import Callable, Collection, Coroutine
from typing import Any

from telegram.ext import BaseHandler, CallbackContext

from bot.telegram.updates import Message

Context = CallbackContext[Any, Any, Any, Any]
Condition = Callable[[Message], bool]
Handler = Callable[[Message, Context], Coroutine[Any, Any, None]]


class MessageHandler(BaseHandler[Message, Context, None]):
    """Takes the messages for which every condition holds."""

    def __init__(self, callback: Handler, *conditions: Condition) -> None:
        super().__init__(callback)
        self._conditions = conditions

    def check_update(self, update: object) -> bool:
        return isinstance(update, Message) and all(holds(update) for holds in self._conditions)


def in_private(message: Message) -> bool:
    """The chat of one person with the bot: never what somebody writes to a business or to a guest bot."""
    return message.chat.kind == "private"


def new_in_group(message: Message) -> bool:
    """Said in a group, not edited there."""
    return message.chat.kind in ("group", "supergroup") and not message.edited


def with_text(message: Message) -> bool:
    """Words, commands among them; no caption of a picture."""
    return bool(message.text)


def command(*names: str) -> Condition:
    """One of these commands."""
    return lambda message: message.command in names


def sent_by(people: Collection[int]) -> Condition:
    """Sent by one of these people."""
    return lambda message: message.sender is not None and message.sender.id in people

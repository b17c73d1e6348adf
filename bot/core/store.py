"""What outlives a message: chats and questions. The contract of every store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.inbox import InboxStore
from bot.core.replicas import ReplicaStore
from bot.core.review import ReviewStore
from bot.core.said import Problem
from bot.core.sending import SendingStore
from bot.core.text import Language


class StoreUnavailable(Problem):
    """The store cannot be read or written now: full disk, locked or damaged database."""


@dataclass(frozen=True)
class Chat:
    """What is kept of a chat. `screen` is the data of the last screen, or None after an hour."""

    language: Language | None = None
    screen: str | None = None
    region: str | None = None


class Store(ReviewStore, SendingStore, InboxStore, ReplicaStore, Protocol):
    """Everything that outlives a message. Each method is one transaction; all raise StoreUnavailable."""

    async def chat(self, chat_id: int, now: datetime) -> Chat: ...

    async def set_language(self, chat_id: int, language: Language) -> None: ...

    async def set_region(self, chat_id: int, region: str | None) -> None:
        """Remember a region, because the citizen asked for it; None forgets it."""

    async def remember(self, chat_id: int, screen: str | None, message_ids: Sequence[int], now: datetime) -> None:
        """Note the screen that stands in the chat (None leaves the earlier one), and messages for /hide."""

    async def take_messages(self, chat_id: int, now: datetime) -> list[int]:
        """The messages of the last 48 hours, newest last; they are forgotten."""

    async def sweep(self, now: datetime) -> None:
        """Delete what may not be kept longer: screens, messages, questions, links to chats, statistics, deeds."""

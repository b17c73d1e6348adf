"""Questions that had no answer, and what the bot remembers of a chat: the contract of every store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.core.text import Language

Status = Literal["suggested", "open", "answered", "dismissed"]


class StoreUnavailable(Exception):
    """The store cannot be read or written now: full disk, locked or damaged database."""


@dataclass(frozen=True)
class Question:
    """A question without its asker: redacted text, and how often the same words came."""

    id: int
    text: str
    language: Language
    asked_at: datetime
    times: int


@dataclass(frozen=True)
class Chat:
    """What is kept of a chat. `screen` is the data of the last screen, or None after an hour."""

    language: Language | None = None
    screen: str | None = None
    region: str | None = None


class Store(Protocol):
    """Everything that outlives a message. Each method is one transaction; all raise StoreUnavailable."""

    async def chat(self, chat_id: int, now: datetime) -> Chat: ...

    async def set_language(self, chat_id: int, language: Language) -> None: ...

    async def set_region(self, chat_id: int, region: str | None) -> None:
        """Remember a region, because the citizen asked for it; None forgets it."""

    async def remember(self, chat_id: int, screen: str | None, message_ids: Sequence[int], now: datetime) -> None:
        """Note the screen that stands in the chat (None leaves the earlier one), and messages for /hide."""

    async def take_messages(self, chat_id: int, now: datetime) -> list[int]:
        """The messages of the last 48 hours, newest last; they are forgotten."""

    async def record(self, text: str, language: Language, status: Status, now: datetime) -> int:
        """Keep a redacted question, or count it again when the same words came before. Returns its number."""

    async def keep(self, question_id: int) -> bool:
        """A question that got suggestions had none that fits: it waits for an answer. False when it is gone."""

    async def questions(self, limit: int, offset: int) -> tuple[list[Question], int]:
        """Questions that wait for an answer, oldest first, and how many there are."""

    async def resolve(self, question_id: int, status: Status) -> bool:
        """Take a question off the list. False when it is not on it."""

    async def sweep(self, now: datetime) -> None:
        """Delete what may not be kept longer: screens after an hour, messages after 48 hours, old questions."""

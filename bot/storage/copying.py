"""Everything that is kept, from one database into another: the rows as they are, counted and compared on both sides."""

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Protocol

from bot.core.store import StoreUnavailable
from bot.sentences import storage as sentences

_AT_ONCE = 1_000

# What stands in another table comes first.
TABLES: Mapping[str, tuple[str, ...]] = {
    "cluster": (
        "id", "state", "nearest", "since", "claimed_by", "article_id", "refusal", "proposed", "pending", "closed_at",
    ),
    "question": ("id", "text", "language", "status", "asked_at", "times", "about", "complaint", "cluster_id"),
    "waiting": ("chat_id", "question_id", "since"),
    "chat": ("id", "language", "screen", "screen_at", "region"),
    "message": ("chat_id", "id", "sent_at"),
    "tally": ("day", "language", "what", "key", "times"),
    "deed": ("id", "admin_id", "what", "cluster_id", "at"),
    "sending_stop": ("id", "admin_id", "at"),
    "undo": ("cluster_id", "done", "at"),
    "link": ("token", "admin_id", "until"),
    "inbox": ("place", "update_id", "chat_id", "raw", "received_at"),
}  # fmt: skip
# Tables whose numbers stand in old buttons, or in order: a number that was given is never given again.
NUMBERED: Mapping[str, str] = {"cluster": "id", "question": "id", "deed": "id", "inbox": "place"}

Values = tuple[object, ...]


class Tables(Protocol):
    """The tables of a database, inside of one transaction."""

    def read(self, table: str, columns: Sequence[str]) -> Generator[Values, None, None]:
        """All rows, in any order, without holding them all in memory."""

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None: ...

    def last_number(self, table: str) -> int:
        """The highest number that was ever given; 0 before the first."""

    def go_on_after(self, table: str, number: int) -> None:
        """Give higher numbers only."""


@dataclass
class Content:
    """What a table holds: how many rows, and a digest that does not depend on their order."""

    rows: int = 0
    total: int = 0

    def add(self, row: Values) -> None:
        self.rows += 1
        self.total += int.from_bytes(sha256(json.dumps(row, ensure_ascii=False).encode()).digest())

    @property
    def digest(self) -> str:
        return f"{self.total % 2**256:064x}"[:16]


def copy(source: Tables, target: Tables) -> Mapping[str, Content]:
    """Copy all tables into an empty database. Returns what is in each.

    Raises StoreUnavailable where the target is not empty, or holds something else than the source afterwards.
    """
    for table, columns in TABLES.items():
        with closing(target.read(table, columns)) as rows:
            if next(rows, None):
                raise StoreUnavailable(sentences.NOT_EMPTY)
    contents = {table: _copy_table(source, target, table, columns) for table, columns in TABLES.items()}
    for table in NUMBERED:
        target.go_on_after(table, source.last_number(table))
    for table, columns in TABLES.items():
        if _content(target, table, columns) != contents[table]:
            raise StoreUnavailable(sentences.COPY_DIFFERS, table=table)
    return contents


def _copy_table(source: Tables, target: Tables, table: str, columns: tuple[str, ...]) -> Content:
    content, rows = Content(), source.read(table, columns)
    while some := list(islice(rows, _AT_ONCE)):
        for row in some:
            content.add(row)
        target.write(table, columns, some)
    return content


def _content(tables: Tables, table: str, columns: tuple[str, ...]) -> Content:
    content = Content()
    for row in tables.read(table, columns):
        content.add(row)
    return content

"""What nobody could answer yet, grouped for the people who will: the contract of the review and of the statistics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Literal, Protocol, get_args

from bot.core.text import Language

Status = Literal["suggested", "open"]
State = Literal["open", "answered", "replied", "not_for_us", "noise"]
Refusal = Literal["not_law", "other_body", "own_case", "unclear"]
Complaint = Literal["law_changed", "wrong_amount", "unclear", "not_my_case"]
STATES: tuple[State, ...] = get_args(State)
REFUSALS: tuple[Refusal, ...] = get_args(Refusal)
COMPLAINTS: tuple[Complaint, ...] = get_args(Complaint)


@dataclass(frozen=True)
class Question:
    """A question without its asker: redacted text, and how often the same words came.

    `complaint` is set where it is no question but a "did not help" under the article or outcome `about`
    ("article-id", or "guide-id/outcome-id"); its text is then empty.
    """

    id: int
    text: str
    language: Language
    asked_at: datetime
    times: int
    waiting: int = 0
    about: str | None = None
    complaint: Complaint | None = None

    @property
    def seal(self) -> str:
        """Eight characters that only somebody who knows the words can make: see `seal`."""
        return seal(self.id, self.text or f"{self.about} {self.complaint}")


def seal(question_id: int, text: str) -> str:
    """What a button that links a chat to a question carries beside its number.

    Buttons can be forged. Whoever counts numbers up must not be linked to a stranger's question and read it.
    """
    return sha256(f"{question_id} {text}".encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Cluster:
    """Questions that one answer answers, the most often asked first. `nearest` are ids of entries, best first."""

    id: int
    state: State
    since: datetime
    last_asked_at: datetime
    times: int
    waiting: int
    nearest: tuple[str, ...]
    questions: tuple[Question, ...]
    claimed_by: int | None = None
    article_id: str | None = None
    refusal: Refusal | None = None
    proposed: str | None = None
    pending: str | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Placed:
    """A question in its cluster, without what only people want to know of both."""

    cluster_id: int
    state: State
    nearest: tuple[str, ...]
    text: str
    about: str | None = None
    complaint: Complaint | None = None


@dataclass(frozen=True)
class Wanted:
    """Which clusters to list: in one of these states, holding this text, in this language, proposed for closing."""

    states: Sequence[State] = ("open",)
    text: str = ""
    language: Language | None = None
    proposed: bool = False


@dataclass(frozen=True)
class Promise:
    """A chat that waits for the answer to a question, and the cluster that has it now."""

    chat_id: int
    question_id: int
    cluster_id: int


@dataclass(frozen=True)
class Deed:
    """One line of the audit log: which admin did what to which cluster."""

    admin_id: int
    what: str
    cluster_id: int | None
    at: datetime


@dataclass(frozen=True)
class Tally:
    """How often something happened on a day in a language; no person in it. `key` names the article, step or topic."""

    day: date
    language: Language
    what: str
    key: str


class ReviewStore(Protocol):
    """The queue. Each method is one transaction; all raise StoreUnavailable."""

    async def record(self, text: str, language: Language, status: Status, now: datetime) -> int:
        """Keep a redacted question, or count it again when the same words came before. Returns its number."""

    async def complain(self, about: str, complaint: Complaint, language: Language, now: datetime) -> int:
        """Keep a "did not help" with its reason, or count it again. Returns its number."""

    async def keep(self, question_id: int) -> bool:
        """A question that got suggestions had none that fits: it waits for an answer. False when it is gone."""

    async def question(self, question_id: int) -> Question | None: ...

    async def queue_size(self) -> tuple[int, datetime | None]:
        """How many clusters are open, and since when the oldest is."""

    async def unplaced(self) -> list[Question]:
        """Open questions that are in no cluster yet, or whose cluster was answered before they came again.

        The latter only when all who waited for that answer have been told.
        """

    async def placed(self, states: Sequence[State]) -> list[Placed]:
        """Every question in a cluster of these states, cluster by cluster, the most often asked first."""

    async def place(self, question_id: int, cluster_id: int | None, nearest: Sequence[str], now: datetime) -> int:
        """Put a question into a cluster, or into a new one. Returns the cluster's number."""

    async def clusters(self, wanted: Wanted, limit: int, offset: int) -> tuple[list[Cluster], int]:
        """Clusters, those for which most people wait first, then the most often asked; and how many there are."""

    async def cluster(self, cluster_id: int) -> Cluster | None: ...

    async def claim(self, cluster_id: int, admin_id: int | None) -> bool:
        """Take a cluster over, or give it back (None). False when somebody else has it or it is gone."""

    async def write(self, cluster_id: int, pending: str | None) -> bool:
        """Keep what an admin has written and not yet confirmed."""

    async def propose(self, cluster_id: int, article_id: str | None) -> bool:
        """Note an article that answers the cluster now."""

    async def resolve(
        self,
        cluster_id: int,
        state: State,
        now: datetime,
        article_id: str | None = None,
        refusal: Refusal | None = None,
    ) -> bool:
        """Take an open cluster off the queue. False when it is not open."""  # fmt: skip

    async def reopen(self, cluster_id: int) -> bool:
        """Undo a resolution: the cluster waits again. False when it is open or gone."""

    async def merge(self, cluster_id: int, into: int) -> bool:
        """Move all questions of a cluster into another one."""

    async def split(self, question_id: int, now: datetime) -> int | None:
        """Give a question a cluster of its own. Returns its number."""

    async def note_done(self, cluster_id: int, done: str, now: datetime) -> None:
        """Keep what the last deed with a cluster was, for a day."""

    async def take_done(self, cluster_id: int) -> str | None:
        """What the last deed was; it is forgotten with that."""

    async def wait(self, chat_id: int, question_id: int, now: datetime) -> bool:
        """Link a chat to a question, because its person asked for it. False when the question is gone."""

    async def withdraw(self, chat_id: int, question_id: int | None) -> int:
        """Remove the link to one question, or to all. Returns how many there were."""

    async def waits_of(self, chat_id: int) -> list[Question]:
        """The questions for whose answer a chat waits."""

    async def promises(self, closed_before: datetime, limit: int) -> list[Promise]:
        """Who may be told: their cluster was closed with an answer or a refusal before this time."""

    async def add_deed(self, deed: Deed) -> None: ...

    async def deeds(self, limit: int, offset: int) -> list[Deed]:
        """The audit log, newest first."""

    async def count(self, tallies: Mapping[Tally, int]) -> None:
        """Add to the statistics."""

    async def tallies(self, since: date, until: date) -> Mapping[Tally, int]:
        """The statistics of these days, both included."""

    async def grant(self, token: str, admin_id: int, until: datetime) -> None:
        """Note a one-time link."""

    async def redeem(self, token: str, now: datetime) -> int | None:
        """Whose one-time link this is; it works once, and never after its time."""

    async def kept(self, chat_id: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Everything that is kept about a chat, table by table, as plain values for its person to read."""

    async def forget(self, chat_id: int) -> None:
        """Delete everything that is kept about a chat: language, region, screen, messages, links to questions."""

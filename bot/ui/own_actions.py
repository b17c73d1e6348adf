"""What a button can do about the chat itself: waiting for an answer, ratings, and what is kept."""

from dataclasses import dataclass
from typing import Literal

from bot.core.review import Complaint

Verdict = Literal["helped", "not_helped"] | Complaint


@dataclass(frozen=True)
class TellMe:
    """Link this chat to a question until it is answered. The seal shows that the button was made for its asker."""

    question_id: int
    seal: str


@dataclass(frozen=True)
class Withdraw:
    """Remove the link of this chat to a question."""

    question_id: int


@dataclass(frozen=True)
class Rate:
    """Whether an article helped, or an outcome of a guide; and if not, why."""

    entry_id: str
    outcome_id: str
    verdict: Verdict


@dataclass(frozen=True)
class OpenReply:
    """The answer for which a chat waited."""

    cluster_id: int


@dataclass(frozen=True)
class OpenMine:
    """What is kept about this chat."""


@dataclass(frozen=True)
class ExportMine:
    """Send it as a file."""


@dataclass(frozen=True)
class AskDeleteMine:
    """Say what would be gone."""


@dataclass(frozen=True)
class DeleteMine:
    """Delete everything that is kept about this chat."""


@dataclass(frozen=True)
class OpenPrivacy:
    """What is stored, how long, and who sees it."""


# Done or opened by bot/telegram/own.py with the store. A deed is carried out by a press only, never by a link.
OwnDeed = TellMe | Withdraw | Rate | ExportMine | DeleteMine
OwnAction = OwnDeed | OpenMine | OpenReply

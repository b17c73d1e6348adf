"""What a button of an admin can do: one frozen class a kind. Nobody else's press of one is carried out."""

from dataclasses import dataclass
from typing import Literal

from bot.core.review import Refusal

Show = Literal["open", "proposed", "closed", "noise"]


@dataclass(frozen=True)
class ListQuestions:
    """Admin: an old button for the list of questions; it opens the queue."""

    page: int


@dataclass(frozen=True)
class ListClusters:
    """Admin: the queue, page by page from 0."""

    page: int
    show: Show = "open"


@dataclass(frozen=True)
class OpenCluster:
    cluster_id: int


@dataclass(frozen=True)
class ClaimCluster:
    """Admin: I answer this one."""

    cluster_id: int


@dataclass(frozen=True)
class ReleaseCluster:
    cluster_id: int


@dataclass(frozen=True)
class FindAnswer:
    """Admin: look for the article that answers a cluster; the next message is what to look for."""

    cluster_id: int


@dataclass(frozen=True)
class AnswerBy:
    """Admin: show what joining a cluster to an article or guide writes."""

    cluster_id: int
    article_id: str


@dataclass(frozen=True)
class ConfirmAnswerBy:
    """Admin: join it; the wordings become phrases, or stay out of the files."""

    cluster_id: int
    article_id: str
    phrases: Literal["y", "n"]


@dataclass(frozen=True)
class WriteAnswer:
    """Admin: the next message is the answer."""

    cluster_id: int


@dataclass(frozen=True)
class PreviewAnswer:
    """Admin: the written answer as a draft of a topic; of the nearest one where none is named."""

    cluster_id: int
    topic_id: str


@dataclass(frozen=True)
class SaveAnswer:
    cluster_id: int
    topic_id: str


@dataclass(frozen=True)
class AskRefusal:
    """Admin: why is it not for us?"""

    cluster_id: int


@dataclass(frozen=True)
class Refuse:
    cluster_id: int
    refusal: Refusal


@dataclass(frozen=True)
class MarkNoise:
    cluster_id: int


@dataclass(frozen=True)
class AskMerge:
    """Admin: into which cluster?"""

    cluster_id: int


@dataclass(frozen=True)
class Merge:
    cluster_id: int
    into: int


@dataclass(frozen=True)
class AskSplit:
    """Admin: which wording does not belong here?"""

    cluster_id: int


@dataclass(frozen=True)
class Split:
    question_id: int


@dataclass(frozen=True)
class Undo:
    cluster_id: int


@dataclass(frozen=True)
class CloseAnswered:
    """Admin: the proposed article is the answer."""

    cluster_id: int


@dataclass(frozen=True)
class OpenSending:
    """Admin: do messages to those who wait go out?"""


@dataclass(frozen=True)
class StopSending:
    """Admin: no message to those who wait, until an admin lets them go on."""


@dataclass(frozen=True)
class ResumeSending:
    """Admin: messages to those who wait go on."""


AdminAction = (
    ListQuestions | ListClusters | OpenCluster | ClaimCluster | ReleaseCluster | FindAnswer | AnswerBy
    | ConfirmAnswerBy | WriteAnswer | PreviewAnswer | SaveAnswer | AskRefusal | Refuse | MarkNoise | AskMerge | Merge
    | AskSplit | Split | Undo | CloseAnswered | OpenSending | StopSending | ResumeSending
)  # fmt: skip

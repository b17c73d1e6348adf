"""What a search finds."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Hit:
    """An article or guide that a question may be about. `score` is between 0 and about 1."""

    kind: Literal["article", "guide"]
    id: str
    topic_id: str
    score: float


@dataclass(frozen=True)
class Found:
    """Candidates, best first, and the emergency that comes before them, if there is one."""

    hits: tuple[Hit, ...]
    emergency_id: str | None


@dataclass(frozen=True)
class Thresholds:
    """Scores from which a question is answered, or gets suggestions; and how clear the first must be."""

    answer: float = 0.30
    suggest: float = 0.16
    margin: float = 0.05
    emergency: float = 0.5

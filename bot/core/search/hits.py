"""What a search finds, and from which score on it is an answer."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from bot.core.text import Model

LONG_FROM = 7


@dataclass(frozen=True)
class Hit:
    """An article or guide that a question may be about. `score` is between 0 and 1."""

    kind: Literal["article", "guide"]
    id: str
    topic_id: str
    score: float


@dataclass(frozen=True)
class Found:
    """Candidates, best first, and the emergency that comes before them, if there is one."""

    hits: tuple[Hit, ...]
    emergency_id: str | None
    asked: tuple[str, ...]


class Zones(Model):
    """Scores from which a question is answered or gets suggestions, and by how much an answer must lead."""

    answer: float = Field(0.3, ge=0, le=1)
    suggest: float = Field(0.16, ge=0, le=1)
    margin: float = Field(0.04, ge=0, le=1)


class Thresholds(Model):
    """thresholds.yaml: set by `python main.py calibrate`, for short questions and for those of seven words and more."""

    short: Zones = Zones()
    long: Zones = Zones()
    emergency: float = Field(0.3, ge=0, le=1)

    def zones(self, words: int) -> Zones:
        """The zones of a question of so many words."""
        return self.long if words >= LONG_FROM else self.short

"""What a search finds, and from which score on it is an answer."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from bot.core.text import Model

LONG_FROM = 7


@dataclass(frozen=True)
class Hit:
    """An article or guide that a question may be about. `score` is between 0 and 1.

    `covered` is False for an article that only says "not here" and where to turn.
    """

    kind: Literal["article", "guide"]
    id: str
    topic_id: str
    score: float
    covered: bool = True


@dataclass(frozen=True)
class Found:
    """Candidates, best first, and the emergency that comes before them, if there is one.

    `sureness` says by how much what we cover fits better than what we do not: between -1 and 1.
    """

    hits: tuple[Hit, ...]
    emergency_id: str | None
    asked: tuple[str, ...]
    sureness: float


class Zones(Model):
    """Sureness from which a question is answered or gets suggestions, and by how much an answer must lead."""

    answer: float = Field(0.3, ge=-1, le=1)
    suggest: float = Field(0.16, ge=-1, le=1)
    margin: float = Field(0.04, ge=0, le=1)


class Thresholds(Model):
    """thresholds.yaml: set by `python main.py calibrate`, for short questions and for those of seven words and more.

    `emergency` is the likeness from which a question is taken for danger, `emergency_named` where it names one as well.
    Words that nothing is known of have the likeness 0. `elsewhere` is the score from which "not here" is an answer.
    """

    short: Zones = Zones()
    long: Zones = Zones()
    elsewhere: float = Field(0.2, ge=0, le=1)
    emergency: float = Field(0.15, gt=0, le=2)
    emergency_named: float = Field(-2, ge=-2, le=2)

    def zones(self, words: int) -> Zones:
        """The zones of a question of so many words."""
        return self.long if words >= LONG_FROM else self.short

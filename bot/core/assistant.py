"""A free question: danger first, then an answer, suggestions, or an honest "I don't know"."""

from dataclasses import dataclass

from bot.core.search.engine import Search
from bot.core.search.hits import Hit


@dataclass(frozen=True)
class Emergency:
    """Somebody may be in danger: the numbers come first, whatever else was found."""

    emergency_id: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Answered:
    """One article or guide that the question is clearly about."""

    hit: Hit
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Suggested:
    """Up to three that the question may be about."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Unknown:
    """Nothing that we could answer with; `nearest` is the topic that comes closest, if any does."""

    nearest: str | None
    hits: tuple[Hit, ...]


Reply = Emergency | Answered | Suggested | Unknown


def answer(search: Search, question: str) -> Reply:
    """Decide what a question gets. Always carries up to three candidates."""
    found = search.find(question)
    hits = found.hits[:3]
    if found.emergency_id:
        return Emergency(found.emergency_id, hits)
    limits = search.thresholds
    if not hits or hits[0].score < limits.suggest:
        return Unknown(next((hit.topic_id for hit in hits if hit.score >= limits.suggest / 2), None), hits)
    margin = hits[0].score - hits[1].score if len(hits) > 1 else hits[0].score
    if hits[0].score >= limits.answer and margin >= limits.margin:
        return Answered(hits[0], hits)
    return Suggested(tuple(hit for hit in hits if hit.score >= limits.suggest * 0.8))

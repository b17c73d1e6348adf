"""A free question: danger first, then an answer, suggestions, or an honest "I don't know"."""

from dataclasses import dataclass

from bot.core.articles import Section
from bot.core.search.engine import Search
from bot.core.search.hits import Found, Hit

_CANDIDATES = 3


@dataclass(frozen=True)
class Emergency:
    """Somebody may be in danger: the numbers come first, whatever else was found."""

    emergency_id: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Answered:
    """One article or guide that the question is clearly about, and the section that it asks for."""

    hit: Hit
    hits: tuple[Hit, ...]
    section: Section | None = None


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


def answer(search: Search, question: str, on_screen: str | None = None) -> Reply:
    """Decide what a question gets. Always carries up to three candidates.

    `on_screen` is the article that stands in the chat: "and the papers?" is about it.
    """
    found = search.find(question)
    if found.emergency_id:
        return Emergency(found.emergency_id, found.hits[:_CANDIDATES])
    section = search.cues.section(found.asked)
    if on_screen and (followed := _followed_up(search, found, on_screen)):
        return Answered(followed, (followed, *(hit for hit in found.hits[:2] if hit.id != on_screen)), section)
    hits, zones = found.hits[:_CANDIDATES], search.thresholds.zones(len(found.asked))
    if not hits or hits[0].score < zones.suggest:
        return Unknown(next((hit.topic_id for hit in hits if hit.score >= zones.suggest / 2), None), hits)
    margin = hits[0].score - hits[1].score if len(hits) > 1 else hits[0].score
    if hits[0].score >= zones.answer and margin >= zones.margin:
        return Answered(hits[0], hits, section)
    return Suggested(hits)


def _followed_up(search: Search, found: Found, on_screen: str) -> Hit | None:
    """The article on the screen, when the question names no subject of its own, or that article is as near as any."""
    about = search.hit_of(on_screen)
    if about is None:
        return None
    if search.cues.only(found.asked):
        return about
    first = found.hits[0].score if found.hits else 0.0
    near = next((hit for hit in found.hits if hit.id == on_screen), None)
    short = len(found.asked) <= 6 and first < search.thresholds.short.answer
    return near if near and short and near.score >= 0.6 * first else None

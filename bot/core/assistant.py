"""A free question: danger first, then an answer, suggestions, or an honest "I don't know"."""

from dataclasses import dataclass, replace

from bot.core.articles import Section
from bot.core.search.engine import Search
from bot.core.search.hits import Found, Hit

_CANDIDATES = 3
_FOLLOW_UP_WORDS = 8
# How much more likely a short question is about the article on the screen and those it leads to, or about its topic.
_NEIGHBOUR, _SAME_TOPIC = 1.5, 1.25


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
    about = search.hit_of(on_screen) if on_screen else None
    if about and search.cues.only(found.asked):
        others = [hit for hit in found.hits if hit.id != about.id]
        return Answered(about, (about, *others[: _CANDIDATES - 1]), section)
    if about and len(found.asked) <= _FOLLOW_UP_WORDS:
        found = _in_view_of(search, found, about)
    return _decided(search, found, section)


def _decided(search: Search, found: Found, section: Section | None) -> Reply:
    hits, zones = found.hits[:_CANDIDATES], search.thresholds.zones(len(found.asked))
    # "2+2" names nothing; "112" and "1414" do.
    if not hits or all(word.isdecimal() and len(word) < 3 for word in found.asked):
        return Unknown(None, ())
    leads = hits[0].score - (hits[1].score if len(hits) > 1 else 0.0) >= zones.margin
    if found.sureness >= zones.suggest:
        return Answered(hits[0], hits, section) if found.sureness >= zones.answer and leads else Suggested(hits)
    if not hits[0].covered and hits[0].score >= search.thresholds.elsewhere:
        return Answered(hits[0], hits, section)
    return Unknown(hits[0].topic_id, hits)


def _in_view_of(search: Search, found: Found, about: Hit) -> Found:
    """The same candidates for a short question on the screen of an article: it and its neighbours come forward."""
    near = search.neighbours(about.id)
    share = {
        hit.id: _NEIGHBOUR if hit.id in near else _SAME_TOPIC if hit.topic_id == about.topic_id else 1.0
        for hit in found.hits
    }
    hits = sorted(
        (replace(hit, score=round(hit.score * share[hit.id], 4)) for hit in found.hits), key=lambda hit: -hit.score
    )
    before = max((hit.score for hit in found.hits if hit.covered), default=0.0)
    after = max((hit.score for hit in hits if hit.covered), default=0.0)
    return replace(found, hits=tuple(hits), sureness=found.sureness + after - before)

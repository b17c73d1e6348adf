"""Who must look at what by when: reviews, values that end, changes of the law, drafts, texts that nobody has read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.knowledge import KnowledgeBase
from bot.core.sources import Review
from bot.core.standing import Kind, shaken
from bot.core.text import LANGUAGES

Work = Literal["law", "review", "value", "draft", "unread"]
Who = Literal["lawyer", "operator", "native speaker"]
Entry = Kind | Literal["guide"]
OVERDUE, NO_DAY = date.min, date.max


@dataclass(frozen=True)
class Duty:
    """One entry and what has to be done with it; `by` is None where nothing sets a day.

    `about`: the place of the law that changed ("social-code 80"), the day since which a draft waits, or what is not
    read ("kk", "ru", "en", "law").
    """

    work: Work
    who: Who
    entry: Entry
    id: str
    topic: str | None
    by: date | None
    about: str | None = None


def duties(base: KnowledgeBase, until: date) -> list[Duty]:
    """What is due up to a day, overdue first, and last what has no day."""
    found = (*_dated(base), *_law(base), *_drafts(base), *_unread(base))
    return sorted(
        (one for one in found if one.by is None or one.by <= until),
        key=lambda one: (one.by or NO_DAY, one.topic or "", one.work, one.entry, one.id, one.about or ""),
    )


def by_month(found: Iterable[Duty], today: date) -> dict[date, dict[str | None, list[Duty]]]:
    """The same by the first day of the month, or OVERDUE, or NO_DAY, and by topic; None where there is no topic."""
    months: dict[date, dict[str | None, list[Duty]]] = {}
    for one in found:
        month = NO_DAY if one.by is None else OVERDUE if one.by < today else one.by.replace(day=1)
        months.setdefault(month, {}).setdefault(one.topic, []).append(one)
    return months


def _dated(base: KnowledgeBase) -> Iterator[Duty]:
    for key, article in base.published.items():
        yield Duty("review", "lawyer", "article", key, base.topic_of[key], article.review_by)
    for key, guide in base.guides.items():
        yield Duty("review", "lawyer", "guide", key, base.topic_of[key], guide.review_by)
    for key, emergency in base.emergencies.items():
        yield Duty("review", "lawyer", "emergency", key, None, emergency.review_by)
    for key, parameter in base.parameters.items():
        yield Duty("value", "operator", "parameter", key, None, max(value.until for value in parameter.values))


def _law(base: KnowledgeBase) -> Iterator[Duty]:
    for change in base.law_changes:
        place = f"{change.source} {change.article or ''}".strip()
        for one in shaken(base, change):
            yield Duty("law", "lawyer", one.kind, one.id, one.topic, change.date, place)


def _drafts(base: KnowledgeBase) -> Iterator[Duty]:
    for key, article in base.articles.items():
        if article.is_draft:
            since = article.reply.on if article.reply else article.checked_on
            yield Duty("draft", "lawyer", "article", key, base.topic_of[key], None, since.isoformat())


def _unread(base: KnowledgeBase) -> Iterator[Duty]:
    for key, article in base.published.items():
        yield from _unread_of("article", key, base.topic_of[key], article.review)
    for key, guide in base.guides.items():
        yield from _unread_of("guide", key, base.topic_of[key], guide.review)
    for key, emergency in base.emergencies.items():
        yield from _unread_of("emergency", key, None, emergency.review)


def _unread_of(entry: Entry, key: str, topic: str | None, review: Review) -> Iterator[Duty]:
    for language in LANGUAGES:
        if getattr(review, language) == "drafted":
            yield Duty("unread", "native speaker", entry, key, topic, None, language)
    if review.law == "drafted":
        yield Duty("unread", "lawyer", entry, key, topic, None, "law")

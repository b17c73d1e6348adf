"""What stands on which article of which act, and what a change of the act asks somebody to read again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.knowledge import KnowledgeBase
from bot.core.sources import Citation, LawChange

Kind = Literal["article", "outcome", "parameter", "emergency", "contact"]
Number = tuple[int, int]

_IN_BRACKETS = re.compile(r"\([^)]*\)")
_NUMBER = re.compile(r"(\d{1,4})(?:-(\d{1,3}))?")


@dataclass(frozen=True)
class Standing:
    """An entry ("birth-benefit", "benefit-baby.o1", "mci"), one place that it cites, and when it was last checked."""

    kind: Kind
    id: str
    topic: str | None
    citation: Citation
    checked_on: date


def number(article: str) -> Number | None:
    """The number of an article: "45-1" is (45, 1), "45" is (45, 0). None for what is no number."""
    match = _NUMBER.fullmatch(article)
    return (int(match[1]), int(match[2] or 0)) if match else None


def cites(place: str | None, article: str) -> bool:
    """Whether "72, 79(3), 91–92" names an article. A place without any number, as none at all, is the whole act."""
    found, ranges = number(article), _ranges(place or "")
    return not ranges or (found is not None and any(first <= found <= last for first, last in ranges))


def places(cited: str) -> list[str]:
    """The articles and ranges of "72, 79(3), 91–92", one by one and without points: "72", "79", "91–92"."""
    parts = (part.strip() for part in re.split(r"[,;]", _IN_BRACKETS.sub("", cited)))
    return [part for part in parts if part]


def _ranges(place: str) -> list[tuple[Number, Number]]:
    ranges = []
    for part in places(place):
        first, _, last = part.partition("–")
        begin, end = number(first.strip()), number(last.strip())
        if begin:
            ranges.append((begin, end or begin))
    return ranges


def standing(base: KnowledgeBase) -> Iterator[Standing]:
    """Every entry with each place of the law that it cites."""
    for key, article in base.articles.items():
        sums, days = article.amounts.values(), article.last_day.values()
        cited = dict.fromkeys((*article.sources, *(one.source for one in sums), *(one.source for one in days)))
        yield from (Standing("article", key, base.topic_of[key], one, article.checked_on) for one in cited)
    for key, guide in base.guides.items():
        for name, outcome in guide.outcomes.items():
            owed, terms = outcome.amounts.values(), outcome.last_day.values()
            places = (*outcome.sources, *(one.source for one in owed), *(one.source for one in terms))
            for one in dict.fromkeys(places):
                yield Standing("outcome", f"{key}.{name}", base.topic_of[key], one, guide.checked_on)
    for key, parameter in base.parameters.items():
        for citation in dict.fromkeys(value.source for value in parameter.values):
            yield Standing("parameter", key, None, citation, base.sources[citation.act].checked_on)
    for key, emergency in base.emergencies.items():
        yield from (Standing("emergency", key, None, one, emergency.checked_on) for one in emergency.sources)
    for key, contact in base.contacts.items():
        yield from (Standing("contact", key, None, one, contact.checked_on) for one in contact.sources)


def shaken(base: KnowledgeBase, change: LawChange) -> list[Standing]:
    """The entries that stand on what a version changed and were last checked before it, each once.

    Whoever reads the new text sets `checked_on` of the entry, or of the source for all that stands on it.
    """
    if base.sources[change.source].checked_on >= change.date:
        return []
    found = {
        (one.kind, one.id): one
        for one in standing(base)
        if one.citation.act == change.source
        and one.checked_on < change.date
        and (change.article is None or cites(one.citation.article, change.article))
    }
    return list(found.values())

"""Parameters, and the sums of articles, on the days that matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.comparing.results import Seen, seen
from bot.core.knowledge import KnowledgeBase


@dataclass(frozen=True)
class SumChange:
    """A parameter, or a sum `article.name`, with another value on a day; None: there is, or was, no such thing."""

    name: str
    day: date
    before: Seen
    after: Seen


def compare_parameters(before: KnowledgeBase, after: KnowledgeBase, days: Sequence[date]) -> Iterator[SumChange]:
    """Every parameter with another value."""
    for name in dict.fromkeys([*before.parameters, *after.parameters]):
        for day in days:
            old, new = _parameter(before, name, day), _parameter(after, name, day)
            if old != new:
                yield SumChange(name, day, old, new)


def compare_sums(before: KnowledgeBase, after: KnowledgeBase, days: Sequence[date]) -> Iterator[SumChange]:
    """Every sum of an article that stands in both."""
    for key in sorted(before.articles.keys() & after.articles.keys()):
        for name in dict.fromkeys([*before.articles[key].amounts, *after.articles[key].amounts]):
            for day in days:
                old, new = _sum(before, key, name, day), _sum(after, key, name, day)
                if old != new:
                    yield SumChange(f"{key}.{name}", day, old, new)


def _parameter(base: KnowledgeBase, name: str, day: date) -> Seen:
    if name not in base.parameters:
        return None
    found = base.parameters[name].on(day)
    return found.value if found else "unknown"


def _sum(base: KnowledgeBase, article_id: str, name: str, day: date) -> Seen:
    return seen(base.articles[article_id].amounts.get(name), {}, base.parameters, day)

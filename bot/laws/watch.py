"""Which cited articles changed after their source was last checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.core.knowledge import KnowledgeBase
from bot.core.sources import LawChange
from bot.core.standing import Standing, cites, places, shaken, standing
from bot.laws.acts import Articles, difference, steps
from bot.laws.mirror import Mirror, Version


@dataclass(frozen=True)
class Found:
    """A change, its lines, where the old text stands now if it got another number, and the entries that stand on it."""

    change: LawChange
    diff: tuple[str, ...]
    now: str | None
    entries: tuple[Standing, ...]


@dataclass(frozen=True)
class Report:
    """The changes, oldest first; the day of the newest version of each act; the sources that no mirror has.

    `not_there` are cited places that the text of the act does not have: nobody can follow them.
    """

    found: tuple[Found, ...]
    seen: dict[str, date]
    unseen: tuple[str, ...]
    not_there: tuple[tuple[str, str], ...]


def watch(base: KnowledgeBase, mirrors: Sequence[Mirror]) -> Report:
    """Follow every source that has an act_code through the mirrors. Raises GitFailed."""
    found, seen, unseen, not_there = list[Found](), dict[str, date](), list[str](), list[tuple[str, str]]()
    for source_id, source in base.sources.items():
        if source.act_code is None:
            continue
        mirror = next((one for one in mirrors if source.act_code in one), None)
        if mirror is None:
            unseen.append(source_id)
            continue
        read = _since(mirror, source.act_code, source.checked_on)
        cited = list(dict.fromkeys(one.citation.article for one in standing(base) if one.citation.act == source_id))
        found += _found(base, source_id, read, cited)
        seen[source_id] = read[-1][0].date
        each = dict.fromkeys(one for place in cited if place for one in places(place))
        not_there += [(source_id, one) for one in each if not _is_there(one, read[0][1])]
    found.sort(key=lambda one: (one.change.date, one.change.source))
    return Report(tuple(found), seen, tuple(unseen), tuple(not_there))


def _since(mirror: Mirror, act_code: str, day: date) -> list[tuple[Version, Articles]]:
    """The version of a day and those after it, with their texts; all of a mirror that begins later."""
    versions = mirror.versions(act_code)
    begin = max((at for at, one in enumerate(versions) if one.date <= day), default=0)
    return [(version, mirror.articles(act_code, version)) for version in versions[begin:]]


def _found(
    base: KnowledgeBase, source_id: str, read: Sequence[tuple[Version, Articles]], cited: Sequence[str | None]
) -> Iterator[Found]:
    for (_, before), (version, after) in pairwise(read):
        for number, diff, now in _changes(before, after, cited):
            change = LawChange(source=source_id, article=number, date=version.date, by=version.by)
            if entries := shaken(base, change):
                yield Found(change, diff, now, tuple(entries))


def _is_there(place: str, text: Articles) -> bool:
    return "" in text or any(cites(place, article) for article in text)


def _changes(
    before: Articles, after: Articles, cited: Sequence[str | None]
) -> list[tuple[str | None, tuple[str, ...], str | None]]:
    """The number, the lines and the new number of each cited article that changed; an act without articles is one."""
    if "" in before or "" in after:
        diff = difference(_whole(before), _whole(after))
        return [(None, diff, None)] if diff else []
    done = (one for one in steps(before, after) if any(cites(place, one.article) for place in cited))
    return [(one.article, one.diff, one.now) for one in done]


def _whole(articles: Articles) -> tuple[str, ...]:
    return tuple(line for text in articles.values() for line in text)

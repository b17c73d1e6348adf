"""Which cited articles changed after their source was last checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.knowledge import KnowledgeBase
from bot.core.sources import LawChange
from bot.core.standing import Standing, cites, shaken, standing
from bot.laws.acts import Articles, difference, steps
from bot.laws.mirror import Mirror


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
        versions = mirror.versions(source.act_code)
        # What was checked is the last version of that day; of a mirror that begins later, its first one.
        begin = max((at for at, one in enumerate(versions) if one.date <= source.checked_on), default=0)
        texts = [mirror.articles(source.act_code, version) for version in versions[begin:]]
        places = list(dict.fromkeys(one.citation.article for one in standing(base) if one.citation.act == source_id))
        for version, before, after in zip(versions[begin + 1 :], texts, texts[1:], strict=False):
            for number, diff, now in _changes(before, after, places):
                change = LawChange(source=source_id, article=number, date=version.date, by=version.by)
                if entries := shaken(base, change):
                    found.append(Found(change, diff, now, tuple(entries)))
        seen[source_id] = versions[-1].date
        not_there += [(source_id, place) for place in places if place and not _is_there(place, texts[0])]
    found.sort(key=lambda one: (one.change.date, one.change.source))
    return Report(tuple(found), seen, tuple(unseen), tuple(not_there))


def _is_there(place: str, text: Articles) -> bool:
    return "" in text or any(cites(place, article) for article in text)


def _changes(
    before: Articles, after: Articles, places: Sequence[str | None]
) -> list[tuple[str | None, tuple[str, ...], str | None]]:
    """The number, the lines and the new number of each cited article that changed; an act without articles is one."""
    if "" in before or "" in after:
        diff = difference(_whole(before), _whole(after))
        return [(None, diff, None)] if diff else []
    return [
        (one.article, one.diff, one.now) for one in steps(before, after) if any(cites(p, one.article) for p in places)
    ]


def _whole(articles: Articles) -> tuple[str, ...]:
    return tuple(line for text in articles.values() for line in text)

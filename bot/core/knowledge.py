"""The whole knowledge base, as one immutable value."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from bot.core.articles import Article, Emergency, Topic
from bot.core.guides import Guide
from bot.core.parameters import Parameter
from bot.core.search.cues import CueWords
from bot.core.search.hits import Thresholds
from bot.core.sources import Contact, LawChange, Source
from bot.core.text import Phrasings, Text

T = TypeVar("T")
_NOTHING = Phrasings(kk=(), ru=(), en=())


class Chosen(Mapping[str, T]):
    """Some of the entries of a mapping, which holds them."""

    def __init__(self, entries: Mapping[str, T], keys: Iterable[str]) -> None:
        self._entries, self._keys = entries, dict.fromkeys(keys)

    def __getitem__(self, key: str) -> T:
        if key not in self._keys:
            raise KeyError(key)
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        # Mapping's own looks the entry up: menus ask of each of their articles, and show none.
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything that operators wrote. Ids are keys; order is the order of the menus."""

    released: date
    topics: Mapping[str, Topic]
    articles: Mapping[str, Article]
    guides: Mapping[str, Guide]
    emergencies: Mapping[str, Emergency]
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    contacts: Mapping[str, Contact]
    regions: Mapping[str, Text]
    topic_of: Mapping[str, str]
    synonyms: tuple[tuple[str, ...], ...] = ()
    cues: CueWords | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)
    harmless: Phrasings = _NOTHING
    law_changes: tuple[LawChange, ...] = ()

    @property
    def visible_topics(self) -> dict[str, Topic]:
        """The topics of the home screen."""
        return {topic_id: topic for topic_id, topic in self.topics.items() if not topic.hidden}

    @cached_property
    def published(self) -> Mapping[str, Article]:
        """The articles that search and menus may lead to: all but the drafts."""
        return Chosen(self.articles, [key for key, article in self.articles.items() if not article.is_draft])

    @cached_property
    def group_of(self) -> Mapping[str, str]:
        """The group in which each article stands."""
        return {
            article_id: group_id
            for topic in self.topics.values()
            for group_id, group in topic.groups.items()
            for article_id in group.articles
        }

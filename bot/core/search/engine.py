"""From a question to the articles, guides and emergencies that it may be about."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.core.knowledge import KnowledgeBase
from bot.core.search.concepts import Concepts
from bot.core.search.cues import Cues
from bot.core.search.danger import Danger
from bot.core.search.folding import words
from bot.core.search.hits import Found, Hit, Thresholds
from bot.core.search.ranking import Document, Ranking
from bot.core.search.spellings import readings
from bot.core.search.typos import Typos
from bot.core.text import LANGUAGES, Language, Phrasings

_GUIDE = 0.93  # of an article and a check on the same subject, the article answers
_KNOWN = 0.9  # the share of a question's n-grams from which on nobody doubts how it was typed
_CANDIDATES = 15
_TOPIC, _TOPIC_BEST = 0.8, 5  # how much the topic counts beside the entry, and how many of its entries speak for it


@dataclass(frozen=True)
class _Entry:
    kind: Literal["article", "guide", "emergency"]
    id: str
    topic_id: str


class Search:
    """The index of one knowledge base. Build it once; `find` changes nothing."""

    def __init__(self, knowledge: KnowledgeBase, thresholds: Thresholds | None = None) -> None:
        """`thresholds` replace those of the knowledge base, to try others."""
        self.thresholds = thresholds or knowledge.thresholds
        self._near = {
            key: frozenset({key, *article.related, *article.guides}) for key, article in knowledge.articles.items()
        }
        self.cues = Cues(knowledge.cues)
        read = _Words()
        documents = list(_documents(knowledge, read))
        self._entries = list(dict.fromkeys(entry for entry, _ in documents))
        place = {entry: number for number, entry in enumerate(self._entries)}
        self._owner = np.array([place[entry] for entry, _ in documents])
        self._share = np.array([_GUIDE if entry.kind == "guide" else 1.0 for entry in self._entries])
        self._is_danger = np.array([entry.kind == "emergency" for entry in self._entries])
        uncovered = {topic_id for topic_id, topic in knowledge.topics.items() if topic.hidden}
        self._uncovered = np.array([entry.topic_id in uncovered for entry in self._entries])
        self._topic = np.array(
            [list(knowledge.topics).index(one.topic_id) if one.topic_id else -1 for one in self._entries]
        )
        self._members = _members(self._topic, len(knowledge.topics))
        self._ranking = Ranking([document for _, document in documents], Concepts(knowledge.synonyms))
        self._typos = Typos((word for _, document in documents for word in document.words))
        self.about_danger = _about_danger(knowledge)
        self._danger = Danger(knowledge.emergencies, _harmless(knowledge, self.about_danger), read)

    def find(self, question: str) -> Found:
        """Rank everything by the reading of the question that the base knows best."""
        asked = self._read(question)
        meant = self._typos.mended(asked, self._ranking.knows)
        scores = self._scores(meant)
        ranked = np.where(self._is_danger, 0.0, self._with_topics(scores))
        hits = tuple(self._hit(number, float(ranked[number])) for number in _best(ranked))
        return Found(hits, self._emergency(asked, meant, scores), tuple(asked), self._sureness(scores))

    def hit_of(self, article_id: str) -> Hit | None:
        """An article as a hit, whatever was asked; None when there is no such article."""
        number = next(
            (place for place, one in enumerate(self._entries) if one.id == article_id and one.kind == "article"), None
        )
        return None if number is None else self._hit(number, 1.0)

    def neighbours(self, article_id: str) -> frozenset[str]:
        """An article, and the articles and checks to which it leads."""
        return self._near[article_id]

    def danger_in(self, question: str) -> tuple[float, str | None]:
        """How much a question is like those of people in danger, and the emergency that it names in so many words."""
        asked = self._read(question)
        return self._danger_in(asked, self._typos.mended(asked, self._ranking.knows))

    def _danger_in(self, asked: list[str], meant: list[str]) -> tuple[float, str | None]:
        return self._danger.likeness(meant), self._danger.named(asked) or self._danger.named(meant)

    def _read(self, question: str) -> list[str]:
        """The words of the reading that the base knows best; others only where it hardly knows the one as typed."""
        typed, *others = readings(question)
        asked = words(typed)
        if self._ranking.familiarity(asked) >= _KNOWN:
            return asked
        return max([asked, *map(words, others)], key=self._ranking.familiarity)

    def _hit(self, number: int, score: float) -> Hit:
        entry = self._entries[number]
        assert entry.kind != "emergency", "emergencies are no hits"
        return Hit(entry.kind, entry.id, entry.topic_id, round(score, 4), not self._uncovered[number])

    def _scores(self, asked: list[str]) -> NDArray[np.float64]:
        """Of an entry's languages the best one counts."""
        scores = np.zeros(len(self._entries))
        np.maximum.at(scores, self._owner, self._ranking.scores(asked))
        weighted: NDArray[np.float64] = scores * self._share
        return weighted

    def _with_topics(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """An entry among neighbours that fit as well is more likely right than a lonely one."""
        by_topic = np.append(scores, 0.0)[self._members]
        best = np.partition(by_topic, -_TOPIC_BEST, axis=1)[:, -_TOPIC_BEST:].mean(axis=1)
        summed: NDArray[np.float64] = scores + _TOPIC * np.append(best, 0.0)[self._topic]
        return summed / (1 + _TOPIC)

    def _sureness(self, scores: NDArray[np.float64]) -> float:
        ours = scores[~self._uncovered & ~self._is_danger].max(initial=0.0)
        return float(ours - scores[self._uncovered].max(initial=0.0))

    def _emergency(self, asked: list[str], meant: list[str], scores: NDArray[np.float64]) -> str | None:
        """Danger by its words, unless they are said of something else altogether, or by likeness alone."""
        if not self._is_danger.any():
            return None
        likeness, named = self._danger_in(asked, meant)
        if named and likeness >= self.thresholds.emergency_named:
            return named
        if likeness < self.thresholds.emergency:
            return None
        return self._entries[int(np.argmax(np.where(self._is_danger, scores, -1.0)))].id


def _best(ranked: NDArray[np.float64]) -> list[int]:
    """The places of the highest scores above 0, best first, of equal ones the first; without sorting all others."""
    least = np.partition(ranked, -_CANDIDATES)[-_CANDIDATES] if len(ranked) > _CANDIDATES else 0.0
    good = np.flatnonzero((ranked >= least) & (ranked > 0))
    best: list[int] = good[np.argsort(-ranked[good], kind="stable")][:_CANDIDATES].tolist()
    return best


def _members(topic: NDArray[np.intp], topics: int) -> NDArray[np.intp]:
    """The entries of each topic, one row a topic; a row is filled up with the place after the last entry."""
    rows = [np.flatnonzero(topic == number) for number in range(topics)]
    width = max([_TOPIC_BEST, *map(len, rows)])
    return np.array([np.pad(row, (0, width - len(row)), constant_values=len(topic)) for row in rows], dtype=np.intp)


def _about_danger(knowledge: KnowledgeBase) -> frozenset[str]:
    """The checks that emergencies lead to, and the articles that lead to these checks."""
    checks = frozenset(guide_id for emergency in knowledge.emergencies.values() for guide_id in emergency.guides)
    return checks.union(key for key, one in knowledge.published.items() if not checks.isdisjoint(one.guides))


def _harmless(knowledge: KnowledgeBase, about_danger: Collection[str]) -> Iterator[Phrasings]:
    """What people ask who are in no danger."""
    yield knowledge.harmless
    yield from (one.asked for key, one in knowledge.published.items() if key not in about_danger)
    yield from (one.asked for key, one in knowledge.guides.items() if key not in about_danger)


class _Words(dict[str, list[str]]):
    """The words of each text, read once; equal words are one object."""

    def __init__(self) -> None:
        self._same: dict[str, str] = {}

    def __missing__(self, text: str) -> list[str]:
        self[text] = found = [self._same.setdefault(word, word) for word in words(text)]
        return found


def _documents(knowledge: KnowledgeBase, read: _Words) -> Iterator[tuple[_Entry, Document]]:
    """An entry in one language: the words of its title and phrasings, and the words of what the answer says.

    In each language what was written in it, outdated or not: people look by their own words.
    """
    for language in LANGUAGES:
        for key, article in knowledge.published.items():
            body = [text.written(language) for text in (article.short, *article.sections.values())]
            asked = [article.title.written(language), *article.asked[language]]
            yield (
                _Entry("article", key, knowledge.topic_of[key]),
                Document(language, _words(asked, read), _words(body, read)),
            )
        for key, guide in knowledge.guides.items():
            asked = [guide.title.written(language), *guide.asked[language]]
            yield (
                _Entry("guide", key, knowledge.topic_of[key]),
                Document(language, _words(asked, read), read[guide.intro.written(language)]),
            )
        for key in knowledge.emergencies:
            yield (
                _Entry("emergency", key, ""),
                Document(language, _words(_emergency_texts(knowledge, key, language), read)),
            )


def _emergency_texts(knowledge: KnowledgeBase, emergency_id: str, language: Language) -> list[str]:
    emergency = knowledge.emergencies[emergency_id]
    return [emergency.title[language], *emergency.asked[language]]


def _words(texts: list[str], read: _Words) -> list[str]:
    return [word for text in texts for word in read[text]]

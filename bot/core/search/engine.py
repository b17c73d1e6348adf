"""From a question to the articles, guides and emergencies that it may be about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.core.knowledge import KnowledgeBase
from bot.core.search.concepts import Concepts
from bot.core.search.cues import Cues
from bot.core.search.danger import Danger
from bot.core.search.folding import fold, words
from bot.core.search.hits import Found, Hit, Thresholds
from bot.core.search.ranking import Document, Ranking
from bot.core.search.spellings import readings
from bot.core.text import LANGUAGES, Language

_GUIDE = 0.93  # of an article and a check on the same subject, the article answers


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
        self.cues = Cues(knowledge.cues)
        documents = list(_documents(knowledge))
        self._entries = list(dict.fromkeys(entry for entry, _ in documents))
        self._share = np.array([_GUIDE if entry.kind == "guide" else 1.0 for entry in self._entries])
        place = {entry: number for number, entry in enumerate(self._entries)}
        self._owner = np.array([place[entry] for entry, _ in documents])
        self._ranking = Ranking([document for _, document in documents], Concepts(knowledge.synonyms))
        self._danger = Danger(knowledge.emergencies)

    def find(self, question: str) -> Found:
        """Rank everything by the reading of the question that the base knows best."""
        reading = max(readings(question), key=lambda text: self._ranking.familiarity(words(text)))
        asked = words(reading)
        scores = self._scores(asked)
        ranked = [int(number) for number in np.argsort(-scores, kind="stable")[:25] if scores[number] > 0]
        hits = tuple(
            Hit(entry.kind, entry.id, entry.topic_id, round(float(scores[number]), 4))
            for number in ranked
            if (entry := self._entries[number]).kind != "emergency"
        )
        first = self._entries[ranked[0]] if ranked else None
        near = (
            first.id if first and first.kind == "emergency" and scores[ranked[0]] >= self.thresholds.emergency else None
        )
        return Found(hits, self._danger.found_in(fold(reading), near), tuple(asked))

    def hit_of(self, article_id: str) -> Hit | None:
        """An article as a hit, whatever was asked; None when there is no such article."""
        entry = next((one for one in self._entries if one.id == article_id and one.kind == "article"), None)
        return Hit("article", entry.id, entry.topic_id, 1.0) if entry else None

    def _scores(self, asked: list[str]) -> NDArray[np.float64]:
        """Of an entry's languages the best one counts."""
        scores = np.zeros(len(self._entries))
        np.maximum.at(scores, self._owner, self._ranking.scores(asked))
        weighted: NDArray[np.float64] = scores * self._share
        return weighted


def _documents(knowledge: KnowledgeBase) -> Iterator[tuple[_Entry, Document]]:
    """An entry in one language: the words of its title and phrasings, and the words of what the answer says."""
    for language in LANGUAGES:
        for key, article in knowledge.articles.items():
            body = [article.short[language], *(text[language] for text in article.sections.values())]
            asked = [article.title[language], *article.asked[language]]
            yield _Entry("article", key, knowledge.topic_of[key]), Document(language, _words(asked), _words(body))
        for key, guide in knowledge.guides.items():
            asked = [guide.title[language], *guide.asked[language]]
            yield (
                _Entry("guide", key, knowledge.topic_of[key]),
                Document(language, _words(asked), words(guide.intro[language])),
            )
        for key in knowledge.emergencies:
            yield _Entry("emergency", key, ""), Document(language, _words(_emergency_texts(knowledge, key, language)))


def _emergency_texts(knowledge: KnowledgeBase, emergency_id: str, language: Language) -> list[str]:
    emergency = knowledge.emergencies[emergency_id]
    return [emergency.title[language], *emergency.asked[language]]


def _words(texts: list[str]) -> list[str]:
    return [word for text in texts for word in words(text)]

"""From a question to the articles, guides and emergencies that it may be about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.core.knowledge import KnowledgeBase
from bot.core.search.folding import fold
from bot.core.search.hits import Found, Hit, Thresholds
from bot.core.search.index import GramIndex
from bot.core.search.spellings import readings
from bot.core.text import LANGUAGES, Language

_BODY = 0.15


@dataclass(frozen=True)
class _Entry:
    kind: Literal["article", "guide", "emergency"]
    id: str
    topic_id: str


class Search:
    """The index of one knowledge base. Build it once; `find` changes nothing."""

    def __init__(self, knowledge: KnowledgeBase, thresholds: Thresholds | None = None) -> None:
        self.thresholds = thresholds or Thresholds()
        documents = list(_documents(knowledge))
        self._entries = [entry for entry, _ in documents]
        self._index = GramIndex([fields for _, fields in documents])
        self._danger = [
            (emergency_id, fold(word))
            for emergency_id, emergency in knowledge.emergencies.items()
            for language in LANGUAGES
            for word in emergency.words[language]
        ]
        self._harmless = sorted(
            {
                fold(word)
                for emergency in knowledge.emergencies.values()
                for language in LANGUAGES
                for word in emergency.harmless[language]
            },
            key=len,
            reverse=True,
        )

    def find(self, question: str) -> Found:
        """Rank everything by the reading of the question that the base knows best."""
        folded = max(readings(question), key=self._index.familiarity)
        best: dict[_Entry, float] = {}
        for number, score in self._index.scores(folded).items():
            entry = self._entries[number]
            best[entry] = max(best.get(entry, 0.0), score)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0].id))
        hits = tuple(
            Hit(entry.kind, entry.id, entry.topic_id, round(score, 4))
            for entry, score in ranked[:20]
            if entry.kind != "emergency"
        )
        return Found(hits, self._emergency(folded, ranked))

    def _emergency(self, folded: str, ranked: list[tuple[_Entry, float]]) -> str | None:
        safe = folded
        for phrase in self._harmless:
            safe = safe.replace(phrase, "  ")
        for emergency_id, word in self._danger:
            if word in safe:
                return emergency_id
        if ranked and ranked[0][0].kind == "emergency" and ranked[0][1] >= self.thresholds.emergency and safe == folded:
            return ranked[0][0].id
        return None


def _documents(knowledge: KnowledgeBase) -> Iterator[tuple[_Entry, list[tuple[str, float]]]]:
    """One document an entry and language: title and phrasings, and more lightly what the answer says."""
    for language in LANGUAGES:
        for article_id, article in knowledge.articles.items():
            body = [article.short[language], *(text[language] for text in article.sections.values())]
            asked = [article.title[language], *article.asked[language]]
            yield _Entry("article", article_id, knowledge.topic_of[article_id]), _fields(asked, body)
        for guide_id, guide in knowledge.guides.items():
            asked = [guide.title[language], *guide.asked[language]]
            yield _Entry("guide", guide_id, knowledge.topic_of[guide_id]), _fields(asked, [guide.intro[language]])
        for emergency_id in knowledge.emergencies:
            yield (
                _Entry("emergency", emergency_id, ""),
                _fields(_emergency_texts(knowledge, emergency_id, language), []),
            )


def _emergency_texts(knowledge: KnowledgeBase, emergency_id: str, language: Language) -> list[str]:
    emergency = knowledge.emergencies[emergency_id]
    return [emergency.title[language], *emergency.asked[language]]


def _fields(asked: list[str], body: list[str]) -> list[tuple[str, float]]:
    return [*((fold(text), 1.0) for text in asked), *((fold(text), _BODY) for text in body)]

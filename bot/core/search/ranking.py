"""The scaled sum of characters and stems: one score a document, whatever the documents are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.core.search.concepts import CONCEPT, Concepts
from bot.core.search.index import Field, TokenIndex, grams
from bot.core.search.stems import stems

_STEMS = 0.6


class Ranking:
    """Scores documents against the words of a question, 0 to 1."""

    def __init__(self, documents: Sequence[Sequence[Field]], concepts: Concepts) -> None:
        """Each document is a list of fields: words, and how much they count."""
        self._concepts = concepts
        self._grams = TokenIndex(documents, grams)
        named = [[(self._with_concepts(words), weight) for words, weight in document] for document in documents]
        self._stems = TokenIndex(named, _stems_or_concept)

    def scores(self, asked: Sequence[str]) -> NDArray[np.float64]:
        """The score of every document."""
        summed = self._grams.scores(asked) + _STEMS * self._stems.scores(self._with_concepts(asked))
        return summed / (1 + _STEMS)

    def familiarity(self, asked: Sequence[str]) -> float:
        """How much of a text the documents know: the right reading of a question knows most."""
        return self._grams.familiarity(asked)

    def _with_concepts(self, text: Sequence[str]) -> list[str]:
        return [*text, *self._concepts.of([stems(word) for word in text])]


def _stems_or_concept(word: str) -> tuple[str, ...]:
    return (word,) if word.startswith(CONCEPT) else stems(word)

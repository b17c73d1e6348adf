"""The scaled sum of characters and stems: one score a document, whatever the documents are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.search.concepts import Concepts
from bot.core.search.index import TokenIndex, grams
from bot.core.search.stems import stem, stems
from bot.core.text import Language

_STEMS = 0.6
_BODY = 0.2


@dataclass(frozen=True)
class Document:
    """A text to be found: its words, and those that count less."""

    language: Language
    words: Sequence[str]
    body: Sequence[str] = ()


class Ranking:
    """Scores documents against the words of a question, 0 to 1."""

    def __init__(self, documents: Sequence[Document], concepts: Concepts) -> None:
        self._concepts = concepts
        self._grams = TokenIndex([[(one.words, 1.0), (one.body, _BODY)] for one in documents], grams)
        stemmed = [
            [(self._stemmed(one.words, one.language), 1.0), (self._stemmed(one.body, one.language), _BODY)]
            for one in documents
        ]
        self._stems = TokenIndex(stemmed, lambda token: (token,))

    def scores(self, asked: Sequence[str]) -> NDArray[np.float64]:
        """The score of every document."""
        by_word = [stems(word) for word in asked]
        tokens = [*map(self._known, by_word), *self._concepts.of(by_word)]
        summed = self._grams.scores(asked) + _STEMS * self._stems.scores(tokens)
        return summed / (1 + _STEMS)

    def familiarity(self, asked: Sequence[str]) -> float:
        """How much of a text the documents know: the right reading of a question knows most."""
        return self._grams.familiarity(asked)

    def _known(self, possible: Sequence[str]) -> str:
        """Of the stems that a word may have, the first that the documents hold: the others would only be noise."""
        return next((one for one in possible if one in self._stems), possible[0])

    def _stemmed(self, text: Sequence[str], language: Language) -> list[str]:
        return [*(stem(word, language) for word in text), *self._concepts.of([stems(word) for word in text])]

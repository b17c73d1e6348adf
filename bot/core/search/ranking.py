"""The scaled sum of characters and stems: one score a document, whatever the documents are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.search.concepts import Concepts
from bot.core.search.grams import Cut, grams_of
from bot.core.search.index import TokenIndex
from bot.core.search.stems import stem, stems
from bot.core.text import Language

_STEMS = 0.8  # how much the stems count beside the characters
_BODY = 0.2  # how much a stem of the body counts beside one of the words


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
        cut = Cut([one.words for one in documents])
        self._grams = TokenIndex(cut.known, cut.places, cut.texts, np.ones(len(cut.places)), len(documents))
        self._number: dict[str, int] = {}
        fields = [(one.language, text) for one in documents for text in (one.words, one.body)]
        stemmed = [self._stemmed(text, language) for language, text in fields]
        numbers = np.array([number for some in stemmed for number in some], dtype=np.int64)
        field = np.repeat(np.arange(len(stemmed)), [len(some) for some in stemmed])
        counts = np.where(field % 2, _BODY, 1.0)
        self._stems = TokenIndex(np.arange(len(self._number)), numbers, field // 2, counts, len(documents))

    def scores(self, asked: Sequence[str]) -> NDArray[np.float64]:
        """The score of every document."""
        by_word = [stems(word) for word in asked]
        tokens = dict.fromkeys((*map(self._known, by_word), *self._concepts.of(by_word)))
        numbers = [self._number.get(token, -1 - place) for place, token in enumerate(tokens)]
        summed = self._grams.scores(_grams_in(asked)) + _STEMS * self._stems.scores(numbers)
        return summed / (1 + _STEMS)

    def familiarity(self, asked: Sequence[str]) -> float:
        """How much of a text the documents know: the right reading of a question knows most."""
        return self._grams.familiarity(_grams_in(asked))

    def knows(self, word: str) -> bool:
        """Whether a document holds the word in some form."""
        return any(one in self._number for one in stems(word))

    def _known(self, possible: Sequence[str]) -> str:
        """Of the stems that a word may have, the first that the documents hold: the others would only be noise."""
        return next((one for one in possible if one in self._number), possible[0])

    def _stemmed(self, text: Sequence[str], language: Language) -> list[int]:
        number = self._number
        stemmed = [stem(word, language) for word in text]
        tokens = [*stemmed, *self._concepts.of([(one,) for one in stemmed])]
        return [number.setdefault(token, len(number)) for token in tokens]


def _grams_in(words: Sequence[str]) -> set[int]:
    return set().union(*map(grams_of, words))

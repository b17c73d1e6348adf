"""The scaled sum of characters and stems: one score a document, whatever the documents are."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.search.concepts import Concepts
from bot.core.search.grams import Numbers, Said, grams_of
from bot.core.search.index import Floats, Rows, TokenIndex
from bot.core.search.stems import stem, stems
from bot.core.text import Language

_STEMS = 0.8  # how much the stems count beside the characters
_BODY = 0.2  # how much a stem of the body counts beside one of the words
_AT_ONCE = 300  # documents: of so many the n-grams are counted together, for the sake of the memory


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
        said = Said([one.words for one in documents])
        numbers, owners = grams_of(said.words)
        known, place = np.unique(numbers, return_inverse=True)
        self._grams = TokenIndex(known, _gram_rows(said, place, owners, len(documents)), len(documents))
        self._number: dict[str, int] = {}
        rows = self._stem_rows(documents)
        self._stems = TokenIndex(np.arange(len(self._number)), [rows], len(documents))

    def scores(self, asked: Sequence[str]) -> Floats:
        """The score of every document."""
        by_word = [stems(word) for word in asked]
        tokens = dict.fromkeys((*map(self._known, by_word), *self._concepts.of(by_word)))
        numbers = np.array([self._number.get(token, -1) for token in tokens], np.int64)
        summed = self._grams.scores(np.unique(grams_of(asked)[0])) + _STEMS * self._stems.scores(numbers)
        return summed / (1 + _STEMS)

    def familiarity(self, asked: Sequence[str]) -> float:
        """How much of a text the documents know: the right reading of a question knows most."""
        grams = np.unique(grams_of(asked)[0])
        return self._grams.knows(grams) / len(grams) if len(grams) else 0.0

    def knows(self, word: str) -> bool:
        """Whether a document holds the word in some form."""
        return any(one in self._number for one in stems(word))

    def _known(self, possible: Sequence[str]) -> str:
        """Of the stems that a word may have, the first that the documents hold: the others would only be noise."""
        return next((one for one in possible if one in self._number), possible[0])

    def _stem_rows(self, documents: Sequence[Document]) -> Rows:
        number, numbers, sizes = self._number, array("q"), list[int]()
        for one in documents:
            for text in (one.words, one.body):
                stemmed = [stem(word, one.language) for word in text]
                tokens = [*stemmed, *self._concepts.of([(one,) for one in stemmed])]
                numbers.extend([number.setdefault(token, len(number)) for token in tokens])
                sizes.append(len(tokens))
        field = np.repeat(np.arange(len(sizes)), sizes)
        return np.array(numbers, np.int64), field // 2, np.where(field % 2, _BODY, 1.0)


def _gram_rows(said: Said, place: Numbers, owners: Numbers, documents: int) -> Iterator[Rows]:
    """The n-grams of so many documents at once; `place` and `owners` are the n-grams of each of the words said."""
    pairs, times = np.unique(said.texts * len(said.words) + said.numbers, return_counts=True)
    by_word = np.argsort(owners, kind="stable")
    size = np.bincount(owners, minlength=len(said.words))
    first = np.cumsum(size) - size
    for start in range(0, documents, _AT_ONCE):
        begin, end = np.searchsorted(pairs, [start * len(said.words), (start + _AT_ONCE) * len(said.words)])
        text, word = np.divmod(pairs[begin:end], len(said.words))
        repeats = size[word]
        grams = by_word[np.arange(repeats.sum()) + np.repeat(first[word] - np.cumsum(repeats) + repeats, repeats)]
        yield place[grams], np.repeat(text, repeats), np.repeat(times[begin:end], repeats)

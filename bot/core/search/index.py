"""BM25 over numbered tokens of any kind (character n-grams, stems), as arrays: fast to build and to ask."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.core.search.grams import Numbers, places

_K1, _B = 1.4, 0.6

Floats = NDArray[np.float64]
# Tokens by their place in all tokens, the document of each, and how much each counts there. Any of them may repeat.
Rows = tuple[Numbers, Numbers, Floats]
_Summed = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]


class TokenIndex:
    """Documents by number, from 0."""

    def __init__(self, tokens: Numbers, blocks: Iterable[Rows], total: int) -> None:
        """`tokens` are the numbers of all tokens, in ascending order. No document may stand in two blocks."""
        self._total, self._tokens = total, tokens
        summed = [_summed(*rows, total) for rows in blocks]
        sizes = [np.bincount(place, minlength=len(tokens)).astype(np.int32) for place, _, _ in summed]
        frequency = np.zeros(len(tokens), np.int64)
        for size in sizes:
            frequency += size
        self._starts = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int32)
        lengths = np.zeros(total)
        for _, documents, counts in summed:
            lengths += np.bincount(documents, counts, minlength=total)
        norm = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()) if total else 1.0, 1.0))
        idf = self._idf(frequency)
        self._documents = np.empty(self._starts[-1], np.min_scalar_type(max(total - 1, 0)))
        self._weights = np.empty(self._starts[-1], np.float32)
        free = self._starts[:-1].astype(np.int64)
        for (place, documents, counts), size in zip(summed, sizes, strict=True):
            at = np.arange(len(place)) + np.repeat(free - np.cumsum(size) + size, size)
            self._documents[at] = documents
            self._weights[at] = idf[place] * counts * (_K1 + 1) / (counts + norm[documents])
            free += size

    def scores(self, asked: Numbers) -> Floats:
        """For every document its share, 0 to 1, of the best score that these distinct tokens could reach."""
        known = places(self._tokens, asked)
        if not len(known):
            return np.zeros(self._total)
        first, after = self._starts[known], self._starts[known + 1]
        possible = (self._idf(after - first).sum() + self._idf(0) * (len(asked) - len(known))) * (_K1 + 1)
        rows = [slice(*row) for row in zip(first.tolist(), after.tolist(), strict=True)]
        documents = np.concatenate([self._documents[some] for some in rows])
        weights = np.concatenate([self._weights[some] for some in rows])
        return np.bincount(documents, weights, self._total) / float(possible)

    def knows(self, asked: Numbers) -> int:
        """How many of these tokens the documents hold."""
        return len(places(self._tokens, asked))

    def _idf(self, frequency: Numbers | int) -> Floats:
        """What a token is worth that stands in so many documents."""
        return np.asarray(np.log1p((self._total - frequency + 0.5) / (np.asarray(frequency) + 0.5)))


def _summed(place: Numbers, documents: Numbers, counts: Floats, total: int) -> _Summed:
    """Each token of a document once, in the order of the tokens."""
    pairs, row = np.unique(place * total + documents, return_inverse=True)
    summed = np.bincount(row, counts, minlength=len(pairs)).astype(np.float32)
    tokens, documents = np.divmod(pairs, max(total, 1))
    return tokens.astype(np.int32), documents.astype(np.int32), summed

"""BM25 over numbered tokens of any kind (character n-grams, stems), as arrays: fast to build and to ask."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from bot.core.search.grams import Numbers

_K1, _B = 1.4, 0.6


class TokenIndex:
    """Documents by number, from 0."""

    def __init__(
        self, tokens: Numbers, places: Numbers, documents: Numbers, counts: NDArray[np.float64], total: int
    ) -> None:
        """One row a token of a document: its place in `tokens`, its document, how much it counts. Rows may repeat.

        `tokens` are the numbers of all tokens, in ascending order.
        """
        self._total, self._tokens = total, tokens
        pairs, row = np.unique(places * total + documents, return_inverse=True)
        counted = np.bincount(row, weights=counts, minlength=len(pairs))
        by_token, self._documents = pairs // max(total, 1), (pairs % max(total, 1)).astype(np.int32)
        lengths = np.bincount(self._documents, weights=counted, minlength=total)
        frequency = self._frequency = np.bincount(by_token, minlength=len(self._tokens))
        self._idf = np.log1p((total - frequency + 0.5) / (frequency + 0.5))
        self._unseen = float(np.log1p((total + 0.5) / 0.5))
        norm = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()) if total else 1.0, 1.0))
        weighted = self._idf[by_token] * counted * (_K1 + 1) / (counted + norm[self._documents])
        self._weights: NDArray[np.float32] = weighted.astype(np.float32)
        self._starts = np.cumsum(frequency) - frequency

    def scores(self, asked: Collection[int]) -> NDArray[np.float64]:
        """For every document its share, 0 to 1, of the best score that these distinct tokens could reach."""
        known = self._places(asked)
        possible = (float(self._idf[known].sum()) + self._unseen * (len(asked) - len(known))) * (_K1 + 1)
        if not len(known):
            return np.zeros(self._total)
        first, size = self._starts[known], self._frequency[known]
        rows = np.arange(size.sum()) + np.repeat(first - np.cumsum(size) + size, size)
        found = np.bincount(self._documents[rows], weights=self._weights[rows], minlength=self._total)
        return found / possible

    def familiarity(self, asked: Collection[int]) -> float:
        """The share of distinct tokens that the documents know."""
        return len(self._places(asked)) / len(asked) if asked else 0.0

    def _places(self, asked: Collection[int]) -> NDArray[np.intp]:
        return places(self._tokens, np.fromiter(asked, np.int64, len(asked)))


def places(known: Numbers, asked: Numbers) -> NDArray[np.intp]:
    """Where those of the asked tokens that are known stand among the known, which are in ascending order."""
    if not len(known):
        return np.zeros(0, np.intp)
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    found: NDArray[np.intp] = place[known[place] == asked]
    return found

"""BM25 over tokens of any kind (character n-grams, stems), as arrays: fast to build and to ask."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.core.search.folding import fold_word

_K1, _B = 1.4, 0.6

Field = tuple[Sequence[str], float]
Tokens = Callable[[str], Sequence[str]]


@lru_cache(maxsize=100_000)
def grams(word: str) -> tuple[str, ...]:
    """Character 3- to 5-grams of a word, folded, with a blank around it."""
    padded = f" {fold_word(word)} "
    return tuple(padded[start : start + size] for size in (3, 4, 5) for start in range(len(padded) - size + 1))


class TokenIndex:
    """Documents by number, in the order in which they were given."""

    def __init__(self, documents: Sequence[Sequence[Field]], tokens_of: Tokens) -> None:
        """Each document is a list of fields: words, and the weight of their tokens."""
        self._tokens_of = tokens_of
        self._number: dict[str, int] = {}
        tokens, weights, owners = self._flatten(documents)
        total, vocabulary = len(documents), len(self._number)
        # One row a (token, document): the weighted count.
        pairs, inverse = np.unique(tokens * total + owners, return_inverse=True)
        counts = np.bincount(inverse, weights=weights)
        by_token, self._documents = pairs // total, (pairs % total).astype(np.int32)
        lengths = np.bincount(self._documents, weights=counts, minlength=total)
        frequency = np.bincount(by_token, minlength=vocabulary)
        self._idf = np.log1p((total - frequency + 0.5) / (frequency + 0.5))
        self._unseen = float(np.log1p((total + 0.5) / 0.5))
        norm = _K1 * (1 - _B + _B * lengths / max(lengths.mean(), 1.0))
        weighted = self._idf[by_token] * counts * (_K1 + 1) / (counts + norm[self._documents])
        self._weights: NDArray[np.float32] = weighted.astype(np.float32)
        self._starts = np.concatenate([[0], np.cumsum(frequency)]).tolist()
        self._total = total

    def _flatten(self, documents: Sequence[Sequence[Field]]) -> tuple[NDArray[Any], ...]:
        """All tokens one after the other, each with its weight and its document. A word is cut up once only."""
        known: dict[str, NDArray[np.int64]] = {}
        parts: list[NDArray[np.int64]] = []
        weights, owners, lengths = [], [], []
        for owner, fields in enumerate(documents):
            for words, weight in fields:
                for word in words:
                    numbers = known.get(word)
                    if numbers is None:
                        numbers = known[word] = self._numbered(word)
                    parts.append(numbers)
                weights.append(weight)
                owners.append(owner)
                lengths.append(sum(len(known[word]) for word in words))
        empty = np.zeros(0, dtype=np.int64)
        return np.concatenate([empty, *parts]), np.repeat(weights, lengths), np.repeat(owners, lengths)

    def _numbered(self, word: str) -> NDArray[np.int64]:
        number = self._number
        return np.array([number.setdefault(token, len(number)) for token in self._tokens_of(word)], dtype=np.int64)

    def _tokens(self, words: Iterable[str]) -> set[str]:
        return {token for word in words for token in self._tokens_of(word)}

    def __contains__(self, token: str) -> bool:
        return token in self._number

    def scores(self, asked: Iterable[str]) -> NDArray[np.float64]:
        """For every document its share, 0 to 1, of the best score that these words could reach."""
        distinct = self._tokens(asked)
        numbers = [self._number[token] for token in distinct if token in self._number]
        possible = (float(self._idf[numbers].sum()) + self._unseen * (len(distinct) - len(numbers))) * (_K1 + 1)
        if not numbers:
            return np.zeros(self._total)
        spans = [slice(self._starts[number], self._starts[number + 1]) for number in numbers]
        documents = np.concatenate([self._documents[span] for span in spans])
        weights = np.concatenate([self._weights[span] for span in spans])
        return np.bincount(documents, weights=weights, minlength=self._total) / possible

    def familiarity(self, asked: Iterable[str]) -> float:
        """The share of tokens that the base knows: the right reading of a question knows most."""
        distinct = self._tokens(asked)
        return sum(token in self._number for token in distinct) / len(distinct) if distinct else 0.0

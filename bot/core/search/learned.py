"""A straight line through examples: least squares with a ridge on tokens, fitted when the base is built.

The conjugate gradient method takes a few dozen passes over the examples, draws nothing by chance, and so gives the same
line for the same base.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.core.search.folding import fold_word
from bot.core.search.grams import Numbers, Said, grams_of, places

_SHORTEST = 4
_BEGINNING = 5  # letters: a stem in any language, near enough
_RIDGE = 1.0
_PASSES = 12
# A few letters prove little: they count as if that much of a text were unknown.
_DOUBT = 1000.0

Floats = NDArray[np.float64]


class Line:
    """Says how much a text is like the positive examples (towards 1) rather than the negative ones (towards -1)."""

    def __init__(self, positive: Sequence[Sequence[str]], negative: Sequence[Sequence[str]]) -> None:
        """Each example is its words."""
        examples = Said([*positive, *negative])
        sizes = [len(positive), len(negative)]
        total = max(sum(sizes), 1)
        tokens = _Tokens(examples, sum(sizes))
        idf = np.log(total / tokens.times().clip(1)).clip(0)
        # The few examples of the one side together count as much as the many of the other.
        share = np.repeat([total / 2 / max(size, 1) for size in sizes], sizes)
        weights = _fitted(tokens, idf, np.repeat([1.0, -1.0], sizes), share)
        self._known, self._unseen = tokens.known, float(np.log(total))
        self._idf, self._weights = idf.astype(np.float32), weights.astype(np.float32)

    def score(self, words: Sequence[str]) -> float:
        """The likeness of a text to the positive examples."""
        said = _beginnings(words)
        tokens = np.concatenate([grams_of(words, _SHORTEST)[0], _pair(said[:-1], said[1:])])
        known = places(self._known, tokens)
        values = self._idf[known].astype(np.float64)
        unseen = (len(tokens) - len(known)) * self._unseen**2 / 2
        return float((values * self._weights[known]).sum() / np.sqrt((values * values).sum() + unseen + _DOUBT))


class _Tokens:
    """The tokens of texts: the n-grams of their words, and the beginnings of their words two by two.

    The n-grams are kept once a word, not once a text: what is summed over a text is summed over its words first.
    """

    def __init__(self, said: Said, texts: int) -> None:
        self._words, self._texts, self._total, self._vocabulary = said.numbers, said.texts, texts, len(said.words)
        grams, self._word_of = grams_of(said.words, _SHORTEST)
        together = said.texts[:-1] == said.texts[1:]
        self._text_of = said.texts[:-1][together]
        beginnings = _beginnings(said.words)[said.numbers]
        pairs = _pair(beginnings[:-1][together], beginnings[1:][together])
        self.known, columns = np.unique(np.concatenate([grams, pairs]), return_inverse=True)
        self._grams, self._pairs = columns[: len(grams)], columns[len(grams) :]

    def times(self) -> Floats:
        """How often each token is said."""
        return self.back(np.ones(self._total))

    def across(self, weights: Floats) -> Floats:
        """The sum over each text of the weights of its tokens."""
        of_word = np.bincount(self._word_of, weights[self._grams], self._vocabulary)
        of_pairs = np.bincount(self._text_of, weights[self._pairs], self._total)
        return np.asarray(np.bincount(self._texts, of_word[self._words], self._total) + of_pairs)

    def back(self, errors: Floats) -> Floats:
        """The sum over each token of what stands beside the texts that say it."""
        of_word = np.bincount(self._words, errors[self._texts], self._vocabulary)
        of_pairs = np.bincount(self._pairs, errors[self._text_of], len(self.known))
        return np.asarray(np.bincount(self._grams, of_word[self._word_of], len(self.known)) + of_pairs)


def _pair(first: Numbers, second: Numbers) -> Numbers:
    """Numbers below zero, so that no pair has the number of an n-gram."""
    return -1 - (first << 32 | second)


def _beginnings(words: Sequence[str]) -> Numbers:
    """A number of 31 bits for the beginning of each word: two beginnings hardly ever have the same."""
    return np.array([crc32(fold_word(word)[:_BEGINNING].encode()) >> 1 for word in words], np.int64)


def _dot(one: Floats, other: Floats) -> float:
    """Without the threads of BLAS, which for so little work take more of the processor than the work."""
    return float((one * other).sum())


def _fitted(tokens: _Tokens, idf: Floats, wanted: Floats, share: Floats) -> Floats:
    """The weights w that minimise sum(share * (Xw - wanted)²) + ridge * |w|², by conjugate gradients.

    X holds the idf of each token of each text, every text of the length 1.
    """
    length = np.maximum(np.sqrt(tokens.across(idf * idf)), 1e-9)

    def across(weights: Floats) -> Floats:
        return tokens.across(idf * weights) / length

    def back(errors: Floats) -> Floats:
        return idf * tokens.back(errors / length)

    weights = np.zeros(len(idf))
    residual = back(share * wanted)
    direction, size = residual.copy(), _dot(residual, residual)
    for _ in range(_PASSES):
        if size < 1e-12:
            break
        image = back(share * across(direction)) + _RIDGE * direction
        step = size / _dot(direction, image)
        weights += step * direction
        residual -= step * image
        before, size = size, _dot(residual, residual)
        direction = residual + size / before * direction
    return weights

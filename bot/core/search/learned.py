"""A straight line through examples: least squares with a ridge on tokens, fitted when the base is built.

The conjugate gradient method takes a few dozen passes over the examples, draws nothing by chance, and so gives the same
line for the same base.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.core.search.folding import fold_word
from bot.core.search.grams import Cut, Numbers, grams_of
from bot.core.search.index import places

_SHORTEST = 4
_BEGINNING = 5  # letters: a stem in any language, near enough
_RIDGE = 1.0
_PASSES = 12
# A few letters prove little: they count as if that much of a text were unknown.
_DOUBT = 1000.0

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


class Line:
    """Says how much a text is like the positive examples (towards 1) rather than the negative ones (towards -1)."""

    def __init__(self, positive: Sequence[Sequence[str]], negative: Sequence[Sequence[str]]) -> None:
        """Each example is its words."""
        examples = [*positive, *negative]
        vocabulary = dict.fromkeys(word for text in examples for word in text)
        self._beginnings = {one: number for number, one in enumerate(dict.fromkeys(map(_beginning, vocabulary)), 1)}
        tokens, rows = self._cut(examples)
        self._known, columns = np.unique(tokens, return_inverse=True)
        self._idf = np.log(max(len(examples), 1) / np.bincount(columns, minlength=len(self._known)).clip(1)).clip(0)
        self._unseen = float(np.log(max(len(examples), 1)))
        values = self._idf[columns]
        length = np.sqrt(np.bincount(rows, values * values, minlength=len(examples)))
        values /= np.maximum(length, 1e-9)[rows]
        sizes = [len(positive), len(negative)]
        # The few examples of the one side together count as much as the many of the other.
        share = np.repeat([len(examples) / 2 / max(size, 1) for size in sizes], sizes)
        self._weights = _fitted(rows, columns, values, np.repeat([1.0, -1.0], sizes), share, len(self._known))

    def score(self, words: Sequence[str]) -> float:
        """The likeness of a text to the positive examples."""
        said = [self._beginnings.get(_beginning(word), 0) for word in words]
        pairs = [_pair(first, second) for first, second in pairwise(said)]
        tokens = np.array([*(gram for word in words for gram in grams_of(word, _SHORTEST)), *pairs], np.int64)
        known = places(self._known, tokens)
        values = self._idf[known]
        unseen = (len(tokens) - len(known)) * self._unseen**2 / 2
        return float((values * self._weights[known]).sum() / np.sqrt((values * values).sum() + unseen + _DOUBT))

    def _cut(self, texts: Sequence[Sequence[str]]) -> tuple[Numbers, Numbers]:
        """The character n-grams of texts, and the beginnings of their words two by two; with the text of each."""
        cut = Cut(texts, _SHORTEST)
        number_of = {word: self._beginnings[_beginning(word)] for text in texts for word in text}
        said = np.array([number_of[word] for text in texts for word in text], np.int64)
        text_of = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        together = text_of[:-1] == text_of[1:]
        pairs = _pair(said[:-1][together], said[1:][together])
        return np.concatenate([cut.known[cut.places], pairs]), np.concatenate([cut.texts, text_of[:-1][together]])


_Number = TypeVar("_Number", int, Numbers)


def _pair(first: _Number, second: _Number) -> _Number:
    """A number below zero, so that no pair has the number of an n-gram."""
    return -1 - (first << 32 | second)


def _beginning(word: str) -> str:
    return fold_word(word)[:_BEGINNING]


def _fitted(rows: Numbers, columns: Places, values: Floats, wanted: Floats, share: Floats, width: int) -> Floats:
    """The weights w that minimise sum(share * (Xw - wanted)²) + ridge * |w|², by conjugate gradients."""

    def across(weights: Floats) -> Floats:
        return np.asarray(np.bincount(rows, values * weights[columns], minlength=len(wanted)), np.float64)

    def back(errors: Floats) -> Floats:
        return np.asarray(np.bincount(columns, values * errors[rows], minlength=width), np.float64)

    weights = np.zeros(width)
    residual = back(share * wanted)
    direction, size = residual.copy(), float(residual @ residual)
    for _ in range(_PASSES):
        if size < 1e-12:
            break
        image = back(share * across(direction)) + _RIDGE * direction
        step = size / float(direction @ image)
        weights += step * direction
        residual -= step * image
        before, size = size, float(residual @ residual)
        direction = residual + size / before * direction
    return weights

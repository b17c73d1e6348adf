"""Words cut into character n-grams of 3, 4 and 5 letters, as numbers: a whole base in a few array operations."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.core.search.folding import fold_word

Numbers = NDArray[np.int64]

SIZES = (3, 4, 5)
# Twelve bits a letter. Letters beyond Unicode's first 4,096 may coincide: no question needs them.
_BITS = 12
_LETTER = (1 << _BITS) - 1


@lru_cache(maxsize=20_000)
def grams_of(word: str, shortest: int = SIZES[0]) -> tuple[int, ...]:
    """The n-grams of one word, folded and with a blank at each end. Equal n-grams have equal numbers everywhere."""
    letters = [ord(letter) & _LETTER for letter in f" {fold_word(word)} "]
    return tuple(
        sum(letter << _BITS * place for place, letter in enumerate(letters[start : start + size]))
        for size in SIZES
        if size >= shortest
        for start in range(len(letters) - size + 1)
    )


class Cut:
    """Texts as n-grams, one after the other: for each its place in `known`, and the text in which it stands."""

    def __init__(self, texts: Sequence[Sequence[str]], shortest: int = SIZES[0]) -> None:
        vocabulary: dict[str, int] = {}
        said = np.array([vocabulary.setdefault(word, len(vocabulary)) for text in texts for word in text], np.int64)
        text_of = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        numbers, word_of = _grams(list(vocabulary), shortest)
        self.known, places = np.unique(numbers[np.argsort(word_of, kind="stable")], return_inverse=True)
        size = np.bincount(word_of, minlength=len(vocabulary))
        repeats = size[said]
        within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        self.places = places[np.repeat((np.cumsum(size) - size)[said], repeats) + within]
        self.texts = np.repeat(text_of, repeats)


def _grams(words: Sequence[str], shortest: int) -> tuple[Numbers, Numbers]:
    """What `grams_of` says of each word, and the word that each n-gram comes from."""
    padded = [f" {fold_word(word)} " for word in words]
    letters = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32).astype(np.int64) & _LETTER
    owner = np.repeat(np.arange(len(padded)), [len(word) for word in padded])
    found, owners = [letters[:0]], [owner[:0]]
    for size in range(shortest, SIZES[-1] + 1):
        windows = max(len(letters) - size + 1, 0)
        number = letters[:windows].copy()
        for place in range(1, size):
            number |= letters[place : place + windows] << _BITS * place
        inside = owner[:windows] == owner[size - 1 : size - 1 + windows]
        found.append(number[inside])
        owners.append(owner[:windows][inside])
    return np.concatenate(found), np.concatenate(owners)

"""Words cut into character n-grams of 3, 4 and 5 letters, as numbers: a whole base in a few array operations."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.core.search.folding import fold_word

Numbers = NDArray[np.int64]

SIZES = (3, 4, 5)
# Twelve bits a letter. Letters beyond Unicode's first 4,096 may coincide: no question needs them.
_BITS = 12
_LETTER = (1 << _BITS) - 1


def grams_of(words: Sequence[str], shortest: int = SIZES[0]) -> tuple[Numbers, Numbers]:
    """The n-grams of words, each folded and with a blank at each end; and for each n-gram the place of its word.

    Equal n-grams have equal numbers everywhere. An n-gram stands there as often as it occurs.
    """
    padded = [f" {fold_word(word)} " for word in words]
    letters = np.frombuffer("".join(padded).encode("utf-32-le"), np.uint32).astype(np.int64) & _LETTER
    owner = np.repeat(np.arange(len(padded)), list(map(len, padded)))
    found, owners = [letters[:0]], [owner[:0]]
    number = letters
    for size in range(2, SIZES[-1] + 1):
        number = number[: len(letters) - size + 1] | letters[size - 1 :] << _BITS * (size - 1)
        if size >= shortest:
            inside = owner[: len(number)] == owner[size - 1 :]
            found.append(number[inside])
            owners.append(owner[: len(number)][inside])
    return np.concatenate(found), np.concatenate(owners)


class Said:
    """Texts, one after the other: `numbers` are their words by their place in `words`, and `texts` the text of each."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        number: dict[str, int] = {}
        said = [number.setdefault(word, len(number)) for text in texts for word in text]
        self.numbers: Numbers = np.array(said, np.int64)
        self.texts: Numbers = np.repeat(np.arange(len(texts)), list(map(len, texts)))
        self.words = list(number)


def places(known: Numbers, asked: Numbers) -> NDArray[np.intp]:
    """Where those of the asked numbers that are known stand among the known, which are in ascending order."""
    if not len(known):
        return np.zeros(0, np.intp)
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    found: NDArray[np.intp] = place[known[place] == asked]
    return found

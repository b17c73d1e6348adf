"""A mistyped word is read as the word of the base that is one slip away."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.core.search.folding import fold_word

_SHORTEST = 5  # shorter words have too many neighbours
_MOST_MENDED = 20  # a longer text says enough by its other words
_LETTERS = "абвгджзиклмнопрстуфхцчшщэюя"


class Typos:
    """Knows the words of the base, folded, and how often each is used."""

    def __init__(self, words: Iterable[str]) -> None:
        self._used: dict[str, int] = {}
        for word, times in Counter(words).items():
            folded = fold_word(word)
            self._used[folded] = self._used.get(folded, 0) + times
        self._longest = max(map(len, self._used), default=0) + 1  # one letter too many

    def mended(self, asked: Sequence[str], knows: Callable[[str], bool]) -> list[str]:
        """The words of a question; one that the base does not know is replaced by its most used neighbour.

        `knows` says of a word whether the base has it in another form: then it is no typo.
        """
        strange = [word for word in asked if len(word) >= _SHORTEST and word.isalpha() and not knows(word)]
        near = {word: self._nearest(fold_word(word)) for word in strange[:_MOST_MENDED]}
        return [near.get(word) or word for word in asked]

    def _nearest(self, folded: str) -> str | None:
        """People seldom miss the first letter; of equally used words always the same one is taken."""
        if folded in self._used or len(folded) > self._longest:
            return None
        near = self._used.keys() & set(_neighbours(folded))
        return max(near, key=lambda one: (one[0] == folded[0], self._used[one], one), default=None)


def _neighbours(word: str) -> Iterator[str]:
    """Every text that is one slip away: a letter too few, too many, wrong, or two swapped."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in _LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]

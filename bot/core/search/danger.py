"""Who may be in danger sees the emergency numbers first: by words that are enough, or by likeness to what is written.

The likeness is learned from the phrasings of emergencies.yaml, against everything else that people ask and
harmless.yaml.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern

from bot.core.articles import Emergency
from bot.core.search.folding import fold_word, words
from bot.core.search.learned import Line
from bot.core.text import LANGUAGES, Phrasings


class Danger:
    """Looks for danger in a question."""

    def __init__(
        self, emergencies: Mapping[str, Emergency], harmless: Iterable[Phrasings], read: Mapping[str, Sequence[str]]
    ) -> None:
        """`harmless` is what people say who are in no danger; `read` holds the words of every text."""
        ones = emergencies.values()
        not_meant = list(_each(one.harmless for one in ones))
        self._order = list(emergencies)
        self._enough = _Expressions((key, text) for key, one in emergencies.items() for text in _each([one.words]))
        self._not_meant = _Expressions(("harmless", text) for text in not_meant)
        meant = [read[text] for text in _each(one.asked for one in ones)]
        self._line = Line(meant, [read[text] for text in (*not_meant, *_each(harmless))])

    def named(self, asked: Sequence[str]) -> str | None:
        """The first emergency whose words a question holds, outside of what only sounds like danger."""
        said = list(map(fold_word, asked))
        for _, place, size in self._not_meant.found_in(said):
            said[place : place + size] = [""] * size
        named = {key for key, _, _ in self._enough.found_in(said)}
        return next((key for key in self._order if key in named), None)

    def likeness(self, asked: Sequence[str]) -> float:
        """How much a question is like those of people in danger: towards 1 it is, towards -1 it is not; 0: unknown."""
        return self._line.score(asked)


class _Expressions:
    """Finds expressions of whole words, each with its key, in a text of any length."""

    def __init__(self, expressions: Iterable[tuple[str, str]]) -> None:
        """Of two keys with one expression the first is found."""
        self._keys: dict[tuple[str, ...], str] = {}
        self._sizes: dict[str, tuple[int, ...]] = {}  # in words, of the expressions that begin with a word
        for key, expression in expressions:
            # thousands of expressions share their words: each is kept once
            folded = tuple(intern(fold_word(word)) for word in words(expression))
            self._keys.setdefault(folded, key)
            self._sizes[folded[0]] = tuple(sorted({*self._sizes.get(folded[0], ()), len(folded)}))

    def found_in(self, said: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Key, place and number of words of every expression in the text."""
        for place in range(len(said)):
            for size in self._sizes.get(said[place], ()):
                if key := self._keys.get(tuple(said[place : place + size])):
                    yield key, place, size


def _each(several: Iterable[Phrasings]) -> Iterator[str]:
    return (text for phrasings in several for language in LANGUAGES for text in phrasings[language])

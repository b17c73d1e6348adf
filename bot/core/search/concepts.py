"""Synonyms that operators write: words and phrases that mean the same become one token, in base and question."""

from collections.abc import Sequence

from bot.core.search.folding import words
from bot.core.search.stems import stems

# A token, and what must follow the word that begins its phrase: the possible stems of each further word.
_Start = tuple[str, list[frozenset[str]]]


class Concepts:
    """Finds in a text the groups of synonyms that it names."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._by_stem: dict[str, list[_Start]] = {}
        for number, group in enumerate(groups):
            for member in group:
                first, *rest = [frozenset(stems(word)) for word in words(member)] or [frozenset()]
                for one in sorted(first):
                    self._by_stem.setdefault(one, []).append((f"§{number}", rest))

    def of(self, text: Sequence[Sequence[str]]) -> list[str]:
        """The tokens of the groups that a text names; each word is given as the stems that it may have."""
        found: dict[str, None] = {}
        begins = self._by_stem.keys()
        for place, word in enumerate(text):
            if begins.isdisjoint(word):
                continue
            for stem in word:
                for token, rest in self._by_stem.get(stem, ()):
                    if token not in found and _follows(rest, text[place + 1 : place + 1 + len(rest)]):
                        found[token] = None
        return list(found)


def _follows(rest: Sequence[frozenset[str]], following: Sequence[Sequence[str]]) -> bool:
    return len(following) == len(rest) and not any(map(frozenset.isdisjoint, rest, following))

"""Synonyms that operators write: words and phrases that mean the same become one token, in base and question."""

from collections import defaultdict
from collections.abc import Sequence

from bot.core.search.folding import words
from bot.core.search.stems import stems


class Concepts:
    """Finds in a text the groups of synonyms that it names."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._by_first: defaultdict[str, list[tuple[str, list[frozenset[str]]]]] = defaultdict(list)
        for number, group in enumerate(groups):
            for member in group:
                phrase = [frozenset(stems(word)) for word in words(member)]
                for first in phrase[0] if phrase else ():
                    self._by_first[first].append((f"§{number}", phrase))

    def of(self, text: Sequence[tuple[str, ...]]) -> list[str]:
        """The tokens of the groups that a text names. The text is given as the stems of its words."""
        found = []
        for place, here in enumerate(text):
            for stem in here:
                for token, phrase in self._by_first.get(stem, ()):
                    following = text[place : place + len(phrase)]
                    if len(following) == len(phrase) and all(
                        not part.isdisjoint(word) for part, word in zip(phrase, following, strict=True)
                    ):
                        found.append(token)
        return list(dict.fromkeys(found))

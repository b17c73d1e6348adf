"""BM25 over character n-grams: words need not be spelt or inflected as in the base."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log

_K1, _B = 1.2, 0.4


def grams(folded: str) -> Iterable[str]:
    """Character 3- to 5-grams inside words with a blank around them, and short words whole."""
    for word in folded.split():
        padded = f" {word} "
        for size in (3, 4, 5):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


class GramIndex:
    """Documents by number, in the order in which they were given."""

    def __init__(self, documents: Sequence[Sequence[tuple[str, float]]]) -> None:
        """Each document is a list of fields: folded text and the weight of its grams."""
        counts = [_weighted(fields) for fields in documents]
        lengths = [sum(count.values()) for count in counts]
        average = sum(lengths) / max(len(lengths), 1) or 1.0
        frequency = Counter(gram for count in counts for gram in count)
        total = len(documents)
        self._idf = {gram: log(1 + (total - times + 0.5) / (times + 0.5)) for gram, times in frequency.items()}
        self._unseen = log(1 + (total + 0.5) / 0.5)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, count in enumerate(counts):
            norm = _K1 * (1 - _B + _B * lengths[number] / average)
            for gram, times in count.items():
                weight = self._idf[gram] * times * (_K1 + 1) / (times + norm)
                self._postings[gram].append((number, weight))

    def scores(self, folded: str) -> dict[int, float]:
        """The score of each document that shares a gram: its share of the best that the question could reach."""
        asked = Counter(grams(folded))
        possible = sum(self._idf.get(gram, self._unseen) * (_K1 + 1) for gram in asked)
        found: dict[int, float] = defaultdict(float)
        for gram in asked:
            for number, weight in self._postings.get(gram, ()):
                found[number] += weight
        return {number: score / possible for number, score in found.items()} if possible else {}

    def familiarity(self, folded: str) -> float:
        """The share of a text's grams that the base knows: the right reading of a question knows most."""
        asked = set(grams(folded))
        return sum(gram in self._idf for gram in asked) / len(asked) if asked else 0.0


def _weighted(fields: Sequence[tuple[str, float]]) -> dict[str, float]:
    count: dict[str, float] = defaultdict(float)
    for text, weight in fields:
        for gram in grams(text):
            count[gram] += weight
    return count

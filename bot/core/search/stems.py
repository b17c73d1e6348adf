"""Word stems: Snowball for Russian and English, a small stripper of endings for folded Kazakh."""

from functools import lru_cache

import Stemmer

from bot.core.search.folding import fold_word
from bot.core.text import LANGUAGES, Language

_RUSSIAN = Stemmer.Stemmer("russian")
_ENGLISH = Stemmer.Stemmer("english")

# Endings in folded letters (ы = і = и, ә = а, ү = ұ = у, …), longest first. Cases, possession, plural, then verbs.
_ENDINGS = """
    лардин лердин дардин дердин тардин тердин ларга лерге дарга дерге тарга терге ларди лерди дарди дерди тарди терди
    ларинин леринин даринин деринин ларина лерине дарина дерине ларимиз леримиз лари лери дари дери тари тери
    лар лер дар дер тар тер имиз имиз инин инде индеги инан инен имен ннин нин дин тин сина сине сини сининда синде
    син сиз га ге ка ке на не ни ди ти да де та те нда нде дан ден тан тен нан нен мен бен пен си им ин миз низ
    атин етин итин ган ген кан кен гандар гендер уге уга угин уи уим умен май меи баи беи паи пеи маиди меиди
    аман емин амин еди ади иди аминба еминбе сам сем са се ар ер ир и у п ип а е
"""
_KAZAKH = frozenset(_ENDINGS.split())
_LONGEST_ENDING = max(map(len, _KAZAKH))
_SHORTEST_STEM = 5


@lru_cache(maxsize=20_000)
def stem(word: str, language: Language) -> str:
    """The folded stem of a word in a text whose language is known.

    >>> stem("пособиями", "ru"), stem("жәрдемақысын", "kk"), stem("benefits", "en")
    ('пособ', 'жардемак', 'benefit')
    """
    lowered = word.lower()
    if lowered.isascii():
        return str(_ENGLISH.stemWord(lowered))
    if language == "kk":
        return _strip(fold_word(lowered))
    return fold_word(str(_RUSSIAN.stemWord(lowered.replace("ё", "е"))))


@lru_cache(maxsize=5_000)
def stems(word: str) -> tuple[str, ...]:
    """The stems that a word of a question may have: nobody knows its language."""
    return tuple(dict.fromkeys(stem(word, language) for language in LANGUAGES))


def _strip(word: str) -> str:
    """Take endings off, at most three, the longest first, as long as a stem remains."""
    for _ in range(3):
        longest = min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM)
        ending = next((size for size in range(longest, 0, -1) if word[-size:] in _KAZAKH), 0)
        if not ending:
            break
        word = word[:-ending]
    return word

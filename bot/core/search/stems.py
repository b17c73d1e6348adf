"""Word stems: Snowball for Russian and English, a small stripper of endings for folded Kazakh."""

from functools import lru_cache

import snowballstemmer

from bot.core.search.folding import fold_word

_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")

# Endings in folded letters (ы = і = и, ә = а, ү = ұ = у, …), longest first. Cases, possession, plural, then verbs.
_ENDINGS = """
    лардин лердин дардин дердин тардин тердин ларга лерге дарга дерге тарга терге ларди лерди дарди дерди тарди терди
    ларинин леринин даринин деринин ларина лерине дарина дерине ларимиз леримиз лари лери дари дери тари тери
    лар лер дар дер тар тер имиз имиз инин инде индеги инан инен имен ннин нин дин тин сина сине сини сининда синде
    син сиз га ге ка ке на не ни ди ти да де та те нда нде дан ден тан тен нан нен мен бен пен си им ин миз низ
    атин етин итин ган ген кан кен гандар гендер уге уга угин уи уим умен май меи баи беи паи пеи маиди меиди
    аман емин амин еди ади иди аминба еминбе сам сем са се ар ер ир и у п ип а е
"""
_KAZAKH = sorted(_ENDINGS.split(), key=len, reverse=True)
_SHORTEST = 4


@lru_cache(maxsize=50_000)
def stems(word: str) -> tuple[str, ...]:
    """The stems that a word may have, folded; the language of a single word is not known, so there may be two.

    >>> stems("пособия"), stems("жәрдемақысын")
    (('пособ', 'пособия'), ('жардемакисин', 'жардемак'))
    """
    lowered = word.lower()
    if lowered.isascii():
        return (str(_ENGLISH.stemWord(lowered)),)
    russian = fold_word(str(_RUSSIAN.stemWord(lowered.replace("ё", "е"))))
    kazakh = _strip(fold_word(lowered))
    return (russian,) if russian == kazakh else (russian, kazakh)


def _strip(word: str) -> str:
    """Take endings off, at most three, as long as a stem remains."""
    for _ in range(3):
        for ending in _KAZAKH:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                word = word[: -len(ending)]
                break
        else:
            break
    return word

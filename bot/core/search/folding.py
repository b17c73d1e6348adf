"""One spelling for all the ways in which people type Kazakh, Russian and English."""

import re
from unicodedata import normalize

_FOLDED = str.maketrans(
    {
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "ё": "е", "і": "и", "ы": "и",
        "й": "и", "ъ": None, "ь": None,
    }
)  # fmt: skip
_LOOKALIKES = str.maketrans("aceiopxyhkmtbäöüқ", "асеіорхункмтваоук")
_IGNORED = "’ʼ'\u0301"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[a-zà-ž]")

# Kazakh letters stand on the digit row: typed with the Russian layout on, they come out as digits inside words.
_DIGIT_ROW = str.maketrans("234589-0", "әіңғүұөқ")
_DIGITS_IN_WORD = re.compile(r"(?<=[Ѐ-ӿ])[234589](?=[Ѐ-ӿ])|\b[2-90](?=[Ѐ-ӿ]{3})|(?<=[Ѐ-ӿ]{3})[23480]\b")


def words(text: str) -> list[str]:
    """The words of a text in lower case, look-alike Latin letters in Cyrillic words mended, digits apart.

    >>> words("Жәрдемақы 3го қaшан?")
    ['жәрдемақы', '3', 'го', 'кашан']
    """
    lowered = normalize("NFC", text).lower()
    for sign in _IGNORED:
        lowered = lowered.replace(sign, "")
    found = _WORD.findall(lowered)
    both = _LATIN.search(lowered) and _CYRILLIC.search(lowered)
    return [_mended(word) for word in found] if both else found


def fold(text: str) -> str:
    """The folded words of a text with one blank around each, ready for whole-word search.

    >>> fold("Жәрдемақы қашан ТҮСЕДІ?")
    ' жардемаки кашан туседи '
    """
    return f" {' '.join(map(fold_word, words(text)))} "


def kazakh_digits(text: str) -> str:
    """Undo Kazakh typed with the Russian layout on: "ж2рдемақы" becomes "жәрдемақы"."""
    return _DIGITS_IN_WORD.sub(lambda match: match.group().translate(_DIGIT_ROW), text.lower())


def fold_word(word: str) -> str:
    """One spelling for all: no Kazakh letters, no soft and hard signs."""
    return word.translate(_FOLDED)


def _mended(word: str) -> str:
    return word.translate(_LOOKALIKES) if _CYRILLIC.search(word) and _LATIN.search(word) else word

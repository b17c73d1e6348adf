"""One spelling for all the ways in which people type Kazakh, Russian and English."""

import re
from unicodedata import normalize

_FOLDED = str.maketrans(
    {
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "ё": "е", "і": "и", "ы": "и",
        "й": "и", "ъ": None, "ь": None, "\u0301": None,
    }
)  # fmt: skip
_LOOKALIKES = str.maketrans("aceiopxyhkmtbäöüқ", "асеіорхункмтваоук")
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[a-zà-ž]")

# Kazakh letters stand on the digit row: typed with the Russian layout on, they come out as digits inside words.
_DIGIT_ROW = str.maketrans("234589-0", "әіңғүұөқ")
_DIGITS_IN_WORD = re.compile(r"(?<=[Ѐ-ӿ])[234589](?=[Ѐ-ӿ])|\b[2-90](?=[Ѐ-ӿ]{3})|(?<=[Ѐ-ӿ]{3})[23480]\b")


def words(text: str) -> list[str]:
    """The folded words of a text.

    >>> words("Жәрдемақы қашан ТҮСЕДІ?")
    ['жардемаки', 'кашан', 'туседи']
    """
    lowered = normalize("NFC", text).lower().replace("’", "").replace("ʼ", "")
    return [_fold_word(word) for word in _WORD.findall(lowered)]


def fold(text: str) -> str:
    """The folded words with one blank around each, ready for whole-word search."""
    return f" {' '.join(words(text))} "


def kazakh_digits(text: str) -> str:
    """Undo Kazakh typed with the Russian layout on: "ж2рдемақы" becomes "жәрдемақы"."""
    return _DIGITS_IN_WORD.sub(lambda match: match.group().translate(_DIGIT_ROW), text.lower())


def _fold_word(word: str) -> str:
    if _CYRILLIC.search(word) and _LATIN.search(word):
        word = word.translate(_LOOKALIKES)
    return word.translate(_FOLDED)

"""Latin and Cyrillic letters that look the same: in one word they break the search, and no eye sees them."""

import re

_LATIN, _CYRILLIC = "aceiopxyhkmtbACEIOPXYHKMTB", "асеіорхункмтвАСЕІОРХУНКМТВ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_IS_LATIN, _IS_CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[Ѐ-ӿ]")
_SEAM = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
# Both alphabets in one word without a hyphen: eGov-та is right, Көшyге is not.
_MIXED = re.compile(rf"[^\W\d_]*(?:{_SEAM.pattern})[^\W\d_]*")


def mixed_words(text: str) -> list[str]:
    """The words that mix both alphabets, each once, as they stand.

    >>> mixed_words("Көшyге eGov-та көмек")
    ['Көшyге']
    """
    if text.isascii() or not _SEAM.search(text):
        return []
    return list(dict.fromkeys(_MIXED.findall(text)))


def unmixed(word: str) -> tuple[str, str]:
    """The word in the alphabet of most of its letters, and the letters that were of the other.

    >>> unmixed("Көшyге")
    ('Көшуге', 'y')
    """
    latin, cyrillic = _IS_LATIN.findall(word), _IS_CYRILLIC.findall(word)
    if len(latin) > len(cyrillic):
        return word.translate(_TO_LATIN), ", ".join(dict.fromkeys(cyrillic))
    return word.translate(_TO_CYRILLIC), ", ".join(dict.fromkeys(latin))

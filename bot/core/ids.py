"""Ids for new files, made from their titles: small Latin letters, digits and hyphens, so that no id is a path."""

import re
from collections.abc import Container
from unicodedata import normalize

MOST = 40
_LATIN = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
        "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts",
        "ч": "ch", "ш": "sh", "щ": "shch", "ъ": None, "ы": "y", "і": "i", "ь": None, "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def is_id(text: str) -> bool:
    """Whether this can be the id of an entry, and so the name of its file."""
    return len(text) <= MOST and _ID.fullmatch(text) is not None


def slug(title: str, taken: Container[str] = ()) -> str:
    """An id that says what the title says and that nobody has.

    >>> slug("Көшуге көмек: қайда?"), slug("Переезд", {"pereezd"})
    ('koshuge-komek-qaida', 'pereezd-2')
    """
    latin = normalize("NFKD", normalize("NFC", title).lower().translate(_LATIN))
    letters = "".join(sign for sign in latin if sign.isascii())
    whole = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=\w)['’](?=\w)", "", letters)).strip("-") or "reply"
    name, number = _cut(whole, MOST), 1
    while name in taken:
        number += 1
        name = f"{_cut(whole, MOST - len(str(number)) - 1)}-{number}"
    return name


def _cut(text: str, most: int) -> str:
    """At most so many letters, at the end of a word where that leaves one."""
    if len(text) <= most:
        return text
    return (text[: most + 1].rpartition("-")[0] or text[:most]).strip("-")

"""Every question once more as people type it in a hurry. Deterministic: the same text gets the same typo."""

import random
from collections.abc import Callable, Mapping

_SPECIAL = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_SCHEME = """
а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh щ=sch
ы=y э=e ю=yu я=ya ә=a ғ=g қ=q ң=n ө=o ұ=u ү=u һ=h і=i ъ= ь=
"""
_LATIN = dict(pair.split("=") for pair in _SCHEME.split())
_LAYOUT = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбюёәіңғүұқөһ", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`234589" + "0-=")


def without_special_letters(text: str) -> str:
    """Kazakh typed on a Russian keyboard."""
    return text.translate(_SPECIAL)


def in_latin(text: str) -> str:
    """Cyrillic written in Latin letters."""
    return "".join(_LATIN.get(letter, letter) for letter in text.lower())


def wrong_layout(text: str) -> str:
    """Cyrillic keys pressed while the English layout was on."""
    return text.lower().translate(_LAYOUT)


def with_typos(text: str) -> str:
    """One letter in twenty left out, doubled or swapped; at least one."""
    chance = random.Random(text)
    letters = list(text)
    places = [place for place, letter in enumerate(letters[:-1]) if letter.isalpha() and letters[place + 1].isalpha()]
    for place in sorted(chance.sample(places, min(len(places), max(1, len(letters) // 20))), reverse=True):
        kind = chance.randrange(3)
        if kind == 0:
            del letters[place]
        elif kind == 1:
            letters.insert(place, letters[place])
        else:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


OF_EVERY_LANGUAGE = frozenset({"typos", "caps"})
NOISES: Mapping[str, Callable[[str], str]] = {
    "no-special-letters": without_special_letters,
    "latin": in_latin,
    "wrong-layout": wrong_layout,
    "typos": with_typos,
    "caps": str.upper,
}

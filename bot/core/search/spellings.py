"""Readings of a question: as typed, transliterated, or typed with the wrong keyboard layout."""

import re

from bot.core.search.folding import kazakh_digits

_EN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RU = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_EN + '~{}:"<>', _RU + "ёхъжэбю")
_TO_ENGLISH = str.maketrans(_RU, _EN)
# The Kazakh layout puts its nine letters on the digit row.
_TO_KAZAKH = str.maketrans(_EN + "234589-0", _RU + "әіңғүұөқ")

# Longest first; several schemes at once.
_SCHEME = """
shch=щ sch=щ dzh=ж sh=ш ş=ш ch=ч ç=ч zh=ж kh=х gh=ғ ğ=ғ ǵ=ғ ng=ң ñ=ң ń=ң ts=ц yu=ю ya=я yo=е ye=е ju=ю ja=жа iu=ю ia=я
dj=ж a=а á=а ä=а b=б c=к d=д e=е f=ф g=г h=х i=и ı=и í=и j=ж k=к l=л m=м n=н o=о ó=о ö=о p=п q=к r=р s=с t=т u=у ú=у
ü=у v=в w=у x=х y=и ý=у z=з '=
"""
_LETTERS = [pair.split("=") for pair in _SCHEME.split()]
_LATIN_LETTER = re.compile(r"[a-zà-žʼ'`]")


def transliterated(text: str) -> str:
    """Kazakh or Russian in Latin letters, read as Cyrillic; several schemes at once.

    >>> transliterated("kolyaska kak poluchit")
    'коляска как получит'
    """
    text = text.lower()
    for latin, cyrillic in _LETTERS:
        text = text.replace(latin, cyrillic)
    return text


def readings(text: str) -> list[str]:
    """Every way to read a question, in lower case; the one as typed comes first."""
    lowered = text.lower()
    found = [lowered, kazakh_digits(lowered)]
    if len(_LATIN_LETTER.findall(lowered)) * 2 >= sum(map(str.isalpha, lowered)):
        found += [transliterated(lowered), lowered.translate(_TO_RUSSIAN), lowered.translate(_TO_KAZAKH)]
    else:
        found.append(lowered.translate(_TO_ENGLISH))
    return list(dict.fromkeys(found))

"""Links that lead to somebody or let somebody in, e-mail addresses, user names."""

import re

from bot.core.privacy.kinds import GAP, rule

_PLACES_OF_PEOPLE = re.compile(
    r"(?:tg:/|(?:[a-z]++://)?(?:(?:www|m|api|chat)\.)?"
    r"(?:t\.me|telegram\.(?:me|dog)|wa\.me|whatsapp\.com|instagram\.com|vk\.com|facebook\.com|fb\.com|ok\.ru|tiktok\.com"
    r"|threads\.net|linkedin\.com|twitter\.com|x\.com))/\+?\w",
    re.IGNORECASE,
)
_LETS_IN = re.compile(r"[=@]|\?[\w%]")
_MIXED = re.compile(r"(?<![A-Za-z\d])(?=[A-Za-z]*+\d)(?=\d*+[A-Za-z])[A-Za-z\d]++")


def _is_personal(link: str) -> bool:
    """Whether a link names a person, or carries a query, a password or a long secret. Readable addresses do not.

    >>> _is_personal("https://egov.kz/cms/ru/services/123"), _is_personal("https://egov.kz/?id=1")
    (False, True)
    >>> _is_personal("https://baq.kz/2025-zhyly-276-mynnan-astam-qazaqstandyq-200029231")
    False
    """
    return bool(_PLACES_OF_PEOPLE.match(link) or _LETS_IN.search(link)) or any(map(_is_opaque, re.split(r"[/#]", link)))


def _is_opaque(segment: str) -> bool:
    return len(segment) >= 20 and sum(len(piece) for piece in _MIXED.findall(segment)) >= 16


_STARTS = r"(?<![\w@.-])"
# Punctuation after a link belongs to the sentence.
_REST = r"""(?:[^\s<>"«»\[\].,;:!?)]|[.,;:!?)]+(?![.,;:!?)\s<>"«»\[\]]|$))"""
_SITE = r"[a-z\d-]++(?:\.[a-z\d-]++)++(?<=\.[a-z]{2}|[a-z]{3})[/?#]"
_DOMAIN = r"(?:[a-z\d-]++(?:\.[a-z\d-]++)*+|[а-яёәғқңөұүһі\d-]++(?:\.[а-яёәғқңөұүһі\d-]++)*+)"

LINKS = (
    rule("link", rf"{_STARTS}(?:[a-z][a-z\d+.-]{{0,15}}://|{_SITE}){_REST}++", _is_personal, overlaps=False),
    rule("e-mail", rf"(?<![\w.+-])[\w.+-]++(?:@|{GAP}@{GAP}(?=[\w-]++\.\w)){_DOMAIN}"),
    rule(
        "e-mail",
        rf"(?<![\w.+-])[a-z\d_.+-]++{GAP}?(?:собака|[(\[](?:собака|at|a|эт)[)\]]){GAP}?"
        rf"[a-z\d-]++(?:(?:\.|{GAP}точка{GAP}|{GAP}?[(\[](?:dot|точка)[)\]]{GAP}?)[a-z\d-]++)++",
    ),
    rule("user name", r"(?<![\w@])@[a-z\d_](?:\.?[a-z\d_]){2,31}"),
)

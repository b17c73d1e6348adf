"""Personal data is taken out of a question before it is stored anywhere; what was there stays visible as its kind."""

import re
from unicodedata import decimal

from bot.core.privacy.documents import DOCUMENTS, NUMBERED_PAPERS
from bot.core.privacy.links import LINKS
from bot.core.privacy.numbers import LONG_NUMBERS, NUMBERS
from bot.core.privacy.phones import PHONES

# Longer and surer kinds go first, so that none takes a piece of another; what nothing else has taken goes last.
_RULES_OF_NUMBERS = (*NUMBERED_PAPERS, *NUMBERS, *PHONES, *DOCUMENTS, *LONG_NUMBERS)
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_DIGIT = re.compile("[0-9]")
_OTHER_DIGITS = re.compile(r"[^\D0-9]")


def redact(text: str) -> str:
    """The text with a tag in the place of every piece of personal data. Names and addresses in words stay.

    >>> redact("мой ИИН 900101 300123, пишите на a.b@mail.kz или +7 (701) 123-45-67")
    'мой ИИН [IIN], пишите на [e-mail] или [phone]'
    >>> redact("удостоверение № 012345678, карта 4400 4301 1234 5678, счёт KZ86 125K ZT50 0410 0100")
    'удостоверение № [document], карта [card], счёт [IBAN]'
    >>> redact("туған күнім 15.03.1990, @asel_k, t.me/asel_k, 123456789012345")
    'туған күнім [birth date], [user name], [link], [number]'

    Sums, days, times, articles and numbers of acts stay, and so do short numbers and the hotlines 8 800, which are
    public. A day of birth stays unless it is called so: that a child was born on 15.03.2026 is what is asked about.
    A BIN becomes [IIN]: it may be a sole trader's, and nobody can tell by the number.

    >>> redact("8 800 080 7777, 1414; ст. 175, приказ № V2300032523, 1 200 000 тенге с 01.02.2026")
    '8 800 080 7777, 1414; ст. 175, приказ № V2300032523, 1 200 000 тенге с 01.02.2026'

    Invisible characters go, and digits of other scripts become ours. Redacting twice is the same as once.
    """
    text = _OTHER_DIGITS.sub(lambda match: str(decimal(match[0])), _INVISIBLE.sub("", text))
    # A tag may part what stood glued together, so it is read until nothing is found.
    while (redacted := _once(text)) != text:
        text = redacted
    return text


def _once(text: str) -> str:
    for rule in LINKS:
        text = rule.apply(text)
    for rule in _RULES_OF_NUMBERS if _DIGIT.search(text) else ():
        text = rule.apply(text)
    return text

"""Personal data is taken out of a question before it is stored anywhere."""

import re

REMOVED = "[…]"

_PATTERNS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # e-mail
    re.compile(r"\bKZ\s?(?:[0-9A-Z]\s?){18}\b", re.IGNORECASE),  # IBAN
    # IIN, cards and phones: nine digits and more, however they are grouped. Dates (8 digits) and sums stay.
    re.compile(r"(?<!\d)\+?\d(?:[\s()\-–.]{0,2}\d){8,}(?!\d)"),
    re.compile(r"(?<![\w@])@[A-Za-z]\w{3,}"),  # user names
)


def redact(text: str) -> str:
    """The text without e-mail addresses, IBAN, IIN, card and phone numbers, and user names.

    >>> redact("мой ИИН 900101 300123, пишите на a.b@mail.kz")
    'мой ИИН […], пишите на […]'
    """
    for pattern in _PATTERNS:
        text = pattern.sub(REMOVED, text)
    return text

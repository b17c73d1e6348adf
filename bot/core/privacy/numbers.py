"""Bank accounts, bank cards, IINs, and long numbers of any other kind."""

import re

from bot.core.privacy.checksums import is_card, is_iin
from bot.core.privacy.kinds import DASH, JOIN, digits_of, rule, up_to_a_digit, within, word

# A phone in the international form is no card.
_START = r"(?<![\d+])"
_END = r"(?!\d)"
_YEARS = re.compile(r"(?:(?:19|20)\d\d){4}")

# Latin letters of an account number and the Cyrillic ones that look alike
_IN_ACCOUNT = "[0-9a-zавекмнорстухз]"
_IBAN = (
    rf"(?<![^\W_])[kк][zз](?:{JOIN}?\d){{5}}(?:(?:{JOIN}?{_IN_ACCOUNT}){{13}}(?![^\W_])|[0-9a-z]{{6,20}}(?![0-9a-z]))"
)

_IIN_WORD = r"(?:иин|жсн|iin|инн|бин|бсн|bin)"
_IIN_WORDS = word(rf"{_IIN_WORD}(?:{DASH}?[^\W\d_]{{1,6}})?")
_IIN_SHAPES = "|".join(
    (
        rf"\d{{6}}(?:{JOIN}?\d){{6}}",
        r"\d{6}[./]\d{6}|\d\d\.\d\d\.\d\d\.\d{6}",
        rf"\d\d{JOIN}\d\d{JOIN}\d\d{JOIN}(?:\d{{6}}|\d\d{JOIN}\d\d{JOIN}\d\d)",
        rf"\d{{3}}(?:{JOIN}\d{{3}}){{3}}",
        rf"\d{{4}}(?:{JOIN}\d{{4}}){{2}}",
        rf"\d(?:{JOIN}\d){{11}}(?!{JOIN}\d)",
    )
)
# Beside its word a number is taken with a wrong, a missing or a doubled digit.
_IIN_TYPED = rf"(?:\d(?:[ \xa0-]?\d){{11}}|\d{{10,14}}){_END}"

_CARD_WORDS = word(r"карт\w{0,6}", r"cards?", r"kaspi", r"каспи")
_CARD_JOIN = rf"(?:{JOIN}|\.)"
_FOURS = rf"\d{{4}}(?:{_CARD_JOIN}\d{{4}}){{3}}"
_CARD_SHAPES = (
    _FOURS,
    rf"{_FOURS}{_CARD_JOIN}\d{{3}}",
    rf"\d{{4}}{JOIN}\d{{6}}{JOIN}\d{{4,5}}",
    rf"\d{{6}}{JOIN}\d{{10,13}}",
    rf"\d{{8}}{JOIN}\d{{8}}",
    rf"\d\d(?:{JOIN}\d\d){{7}}",
    rf"\d(?:{JOIN}\d){{15}}",
    r"\d{13,19}",
)


def _are_no_years(datum: str) -> bool:
    return not _YEARS.fullmatch(digits_of(datum))


def _is_card(datum: str) -> bool:
    return is_card(digits_of(datum)) and _are_no_years(datum)


def _is_iin(datum: str) -> bool:
    return is_iin(digits_of(datum))


NUMBERS = (
    rule("IBAN", _IBAN),
    *(rule("card", rf"{_START}(?=[2-6]){shape}{_END}", _is_card) for shape in _CARD_SHAPES),
    rule("card", rf"{_START}(?=[2-6]){_FOURS}{_END}", _are_no_years),
    rule("IIN", rf"{_START}(?:{_IIN_SHAPES}){_END}", _is_iin),
)

LONG_NUMBERS = (
    rule("card", rf"{_CARD_WORDS}{up_to_a_digit(30)}(?P<datum>\d{{13,19}}){_END}"),
    rule("IIN", rf"{_IIN_WORDS}{up_to_a_digit(40)}(?P<datum>{_IIN_TYPED})"),
    rule("IIN", rf"(?<!\d)(?P<datum>\d{{6}}{JOIN}?\d{{6}})(?={within(20)}{_IIN_WORDS})"),
    rule("number", r"(?<!\d)\d{12,}+"),
)

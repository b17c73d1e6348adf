"""Phone numbers in every way of writing them."""

import re

from bot.core.privacy.kinds import DASH, GAP, digits_of, rule, word

_MARK = rf"(?:{DASH}|[./_]|[()]{{1,2}})"
# what stands between the groups of a phone number
_JOIN = rf"(?:{GAP}(?:{_MARK}{GAP}?|{GAP})?|{_MARK}{GAP}?)"


def _groups(*shapes: str) -> str:
    """A pattern of the ways in which people group digits: "3-2-2" is 123 45 67."""
    return "|".join(_JOIN.join(rf"\d{{{size}}}" for size in shape.split("-")) for shape in shapes).join(("(?:", ")"))


def _bracketed(code: str) -> str:
    return rf"(?:\({code}\)|{code})"


_SEVEN = _groups("7", "3-2-2", "3-4", "2-2-3", "2-3-2", "1-2-2-2", "2-5", "4-3", "3-3-1")
_SIX = _groups("6", "2-2-2", "3-3", "2-4", "4-2")
_FIVE = _groups("5", "1-2-2", "2-3", "3-2", "1-4")
_MOBILE = r"7(?:0\d|47|5[01]|6[0-4]|7[15-8]|27)"
_AREA = r"[79]\d\d"
_CITY = r"7(?:[12]\d2|273)"
_VILLAGE = r"7[12]\d{3}"
_COUNTRY = rf"(?:\+{GAP}?)?[78]{_JOIN}?"
_START = r"(?<!\d)"
_END = r"(?!\d)(?!(?<=000)\s?(?:тенге|теңге|тг|₸|tenge|kzt))"

_CALLING = word(
    r"тел", r"телефон\w{0,5}", r"сот(?=\.)", r"сотов\w{1,3}", r"сотк\w{1,2}", r"моб(?=\.)", r"мобил\w{1,6}",
    r"ұялы\w{0,3}", r"(?:по|пере)?звон\w{1,4}", r"(?:қ|к)о(?:ң|н)ырау\w{0,5}", r"хабарлас\w{0,8}", r"байланыс\w{0,5}",
    r"what'?s?app", r"ватс?ап\w{0,2}", r"вацап\w{0,2}", r"вотсап\w{0,2}", r"факс", r"fax", r"tel", r"phone",
    r"telephone", r"call", r"mobile", r"cell", r"my number", r"мой номер", r"нөмірім",
)  # fmt: skip
_BETWEEN = (
    r"(?:[^\w\n\[]{1,3}(?:номер\w{0,2}|нөмір\w{0,4}|number|no|мне|мой|моего|менің|маған|по|на|me|at|on|my|is)){0,3}"
    r"[^\w\n\[]{0,4}"
)
_LOCAL = rf"(?:{_groups('3-2-2', '3-4', '2-2-3', '2-2-2', '1-2-2', '2-3')}|\d{{6,7}})(?!{_JOIN}?\d)"
_IS_NO_SUM = r"(?!\s?(?:тенге|теңге|тг|₸|tenge|kzt|руб|\$|тыс|мың|млн|млрд|%))"
_SUM = re.compile(r"\+?\s?\d{1,3}(?:\s\d{3})+")


def _is_no_hotline(datum: str) -> bool:
    return not re.match(r"[78]?800", digits_of(datum))


def _is_international(datum: str) -> bool:
    is_sum = _SUM.fullmatch(datum) and (datum.endswith("000") or len(digits_of(datum)) < 10)
    return _is_no_hotline(datum) and not is_sum


PHONES = (
    rule("phone", rf"{_START}{_COUNTRY}{_bracketed(_AREA)}{_JOIN}?{_SEVEN}{_END}"),
    rule("phone", rf"{_START}{_COUNTRY}{_bracketed(_CITY)}{_JOIN}?{_SIX}{_END}"),
    rule("phone", rf"{_START}{_COUNTRY}{_bracketed(_VILLAGE)}{_JOIN}?{_FIVE}{_END}"),
    rule("phone", rf"{_START}8(?:{_JOIN}7\d(?:{_JOIN}\d\d){{4}}|(?:{_JOIN}\d){{10}}){_END}", _is_no_hotline),
    rule("phone", rf"(?<!\w)\+{GAP}?7(?:{_JOIN}?\d){{10}}(?!\d)", _is_international),
    rule("phone", rf"(?<!\w)\+{GAP}?\(?\d(?:{_JOIN}?\d){{7,14}}(?!\d)", _is_international),
    rule("phone", rf"{_START}{_MOBILE}\d{{7}}{_END}"),
    rule(
        "phone",
        rf"{_START}(?:\({_MOBILE}\){_JOIN}?|{_MOBILE}{_JOIN})(?!000){_groups('7', '3-2-2', '3-4', '2-2-3')}{_END}",
    ),
    rule("phone", rf"{_START}{_bracketed(_CITY)}{_JOIN}?{_SIX}{_END}"),
    rule("phone", rf"{_START}(?:\({_VILLAGE}\){_JOIN}?{_FIVE}|{_VILLAGE}{_JOIN}{_groups('1-2-2')}){_END}"),
    rule("phone", rf"{_CALLING}{_BETWEEN}(?P<datum>\d(?:{_JOIN}?\d){{9,10}}){_END}", _is_no_hotline),
    rule("phone", rf"{_CALLING}{_BETWEEN}(?P<datum>{_LOCAL}){_IS_NO_SUM}"),
)

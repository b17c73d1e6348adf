"""Numbers and dates as people type them on a phone."""

import re
from datetime import date, timedelta

_MONTHS = (
    ("янв", "қаң", "кан", "jan"), ("фев", "ақп", "акп", "feb"), ("мар", "нау", "mar"), ("апр", "сәу", "сау", "apr"),
    ("мая", "май", "мам", "may"), ("июн", "мау", "jun"), ("июл", "шіл", "шил", "jul"), ("авг", "там", "aug"),
    ("сен", "қыр", "кыр", "sep"), ("окт", "қаз", "каз", "oct"), ("ноя", "қар", "кар", "nov"), ("дек", "жел", "dec"),
)  # fmt: skip
_TODAY = {"сегодня", "бүгін", "бугин", "бугін", "today"}
_YESTERDAY = {"вчера", "кеше", "yesterday"}
_THOUSAND, _MILLION = re.compile(r"тыс|мың|мын|thousand|\bk\b"), re.compile(r"млн|миллион|million|\bm\b")
_NOTHING = {"нет", "ноль", "жоқ", "жок", "нөл", "нол", "no", "none", "zero"}


def parse_number(text: str) -> int | None:
    """A whole number, or None. Kopecks are dropped; "150 тыс" and "1,2 млн" are understood.

    >>> parse_number("240 000 тг"), parse_number("1,2 млн"), parse_number("что это?")
    (240000, 1200000, None)
    """
    lowered = text.strip().lower()
    if lowered in _NOTHING:
        return 0
    if len(lowered) > 30 or len(re.findall(r"[^\W\d_]+", lowered)) > 2:
        return None
    compact = re.sub(r"(?<=\d)[\s\u00a0'](?=\d{3})", "", lowered)
    found = re.findall(r"\d+(?:[.,]\d+)?", compact)
    if len(found) != 1:
        return None
    number = float(found[0].replace(",", "."))
    if _MILLION.search(compact):
        number *= 1_000_000
    elif _THOUSAND.search(compact):
        number *= 1_000
    return int(number) if number < 1e12 else None


def parse_date(text: str, today: date) -> date | None:
    """A date of the calendar, or None.

    >>> day = date(2026, 11, 24)
    >>> str(parse_date("15.3.26", day)), str(parse_date("15 наурыз 2026", day)), str(parse_date("вчера", day))
    ('2026-03-15', '2026-03-15', '2026-11-23')
    """
    lowered = text.strip().lower().rstrip(".")
    if lowered in _TODAY:
        return today
    if lowered in _YESTERDAY:
        return today - timedelta(days=1)
    if match := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", lowered):
        return _date(match[1], match[2], match[3])
    if match := re.fullmatch(r"(\d{1,2})[-./\s](\d{1,2})[-./\s](\d{4}|\d{2})(?:\s*(?:г|ж)\.?)?", lowered):
        return _date(match[3], match[2], match[1])
    if match := re.fullmatch(r"(\d{1,2})\s+([^\W\d_]+)\s+(\d{4})(?:\s*(?:г|ж|года|жыл\w*)\.?)?", lowered):
        month = _month(match[2])
        return _date(match[3], str(month), match[1]) if month else None
    if match := re.fullmatch(r"(\d{4})\s*(?:ж\.?|жылғы|жылгы)\s+(\d{1,2})\s+([^\W\d_]+)", lowered):
        month = _month(match[3])
        return _date(match[1], str(month), match[2]) if month else None
    return None


def looks_like_a_value(text: str) -> bool:
    """Whether somebody tried to type a number or a date, rather than a question."""
    return len(text) <= 20 and sum(map(str.isdigit, text)) * 2 >= len(text.replace(" ", ""))


def _month(word: str) -> int | None:
    return next((number for number, names in enumerate(_MONTHS, start=1) if word.startswith(names)), None)


def _date(year: str, month: str, day: str) -> date | None:
    full = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        found = date(full, int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None

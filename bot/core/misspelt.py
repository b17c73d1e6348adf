"""What people write who never programmed: the usual slips in expressions and dates, and how it is written right."""

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from bot.core.faults import Code, Fault

# What stands there, what belongs there, and the kind of slip. The first that is found names the mistake.
_SLIPS: tuple[tuple[re.Pattern[str], str, Code], ...] = (
    (re.compile("[“”„«»‘’]"), "'", Code.CURLY_QUOTES_IN_EXPRESSION),
    (re.compile(r"(\d)\s*%"), r"\1 / 100", Code.PERCENT),
    (re.compile(r"(?<=\d),(?=\d)"), ".", Code.DECIMAL_COMMA),
    (re.compile(r"(?<![=<>!])=(?!=)"), "==", Code.SINGLE_EQUALS),
    (re.compile(r"\s*(?:тенге|теңге|тг|tenge|₸)"), "", Code.AS_SPOKEN),
    (re.compile(r"(?<=\d)\s+(?=\d)"), "", Code.AS_SPOKEN),
    (re.compile(r"\s*[×·]\s*|(?<=\d)\s*[xXхХ]\s*(?=\w)|(?<=\w)\s+[xXхХ]\s+(?=\d)"), " * ", Code.AS_SPOKEN),
    (re.compile(r"(?<=\d)\s+(?!(?:if|else|and|or|not|in)\b)(?=[^\W\d])"), " * ", Code.AS_SPOKEN),
)
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")


def misspelt(source: str) -> Fault:
    """The fault of an expression that cannot be read."""
    found = [code for slip, _, code in _SLIPS if slip.search(source)]
    if found:
        return Fault(found[0], source=source, right=_mended(source))
    return Fault(Code.NOT_AN_EXPRESSION, source=source)


def _mended(source: str) -> str:
    for slip, right, _ in _SLIPS:
        source = slip.sub(right, source)
    return re.sub(r"\b(?:МРП|АЕК|MCI)\b", "mci", source)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or nothing: the value `near` of a message."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def as_iso(text: str) -> str:
    """A day as files write it, from the way people write it; an example where it is no day at all."""
    if day := _DAY_FIRST.fullmatch(text.strip()):
        text = f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    elif day := _YEAR_FIRST.fullmatch(text.strip()):
        text = f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return "2026-12-31"

"""What a translation must leave as the source has it: {names}, numbers, tags. And how long it may be."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.loader.mistakes import explanations
from bot.ui.html import RefusedHtml, visible

_NAME = re.compile(r"\{[^{}]*\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NUMBER = re.compile(r"\d+")
# "1 000", "1,000" and "1.000" are one number; in front of three digits and no more the sign only groups
_GROUPING = re.compile(r"(?<=\d)[ \u00a0\u202f,.](?=\d{3}(?!\d))")


def breaks(source: str, translation: str, most: int | None, is_list: bool = False) -> Iterator[str]:
    """Yield what is wrong with a translation and how to mend it."""
    names = _difference(_NAME, source, translation)
    yield from (f"{name} is missing; write it as in the source" for name in names[0])
    yield from (f"{name} is not in the source; take it out" for name in names[1])
    tags = _difference(_TAG, source, translation)
    yield from (f"the tag {tag} is missing; write it as in the source" for tag in tags[0])
    yield from (f"the tag {tag} is not in the source; take it out" for tag in tags[1])
    numbers = _difference(_NUMBER, _counted(source), _counted(translation))
    yield from (f"the number {number} is missing; write it in digits, as in the source" for number in numbers[0])
    yield from (f"the number {number} is not in the source; write the one that is there" for number in numbers[1])
    if is_list and source.count("\n") != translation.count("\n"):
        lines = source.count("\n") + 1
        yield f"the source is a list of {lines} lines, one point a line; write as many"
    try:
        length = len(visible(translation))
    except RefusedHtml as refused:
        yield explanations()[refused.code].en.format(**refused.values)
        return
    if most is not None and length > most:
        yield f"{length} characters; at most {most} fit here: shorten it"


def _difference(pattern: re.Pattern[str], source: str, translation: str) -> tuple[list[str], list[str]]:
    """What is found oftener in the source, and what in the translation."""
    wanted, given = Counter(pattern.findall(source)), Counter(pattern.findall(translation))
    return sorted(wanted - given), sorted(given - wanted)


def _counted(text: str) -> str:
    """The text with its numbers only where people read them, each written together."""
    return _GROUPING.sub("", _NAME.sub(" ", _TAG.sub(" ", text)))

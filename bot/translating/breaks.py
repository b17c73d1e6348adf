"""What a translation must leave as the source has it: {names}, numbers, tags. And how long it may be."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.core.said import Said
from bot.loader.mistakes import explanations
from bot.sentences import translating as sentences
from bot.ui.html import RefusedHtml, visible

_NAME = re.compile(r"\{[^{}]*\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NUMBER = re.compile(r"\d+")
# "1 000", "1,000" and "1.000" are one number; in front of three digits and no more the sign only groups
_GROUPING = re.compile(r"(?<=\d)[ \u00a0\u202f,.](?=\d{3}(?!\d))")


def breaks(source: str, translation: str, most: int | None, is_list: bool = False) -> Iterator[Said]:
    """Yield what is wrong with a translation and how to mend it."""
    names = _difference(_NAME, source, translation)
    yield from (Said(sentences.NAME_MISSING, {"name": name}) for name in names[0])
    yield from (Said(sentences.NAME_TOO_MANY, {"name": name}) for name in names[1])
    tags = _difference(_TAG, source, translation)
    yield from (Said(sentences.TAG_MISSING, {"tag": tag}) for tag in tags[0])
    yield from (Said(sentences.TAG_TOO_MANY, {"tag": tag}) for tag in tags[1])
    numbers = _difference(_NUMBER, _counted(source), _counted(translation))
    yield from (Said(sentences.NUMBER_MISSING, {"number": number}) for number in numbers[0])
    yield from (Said(sentences.NUMBER_TOO_MANY, {"number": number}) for number in numbers[1])
    if is_list and source.count("\n") != translation.count("\n"):
        yield Said(sentences.OTHER_LINES, {"lines": source.count("\n") + 1})
    try:
        length = len(visible(translation))
    except RefusedHtml as refused:
        yield Said(explanations()[refused.code], refused.values)
        return
    if most is not None and length > most:
        yield Said(sentences.TOO_LONG, {"length": length, "most": most})


def _difference(pattern: re.Pattern[str], source: str, translation: str) -> tuple[list[str], list[str]]:
    """What is found oftener in the source, and what in the translation."""
    wanted, given = Counter(pattern.findall(source)), Counter(pattern.findall(translation))
    return sorted(wanted - given), sorted(given - wanted)


def _counted(text: str) -> str:
    """The text with its numbers only where people read them, each written together."""
    return _GROUPING.sub("", _NAME.sub(" ", _TAG.sub(" ", text)))

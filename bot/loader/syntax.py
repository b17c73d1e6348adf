"""What is wrong where a file is no YAML, in the words of people who never saw a parser.

The parser says where it stopped, which is often lines below the slip. So the lines up to there are read again, the way
people write them: indentation, a dash, a key, a value.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from bot.core.faults import Code
from bot.core.text import LANGUAGES
from bot.loader.lines import Line, lines_of
from bot.loader.mistakes import Mistake
from bot.loader.quotes import Quote, colon_in_text, misquoted

_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u3000\ufeff"
_INVISIBLE = re.compile(rf"^[ \t]*(?:- +)?(?:[\w-]+:)?([{_BLANKS}])|[{{,] *(?:kk|ru|en):([{_BLANKS}])", re.MULTILINE)
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONFLICT = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
_GLUED = re.compile(r"([a-z_-]+):([^\s/:].*)")
_SIGNS = re.compile(r"(?:^|[\[{,] *|: +)([%@`*&!|>]|[-?](?= |$))")
_OPEN = re.compile(r"[\[{]")
MOST_SHOWN, MOST_LINES = 80, 20
Slip = tuple[Code, int, int, dict[str, object]]  # what, on which line, in which column, and the values of its message


def invisible(text: str, file: str) -> Mistake | None:
    """A sign that looks like a blank and is none, where YAML needs blanks."""
    if not any(sign in text for sign in _BLANKS):  # most files: seen without the pattern
        return None
    found = _INVISIBLE.search(text)
    return _invisible(text, file, found.start(found.lastindex or 0)) if found else None


def _invisible(text: str, file: str, at: int) -> Mistake:
    line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
    return Mistake.at(file, line, column, Code.INVISIBLE_SIGN, sign=f"U+{ord(text[at]):04X}")


def explained(text: str, file: str, error: yaml.YAMLError) -> Mistake:
    """The mistake behind an error of the parser: one, at the place where it is mended."""
    if conflict := _CONFLICT.search(text):
        return Mistake.at(file, text.count("\n", 0, conflict.start()) + 1, 1, Code.MERGE_CONFLICT)
    if unprintable := _UNPRINTABLE.search(text):
        return _invisible(text, file, unprintable.start())
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Mistake.at(file, 1, 1, Code.NOT_YAML)
    for code, line, column, values in _slips(text.splitlines(), mark, error):
        return Mistake.at(file, line, column, code, **values)
    return Mistake.at(file, mark.line + 1, mark.column + 1, Code.NOT_YAML)


def _slips(raw: list[str], mark: Any, error: yaml.YAMLError) -> Iterator[Slip]:
    """What may be wrong up to the mark at which the parser stopped, the surest first."""
    stopped = mark.line + 1
    for number in range(min(stopped, len(raw)), 0, -1):
        if re.match(r" *\t\s*\S", raw[number - 1]):
            yield Code.TAB, number, raw[number - 1].index("\t") + 1, {}
    whole = list(lines_of(raw))
    lines = [line for line in whole if line.number <= stopped]
    for line in lines:
        if quote := misquoted(line.value, raw[line.number : line.number + MOST_LINES]):
            yield _of_quote(line, quote)
        if not line.key and (glued := _GLUED.fullmatch(line.value)):
            right = shown(f"{glued[1]}: {glued[2]}")
            yield Code.NO_SPACE, line.number, line.start + 1, {"sign": ":", "right": right}
    here = next((line for line in lines if line.number == stopped), None)
    if here:
        yield from _of_value(here)
    if "flow" in str(getattr(error, "context", "")):
        yield from filter(None, map(_unclosed, reversed(lines)))
    context: Any = getattr(error, "context_mark", None)
    begun = context.line + 1 if context is not None else 0
    unfinished = next((line for line in lines if line.number == begun and not line.key and not line.dashed), None)
    keys = {line.key for line in whole} | set(LANGUAGES)
    yield from _of_place(lines, keys, *filter(None, (unfinished, here)))


def _of_quote(line: Line, quote: Quote) -> Slip:
    column = line.start + quote.at + 1
    if quote.right is None:
        return Code.QUOTE_NOT_CLOSED, line.number, column, {"quote": quote.sign}
    key = f"{line.key}: " if line.key and not line.value.startswith(("{", "[")) else ""
    return Code.QUOTE_IN_QUOTES, line.number, column, {"right": shown(key + quote.right)}


def _of_value(line: Line) -> Iterator[Slip]:
    """What is wrong with the value on the line at which the parser stopped."""
    if curly := re.search(r"(?:^|[\[{,] *|: +)([“„”‘’])([^“„”‘’]*)[“”‘’]?", line.value):
        yield Code.CURLY_QUOTES, line.number, line.start + curly.start(1) + 1, {"right": shown(f'"{curly[2]}"')}
    if sign := _SIGNS.search(line.value):
        rest = re.split(r"[,}\]]", line.value[sign.start(1) :])[0]
        values: dict[str, object] = {"sign": sign[1], "right": shown(f'"{rest}"')}
        yield Code.SIGN_AT_START, line.number, line.start + sign.start(1) + 1, values
    if line.value.endswith(("]", "}")) and _surplus(line.value):
        closed = line.value[-1]
        values = {"bracket": closed, "right": {"]": "[", "}": "{"}[closed]}
        yield Code.BRACKET_NOT_OPENED, line.number, line.start + len(line.value), values
    if colon := colon_in_text(line.key, line.value):
        yield Code.COLON_IN_TEXT, line.number, line.start + colon.at + 1, {"right": shown(colon.right)}


def _surplus(value: str) -> bool:
    """Whether more is closed in a value than opened, its texts in quotes left aside."""
    bare = re.sub(r"""(["']).*?\1""", "", value)
    return sum(map(bare.count, "]}")) > sum(map(bare.count, "[{"))


def _unclosed(line: Line) -> Slip | None:
    """A bracket after which nothing is closed on its line."""
    opened = _OPEN.search(line.value, max(map(line.value.rfind, "]}")) + 1)
    if opened is None:
        return None
    values: dict[str, object] = {"bracket": opened[0], "right": {"[": "]", "{": "}"}[opened[0]]}
    return Code.BRACKET_NOT_CLOSED, line.number, line.start + opened.start() + 1, values


def _of_place(lines: list[Line], keys: set[str], *suspects: Line) -> Iterator[Slip]:
    """What is missing at the beginning of a line that stands where those above it do not let it stand."""
    for line in suspects:
        above = [one for one in lines if one.number < line.number]
        if line.dashed and above and not above[-1].key and not above[-1].dashed:
            yield _undashed(above[-1])
        before = next((one for one in reversed(above) if one.indent <= line.indent), None)
        if before and before.dashed and not line.dashed:
            further = line.indent - before.indent
            if (not line.key and further <= 2) or (further == line.indent == 0):
                yield _undashed(line)
        for one in (*above[-1:], line):
            word, blank, rest = one.value.partition(" ")
            if not one.key and not one.dashed and word in keys and (one is line or not blank):
                yield Code.NO_COLON, one.number, one.indent + 1, {"right": shown(f"{word}: {rest}".rstrip())}
    for line in suspects[:1]:
        yield Code.INDENTATION, line.number, line.indent + 1, {"key": line.key or shown(line.value)}


def _undashed(line: Line) -> Slip:
    return Code.NO_DASH, line.number, line.indent + 1, {"right": shown(f"- {line.written}")}


def shown(text: str) -> str:
    """A piece of a file as messages show it: not too long."""
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"

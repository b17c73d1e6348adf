"""What is wrong where a file is no YAML, in the words of people who never saw a parser.

The parser says where it stopped, which is often lines below the slip. So the lines up to there are read again, the way
people write them: indentation, a dash, a key, a value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from bot.core.faults import Code
from bot.loader.mistakes import Mistake
from bot.loader.quotes import Quote, colon_in_text, misquoted

_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u3000\ufeff"
_INVISIBLE = re.compile(rf"^[ \t]*(?:- +)?(?:[\w-]+:)?([{_BLANKS}])|[{{,] *(?:kk|ru|en):([{_BLANKS}])", re.MULTILINE)
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONFLICT = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
_LINE = re.compile(r'( *)((?:- +|-$)*)(?:("[^"]*"|[\w-]+) *:(?: +|$))?(.*)')
_BLOCK = re.compile(r"[|>][-+]?\d?$")
_GLUED = re.compile(r"([a-z_-]+):([^\s/:].*)")
_SIGNS = re.compile(r"(?:^|[\[{,] *|: +)([%@`*&!?|>-])")
_OPEN = re.compile(r"([\[{])[^\]}]*$")
MOST_SHOWN, MOST_LINES = 80, 20


@dataclass(frozen=True)
class Line:
    """A line as people write it. `number` from 1; `indent` and `start` (of the value) from 0."""

    number: int
    indent: int
    dashed: bool
    key: str
    value: str
    start: int


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


Slip = tuple[Code, int, int, dict[str, object]]


def _slips(raw: list[str], mark: Any, error: yaml.YAMLError) -> Iterator[Slip]:
    """What may be wrong up to the mark at which the parser stopped, the surest first."""
    stopped = mark.line + 1
    for number in range(min(stopped, len(raw)), 0, -1):
        if re.match(r" *\t\s*\S", raw[number - 1]):
            yield Code.TAB, number, raw[number - 1].index("\t") + 1, {}
    lines = list(_lines(raw[:stopped]))
    for line in lines:
        if quote := misquoted(line.value, raw[line.number : line.number + MOST_LINES]):
            yield _of_quote(line, quote)
        if not line.key and (glued := _GLUED.fullmatch(line.value)):
            right = shown(f"{glued[1]}: {glued[2]}")
            yield Code.NO_SPACE, line.number, line.start + 1, {"sign": ":", "right": right}
    here = next((line for line in lines if line.number == stopped), None)
    if here:
        yield from _of_value(here)
    context: Any = getattr(error, "context_mark", None)
    if "flow" in str(getattr(error, "context", "")):
        yield from (_unclosed(line) for line in reversed(lines) if _OPEN.search(line.value))
    if here and raw[mark.line][mark.column : mark.column + 1] in ("]", "}"):
        return  # one too many
    yield from _of_place(lines, here, context.line + 1 if context is not None else 0)


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
    if colon := colon_in_text(line.key, line.value):
        yield Code.COLON_IN_TEXT, line.number, line.start + colon.at + 1, {"right": shown(colon.right)}


def _unclosed(line: Line) -> Slip:
    opened = _OPEN.search(line.value)
    assert opened, "asked for by the caller"
    bracket, column = opened[1], line.start + opened.start() + 1
    return Code.BRACKET_NOT_CLOSED, line.number, column, {"bracket": bracket, "right": {"[": "]", "{": "}"}[bracket]}


def _of_place(lines: list[Line], here: Line | None, begun: int) -> Iterator[Slip]:
    """A line that stands where those above it do not let it stand. What is not finished has `begun` on its line."""
    unfinished = next((line for line in lines if line.number == begun and not line.key and not line.dashed), None)
    for line in filter(None, (unfinished, here)):
        before = next((one for one in reversed(lines) if one.number < line.number and one.indent <= line.indent), None)
        in_list = before is not None and before.dashed and before.indent == line.indent
        if in_list and not line.dashed and not (line.key and line.indent):
            written = f"{line.key}: {line.value}" if line.key else line.value
            yield Code.NO_DASH, line.number, line.indent + 1, {"right": shown(f"- {written}")}
    if misplaced := unfinished or here:
        name = misplaced.key or shown(misplaced.value)
        yield Code.INDENTATION, misplaced.number, misplaced.indent + 1, {"key": name}


def _lines(raw: list[str]) -> Iterator[Line]:
    """The lines without comments, and without the texts that stand under `|-` and `>-`."""
    inside: int | None = None
    for number, line in enumerate(map(str.rstrip, raw), start=1):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        match = _LINE.match(line)
        assert match, "the pattern takes every line"
        indent = len(match[1])
        if inside is not None and indent > inside:
            continue
        inside = indent if _BLOCK.search(match[4]) else None
        yield Line(number, indent, bool(match[2]), match[3] or "", match[4], match.start(4))


def shown(text: str) -> str:
    """A piece of a file as messages show it: not too long."""
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"

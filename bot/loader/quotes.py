"""Quotes and colons in one value of a line, as people who are not used to YAML write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"""(?:^|(?<=[\[{,:])) *(["'])""")
_CLOSED = re.compile(r"\s*(?:$|[,}\]:]|#)")
_OPENS = re.compile(r"(?:^|[:\[{,-]) *$")
_FLOW_COLON = re.compile(r"""[{,] *([\w-]+): +([^"'{}\[\],]*?: [^{}\[\],]*)""")


@dataclass(frozen=True)
class Quote:
    """A quote that is wrong: where in the value it opens, and the value as it should be; None where it never closes."""

    at: int
    sign: str
    right: str | None


@dataclass(frozen=True)
class Colon:
    """A colon inside of a text without quotes: where the text begins, and how it is written."""

    at: int
    right: str


def misquoted(value: str, following: Sequence[str]) -> Quote | None:
    """The first quote in a value that is not closed, or that is closed before the text ends.

    `following` are the next lines: a text in quotes may go on there.
    """
    flow, position = value.startswith(("{", "[")), 0
    while opening := _OPENING.search(value, position):
        at, sign = opening.start(1), opening[1]
        end = _end(value, sign, at + 1)
        if end is None:
            return None if _goes_on(following, sign) else Quote(at, sign, None)
        if not _CLOSED.match(value, end + 1):
            if flow and re.search(r", *(?:kk|ru|en): *$", value[at + 1 : end]):
                return Quote(at, sign, None)
            return Quote(at, sign, _with_guillemets(value, at, sign, flow))
        if not flow:
            return None
        position = end + 1
    return None


def _end(value: str, sign: str, start: int) -> int | None:
    """Where the quote closes: not after a backslash, and not where it stands for itself by standing twice."""
    pattern = r'(?:[^"\\]|\\.)*(")' if sign == '"' else r"(?:[^']|'')*(')(?!')"
    match = re.compile(pattern).match(value, start)
    return match.start(1) if match else None


def _goes_on(following: Sequence[str], sign: str) -> bool:
    """Whether the next such quote closes a text, and opens none."""
    before, found, _ = next((line for line in following if sign in line), "").partition(sign)
    return bool(found) and not _OPENS.search(before)


def _with_guillemets(value: str, at: int, sign: str, flow: bool) -> str:
    """The text with «…» inside; in {…} only this text of the line."""
    ends = [match.start() for match in re.finditer(re.escape(sign) + r"(?=\s*(?:[,}\]]|$))", value[at + 1 :])]
    text = value[at + 1 :][: ends[0] if flow and ends else ends[-1] if ends else None]
    inside = re.sub(rf"{sign}([^{sign}]*){sign}", r"«\1»", text)
    return sign + inside.replace(sign, "") + sign


def colon_in_text(key: str, value: str) -> Colon | None:
    """A text without quotes in which a colon stands before a blank or at the end."""
    if value.startswith(("{", "[")):
        found = _FLOW_COLON.search(value)
        return Colon(found.start(2), f'{found[1]}: "{found[2].strip()}"') if found else None
    if key and value[:1] not in ('"', "'") and re.search(r":(?: |$)", value):
        return Colon(0, f'{key}: "{value}"')
    return None

"""Values written as YAML: plain where that is safe everywhere, in double quotes otherwise."""

import json
import re
from collections.abc import Mapping, Sequence

Value = str | Mapping[str, str | Sequence[str]]

# Letters, digits, blanks and a few harmless signs: no colon, comma, hash, bracket or quote.
_PLAIN = re.compile(r"[^\W\d_](?:[\w \-./()«»–—’]*[\w)».])?|\d{4}-\d\d-\d\d")
_MORE_THAN_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}  # to other readers of YAML
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """A text from outside without the signs that YAML cannot hold or takes for a line end."""
    return _UNPRINTABLE.sub(" ", text).strip()


def one_line(text: str) -> str:
    """The same on one line, one blank between words."""
    return " ".join(clean(text).split())


def scalar(text: str) -> str:
    """One text on one line, for a block or a flow.

    >>> print(scalar("пособие"), scalar('сказали: "нет" 😀'))
    пособие "сказали: \\"нет\\" 😀"
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _MORE_THAN_TEXT:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign.group()):04x}", quoted)


def flow(value: str | Sequence[str] | Mapping[str, str | Sequence[str]]) -> str:
    """A value on one line: `[a, b]`, `{key: value}`."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(scalar, value)) + "]"


def item(value: Value, indent: str, newline: str) -> str:
    """An item of a block list, a mapping with one key a line."""
    if isinstance(value, str):
        return f"{indent}- {scalar(value)}"
    lines = [f"{scalar(key)}: {flow(one)}" for key, one in value.items()]
    return f"{indent}- " + f"{newline}{indent}  ".join(lines)


def paragraph(text: str, indent: str) -> str:
    """A clean text of several lines as people write it: `|-` and the lines below; one line as `scalar` writes it."""
    lines = text.split("\n")
    if len(lines) == 1:
        return scalar(text)
    return "|-" + "".join(f"\n{indent}{line}" if line else "\n" for line in lines)

"""The lines of a YAML file as people write them: indentation, a dash, a key, a value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LINE = re.compile(r'( *)((?:- +|-$)*)(?:("[^"]*"|[\w-]+) *:(?: +|$))?(.*)')
_BLOCK = re.compile(r"[|>][-+]?\d?$")


@dataclass(frozen=True)
class Line:
    """`number` from 1; `indent` and `start` (of the value) from 0."""

    number: int
    indent: int
    dashed: bool
    key: str
    value: str
    start: int

    @property
    def written(self) -> str:
        """The line without its indentation and dash."""
        return f"{self.key}: {self.value}" if self.key else self.value


def lines_of(raw: Sequence[str]) -> Iterator[Line]:
    """The lines without comments and `---`, and without the texts that stand under `|-` and `>-`."""
    outside: int | None = None  # the indentation of the line that ends with the sign of such a text
    inside: int | None = None  # that of its first line
    for number, line in enumerate(map(str.rstrip, raw), start=1):
        content = line.strip()
        if content in ("", "---") or (content.startswith("#") and outside is None):
            continue
        match = _LINE.match(line)
        assert match, "the pattern takes every line"
        indent = len(match[1])
        if outside is not None and indent > outside:
            inside = indent if inside is None else inside
            if indent >= inside:
                continue
        outside, inside = (indent, None) if _BLOCK.search(match[4]) else (None, None)
        yield Line(number, indent, bool(match[2]), match[3] or "", match[4], match.start(4))

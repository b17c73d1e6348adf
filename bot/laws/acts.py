"""The text of an act in a mirror, article by article, and what a new version did to an article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff

_ANCHOR = re.compile(r'^<a id="((?:\w+_)?st(\d+(?:-\d+)?))"></a>\s*$')
_HEADING = re.compile(r"^(#+) ")

Articles = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Step:
    """What one version did to one article: the lines that went and came, and its new number where it has one."""

    article: str
    diff: tuple[str, ...]
    now: str | None = None


def split(files: Sequence[str]) -> Articles:
    """The paragraphs of each article by its number, such as "45-1", in whichever part file it stands.

    An article runs from its anchor to the next one, or to a heading as high as its own. Articles of annexes
    (`an3_st1`) have numbers of their own and are left out.
    """
    found: dict[str, list[str]] = {}
    for text in files:
        into: list[str] | None = None
        level = 0
        for line in text.splitlines():
            anchor, heading = _ANCHOR.match(line), _HEADING.match(line)
            if anchor:
                into, level = found.setdefault(anchor[2], []) if anchor[1] == f"st{anchor[2]}" else None, 0
            elif heading and level and len(heading[1]) <= level:
                into = None
            elif into is not None and line.strip():
                level = level or (len(heading[1]) if heading else 0)
                into.append(" ".join(line.split()))
    return {number: tuple(paragraphs) for number, paragraphs in found.items()}


def steps(before: Articles, after: Articles) -> list[Step]:
    """What happened to the articles that are another text in `after`, are new there, or are gone."""
    changed = [number for number in before | after if before.get(number) != after.get(number)]
    moved = {_body(after[number]): number for number in changed if number in after}
    return [
        Step(number, difference(old, after.get(number, ())), moved.get(_body(old)) if _body(old) else None)
        for number in changed
        for old in [before.get(number, ())]
    ]


def difference(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs that went ("-…") and came ("+…")."""
    changed = unified_diff(before, after, n=0, lineterm="")
    return tuple(line for line in changed if line[:3] not in ("---", "+++") and not line.startswith("@@"))


def _body(text: Sequence[str]) -> tuple[str, ...]:
    """An article without its heading: that holds the number, and another number is no other text."""
    return tuple(line for line in text if not _HEADING.match(line))

"""What is remembered of a text in its languages: how it read when they last said the same.

Why it is done this way: docs/decisions/0018-outdated-translations.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.core.faults import Code
from bot.core.text import LANGUAGES, Language
from bot.loader.documents import Document

FILE = "translations.yaml"

# Around a word they change nothing that a translator would have to follow.
_PUNCTUATION = ".,;:!?…«»“”„\"'’()"
_LINE = re.compile(r"(\S+)" + r" (~?)([0-9a-f]{8})" * len(LANGUAGES))


def digest(text: str) -> str:
    """Eight characters that change with the words, numbers, {names} and tags of a text.

    Line breaks, and the commas, full stops, quotes and brackets around words, do not count.
    """
    words = [word.strip(_PUNCTUATION) for word in text.split()]
    return sha256(" ".join(filter(None, words)).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Record:
    """The digests of a text when it was last looked at, and the languages that lagged behind the others then."""

    digests: Mapping[Language, str]
    behind: frozenset[Language] = frozenset()

    def outdated(self, digests: Mapping[Language, str]) -> frozenset[Language]:
        """The languages that lag behind now, when the text has these digests.

        Who changes a language that had lagged behind brings it along. Who changes another one leaves those behind that
        were not changed with it.
        """
        changed = self._changed(digests)
        return self.behind - changed if changed <= self.behind else frozenset(LANGUAGES) - changed

    def is_old(self, digests: Mapping[Language, str]) -> bool:
        """Whether languages were brought along since: the next change is seen only once that is taken down.

        A change of one language, which the others have still to follow, is not: it may be taken back.
        """
        changed = self._changed(digests)
        return bool(changed) and (changed <= self.behind or len(changed) > 1)

    def line(self, name: str) -> str:
        """The record of a text as a line of translations.yaml."""
        marked = (f"{'~' if language in self.behind else ''}{self.digests[language]}" for language in LANGUAGES)
        return " ".join((name, *marked))

    def _changed(self, digests: Mapping[Language, str]) -> frozenset[Language]:
        return frozenset(language for language in LANGUAGES if digests[language] != self.digests[language])


Records = Mapping[tuple[str, str], Record]  # by the entry and the name of the text in it


def read_records(document: Document) -> Records:
    """The records of translations.yaml. A line that is none is a warning: nobody's answer depends on it."""
    records: dict[tuple[str, str], Record] = {}
    for entry, lines in document.data.items() if isinstance(document.data, dict) else [("", document.data)]:
        for number, line in enumerate(str(lines).split("\n"), start=1):
            if found := _read(line):
                records[entry, found[0]] = found[1]
                continue
            at = document.mistake((entry,), Code.NO_RECORD, text=line[:60])
            document.mistakes.append(replace(at, line=at.line + number))
    return records


def _read(line: str) -> tuple[str, Record] | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    name, *found = match.groups()
    marks, digests = found[::2], found[1::2]
    behind = frozenset(language for language, mark in zip(LANGUAGES, marks, strict=True) if mark)
    if len(behind) == len(LANGUAGES):
        return None
    return name, Record(dict(zip(LANGUAGES, digests, strict=True)), behind)

"""The texts that differ, entry by entry and language by language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.core.expressions import Expression
from bot.core.knowledge import KnowledgeBase
from bot.core.text import LANGUAGES, Language, Model

Kind = Literal["article", "guide", "emergency", "contact", "topic", "source"]
# What no citizen sees. Of a guide only the texts are read here: its ways are compared by what they lead to.
_UNSEEN = {"facts", "allow", "review", "act_code", "version", "number", "date"}


@dataclass(frozen=True)
class TextChange:
    """A text that reads otherwise. `part` is where it stands in its file; None: it did not, or does not stand there.

    `language` is None for what is the same in every language, such as a phone number.
    """

    part: str
    language: Language | None
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Entry:
    """An entry whose texts changed; without `changes` it is new or gone."""

    kind: Kind
    id: str
    state: Literal["new", "gone", "changed"]
    changes: tuple[TextChange, ...] = ()


def compare_texts(before: KnowledgeBase, after: KnowledgeBase, language: Language | None = None) -> Iterator[Entry]:
    """Every entry that is new, gone or reads otherwise; in one language, or in all."""
    for kind, old, new in _kinds(before, after):
        for key in dict.fromkeys([*old, *new]):
            if key not in old or key not in new:
                yield Entry(kind, key, "new" if key in new else "gone")
            elif old[key] != new[key]:
                changes = tuple(_changes(kind, old[key], new[key], language))
                if changes:
                    yield Entry(kind, key, "changed", changes)


def _kinds(
    before: KnowledgeBase, after: KnowledgeBase
) -> Iterator[tuple[Kind, Mapping[str, Model], Mapping[str, Model]]]:
    yield "article", before.articles, after.articles
    yield "guide", before.guides, after.guides
    yield "emergency", before.emergencies, after.emergencies
    yield "contact", before.contacts, after.contacts
    yield "topic", before.topics, after.topics
    yield "source", before.sources, after.sources


def _changes(kind: Kind, before: Model, after: Model, language: Language | None) -> Iterator[TextChange]:
    old, new = (dict(_leaves(model, ())) for model in (before, after))
    for place in dict.fromkeys([*old, *new]):
        spoken = next((one for one in LANGUAGES if one in place), None)
        wanted = spoken in (None, language) if language else True
        read = spoken or (kind != "guide" and place[0] not in _UNSEEN)
        if wanted and read and old.get(place) != new.get(place):
            part = ".".join(one for one in place if one != spoken)
            yield TextChange(part, spoken, old.get(place), new.get(place))


def _leaves(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every value with its place; lists are one value a line, so that a line added is no change of all after it."""
    if isinstance(value, Model | Mapping):
        for key, part in value.items() if isinstance(value, Mapping) else value:
            yield from _leaves(part, (*place, str(key)))
    elif isinstance(value, tuple) and any(isinstance(part, Model) for part in value):
        for number, part in enumerate(value, start=1):
            yield from _leaves(part, (*place, str(number)))
    elif isinstance(value, tuple):
        yield place, "\n".join(map(str, value))
    elif value is not None:
        yield place, value.source if isinstance(value, Expression) else str(value)

"""Every text that is written in several languages, and what `check` says of those that lag behind."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from bot.core.faults import Code
from bot.core.text import LANGUAGES, Language, Points, Text
from bot.loader.documents import Document, KeyPath
from bot.loader.draft import Draft
from bot.loader.mistakes import Mistake
from bot.loader.texts import sentences
from bot.loader.translated import PHRASES, Translated

_KINDS = ("topics", "articles", "guides", "emergencies", "contacts", "parameters", "sources")


def translated(draft: Draft) -> list[Translated]:
    """Every text of the draft that has translations, with its record. Ways to ask are none: each is its own."""
    return [*_entries(draft), *_regions(draft), *_phrases(draft)]


def check_translations(draft: Draft) -> Iterator[Mistake]:
    """Yield every text of which a language is outdated, and once that the record is behind.

    A folder without a record is not asked.
    """
    if draft.recorded is None:
        return
    outdated = (_outdated(one) for one in draft.translated if one.outdated)
    yield from dict.fromkeys(outdated)  # a text that stands in several places by an alias is told once
    known = {(one.entry, one.name) for one in draft.translated}
    behind = sum(one.is_unrecorded for one in draft.translated) + len(draft.records.keys() - known)
    if behind and not draft.recorded.mistakes:
        yield draft.recorded.mistake((), Code.RECORD_BEHIND, count=behind)


def _outdated(one: Translated) -> Mistake:
    languages = [language for language in LANGUAGES if language in one.outdated]
    document, path = one.place(languages[0])
    return document.mistake(
        path, Code.TRANSLATION_OUTDATED, source=one.lender, behind=", ".join(languages), entry=one.key or one.kind
    )


def _entries(draft: Draft) -> Iterator[Translated]:
    for kind in _KINDS:
        entries: Mapping[str, BaseModel] = getattr(draft, kind)
        for key, entry in entries.items():
            document, start = draft.place(kind, key)
            documents = dict.fromkeys(LANGUAGES, document)
            for path, value in _texts((), entry):
                yield _translated(draft, kind, key, path, value, documents, (*start, *path))


def _regions(draft: Draft) -> Iterator[Translated]:
    for key, name in draft.regions.items():
        document, start = draft.place("regions", key)
        documents = dict.fromkeys(LANGUAGES, document)
        yield _translated(draft, "regions", key, ("name",), name, documents, (*start, "name"))


def _texts(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, Text | Points]]:
    if isinstance(value, Text | Points):
        yield path, value
        return
    items: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, BaseModel):
        items = ((alias, getattr(value, name)) for name, alias in _fields(type(value)))
    elif isinstance(value, Mapping):
        items = value.items()
    elif isinstance(value, tuple):
        items = enumerate(value)
    for key, item in items:
        if isinstance(item, BaseModel | Mapping | tuple):
            yield from _texts((*path, key), item)


@cache
def _fields(model: type[BaseModel]) -> list[tuple[str, str]]:
    return [(name, field.alias or name) for name, field in model.model_fields.items()]


def _translated(
    draft: Draft,
    kind: str,
    key: str,
    path: KeyPath,
    value: Text | Points,
    documents: Mapping[Language, Document],
    at: KeyPath,
) -> Translated:
    missing = documents[LANGUAGES[0]].lent
    lent = {one: missing[*at, one] for one in LANGUAGES if (*at, one) in missing} if missing else {}
    written = ((one, value[one]) for one in LANGUAGES if one not in lent)
    texts = {one: text if isinstance(text, str) else "\n".join(text) for one, text in written}
    record = draft.records.get((f"{kind}/{key}", ".".join(map(str, path))))
    return Translated(kind, key, path, texts, documents, at, record, lent, isinstance(value, Points))


def _phrases(draft: Draft) -> Iterator[Translated]:
    """The bot's own sentences: a file a language, the same path in each."""
    if len(draft.phrases) < len(LANGUAGES):
        return
    documents = {language: draft.document(f"phrases/{language}.yaml") for language in LANGUAGES}
    spoken = {language: sentences(phrases) for language, phrases in draft.phrases.items()}
    for path in spoken[LANGUAGES[0]]:
        texts = {language: spoken[language][path] for language in LANGUAGES}
        record = draft.records.get((PHRASES, ".".join(map(str, path))))
        yield Translated(PHRASES, "", path, texts, documents, path, record, {})

"""Every text that is written in several languages, and what `check` says of those that lag behind."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from bot.core.text import LANGUAGES, Points, Text
from bot.loader.documents import Document, KeyPath
from bot.loader.draft import Draft
from bot.loader.lending import LENT
from bot.loader.mistakes import Mistake
from bot.loader.texts import sentences
from bot.loader.translated import PHRASES, Translated

_KINDS = ("topics", "articles", "guides", "emergencies", "contacts", "parameters", "sources")


def translated(draft: Draft) -> list[Translated]:
    """Every text of the draft that has translations, with its record. Ways to ask are none: each is its own."""
    return [*_entries(draft), *_regions(draft), *_phrases(draft)]


def check_translations(draft: Draft) -> Iterator[Mistake]:
    """Yield every outdated translation, and once that the record is behind. A folder without a record is not asked."""
    if draft.recorded is None:
        return
    for one in draft.translated:
        for language in LANGUAGES:
            if language in one.outdated:
                document, path = one.places[language]
                yield document.mistake(path, "KB090", _outdated(one, language), "warning")
    known = {(one.entry, one.name) for one in draft.translated}
    behind = sum(one.is_unrecorded for one in draft.translated) + len(draft.records.keys() - known)
    if behind:
        message = (
            f"{behind} texts are new, gone, or written anew in several languages; "
            "if all languages say the same, run: python main.py translate accept"
        )
        yield draft.recorded.mistake((), "KB091", message, "warning")


def _outdated(one: Translated, language: str) -> str:
    shown = f"readers get '{one.lender}' meanwhile" if one.kind in LENT else "readers still get the old text"
    same = one.key or one.kind
    return (
        f"'{one.lender}' was changed and '{language}' was not; {shown}. Translate it; "
        f"if they still say the same, run: python main.py translate accept {same}"
    )


def _entries(draft: Draft) -> Iterator[Translated]:
    for kind in _KINDS:
        entries: Mapping[str, BaseModel] = getattr(draft, kind)
        for key, entry in entries.items():
            document, start = draft.place(kind, key)
            for path, value in _texts((), entry):
                yield _translated(draft, kind, key, path, value, document, (*start, *path))


def _regions(draft: Draft) -> Iterator[Translated]:
    for key, name in draft.regions.items():
        document, start = draft.place("regions", key)
        yield _translated(draft, "regions", key, ("name",), name, document, (*start, "name"))


def _texts(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, Text | Points]]:
    if isinstance(value, Text | Points):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _texts((*path, field.alias or name), getattr(value, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts((*path, key), item)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts((*path, index), item)


def _translated(
    draft: Draft, kind: str, key: str, path: KeyPath, value: Text | Points, document: Document, at: KeyPath
) -> Translated:
    lent = {language: document.lent[place] for language in LANGUAGES if (place := (*at, language)) in document.lent}
    written = [language for language in LANGUAGES if language not in lent]
    texts = {one: text if isinstance(text := value[one], str) else "\n".join(text) for one in written}
    places = {language: (document, (*at, language)) for language in LANGUAGES}
    record = draft.records.get((f"{kind}/{key}", ".".join(map(str, path))))
    return Translated(kind, key, path, texts, places, record, lent, isinstance(value, Points))


def _phrases(draft: Draft) -> Iterator[Translated]:
    """The bot's own sentences: a file a language, the same path in each."""
    if len(draft.phrases) < len(LANGUAGES):
        return
    files = {language: draft.document(f"phrases/{language}.yaml") for language in LANGUAGES}
    spoken = {language: sentences(phrases) for language, phrases in draft.phrases.items()}
    for path in spoken[LANGUAGES[0]]:
        texts = {language: spoken[language][path] for language in LANGUAGES}
        places = {language: (files[language], path) for language in LANGUAGES}
        record = draft.records.get((PHRASES, ".".join(map(str, path))))
        yield Translated(PHRASES, "", path, texts, places, record, {})

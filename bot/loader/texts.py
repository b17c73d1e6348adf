"""Checks that every text can be shown: it fits a phone, Telegram takes its HTML, its {names} exist."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from bot.core.faults import Code
from bot.core.misspelt import nearest
from bot.core.parameters import Amount
from bot.core.text import LANGUAGES, Phrasings, Text
from bot.loader.documents import Document, KeyPath
from bot.loader.draft import Draft
from bot.loader.mistakes import Mistake
from bot.ui.html import RefusedHtml, visible

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
LABEL, TITLE, SHORT, QUESTION, VERDICT, BECAUSE, BODY = 40, 80, 350, 200, 150, 600, 1500
SOURCE_TITLE = 200
_LIMITS = {
    "button": LABEL, "title": TITLE, "short": SHORT, "question": QUESTION, "verdict": VERDICT, "because": BECAUSE,
    "hint": 200, "ask": QUESTION, "help": 600, "intro": 400, "note": 400, "passed": 600,
}  # fmt: skip
_LEAST_PHRASINGS = 5


def check_texts(draft: Draft) -> Iterator[Mistake]:
    """Yield every text that cannot be shown as it is."""
    for kind in ("topics", "articles", "guides", "emergencies", "contacts", "parameters", "sources"):
        entries: Mapping[str, BaseModel] = getattr(draft, kind)
        for key, entry in entries.items():
            document, path = draft.place(kind, key)
            yield from _walk(draft, document, path, entry, {})
    yield from _check_labels(draft)
    yield from _check_phrasings(draft)
    yield from _check_translations(draft)
    yield from _check_phrases(draft)


def _walk(
    draft: Draft, document: Document, path: KeyPath, value: Any, amounts: Mapping[str, Amount]
) -> Iterator[Mistake]:
    """Visit every text below a value; amounts are those of the article or outcome around it."""
    if isinstance(value, Text):
        for language in LANGUAGES:
            if (*path, language) not in document.lent:
                yield from _check_text(draft, document, (*path, language), value[language], amounts)
    elif isinstance(value, BaseModel) and not isinstance(value, Phrasings):
        amounts = getattr(value, "amounts", amounts)
        for name, field in type(value).model_fields.items():
            yield from _walk(draft, document, (*path, field.alias or name), getattr(value, name), amounts)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(draft, document, (*path, key), item, amounts)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(draft, document, (*path, index), item, amounts)


def _check_text(
    draft: Draft, document: Document, path: KeyPath, text: str, amounts: Mapping[str, Amount]
) -> Iterator[Mistake]:
    try:
        length = len(visible(text))
    except RefusedHtml as refused:
        yield document.mistake(path, refused.code, **refused.values)
        return
    if length > (limit := longest(document.file, path)):
        yield document.mistake(path, Code.TEXT_TOO_LONG, count=length, most=limit)
    known = [*amounts, *draft.parameters]
    for name in _PLACEHOLDER.findall(text):
        if name not in known and not draft.may_have("parameters", name):
            yield document.mistake(path, Code.NO_SUCH_AMOUNT, name=name, near=nearest(name, known))


def longest(file: str, path: KeyPath) -> int:
    """How many visible characters a text may have at a place of a file; `path` ends with its language."""
    if file.endswith("sources.yaml"):
        return SOURCE_TITLE
    if "groups" in path and "title" in path:
        return LABEL
    if "label" in path:
        return LABEL if "options" in path or "last_day" in path else TITLE
    return _LIMITS.get(str(path[-2]), BODY)


def _check_labels(draft: Draft) -> Iterator[Mistake]:
    titled: list[tuple[str, str, Text]] = [
        ("articles", key, article.label) for key, article in draft.articles.items() if not article.is_draft
    ]  # a draft stands on no button yet
    titled += [("guides", key, guide.label) for key, guide in draft.guides.items()]
    for kind, key, label in titled:
        document, path = draft.place(kind, key)
        for language in LANGUAGES:
            if len(label[language]) > LABEL:
                at = (*path, "title", language)
                yield document.mistake(at, Code.TITLE_TOO_LONG, count=len(label[language]), most=LABEL)


def _check_phrasings(draft: Draft) -> Iterator[Mistake]:
    for kind in ("articles", "guides"):
        for key, entry in getattr(draft, kind).items():
            document, path = draft.place(kind, key)
            for language in LANGUAGES:
                count = len(set(entry.asked[language]))
                if count < _LEAST_PHRASINGS and (*path, "asked", language) not in document.lent:
                    at = (*path, "asked", language)
                    yield document.mistake(at, Code.FEW_PHRASINGS, count=count, least=_LEAST_PHRASINGS)


def _check_translations(draft: Draft) -> Iterator[Mistake]:
    """What a draft still lacks, one warning a language."""
    for key in draft.articles:
        document, _ = draft.place("articles", key)
        for language in LANGUAGES:
            lent = [path for path in document.lent if path[-1] == language]
            if lent:
                keys = ", ".join(".".join(map(str, path[:-1])) for path in lent)
                yield document.mistake(lent[0], Code.DRAFT_NOT_TRANSLATED, language=language, keys=keys)


def _check_phrases(draft: Draft) -> Iterator[Mistake]:
    """Phrases of all languages have the same {names}, and their HTML is good."""
    for language, phrases in draft.phrases.items():
        document = draft.document(f"phrases/{language}.yaml")
        texts = sentences(phrases)
        others = [sentences(other) for other in draft.phrases.values()]
        for path, text in texts.items():
            yield from _check_phrase(document, path, text, [other[path] for other in others])


def sentences(phrases: BaseModel, path: KeyPath = ()) -> dict[KeyPath, str]:
    """Every sentence by its place; those of the console stand one deeper."""
    found: dict[KeyPath, str] = {}
    for name in type(phrases).model_fields:
        value = getattr(phrases, name)
        found |= sentences(value, (*path, name)) if isinstance(value, BaseModel) else {(*path, name): value}
    return found


def _check_phrase(document: Document, path: KeyPath, text: str, others: Sequence[str]) -> Iterator[Mistake]:
    try:
        visible(text)
    except RefusedHtml as refused:
        yield document.mistake(path, refused.code, **refused.values)
    names = set(_PLACEHOLDER.findall(text))
    for missing in sorted(set().union(*(_PLACEHOLDER.findall(other) for other in others)) - names):
        yield document.mistake(path, Code.PLACEHOLDER_MISSING, name=missing)

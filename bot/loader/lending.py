"""A language whose text is missing or outdated is lent the text of another: nobody reads nothing, or what was once.

A draft is filled up before it becomes a model, so that models and screens keep three languages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from bot.core.knowledge import KnowledgeBase
from bot.core.text import LANGUAGES, Language, LentPoints, LentText, Text
from bot.loader.documents import Document, KeyPath
from bot.loader.translated import Translated

LENT = ("topics", "articles", "guides", "contacts")


def lend_languages(document: Document) -> None:
    """Fill in what a draft is not translated into; `document.lent` holds the places. Other articles stay as they are.

    The language of the reply is lent first. Ways to ask are not lent: a draft is not searched.
    """
    data = document.data
    if not isinstance(data, dict) or data.get("status") != "draft":
        return
    reply = data.get("reply")
    own = reply.get("language") if isinstance(reply, dict) else None
    lenders = sorted(LANGUAGES, key=lambda language: language != own)
    for key, value in data.items():
        if key != "review":
            _visit(document, (key,), value, lenders)


def lend(base: KnowledgeBase, texts: Iterable[Translated]) -> KnowledgeBase:
    """The base as people see it: what lags behind, or is missing in a draft, shows the text of another language.

    Not in emergencies: who is in danger reads their own language. Nor in names that stand inside of other sentences.
    """
    needed = [one for one in texts if one.kind in LENT and one.borrowers]
    if not needed:
        return base
    entries: dict[str, dict[str, Any]] = {kind: dict(getattr(base, kind)) for kind in LENT}
    for one in needed:
        kind = entries[one.kind]
        kind[one.key] = _with_lent(kind[one.key], one.path, one.lender, one.borrowers)
    topics, articles, guides, contacts = (entries[kind] for kind in LENT)
    return replace(base, topics=topics, articles=articles, guides=guides, contacts=contacts)


def _with_lent(value: Any, path: KeyPath, lender: Language, borrowers: frozenset[Language]) -> Any:
    """The same value, with the text at a path in it lent."""
    if not path:
        lent = LentText if isinstance(value, Text) else LentPoints
        return lent(kk=value.kk, ru=value.ru, en=value.en, lender=lender, borrowers=borrowers)
    key, rest = path[0], path[1:]
    if isinstance(value, BaseModel):
        name = next(name for name, field in type(value).model_fields.items() if key in (field.alias, name))
        return value.model_copy(update={name: _with_lent(getattr(value, name), rest, lender, borrowers)})
    if isinstance(value, Mapping):
        return {**value, key: _with_lent(value[key], rest, lender, borrowers)}
    return tuple(_with_lent(one, rest, lender, borrowers) if at == key else one for at, one in enumerate(value))


def _visit(document: Document, path: KeyPath, value: Any, lenders: Sequence[Language]) -> None:
    if isinstance(value, list):
        for index, item in enumerate(value):
            _visit(document, (*path, index), item, lenders)
    elif isinstance(value, dict) and value.keys() <= set(LANGUAGES):
        _lend(document, path, value, lenders)
    elif isinstance(value, dict):
        for key, item in value.items():
            _visit(document, (*path, key), item, lenders)


def _lend(document: Document, path: KeyPath, texts: dict[str, Any], lenders: Sequence[Language]) -> None:
    lender = next((language for language in lenders if texts.get(language)), None)
    if lender is None:
        return
    lent = texts[lender]
    for language in LANGUAGES:
        if not texts.get(language):
            texts[language] = [] if isinstance(lent, list) else lent
            document.lent[(*path, language)] = lender

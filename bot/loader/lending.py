"""A draft may lack translations: it is lent the text that exists, so that models and screens keep three languages."""

from collections.abc import Sequence
from typing import Any

from bot.core.text import LANGUAGES, Language
from bot.loader.documents import Document, KeyPath


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
    lent = next((texts[language] for language in lenders if texts.get(language)), None)
    if lent is None:
        return
    for language in LANGUAGES:
        if not texts.get(language):
            texts[language] = [] if isinstance(lent, list) else lent
            document.lent.append((*path, language))

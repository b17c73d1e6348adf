"""Checks that texts are plain and use the official terms. An entry may allow a warning, with its reason."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import Field

from bot.core.alphabets import mixed_words, unmixed
from bot.core.articles import Article
from bot.core.faults import Code, Fault
from bot.core.guides import Guide
from bot.core.text import LANGUAGES, Language, Model, Phrase, Text
from bot.loader.documents import Document, KeyPath, read_document
from bot.loader.draft import Draft
from bot.loader.mistakes import Mistake
from bot.loader.models import read_model
from bot.ui.html import visible

_SENTENCE = re.compile(r"[.!?…;:]\s|\n|\s[–—]\s")
_WORD = re.compile(r"[^\W\d_][\w-]*")


class PerLanguage(Model):
    """Words of each language."""

    kk: tuple[Phrase, ...] = ()
    ru: tuple[Phrase, ...] = ()
    en: tuple[Phrase, ...] = ()


class Style(Model):
    """style.yaml."""

    most_words: int = Field(ge=10)
    officialese: PerLanguage


class Term(Model):
    """An entry of glossary.yaml."""

    kk: Phrase
    ru: Phrase
    en: Phrase
    spoken: Phrase | None = None
    avoid: Phrase | None = None
    forbidden: PerLanguage = PerLanguage()


class _Rules:
    """Style and glossary, ready to look for."""

    def __init__(self, style: Style, terms: Mapping[str, Term]) -> None:
        self.most_words = style.most_words
        self.officialese = {
            language: _Expressions(getattr(style.officialese, language), r"\w*") for language in LANGUAGES
        }
        self.term_for = {
            language: {
                word.lower(): getattr(term, language)
                for term in terms.values()
                for word in getattr(term.forbidden, language)
            }
            for language in LANGUAGES
        }
        self.forbidden = {language: _Expressions(self.term_for[language], r"(?!\w)") for language in LANGUAGES}

    def faults(self, text: str, language: Language) -> Iterator[Fault]:
        lowered = text.lower()
        short = len(_WORD.findall(text)) <= self.most_words  # most are: no sentence of it can be too long
        for sentence in () if short else _SENTENCE.split(text):
            if (words := len(_WORD.findall(sentence))) > self.most_words:
                start = sentence.strip()[:40]
                yield Fault(Code.LONG_SENTENCE, count=words, most=self.most_words, start=start)
        for found in self.officialese[language].found_in(lowered):
            yield Fault(Code.OFFICIALESE, word=found)
        for found in dict.fromkeys(self.forbidden[language].found_in(lowered)):
            yield Fault(Code.NOT_IN_GLOSSARY, word=found, right=self.term_for[language][found])
        for found in mixed_words(text):
            right, letters = unmixed(found)
            yield Fault(Code.MIXED_ALPHABETS, word=found, right=right, letters=letters)


class _Expressions:
    """Finds expressions at the beginning of words."""

    def __init__(self, expressions: Iterable[str], end: str) -> None:
        """`end` is the pattern of what follows. Of two expressions that begin alike the longer one is found."""
        self._expressions = sorted(expressions, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self._expressions)) or '(?!)'}){end}")

    def found_in(self, text: str) -> list[str]:
        """Most texts hold none, which is seen sooner without the pattern."""
        return self._pattern.findall(text) if any(one in text for one in self._expressions) else []


def check_style(draft: Draft, folder: Path) -> Iterator[Mistake]:
    """Yield every text that a neighbour would not say. Folders without style.yaml have no rules."""
    if not (folder / "style.yaml").exists():
        return
    document = read_document(folder / "style.yaml", f"{folder.name}/style.yaml")
    style = read_model(document, Style)
    glossary, terms = read_glossary(folder)
    yield from (*document.mistakes, *glossary.mistakes)
    if style is None:
        return
    rules = _Rules(style, terms)
    for kind in ("articles", "guides"):
        entries: Mapping[str, Article | Guide] = getattr(draft, kind)
        for key, entry in entries.items():
            document, path = draft.place(kind, key)
            yield from _look(rules, document, path, entry, frozenset(entry.allow))


def read_glossary(folder: Path) -> tuple[Document, dict[str, Term]]:
    """The official terms of a folder by their ids, and the file, which holds its mistakes."""
    document = read_document(folder / "glossary.yaml", f"{folder.name}/glossary.yaml")
    read = {key: read_model(document, Term, (key,)) for key in document.data or {}}
    return document, {key: term for key, term in read.items() if term}


def _look(rules: _Rules, document: Document, path: KeyPath, value: Any, allowed: frozenset[str]) -> Iterator[Mistake]:
    """Visit every text below a value; an outcome may allow what its guide does not."""
    if isinstance(value, Text):
        for language in LANGUAGES:
            for fault in rules.faults(visible(value[language]), language):
                if fault.code not in allowed and (*path, language) not in document.lent:
                    yield document.mistake((*path, language), fault.code, **fault.values)
    elif isinstance(value, Model):
        allowed |= frozenset(getattr(value, "allow", {}))
        for name, field in type(value).model_fields.items():
            if isinstance(item := getattr(value, name), Model | Mapping | tuple):
                yield from _look(rules, document, (*path, field.alias or name), item, allowed)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _look(rules, document, (*path, key), item, allowed)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _look(rules, document, (*path, index), item, allowed)

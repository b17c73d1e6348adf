"""One text of the base in all its languages: where it stands, and which of them lag behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.core.text import LANGUAGES, Language
from bot.loader.documents import Document, KeyPath
from bot.loader.records import Record, digest

PHRASES = "phrases"


@dataclass(frozen=True)
class Translated:
    """A text (of a checklist: a point a line) and its record.

    `key` is the id of its entry, `path` its place there, and `at` its place in the file of each language. `texts` lacks
    what a draft has not, and `lent` says whose text is shown instead. The bot's own sentences have no key.
    """

    kind: str
    key: str
    path: KeyPath
    texts: Mapping[Language, str]
    documents: Mapping[Language, Document]
    at: KeyPath
    record: Record | None
    lent: Mapping[Language, Language]
    is_list: bool = False

    @property
    def entry(self) -> str:
        """What records, people and tables call its entry: "articles/birth-benefit"."""
        return f"{self.kind}/{self.key}" if self.key else self.kind

    @property
    def name(self) -> str:
        """And the text in it: "sections.what"."""
        return ".".join(map(str, self.path))

    @cached_property
    def digests(self) -> Mapping[Language, str]:
        return {language: digest(text) for language, text in self.texts.items()}

    @cached_property
    def outdated(self) -> frozenset[Language]:
        """The languages that have not followed a change of another. What is not complete yet is not outdated."""
        return self.record.outdated(self.digests) if self.record and not self.lent else frozenset()

    @property
    def borrowers(self) -> frozenset[Language]:
        """The languages that need a translation."""
        return self.outdated.union(self.lent)

    def place(self, language: Language) -> tuple[Document, KeyPath]:
        """Where the text of a language stands. The bot's own sentences have a file a language."""
        return self.documents[language], self.at if self.kind == PHRASES else (*self.at, language)

    def stands_at(self, language: Language) -> tuple[str, int, int]:
        """File, line and column: the same for a text that stands in several places by an alias (*)."""
        document, path = self.place(language)
        while path not in document.places:
            path = path[:-1]
        return document.file, *document.places[path]

    @property
    def lender(self) -> Language:
        """The language that they need it from: of several that are up to date the first one."""
        fresh = (language for language in LANGUAGES if language not in self.borrowers)
        return next(iter(self.lent.values())) if self.lent else next(fresh)

    @property
    def is_unrecorded(self) -> bool:
        """Whether the text is new, or was written anew in several languages, and nobody has taken that down."""
        if self.lent:
            return False
        return self.record is None or self.record.is_old(self.digests)

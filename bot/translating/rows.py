"""What a translator gets: a row for each text and language that is missing or outdated."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.text import LANGUAGES, Language
from bot.loader.records import digest
from bot.loader.style import Term
from bot.loader.texts import longest
from bot.loader.translated import PHRASES, Translated
from bot.translating.glossary import terms_in


@dataclass(frozen=True)
class Row:
    """One text to translate. `before` is the outdated translation, empty where there was none.

    `version` changes when the source or `before` do, so that no translation of an older text is taken.
    """

    place: str
    language: Language
    source_language: Language
    source: str
    before: str
    terms: tuple[str, ...]
    most: int | None
    version: str


def rows(texts: Iterable[Translated], terms: Sequence[Term], only: Language | None = None) -> Iterator[Row]:
    """A row for each translation that is needed, in all languages or only in one. An alias is translated once."""
    seen = set()
    for one in texts:
        for language in LANGUAGES:
            if language in one.borrowers and only in (None, language):
                if (at := (language, one.stands_at(language))) not in seen:
                    yield row(one, one.lender, language, terms)
                seen.add(at)


def row(one: Translated, source_language: Language, language: Language, terms: Sequence[Term] = ()) -> Row:
    """A text as a translator from one language into another gets it."""
    source, before = one.texts[source_language], one.texts.get(language, "")
    found = terms_in(source, terms, source_language, language)
    version = f"{digest(source)} {digest(before)}"
    return Row(place(one), language, source_language, source, before, tuple(found), most(one, language), version)


def place(one: Translated) -> str:
    """How a table names a text."""
    return f"{one.entry} {one.name}"


def most(one: Translated, language: Language) -> int | None:
    """How many characters fit; None where nothing limits them."""
    document, path = one.place(language)
    return None if one.is_list or one.kind == PHRASES else longest(document.file, path)

"""The three languages, and a text written in all of them."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Model(BaseModel):
    """A piece of the knowledge base: immutable, and closed to keys that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """From a pickle: which keys were written in the file nobody asks any more, so all share one set of none."""
        super().__setstate__({**state, "__pydantic_fields_set__": _NONE})


_NONE: frozenset[str] = frozenset()


class Text(Model):
    """One text in Kazakh, Russian and English. May hold the tags b, i and a, and {names} of amounts."""

    kk: Phrase
    ru: Phrase
    en: Phrase

    def __getitem__(self, language: Language) -> str:
        return self.written(language)

    def written(self, language: Language) -> str:
        """What was written in this language, also where another one is shown in its place."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language]


class Phrasings(Model):
    """Ways in which people ask for one thing, per language."""

    kk: tuple[Phrase, ...]
    ru: tuple[Phrase, ...]
    en: tuple[Phrase, ...]

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language]


class Points(Phrasings):
    """A checklist, per language, point by point."""


class Lent(Model):
    """What stands in for translations that are missing or outdated: `borrowers` show the text of the lender.

    Only the loader makes it. What was written is still in the fields.
    """

    lender: Language
    borrowers: frozenset[Language]

    def shown(self, language: Language) -> Language:
        """The language of what a reader of this language sees."""
        return self.lender if language in self.borrowers else language


class LentText(Lent, Text):
    """A text of which some language is lent."""

    def __getitem__(self, language: Language) -> str:
        return self.written(self.shown(language))


class LentPoints(Lent, Points):
    """A checklist of which some language is lent."""

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        return super().__getitem__(self.shown(language))


def is_lent(value: object, language: Language) -> bool:
    """Whether this text, or one inside of this model or of these models, is lent to a language.

    >>> is_lent([LentText(kk="Үй", ru="Дом", en="A house", lender="ru", borrowers=frozenset({"kk"}))], "kk")
    True
    """
    if value is None or isinstance(value, str | int | date):  # most values, and quicker seen than what a model is
        return False
    if isinstance(value, Lent):
        return language in value.borrowers
    if isinstance(value, Text | Phrasings):
        return False
    if isinstance(value, Model):
        return any(is_lent(one, language) for _, one in value)
    if isinstance(value, Mapping):
        return any(is_lent(one, language) for one in value.values())
    return isinstance(value, list | tuple) and any(is_lent(one, language) for one in value)

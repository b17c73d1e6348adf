"""The three languages, and a text written in all of them."""

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

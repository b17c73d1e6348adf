"""Where a statement comes from, and whom to ask."""

import datetime
from typing import Literal

from pydantic import model_validator

from bot.core.faults import Code, Fault
from bot.core.text import Model, Phrase, Slug, Slugs, Text

Confidence = Literal["high", "medium"]
Reading = Literal["drafted", "native", "lawyer"]


class Source(Model):
    """An act, a publication or an official page, in the wording that was read. An undated page has no `date`.

    `act_code` is the number of the act in the state register (zan.gov.kz/client/#!/doc/180051). Only an act in its
    wording of today has one: it is the one whose changes are watched.
    """

    kind: Literal["act", "publication", "page"]
    title: Text
    number: Phrase | None = None
    date: datetime.date | None = None
    url: Phrase
    version: Phrase | None = None
    act_code: Phrase | None = None
    checked_on: datetime.date


class Citation(Model):
    """The place in a source: an article of an act, pages of a publication."""

    act: Slug
    article: Phrase | None = None
    pages: Phrase | None = None

    @model_validator(mode="after")
    def _has_one_place(self) -> "Citation":
        if self.article and self.pages:
            raise Fault(Code.ARTICLE_AND_PAGES)
        return self


class LawChange(Model):
    """A version of an act that changed an article which the base cites; of the whole act where `article` is None.

    `date` is that of the version, `by` the act that made the change.
    """

    source: Slug
    article: Phrase | None = None
    date: datetime.date
    by: Phrase


class Review(Model):
    """How far each language, and the law in it, has been read by somebody who knows."""

    kk: Reading
    ru: Reading
    en: Reading
    law: Literal["drafted", "lawyer"]


class Contact(Model):
    """Somebody who helps: a public number, a state body, an organisation."""

    name: Text
    does: Text
    phones: tuple[Phrase, ...] = ()
    emails: tuple[Phrase, ...] = ()
    url: Phrase | None = None
    address: Text | None = None
    hours: Text | None = None
    region: Slug = "national"
    serves: Slugs = ()
    sources: tuple[Citation, ...] = ()
    facts: tuple[str, ...] = ()
    confidence: Confidence = "high"
    checked_on: datetime.date

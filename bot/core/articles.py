"""An article: the answer to one subject, with its sections, sources and dates."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from pydantic import ConfigDict, Field

from bot.core.parameters import Amount
from bot.core.sources import Citation, Confidence, Review
from bot.core.terms import Term
from bot.core.text import Language, Model, Name, Phrase, Phrasings, Slug, Slugs, Text

Section = Literal[
    "what", "who", "how_much", "documents", "steps", "where", "deadlines", "refused", "good_to_know"
]  # fmt: skip
SECTIONS: tuple[Section, ...] = get_args(Section)


class Deadline(Model):
    """A term that runs from a day which the citizen knows."""

    label: Text
    ask: Text
    term: Term
    source: Citation
    passed: Text


class MagazineNote(Model):
    """What the magazine of 2024 said, and what the law says now."""

    pages: Phrase
    said: Text
    now: Text


class ReplyNote(Model):
    """Whose reply a draft is. `source` is what they named, in their words, until a lawyer has found it."""

    by: Phrase
    on: date
    language: Language
    source: Phrase | None = None


class Article(Model):
    """What the bot knows about one subject. A draft is loaded and checked; only who waits for it is shown it."""

    # the loader asks for `sources`, once an article is published; editors ask by this
    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"status": {"const": "draft"}}, "required": ["status"]},
            "else": {"required": ["sources"]},
        }
    )

    status: Literal["draft", "published"] = "published"
    reply: ReplyNote | None = None
    title: Text
    button: Text | None = None
    short: Text
    sections: Mapping[Section, Text] = {}
    amounts: Mapping[Name, Amount] = {}
    last_day: Mapping[Slug, Deadline] = {}
    asked: Phrasings
    sources: tuple[Citation, ...] = ()
    facts: tuple[str, ...] = ()
    confidence: Confidence
    check_with: Slugs = ()
    checked_on: date
    review_by: date
    review: Review
    contacts: Slugs = ()
    related: Slugs = ()
    guides: Slugs = ()
    magazine: MagazineNote | None = None
    allow: Mapping[str, Phrase] = {}

    @property
    def is_draft(self) -> bool:
        """Whether no lawyer has let it out yet."""
        return self.status == "draft"

    @property
    def label(self) -> Text:
        """What stands on a button that opens the article."""
        return self.button or self.title


class Group(Model):
    """Articles that stand together in a topic's menu."""

    title: Text
    articles: Slugs


class Topic(Model):
    """A subject of the home screen."""

    title: Text
    icon: str = ""
    description: Text
    hidden: bool = False
    guides: Slugs = ()
    groups: Mapping[Slug, Group]


class Emergency(Model):
    """Danger: the numbers to call come before anything else."""

    title: Text
    numbers: Slugs = Field(min_length=1)
    text: Text
    hide: bool = False
    asked: Phrasings
    words: Phrasings
    harmless: Phrasings = Field(alias="not")
    sources: tuple[Citation, ...] = Field(min_length=1)
    facts: tuple[str, ...] = ()
    guides: Slugs = ()
    checked_on: date
    review_by: date
    review: Review

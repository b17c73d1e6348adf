"""A guide: questions that lead to one or more outcomes."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from bot.core.expressions import Expression
from bot.core.faults import Code, Fault
from bot.core.parameters import Amount
from bot.core.sources import Citation, Confidence, Review
from bot.core.terms import Term
from bot.core.text import Model, Name, Phrase, Phrasings, Points, Slug, Slugs, Text

Kind = Literal["choice", "choices", "number", "date"]
Unit = Literal["tenge", "people", "children", "months", "years"]


class Firing(Model):
    """An outcome that an answer leads to, perhaps under a condition."""

    show: Slug
    when: Expression | None = None


def _firing(value: object) -> object:
    return {"show": value} if isinstance(value, str) else value


class Route(Model):
    """Where an answer leads: outcomes that fire, a next step, or both; and a note that outcomes show."""

    next: Name | None = None
    outcomes: tuple[Annotated[Firing, BeforeValidator(_firing)], ...] = ()
    note: Text | None = None
    note_for: Slugs = ()
    when: Expression | None = None


class Option(Route):
    """A button that answers a step."""

    label: Text
    hint: Text | None = None
    alone: bool = False


def _routes(value: object) -> object:
    return [{"next": value}] if isinstance(value, str) else value


class Step(Model):
    """One question."""

    kind: Kind
    question: Text
    help: Text | None = None
    options: Mapping[Slug, Option] = {}
    unit: Unit | None = None
    min: int | None = None
    max: int | None = None
    next: Annotated[tuple[Route, ...], BeforeValidator(_routes)] = ()

    @property
    def typed(self) -> bool:
        """Whether a person may type the answer."""
        return self.kind in ("number", "date")

    def routes(self) -> Iterator[Route]:
        """Every way out of this step."""
        yield from self.options.values()
        yield from self.next

    @model_validator(mode="after")
    def _kind_has_its_keys(self) -> "Step":
        if self.kind == "choice" and (self.next or not self.options):
            raise Fault(Code.CHOICE_SHAPE)
        if self.kind == "choices" and (not self.next or not self.options):
            raise Fault(Code.CHOICES_SHAPE)
        if self.typed and not self.next:
            raise Fault(Code.NO_NEXT)
        if (self.kind == "number") != (self.unit is not None):
            raise Fault(Code.UNIT_SHAPE, units=", ".join(get_args(Unit)))
        if self.next and self.next[-1].when is not None:
            raise Fault(Code.LAST_HAS_CONDITION)
        return self


class GuideDeadline(Model):
    """A term that runs from a day which a date step asked for."""

    since: Name = Field(alias="from")
    label: Text
    term: Term
    source: Citation
    passed: Text
    when: Expression | None = None


class Outcome(Model):
    """What the answers come to, why, and what to do now."""

    verdict: Text
    because: Text
    next: Text
    checklist: Points | None = None
    amounts: Mapping[Name, Amount] = {}
    last_day: Mapping[Slug, GuideDeadline] = {}
    sources: tuple[Citation, ...] = Field(min_length=1)
    facts: tuple[str, ...] = ()
    confidence: Confidence | None = None
    check_with: Slugs = ()
    contacts: Slugs = ()
    related: Slugs = ()
    guides: Slugs = ()
    allow: Mapping[str, Phrase] = {}


class Guide(Model):
    """A check of at most ten questions."""

    title: Text
    button: Text | None = None
    intro: Text
    asked: Phrasings
    facts: tuple[str, ...] = ()
    confidence: Confidence
    check_with: Slugs = ()
    checked_on: date
    review_by: date
    review: Review
    start: Name
    steps: Mapping[Name, Step]
    outcomes: Mapping[Slug, Outcome]
    allow: Mapping[str, Phrase] = {}

    @property
    def label(self) -> Text:
        """What stands on a button that opens the guide."""
        return self.button or self.title

    @cached_property
    def onward(self) -> Mapping[str, frozenset[str]]:
        """The steps that may follow each step, whatever is answered."""
        return {
            step_id: frozenset(route.next for route in step.routes() if route.next and route.next in self.steps)
            for step_id, step in self.steps.items()
        }

    @cached_property
    def digest(self) -> str:
        """Four characters that change when a step, an option, or the way between them changes.

        Buttons carry it, so that an old button never means another answer.
        """
        shape = [
            (name, step.kind, step.unit, list(step.options), list(map(_way, step.routes())))
            for name, step in self.steps.items()
        ]
        return sha256(repr((self.start, shape)).encode()).hexdigest()[:4]


def _way(route: Route) -> tuple[object, ...]:
    return route.next, route.when, [(firing.show, firing.when) for firing in route.outcomes]

"""What a citizen sees at the end of a guide: outcomes and notes, sums, last days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from bot.core.expressions import Expression, Value
from bot.core.guides import Guide, GuideDeadline
from bot.core.parameters import Amount, Missing, Parameter, compute
from bot.core.text import Text

Seen = Fraction | date | Literal["unknown"] | None  # a sum in tenge, a last day; None: not shown
Kind = Literal["amount", "last day"]
Figure = Amount | GuideDeadline


@dataclass(frozen=True, order=True)
class Name:
    """A figure of an outcome."""

    kind: Kind
    outcome: str
    name: str

    def __str__(self) -> str:
        return f"{self.outcome}.{self.name}"


def figures(guide: Guide) -> dict[Name, Figure]:
    """Every sum and last day that the guide may show."""
    found: dict[Name, Figure] = {}
    for key, outcome in guide.outcomes.items():
        found |= {Name("amount", key, name): amount for name, amount in outcome.amounts.items()}
        found |= {Name("last day", key, name): deadline for name, deadline in outcome.last_day.items()}
    return found


def expressions(figure: Figure) -> list[Expression]:
    """What decides the figure, and whether it is shown."""
    formula = [figure.amount] if isinstance(figure, Amount) else []
    return [*formula, figure.when] if figure.when else formula


def looks_at(figure: Figure) -> frozenset[str]:
    """The answers and parameters on which the figure depends."""
    since = [] if isinstance(figure, Amount) else [figure.since]
    return frozenset(since).union(*(one.names for one in expressions(figure)))


def rule(figure: Figure | None) -> object:
    """What two versions of a figure have in common when the same answers always give the same."""
    if isinstance(figure, Amount):
        return figure.amount, figure.when, figure.exact
    return figure and (figure.since, figure.term, figure.when)


def seen(figure: Figure | None, answers: Mapping[str, Value], parameters: Mapping[str, Parameter], day: date) -> Seen:
    """The figure as a citizen with these answers sees it on a day."""
    if isinstance(figure, Amount):
        computed = compute(figure, parameters, day, answers)
        if isinstance(computed, Missing):
            return "unknown"
        return computed.tenge if computed else None
    since = answers.get(figure.since) if figure else None
    if not figure or not isinstance(since, date) or (figure.when and not figure.when({**answers, "today": day})):
        return None
    return figure.term.after(since)


@dataclass(frozen=True)
class End:
    """Where a way ends: the question that stays open (the answers are not enough), or outcomes; and the notes."""

    question: str | None
    outcomes: frozenset[str]
    notes: frozenset[Text]

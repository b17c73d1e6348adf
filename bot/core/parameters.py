"""Dated values (MCI, subsistence minimum, …) and the amounts made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

from pydantic import Field

from bot.core.expressions import Expression, Value
from bot.core.sources import Citation
from bot.core.text import Model, Name, Text


class ParameterValue(Model):
    """A value from its first day to its last, both included."""

    since: date
    until: date
    value: Fraction
    source: Citation


class Parameter(Model):
    """A number that the state sets anew from time to time, in tenge a month unless `unit` says otherwise."""

    name: Text
    short: Text
    unit: Literal["tenge", "percent"] = "tenge"
    values: tuple[ParameterValue, ...] = Field(min_length=1)

    def on(self, day: date) -> ParameterValue | None:
        """The value in force on that day, or None where no value is known for it."""
        return next((value for value in self.values if value.since <= day <= value.until), None)


class Amount(Model):
    """A sum that follows from parameters (and, in a guide, from answers). Rounded up unless `exact`."""

    label: Text
    amount: Expression
    source: Citation
    when: Expression | None = None
    exact: bool = False


@dataclass(frozen=True)
class Sum:
    """An amount computed for one day: what it is, how it came about, and since when its parameters hold."""

    amount: Amount
    value: Fraction
    since: date | None
    parameters: Mapping[Name, Fraction]
    names: Mapping[str, Value]

    @property
    def tenge(self) -> Fraction:
        """The sum as shown: to the tiyn where exact, otherwise rounded up to a whole tenge."""
        return self.value if self.amount.exact else Fraction(ceil(self.value))


@dataclass(frozen=True)
class Missing:
    """An amount that cannot be computed: these parameters have no value on that day."""

    amount: Amount
    parameters: tuple[Name, ...]


def compute(
    amount: Amount, parameters: Mapping[Name, Parameter], day: date, answers: Mapping[str, Value]
) -> Sum | Missing | None:
    """Compute an amount for a day; None when its condition does not hold or an answer it needs was not given."""
    names = amount.amount.names | (amount.when.names if amount.when else frozenset())
    used = {name: parameters[name].on(day) for name in sorted(names) if name in parameters}
    values = {name: value for name, value in used.items() if value is not None}
    known: dict[str, Value] = {**answers, **{name: value.value for name, value in values.items()}, "today": day}
    if amount.when and not amount.when(known):
        return None
    if absent := tuple(name for name in used if name not in values):
        return Missing(amount, absent)
    result = amount.amount(known)
    if not isinstance(result, Fraction):
        return None
    since = max((value.since for value in values.values()), default=None)
    return Sum(amount, result, since, {name: value.value for name, value in values.items()}, known)

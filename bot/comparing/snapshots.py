"""The knowledge at one moment, as far as it is compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.knowledge import KnowledgeBase
from bot.core.parameters import Parameter
from bot.core.scenarios import Scenario


@dataclass(frozen=True)
class Snapshot:
    """The base, and the scenarios of each guide."""

    base: KnowledgeBase
    scenarios: Mapping[str, Sequence[Scenario]]


def days_that_matter(before: Snapshot, after: Snapshot) -> list[date]:
    """The day of the newer release, and every later day on which a parameter of either gets another value."""
    released = max(before.base.released, after.base.released)
    turns = {day for snapshot in (before, after) for day in _turns(snapshot.base.parameters.values()) if day > released}
    return [released, *sorted(turns)]


def _turns(parameters: Iterable[Parameter]) -> set[date]:
    values = [value for parameter in parameters for value in parameter.values]
    return {value.since for value in values} | {value.until + timedelta(days=1) for value in values}

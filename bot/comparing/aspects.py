"""What of a guide can differ between two versions: its course, and each figure. Each is followed by itself.

A sum by the income and a sum by the order of the child have nothing to do with each other: followed together, their
answers would multiply. And what stands in both versions alike, over parameters of the same value, need not be followed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.comparing.results import Figure, Name, figures, looks_at, rule
from bot.core.guides import Guide, Route
from bot.core.parameters import Parameter


@dataclass(frozen=True)
class Aspect:
    """Figures that depend on the same answers, in both versions; without any, the course: outcomes and notes."""

    before: Mapping[Name, Figure] = field(default_factory=dict)
    after: Mapping[Name, Figure] = field(default_factory=dict)

    @property
    def names(self) -> list[Name]:
        return list(dict.fromkeys([*self.before, *self.after]))

    @property
    def outcomes(self) -> frozenset[str] | None:
        """The outcomes that matter; None: all."""
        return frozenset(name.outcome for name in self.names) or None


def changed_aspects(
    before: Guide, after: Guide, parameters: tuple[Mapping[str, Parameter], Mapping[str, Parameter]], day: date
) -> Iterator[Aspect]:
    """Every aspect in which the same answers may give something else on a day."""
    other = _other_values(*parameters, day)
    if _course(before) != _course(after) or other & (_on_the_way(before) | _on_the_way(after)):
        yield Aspect()
    old, new = figures(before), figures(after)
    groups: defaultdict[frozenset[str], list[Name]] = defaultdict(list)
    for name in dict.fromkeys([*old, *new]):
        seen = frozenset().union(*(looks_at(one) for one in (old.get(name), new.get(name)) if one))
        if rule(old.get(name)) != rule(new.get(name)) or other & seen:
            groups[seen].append(name)
    for names in groups.values():
        yield Aspect({name: old[name] for name in names if name in old}, {one: new[one] for one in names if one in new})


def _other_values(before: Mapping[str, Parameter], after: Mapping[str, Parameter], day: date) -> set[str]:
    """The parameters whose value on the day is another."""

    def value(parameters: Mapping[str, Parameter], name: str) -> object:
        found = parameters[name].on(day) if name in parameters else None
        return found and found.value

    return {name for name in {*before, *after} if value(before, name) != value(after, name)}


def _course(guide: Guide) -> object:
    """All that decides which way answers lead, and which notes they leave."""
    return guide.start, {
        key: (
            step.kind, step.min, step.max, [_way(route) for route in step.next],
            {option: (one.alone, _way(one)) for option, one in step.options.items()},
        )
        for key, step in guide.steps.items()
    }  # fmt: skip


def _way(route: Route) -> object:
    return [getattr(route, name) for name in Route.model_fields]


def _on_the_way(guide: Guide) -> set[str]:
    """The names at which its routes look."""
    routes = [route for step in guide.steps.values() for route in step.routes()]
    conditions = [route.when for route in routes]
    conditions += [firing.when for route in routes for firing in route.outcomes]
    return {name for one in conditions if one for name in one.names}

"""One version of a guide on one day: where answers lead, and what can still make a difference from there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bot.comparing.results import End, Figure, Name, expressions, looks_at
from bot.core.expressions import Expression, Value
from bot.core.guides import Firing, Guide, Route, Step
from bot.core.parameters import Parameter
from bot.core.text import Text
from bot.core.walk import Answer, ImpossibleAnswer, as_value, known_on, outcomes_fired, require_possible, routes_taken

_Notes = frozenset[tuple[Text, tuple[str, ...]]]
_Routed = tuple[str | None, frozenset[str], _Notes]


@dataclass(frozen=True)
class Place:
    """How far a way has come in one version. `stuck`: the answer to `step` is not possible there."""

    step: str | None
    fired: frozenset[str] = frozenset()
    notes: _Notes = frozenset()
    stuck: bool = False

    @property
    def asks(self) -> str | None:
        return None if self.stuck else self.step

    @property
    def end(self) -> End:
        """What a citizen sees of it."""
        if self.step:
            return End(self.step, frozenset(), frozenset())
        shown = (note for note, only in self.notes if not only or self.fired & set(only))
        return End(None, self.fired, frozenset(shown))


@dataclass(frozen=True)
class Seen:
    """What can still make a difference: answers by step, and the expressions that look at them."""

    names: frozenset[str]
    expressions: tuple[Expression, ...]


@dataclass(frozen=True)
class Version:
    """One version of a guide on one day, followed for some of its figures, or for its course where there are none."""

    guide: Guide
    parameters: Mapping[str, Parameter]
    day: date
    outcomes: frozenset[str] | None = None
    figures: Mapping[Name, Figure] = field(default_factory=dict)

    @cached_property
    def known(self) -> dict[str, Value]:
        return known_on(self.day, self.parameters)

    def follow(self, place: Place, answers: Mapping[str, Answer]) -> Place:
        """Go on for as long as the answers reach."""
        while place.asks in answers:
            place = self._go_on(place, answers)
        return place

    def _go_on(self, place: Place, answers: Mapping[str, Answer]) -> Place:
        assert place.step, "there is a question to answer"
        step, answer = self.guide.steps[place.step], answers[place.step]
        try:
            require_possible(step, answer)
        except ImpossibleAnswer:
            return Place(place.step, stuck=True)
        next_id, fired, notes = self._routed(place.step, answer, answers)
        if self.outcomes is not None:
            return Place(next_id, place.fired | fired & self.outcomes)
        return Place(next_id, place.fired | fired, place.notes | notes)

    def _routed(self, step_id: str, answer: Answer, answers: Mapping[str, Answer]) -> _Routed:
        """Where an answer leads. The same for many ways: it is remembered by the answers at which its routes look."""
        key = step_id, *(answers.get(name) for name in self._looks_at[step_id])
        if key not in self._remembered:
            known = {**self.known, **{name: as_value(one) for name, one in answers.items()}}
            routes = routes_taken(self.guide.steps[step_id], answer, known)
            notes = frozenset((route.note, route.note_for) for route in routes if route.note)
            self._remembered[key] = routes[-1].next, frozenset(outcomes_fired(routes, known)), notes
        return self._remembered[key]

    @cached_property
    def _remembered(self) -> dict[tuple[object, ...], _Routed]:
        return {}

    @cached_property
    def _looks_at(self) -> dict[str, list[str]]:
        """The names at which the routes of each step look, the step itself among them."""
        return {
            step_id: sorted({step_id}.union(*(one.when.names for one in _conditional(step) if one.when)))
            for step_id, step in self.guide.steps.items()
        }

    def seen_from(self, place: Place) -> Seen:
        """What can still make a difference from here."""
        ahead = self._ahead[place.step]
        wanted = [figure for name, figure in self.figures.items() if name.outcome in place.fired | ahead.may_fire]
        names = ahead.names.union(*map(looks_at, wanted))
        return Seen(names, (*ahead.expressions, *(one for figure in wanted for one in expressions(figure))))

    @cached_property
    def _ahead(self) -> "dict[str | None, _Ahead]":
        following = self.guide.onward
        ahead: dict[str | None, _Ahead] = {None: _Ahead()}

        def look(step_id: str) -> _Ahead:
            if step_id not in ahead:
                ahead[step_id] = self._around(step_id).joined(*map(look, following[step_id]))
            return ahead[step_id]

        for step_id in self.guide.steps:
            look(step_id)
        return ahead

    def _around(self, step_id: str) -> "_Ahead":
        parts = [
            one
            for one in _conditional(self.guide.steps[step_id])
            if isinstance(one, Route) or self.outcomes is None or one.show in self.outcomes
        ]
        conditions = frozenset(one.when for one in parts if one.when)
        return _Ahead(frozenset({step_id}), conditions, frozenset(one.show for one in parts if isinstance(one, Firing)))


@dataclass(frozen=True)
class _Ahead:
    """What may still come from a step on: steps, conditions of their routes, outcomes."""

    steps: frozenset[str] = frozenset()
    expressions: frozenset[Expression] = frozenset()
    may_fire: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        return self.steps.union(*(one.names for one in self.expressions))

    def joined(self, *others: "_Ahead") -> "_Ahead":
        return _Ahead(
            self.steps.union(*(other.steps for other in others)),
            self.expressions.union(*(other.expressions for other in others)),
            self.may_fire.union(*(other.may_fire for other in others)),
        )


def _conditional(step: Step) -> list[Route | Firing]:
    """What may have a condition in a step."""
    routes = list(step.routes())
    return [*routes, *(firing for route in routes for firing in route.outcomes)]

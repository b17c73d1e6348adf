"""All ways through two versions of a guide at once: the same answers to both, until both have come to an end.

Ways that nothing can tell apart any more are one way from there on: they stand at the same steps, with the same
outcomes and notes behind them and the same answers to whatever is still looked at. So the ways do not multiply without
end, and each keeps how many it stands for.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.comparing.versions import Place, Version
from bot.core.boundaries import Boundaries, options
from bot.core.walk import Answer, as_value


@dataclass
class Way:
    """Answers by step, in the order of the questions; where they lead in both versions; how many ways it stands for."""

    answers: Mapping[str, Answer]
    places: tuple[Place, Place]
    count: int = 1


@dataclass
class Pair:
    """Two versions of a guide on one day. `given` are answers of scenarios, tried beside the boundaries."""

    before: Version
    after: Version
    given: Mapping[str, Collection[Answer]] = field(default_factory=dict)
    boundaries: Boundaries = field(default_factory=Boundaries)

    @property
    def versions(self) -> tuple[Version, Version]:
        return self.before, self.after

    def with_answers(self, answers: Mapping[str, Answer]) -> Way:
        """The way of one person in both versions."""
        return self._onward(Way({}, (Place(self.before.guide.start), Place(self.after.guide.start))), answers)

    def ways(self) -> Iterator[Way]:
        """Every way that something can tell from the others, its end reached in both versions."""
        waiting = [self.with_answers({})]
        while waiting:
            met: dict[tuple[object, ...], Way] = {}
            for way in waiting:
                step = next((place.asks for place in way.places if place.asks), None)
                if step is None:
                    yield way
                    continue
                for answer in self._answers(way, step):
                    new = self._onward(way, {**way.answers, step: answer})
                    first = met.setdefault(self._key(new), new)
                    if first is not new:
                        first.count += new.count
            waiting = list(met.values())

    def _onward(self, way: Way, answers: Mapping[str, Answer]) -> Way:
        before, after = (
            version.follow(place, answers) for version, place in zip(self.versions, way.places, strict=True)
        )
        return Way(answers, (before, after), way.count)

    def _answers(self, way: Way, step_id: str) -> Sequence[Answer]:
        """The answers to try: those of every version that asks for it now."""
        found: dict[Answer, None] = {}
        given = {name: as_value(answer) for name, answer in way.answers.items()}
        for version, place in zip(self.versions, way.places, strict=True):
            if place.asks == step_id:
                step, seen = version.guide.steps[step_id], version.seen_from(place)
                typed = self.boundaries.typed(step_id, step, seen.expressions, {**version.known, **given})
                found.update(dict.fromkeys([*options(step), *typed, *self.given.get(step_id, ())]))
        return list(found)

    def _key(self, way: Way) -> tuple[object, ...]:
        """What the rest of the way depends on."""
        before, after = (
            version.seen_from(place).names for version, place in zip(self.versions, way.places, strict=True)
        )
        return way.places, tuple((name, way.answers[name]) for name in sorted((before | after) & way.answers.keys()))

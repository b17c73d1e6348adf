"""Who gets another outcome, sum or last day: two versions of a guide, over every scenario and all ways."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from bot.comparing.aspects import Aspect, changed_aspects
from bot.comparing.results import End, Name, Seen, figures, seen
from bot.comparing.snapshots import Snapshot
from bot.comparing.versions import Version
from bot.comparing.ways import Pair, Way
from bot.core.boundaries import Boundaries
from bot.core.guides import Guide
from bot.core.scenarios import Scenario, parse_answer
from bot.core.walk import Answer, ImpossibleAnswer, as_value

Kind = Literal["outcomes", "question", "note", "amount", "last day"]
_ORDER: tuple[Kind, ...] = get_args(Kind)


@dataclass
class Change:
    """One thing that some people see otherwise.

    `name` is `outcome.name` of a sum or last day. `before`, `after` and `example` (answers by step, on a day) are those
    of the first who was met. `ways` says for each day how many of how many ways come to it.
    """

    kind: Kind
    name: str
    before: End | Seen
    after: End | Seen
    example: Mapping[str, Answer]
    day: date
    ways: dict[date, tuple[int, int]] = field(default_factory=dict)
    scenarios: list[str] = field(default_factory=list)

    @property
    def most(self) -> int:
        return max((ways for ways, _ in self.ways.values()), default=0)


@dataclass(frozen=True)
class _Difference:
    kind: Kind
    name: str
    before: End | Seen
    after: End | Seen

    @property
    def group(self) -> object:
        """What people have in common who see the same change."""
        if isinstance(self.before, End) and isinstance(self.after, End):
            questions = self.before.question, self.after.question
            outcomes = self.before.outcomes - self.after.outcomes, self.after.outcomes - self.before.outcomes
            return self.kind, questions, outcomes, self.kind == "note" and (self.before.notes ^ self.after.notes)
        return self.kind, self.name, self.before is None, self.after is None


class _Comparison:
    """Two versions of one guide, and what was found so far."""

    def __init__(self, guide_id: str, before: Snapshot, after: Snapshot) -> None:
        self._guides = before.base.guides[guide_id], after.base.guides[guide_id]
        self._parameters = before.base.parameters, after.base.parameters
        self._people = list(
            _people(self._guides, [*before.scenarios.get(guide_id, ()), *after.scenarios.get(guide_id, ())])
        )
        self._boundaries = Boundaries()
        self._found: dict[object, Change] = {}

    def run(self, days: Sequence[date]) -> list[Change]:
        for scenario, answers in self._people:
            if any(self._aspects(scenario.date)):
                self._play(scenario, answers)
        for day in days:
            for aspect in self._aspects(day):
                self._follow(aspect, day)
        return sorted(self._found.values(), key=lambda one: (_ORDER.index(one.kind), -one.most))

    def _aspects(self, day: date) -> Iterator[Aspect]:
        return changed_aspects(*self._guides, self._parameters, day)

    def _play(self, scenario: Scenario, answers: Mapping[str, Answer]) -> None:
        everything = Aspect(*map(figures, self._guides))
        pair = self._pair(everything, scenario.date, outcomes=None)
        for difference in _differences(pair, pair.with_answers(answers)):
            change = self._group(difference, answers, scenario.date)
            if scenario.name not in change.scenarios:
                change.scenarios.append(scenario.name)

    def _follow(self, aspect: Aspect, day: date) -> None:
        pair, of, counts = self._pair(aspect, day, aspect.outcomes), 0, Counter[object]()
        for way in pair.ways():
            of += way.count
            for difference in _differences(pair, way):
                self._group(difference, way.answers, day)
                counts[difference.group] += way.count
        for group, ways in counts.items():
            self._found[group].ways[day] = ways, of

    def _pair(self, aspect: Aspect, day: date, outcomes: frozenset[str] | None) -> Pair:
        (old, new), (old_values, new_values) = self._guides, self._parameters
        typed = {
            name: [answer] for _, answers in reversed(self._people) for name, answer in answers.items()
            if isinstance(answer, int | date)
        }  # fmt: skip
        return Pair(
            Version(old, old_values, day, outcomes, aspect.before),
            Version(new, new_values, day, outcomes, aspect.after),
            typed, self._boundaries,
        )  # fmt: skip

    def _group(self, found: _Difference, answers: Mapping[str, Answer], day: date) -> Change:
        new = Change(found.kind, found.name, found.before, found.after, answers, day)
        return self._found.setdefault(found.group, new)


def compare_guide(guide_id: str, before: Snapshot, after: Snapshot, days: Sequence[date]) -> list[Change]:
    """What became of a guide that stands in both: outcomes first, then what most ways have."""
    return _Comparison(guide_id, before, after).run(days)


def _people(guides: tuple[Guide, Guide], scenarios: Sequence[Scenario]) -> Iterator[tuple[Scenario, dict[str, Answer]]]:
    """Every scenario with its answers; one that neither version can read is left out of them."""
    for scenario in scenarios:
        answers: dict[str, Answer] = {}
        for name, text in scenario.answers.items():
            for guide in guides:
                try:
                    answers.setdefault(name, parse_answer(guide.steps[name], text))
                except (KeyError, ImpossibleAnswer):
                    continue
        yield scenario, answers


def _differences(pair: Pair, way: Way) -> Iterator[_Difference]:
    """What this person sees otherwise. The figures of an outcome that only one version shows are not listed apart."""
    before, after = (place.end for place in way.places)
    if pair.before.outcomes is None:
        if before.question != after.question:
            yield _Difference("question", "", before, after)
        elif before.outcomes != after.outcomes:
            yield _Difference("outcomes", "", before, after)
        elif before.notes != after.notes:
            yield _Difference("note", "", before, after)
    if before.question or after.question:
        return
    for name in dict.fromkeys([*pair.before.figures, *pair.after.figures]):
        if name.outcome in before.outcomes & after.outcomes:
            old, new = (_seen(version, name, way.answers) for version in pair.versions)
            if old != new:
                yield _Difference(name.kind, str(name), old, new)


def _seen(version: Version, name: Name, answers: Mapping[str, Answer]) -> Seen:
    values = {step: as_value(answer) for step, answer in answers.items()}
    return seen(version.figures.get(name), values, version.parameters, version.day)

"""Walks guides at random and collects what is wrong, each with the answers that lead to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from bot.core.said import Said
from bot.core.walk import Answer, Walk
from bot.exploring.faults import Flaw, flaws_of_figures, flaws_of_screens
from bot.exploring.walks import walker
from bot.sentences import exploring as sentences
from bot.ui.reader import Reader
from bot.ui.screens.guides import Position


@dataclass
class Fault:
    """A flaw, how many walks met it, and the first of them: its answers by step, and the outcomes they came to."""

    guide: str
    flaw: Flaw
    day: date
    answers: Mapping[str, Answer]
    outcomes: Sequence[str]
    times: int = 0


@dataclass
class Exploration:
    """What the walks through one guide met: faults, and outcomes."""

    faults: list[Fault] = field(default_factory=list)
    outcomes: set[str] = field(default_factory=set)


def explore(readers: Sequence[Reader], guide_id: str, seed: int, walks: int) -> Exploration:
    """Walk a guide; the same seed gives the same walks. The readers differ in nothing but their language."""
    guide, day = readers[0].knowledge.guides[guide_id], readers[0].today
    stops = walker(readers[0].knowledge, guide, day)
    met: dict[tuple[str, str], Fault] = {}
    outcomes: set[str] = set()
    for number in range(walks):
        answers: list[Answer] = []
        here = Walk({}, guide.start, (), ())
        found: dict[tuple[str, str], Flaw] = {}
        try:
            for here in stops(Random(f"{seed} {guide_id} {number}"), answers):
                position = Position(guide_id, guide, here)
                found.update({(flaw.kind, flaw.where): flaw for flaw in _flaws(readers, position)})
        except Exception as error:  # whatever breaks for a citizen is what we look for
            said = Said(sentences.BREAKS, {"error": f"{type(error).__name__}: {error}"})
            broken = Flaw("breaks", here.step or "outcomes", said)
            found[broken.kind, broken.where] = broken
        outcomes |= set(here.outcomes)
        for key, flaw in found.items():
            met.setdefault(key, Fault(guide_id, flaw, day, _by_step(here, answers), here.outcomes)).times += 1
    return Exploration(list(met.values()), outcomes)


def _flaws(readers: Sequence[Reader], position: Position) -> Iterator[Flaw]:
    yield from flaws_of_figures(readers[0], position)
    for reader in readers:
        yield from flaws_of_screens(reader, position)


def _by_step(last: Walk, answers: Sequence[Answer]) -> dict[str, Answer]:
    """The answers of a walk; the last of them may be the one that broke it."""
    named = dict(last.answered)
    if last.step and len(answers) > len(named):
        named[last.step] = answers[-1]
    return named

"""The ways through a guide, whatever is answered: what follows a step, and how long the longest way is."""

from collections.abc import Mapping

from bot.core.answers import longest
from bot.core.guides import Guide


def within_reach(guide: Guide) -> set[str]:
    """The steps to which some answers lead."""
    following = guide.onward
    reached, waiting = {guide.start}, [guide.start]
    while waiting:
        new = following[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


def circle(guide: Guide) -> list[str]:
    """Steps that lead back to themselves, the first one repeated at the end; empty where there are none."""
    following, finished = guide.onward, set[str]()

    def search(step_id: str, way: list[str]) -> list[str]:
        if step_id in way:
            return [*way[way.index(step_id) :], step_id]
        if step_id in finished:
            return []
        for next_id in sorted(following[step_id]):
            if found := search(next_id, [*way, step_id]):
                return found
        finished.add(step_id)
        return []

    return search(guide.start, [])


def most_questions(guide: Guide) -> Mapping[str, int]:
    """The most questions still to come from each step, itself included. The guide must have no circle."""
    return _longest(guide, dict.fromkeys(guide.steps, 1))


def most_letters(guide: Guide) -> int:
    """The most characters that the answers of a path take in a button. The guide must have no circle."""
    return _longest(guide, {step_id: longest(step) for step_id, step in guide.steps.items()})[guide.start]


def _longest(guide: Guide, weight: Mapping[str, int]) -> dict[str, int]:
    following = guide.onward
    known: dict[str, int] = {}

    def measure(step_id: str) -> int:
        if step_id not in known:
            known[step_id] = weight[step_id] + max(map(measure, following[step_id]), default=0)
        return known[step_id]

    for step_id in guide.steps:
        measure(step_id)
    return known

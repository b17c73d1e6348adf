"""Random walks through a guide: answers at the boundaries of its conditions, and between them."""

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from bot.core.boundaries import Boundaries, domain, options
from bot.core.expressions import Expression
from bot.core.guides import Guide, Step
from bot.core.knowledge import KnowledgeBase
from bot.core.walk import Answer, Walk, known_on, walk

_AT_A_BOUNDARY = 0.8


def walker(knowledge: KnowledgeBase, guide: Guide, day: date) -> Callable[[Random, list[Answer]], Iterator[Walk]]:
    """A function that walks the guide once: its stops, the end last.

    It appends to the list each answer that it gives, so that whoever watches knows them when the guide breaks.
    """
    known_first, expressions, boundaries = known_on(day, knowledge.parameters), _expressions(guide), Boundaries()

    def answers_to(step_id: str, so_far: Walk) -> list[Answer]:
        step = guide.steps[step_id]
        return [*options(step), *boundaries.typed(step_id, step, expressions, {**known_first, **so_far.names})]

    def stops(random: Random, answers: list[Answer]) -> Iterator[Walk]:
        while True:
            here = walk(guide, answers, knowledge.parameters, day)
            yield here
            if here.step is None:
                return
            between = _between(guide.steps[here.step], random)
            at = random.choice(answers_to(here.step, here))
            answers.append(at if between is None or random.random() < _AT_A_BOUNDARY else between)

    return stops


def _between(step: Step, random: Random) -> Answer | None:
    """Any number or day that may be typed; None where nothing is."""
    within = domain(step)
    if not within:
        return None
    place = random.choice(within)
    return date.fromordinal(place) if step.kind == "date" else place


def _expressions(guide: Guide) -> list[Expression]:
    """Everything that looks at an answer."""
    routes = [route for step in guide.steps.values() for route in step.routes()]
    conditions = [route.when for route in routes]
    conditions += [firing.when for route in routes for firing in route.outcomes]
    for outcome in guide.outcomes.values():
        conditions += [one for amount in outcome.amounts.values() for one in (amount.amount, amount.when)]
        conditions += [deadline.when for deadline in outcome.last_day.values()]
    return list(dict.fromkeys(one for one in conditions if one))

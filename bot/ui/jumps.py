"""From an id to its screen: an article, one of its sections, a guide, or a step or outcome as `guide.step`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from bot.core.answers import encode_answers
from bot.core.guides import Guide
from bot.core.knowledge import KnowledgeBase
from bot.core.scenarios import Scenario, parse_answer
from bot.core.walk import Walk, rewalk, walk
from bot.ui.actions import CitizenAction, OpenArticle, OpenGuide, OpenOutcome, OpenSection, SharedOutcome, StartGuide

Scenarios = Mapping[str, Sequence[Scenario]]


def jump(base: KnowledgeBase, scenarios: Scenarios, named: str, today: date) -> CitizenAction | None:
    """The screen of an id; None where there is nothing under it.

    The way to a step or an outcome is that of a scenario. Where none leads there on that day it is the start of the
    guide, or the outcome as one that somebody shared.
    """
    entry, _, part = named.partition(".")
    if entry in base.articles:
        section = next((name for name in base.articles[entry].sections if name == part), None)
        return OpenSection(entry, section) if section else OpenArticle(entry) if not part else None
    guide = base.guides.get(entry)
    if guide is None:
        return None
    if not part or part == guide.start:
        return StartGuide(entry)
    walks = _walks(base, guide, scenarios.get(entry, ()), today)
    if part in guide.steps:
        steps = (_at_step(entry, guide, one, part) for one in walks if part in one.answered)
        return next(steps, StartGuide(entry))
    if part in guide.outcomes:
        reached = (_at_outcome(entry, guide, one, part) for one in walks if part in one.outcomes)
        return next(reached, SharedOutcome(entry, part))
    return None


def near(base: KnowledgeBase, named: str) -> list[str]:
    """Ids that look like it, best first."""
    inside = (f"{key}.{part}" for key, guide in base.guides.items() for part in (*guide.steps, *guide.outcomes))
    return get_close_matches(named, [*base.articles, *base.guides, *inside], n=3)


def _walks(base: KnowledgeBase, guide: Guide, scenarios: Sequence[Scenario], today: date) -> Iterator[Walk]:
    for scenario in scenarios:
        answers = {name: parse_answer(guide.steps[name], text) for name, text in scenario.answers.items()}
        yield walk(guide, rewalk(guide, answers, base.parameters, today), base.parameters, today)


def _at_step(guide_id: str, guide: Guide, found: Walk, step: str) -> OpenGuide:
    before = list(found.answered)[: list(found.answered).index(step)]
    answers = {name: found.answered[name] for name in before}
    return OpenGuide(guide_id, guide.digest, encode_answers(guide, answers))


def _at_outcome(guide_id: str, guide: Guide, found: Walk, outcome: str) -> OpenOutcome:
    answers = encode_answers(guide, found.answered)
    return OpenOutcome(guide_id, guide.digest, answers, found.outcomes.index(outcome))

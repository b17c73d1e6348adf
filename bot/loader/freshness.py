"""Checks that say what is due: a review date, a parameter that ends, a law that changed.

Warnings, so that nothing breaks in January.
"""

from collections.abc import Iterator
from datetime import date

from bot.core.faults import Code
from bot.core.scenarios import differences
from bot.core.standing import Kind, shaken
from bot.loader.draft import Draft
from bot.loader.mistakes import Mistake

_FOLDERS: dict[Kind, str] = {
    "article": "articles", "outcome": "guides", "parameter": "parameters", "emergency": "emergencies",
    "contact": "contacts",
}  # fmt: skip


def check_freshness(draft: Draft, today: date) -> Iterator[Mistake]:
    """Yield what has passed its date."""
    for kind in ("articles", "guides", "emergencies"):
        for key, entry in getattr(draft, kind).items():
            document, path = draft.place(kind, key)
            if entry.review_by < today:
                yield document.mistake((*path, "review_by"), Code.REVIEW_DUE, day=entry.review_by)
            if entry.checked_on > entry.review_by:
                yield document.mistake((*path, "review_by"), Code.REVIEW_BEFORE_CHECK)
    for key, parameter in draft.parameters.items():
        document, path = draft.place("parameters", key)
        for index, (earlier, later) in enumerate(zip(parameter.values, parameter.values[1:], strict=False), start=1):
            if later.since <= earlier.until:
                yield document.mistake((*path, "values", index), Code.VALUES_OVERLAP, until=earlier.until)
        if parameter.on(today) is None:
            yield document.mistake(path, Code.NO_VALUE, day=today)


def check_law(draft: Draft) -> Iterator[Mistake]:
    """Yield every entry that stands on an article which changed after the entry was checked."""
    for change in draft.law_changes:
        place = f"{change.source} {change.article or ''}".strip()
        for one in shaken(draft.knowledge(), change):
            document, path = draft.place(_FOLDERS[one.kind], one.id.partition(".")[0])
            at = ("outcomes", one.id.partition(".")[2]) if one.kind == "outcome" else ("checked_on",)
            yield document.mistake((*path, *at), Code.LAW_CHANGED, place=place, day=change.date)


def check_scenarios(draft: Draft) -> Iterator[Mistake]:
    """Yield every scenario that is not kept, and every outcome that no scenario reaches."""
    for guide_id, guide in draft.guides.items():
        scenarios = draft.scenarios.get(guide_id, [])
        reached = {outcome for scenario in scenarios for outcome in scenario.outcomes}
        broken = [
            draft.place("scenarios", guide_id)[0].mistake((index, "name"), fault.code, **fault.values)
            for index, scenario in enumerate(scenarios)
            for fault in differences(scenario, guide, draft.parameters)
        ]
        yield from broken
        if broken:  # what they reach is to be seen once they are kept
            continue
        document, path = draft.place("guides", guide_id)
        given = {
            (name, one)
            for scenario in scenarios
            for name, answer in scenario.answers.items()
            for one in ((answer,) if isinstance(answer, str) else answer)
        }
        for step_id, step in guide.steps.items():
            for option in sorted(key for key in step.options if (step_id, key) not in given):
                at = (*path, "steps", step_id, "options", option)
                yield document.mistake(at, Code.ANSWER_WITHOUT_SCENARIO, option=option, guide=guide_id)
        for outcome_id in guide.outcomes.keys() - reached:
            at = (*path, "outcomes", outcome_id)
            yield document.mistake(at, Code.OUTCOME_WITHOUT_SCENARIO, outcome=outcome_id, guide=guide_id)

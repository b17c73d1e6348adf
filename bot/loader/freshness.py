"""Checks that say what is due: a review date, a parameter that ends, a law that changed.

Warnings, so that nothing breaks in January.
"""

from collections.abc import Iterator
from datetime import date

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
                message = f"was to be reviewed by {entry.review_by}; check the law, then set checked_on and review_by"
                yield document.mistake((*path, "review_by"), "KB050", message, "warning")
            if entry.checked_on > entry.review_by:
                yield document.mistake((*path, "review_by"), "KB051", "review_by is before checked_on")
    for key, parameter in draft.parameters.items():
        document, path = draft.place("parameters", key)
        for index, (earlier, later) in enumerate(zip(parameter.values, parameter.values[1:], strict=False), start=1):
            if later.since <= earlier.until:
                yield document.mistake((*path, "values", index), "KB052", "this value begins before the last one ends")
        if parameter.on(today) is None:
            message = f"no value for {today}; readers are told that the amount is not known. Add the new value"
            yield document.mistake(path, "KB053", message, "warning")


def check_law(draft: Draft) -> Iterator[Mistake]:
    """Yield every entry that stands on an article which changed after the entry was checked."""
    for change in draft.law_changes:
        what = f"article {change.article}" if change.article else "the act"
        for one in shaken(draft.knowledge(), change):
            document, path = draft.place(_FOLDERS[one.kind], one.id.partition(".")[0])
            at = ("outcomes", one.id.partition(".")[2]) if one.kind == "outcome" else ("checked_on",)
            message = f"{what} of '{change.source}' changed on {change.date}; read it again, then set checked_on"
            yield document.mistake((*path, *at), "KB095", message, "warning")


def check_scenarios(draft: Draft) -> Iterator[Mistake]:
    """Yield every scenario that is not kept, and every outcome that no scenario reaches."""
    for guide_id, guide in draft.guides.items():
        scenarios = draft.scenarios.get(guide_id, [])
        reached = {outcome for scenario in scenarios for outcome in scenario.outcomes}
        for index, scenario in enumerate(scenarios):
            document, _ = draft.place("scenarios", guide_id)
            for message in differences(scenario, guide, draft.parameters):
                yield document.mistake((index, "name"), "KB080", f"'{scenario.name}': {message}")
        document, path = draft.place("guides", guide_id)
        given = {
            (name, one)
            for scenario in scenarios
            for name, answer in scenario.answers.items()
            for one in ((answer,) if isinstance(answer, str) else answer)
        }
        for step_id, step in guide.steps.items():
            for option in sorted(key for key in step.options if (step_id, key) not in given):
                message = f"no scenario gives this answer; add one to scenarios/{guide_id}.yaml"
                yield document.mistake((*path, "steps", step_id, "options", option), "KB082", message, "warning")
        for outcome_id in guide.outcomes.keys() - reached:
            message = f"no scenario reaches '{outcome_id}'; add one to scenarios/{guide_id}.yaml"
            yield document.mistake((*path, "outcomes", outcome_id), "KB081", message, "warning")

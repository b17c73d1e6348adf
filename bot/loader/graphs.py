"""Checks that every guide can be walked: no dead end, no circle, nothing out of reach, every path fits a button."""

from collections.abc import Iterator

from bot.core.guides import Guide, Route
from bot.core.paths import circle, most_letters, most_questions, within_reach
from bot.loader.documents import Document, KeyPath
from bot.loader.draft import Draft
from bot.loader.mistakes import Mistake, did_you_mean
from bot.ui.button_data import LONGEST_DATA, longest_guide_data, longest_outcome_data

MOST_QUESTIONS = 10


def check_graphs(draft: Draft) -> Iterator[Mistake]:
    """Yield every fault in the way a guide leads."""
    for guide_id, guide in draft.guides.items():
        document, path = draft.place("guides", guide_id)
        broken = list(_routes_lead_somewhere(document, path, guide))
        yield from broken
        yield from _expressions_are_known(draft, document, path, guide)
        if not broken:
            yield from _all_is_in_reach(document, path, guide_id, guide)
        for step_id, step in guide.steps.items():
            if not step.help and "dont-know" not in step.options:
                at = (*path, "steps", step_id)
                yield document.mistake(at, "KB027", f"'{step_id}' needs 'help' or an option 'dont-know'")


def _routes(guide: Guide) -> Iterator[tuple[KeyPath, Route, bool]]:
    """Every route: where it stands, and whether it must lead on (an option of several choices need not)."""
    for step_id, step in guide.steps.items():
        for key, option in step.options.items():
            yield ("steps", step_id, "options", key), option, step.kind != "choices"
        for index, route in enumerate(step.next):
            yield ("steps", step_id, "next", index), route, True


def _routes_lead_somewhere(document: Document, path: KeyPath, guide: Guide) -> Iterator[Mistake]:
    if guide.start not in guide.steps:
        hint = did_you_mean(guide.start, list(guide.steps))
        yield document.mistake((*path, "start"), "KB020", f"no step '{guide.start}' in this guide.{hint}")
    for at, route, must_lead in _routes(guide):
        if must_lead and not route.next and not route.outcomes:
            yield document.mistake((*path, *at), "KB024", "leads nowhere: give 'next' or 'outcomes'")
        if route.next and route.next not in guide.steps:
            hint = did_you_mean(route.next, [*guide.steps, *guide.outcomes])
            yield document.mistake((*path, *at, "next"), "KB020", f"no step '{route.next}' in this guide.{hint}")
        for index, firing in enumerate(route.outcomes):
            if firing.show not in guide.outcomes:
                hint = did_you_mean(firing.show, list(guide.outcomes))
                where = (*path, *at, "outcomes", index)
                yield document.mistake(where, "KB020", f"no outcome '{firing.show}' in this guide.{hint}")
        for index, outcome_id in enumerate(route.note_for):
            if outcome_id not in guide.outcomes:
                hint = did_you_mean(outcome_id, list(guide.outcomes))
                where = (*path, *at, "note_for", index)
                yield document.mistake(where, "KB020", f"no outcome '{outcome_id}' in this guide.{hint}")


def _expressions_are_known(draft: Draft, document: Document, path: KeyPath, guide: Guide) -> Iterator[Mistake]:
    known = [*guide.steps, *draft.parameters, "today"]
    conditions = [(at, route.when) for at, route, _ in _routes(guide)]
    conditions += [
        ((*at, "outcomes", index), firing.when)
        for at, route, _ in _routes(guide)
        for index, firing in enumerate(route.outcomes)
    ]
    conditions += [
        (("outcomes", outcome_id, "amounts", key), condition)
        for outcome_id, outcome in guide.outcomes.items()
        for key, amount in outcome.amounts.items()
        for condition in (amount.amount, amount.when)
    ]
    conditions += [
        (("outcomes", outcome_id, "last_day", key), deadline.when)
        for outcome_id, outcome in guide.outcomes.items()
        for key, deadline in outcome.last_day.items()
    ]
    for at, condition in conditions:
        for name in sorted(condition.names if condition else ()):
            if name not in known:
                hint = did_you_mean(name, known)
                yield document.mistake((*path, *at, "when"), "KB030", f"no answer or parameter '{name}'.{hint}")
        for name, text in condition.choices() if condition else ():
            step = guide.steps.get(name)
            if step and text not in step.options:
                hint = did_you_mean(text, list(step.options))
                where = (*path, *at, "when")
                yield document.mistake(where, "KB031", f"the step '{name}' has no option '{text}'.{hint}")


def _all_is_in_reach(document: Document, path: KeyPath, guide_id: str, guide: Guide) -> Iterator[Mistake]:
    for step_id in guide.steps.keys() - within_reach(guide):
        yield document.mistake((*path, "steps", step_id), "KB021", f"no answer leads to the step '{step_id}'")
    fired = {firing.show for step in guide.steps.values() for route in step.routes() for firing in route.outcomes}
    for outcome_id in guide.outcomes.keys() - fired:
        at = (*path, "outcomes", outcome_id)
        yield document.mistake(at, "KB022", f"no answer leads to the outcome '{outcome_id}'")
    if steps := circle(guide):
        at = (*path, "steps", steps[-1])
        yield document.mistake(at, "KB023", f"these steps go in a circle: {' → '.join(steps)}")
        return
    if (questions := most_questions(guide)[guide.start]) > MOST_QUESTIONS:
        message = f"the longest path asks {questions} questions; at most {MOST_QUESTIONS}, so split the guide"
        yield document.mistake((*path, "start"), "KB025", message)
    if (excess := longest_guide_data(guide_id, most_letters(guide)) - LONGEST_DATA) > 0:
        message = f"the longest path is {excess} characters too long for a button; shorten the guide's id or the path"
        yield document.mistake((*path, "start"), "KB026", message)
    for outcome_id in guide.outcomes:
        if longest_outcome_data(guide_id, outcome_id) > LONGEST_DATA:
            at = (*path, "outcomes", outcome_id)
            yield document.mistake(at, "KB026", "the ids of guide and outcome are too long for a link; shorten one")

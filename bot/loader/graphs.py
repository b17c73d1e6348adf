"""Checks that every guide can be walked: no dead end, no circle, nothing out of reach, every path fits a button."""

from collections.abc import Iterator

from bot.core.faults import Code
from bot.core.guides import Guide, Route
from bot.core.misspelt import nearest
from bot.core.paths import circle, most_letters, most_questions, within_reach
from bot.loader.documents import Document, KeyPath
from bot.loader.draft import Draft
from bot.loader.mistakes import Mistake
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
                yield document.mistake(at, Code.NO_HELP, step=step_id)


def _routes(guide: Guide) -> Iterator[tuple[KeyPath, Route, bool]]:
    """Every route: where it stands, and whether it must lead on (an option of several choices need not)."""
    for step_id, step in guide.steps.items():
        for key, option in step.options.items():
            yield ("steps", step_id, "options", key), option, step.kind != "choices"
        for index, route in enumerate(step.next):
            yield ("steps", step_id, "next", index), route, True


def _routes_lead_somewhere(document: Document, path: KeyPath, guide: Guide) -> Iterator[Mistake]:
    if guide.start not in guide.steps:
        near = nearest(guide.start, guide.steps)
        yield document.mistake((*path, "start"), Code.NO_SUCH_STEP, id=guide.start, near=near)
    for at, route, must_lead in _routes(guide):
        if must_lead and not route.next and not route.outcomes:
            yield document.mistake((*path, *at), Code.LEADS_NOWHERE)
        if route.next and route.next not in guide.steps:
            near = nearest(route.next, [*guide.steps, *guide.outcomes])
            yield document.mistake((*path, *at, "next"), Code.NO_SUCH_STEP, id=route.next, near=near)
        for index, firing in enumerate(route.outcomes):
            if firing.show not in guide.outcomes:
                where, near = (*path, *at, "outcomes", index), nearest(firing.show, guide.outcomes)
                yield document.mistake(where, Code.NO_SUCH_OUTCOME, id=firing.show, near=near)
        for index, outcome_id in enumerate(route.note_for):
            if outcome_id not in guide.outcomes:
                where, near = (*path, *at, "note_for", index), nearest(outcome_id, guide.outcomes)
                yield document.mistake(where, Code.NO_SUCH_OUTCOME, id=outcome_id, near=near)


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
                near = draft.parameter_called(name) or nearest(name, known)
                yield document.mistake((*path, *at, "when"), Code.UNKNOWN_NAME, name=name, near=near)
        for name, text in condition.choices() if condition else ():
            step = guide.steps.get(name)
            if step and text not in step.options:
                where, near = (*path, *at, "when"), nearest(text, step.options)
                yield document.mistake(where, Code.UNKNOWN_OPTION, step=name, option=text, near=near)


def _all_is_in_reach(document: Document, path: KeyPath, guide_id: str, guide: Guide) -> Iterator[Mistake]:
    for step_id in guide.steps.keys() - within_reach(guide):
        yield document.mistake((*path, "steps", step_id), Code.STEP_OUT_OF_REACH, step=step_id)
    fired = {firing.show for step in guide.steps.values() for route in step.routes() for firing in route.outcomes}
    for outcome_id in guide.outcomes.keys() - fired:
        at = (*path, "outcomes", outcome_id)
        yield document.mistake(at, Code.OUTCOME_OUT_OF_REACH, outcome=outcome_id)
    if steps := circle(guide):
        at = (*path, "steps", steps[-1])
        yield document.mistake(at, Code.CIRCLE, steps=" → ".join(steps))
        return
    if (questions := most_questions(guide)[guide.start]) > MOST_QUESTIONS:
        yield document.mistake((*path, "start"), Code.TOO_MANY_QUESTIONS, count=questions, most=MOST_QUESTIONS)
    elif (excess := longest_guide_data(guide_id, most_letters(guide)) - LONGEST_DATA) > 0:
        yield document.mistake((*path, "start"), Code.PATH_TOO_LONG, excess=excess)
    for outcome_id in guide.outcomes:
        if longest_outcome_data(guide_id, outcome_id) > LONGEST_DATA:
            at = (*path, "outcomes", outcome_id)
            yield document.mistake(at, Code.IDS_TOO_LONG, outcome=outcome_id)

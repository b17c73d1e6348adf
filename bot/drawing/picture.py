"""A guide as cards and the ways between them, before anybody decides how it is drawn."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.core.expressions import Expression
from bot.core.guides import Guide, Option, Route, Step
from bot.ui.html import visible
from bot.ui.reader import Reader


@dataclass(frozen=True)
class Row:
    """An answer to a step, or a condition on typed answers; and the cards to which it leads.

    `sometimes`: only where the condition that is its text holds.
    """

    text: str
    targets: tuple[str, ...]
    sometimes: bool = False


@dataclass(frozen=True)
class StepCard:
    """A question. Its id begins with `s_`."""

    id: str
    text: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class OutcomeCard:
    """An outcome with its articles of law; its id begins with `o_`. `uncovered` is said where no scenario leads."""

    id: str
    text: str
    sources: Sequence[str]
    uncovered: str | None


@dataclass(frozen=True)
class Picture:
    """The first card is the first question."""

    title: str
    steps: Sequence[StepCard]
    outcomes: Sequence[OutcomeCard]


def picture(reader: Reader, guide_id: str, covered: Collection[str]) -> Picture:
    """The guide in the reader's language. `covered` are the outcomes that some scenario reaches."""
    guide = reader.knowledge.guides[guide_id]
    ordered = [guide.start, *(key for key in guide.steps if key != guide.start)]
    steps = [_step(reader, key, guide.steps[key]) for key in ordered]
    return Picture(visible(guide.title[reader.language]), steps, list(_outcomes(reader, guide, covered)))


def _outcomes(reader: Reader, guide: Guide, covered: Collection[str]) -> Iterator[OutcomeCard]:
    for key, outcome in guide.outcomes.items():
        acts = [one for one in outcome.sources if reader.knowledge.sources[one.act].kind == "act"]
        cited = list(dict.fromkeys(visible(reader.citation(one)) for one in acts or outcome.sources))
        uncovered = None if key in covered else reader.phrases.console.drawing_uncovered
        yield OutcomeCard(f"o_{key}", visible(reader.text(outcome.verdict, outcome.amounts)), cited, uncovered)


def _step(reader: Reader, step_id: str, step: Step) -> StepCard:
    """Options first, then what typed answers, or several options together, lead to."""
    console = reader.phrases.console
    rows: list[Row] = []
    told = {name for route in step.routes() for one in _conditions(route) for name in _options_named(one, step_id)}
    for key, option in step.options.items():
        if step.kind == "choices" and key in told and not option.next and not option.outcomes:
            continue  # its label stands at the condition that asks for it
        rows += _ways(reader, visible(option.label[reader.language]), option, step_id, step)
    for route in step.next:
        words = console.drawing_otherwise if rows else console.drawing_any
        text = _worded(reader, route.when, step_id, step) if route.when else words
        rows += _ways(reader, text, route, step_id, step)
    return StepCard(f"s_{step_id}", visible(reader.text(step.question)), rows)


def _ways(reader: Reader, text: str, route: Route, step_id: str, step: Step) -> Iterator[Row]:
    """A row for a route, and one for each outcome that it reaches only sometimes."""
    always = [f"o_{firing.show}" for firing in route.outcomes if firing.when is None]
    onward = [f"s_{route.next}"] if route.next else []
    sometimes = [firing for firing in route.outcomes if firing.when]
    if always or onward or isinstance(route, Option):
        yield Row(text, (*always, *onward), sometimes=route.when is not None)
    for firing in sometimes:
        yield Row(_worded(reader, firing.when, step_id, step), (f"o_{firing.show}",), sometimes=True)


def _worded(reader: Reader, condition: Expression | None, step_id: str, step: Step) -> str:
    """A condition as it stands in the file; one that asks for an option of this step by the option's label."""
    assert condition, "only what has a condition is worded"
    named = _options_named(condition, step_id)
    return (
        visible(step.options[named[0]].label[reader.language])
        if named and named[0] in step.options
        else condition.source
    )


def _options_named(condition: Expression, step_id: str) -> list[str]:
    """The option, where the condition is `'option' in step` and nothing else."""
    return re.findall(rf"^'([a-z0-9-]+)' in {step_id}$", condition.source.strip())


def _conditions(route: Route) -> list[Expression]:
    conditions = [route.when, *(firing.when for firing in route.outcomes)]
    return [one for one in conditions if one]

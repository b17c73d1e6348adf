"""A scenario: answers to a guide, and what must come out of them on a given day."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from bot.core.guides import Guide, Step
from bot.core.parameters import Parameter, Sum, compute
from bot.core.text import Model, Name, Phrase, Slug
from bot.core.walk import Answer, ImpossibleAnswer, Walk, require_possible, rewalk, walk


class Scenario(Model):
    """An example that an operator wrote. Amounts are `outcome.amount`, in tenge, as shown."""

    name: Phrase
    date: date
    answers: Mapping[Name, str | tuple[str, ...]]
    outcomes: tuple[Slug, ...]
    amounts: Mapping[str, Fraction] = {}


def parse_answer(step: Step, text: str | Sequence[str]) -> Answer:
    """An answer as people write it in a file or on a command line. Raises ImpossibleAnswer."""
    if step.kind == "choices":
        answer: Answer = frozenset(text.split(",") if isinstance(text, str) else text)
    elif not isinstance(text, str):
        raise ImpossibleAnswer("one answer is expected here")
    elif not step.typed or text in step.options:
        answer = text
    else:
        try:
            answer = int(text) if step.kind == "number" else date.fromisoformat(text)
        except ValueError as error:
            raise ImpossibleAnswer(f"'{text}' is not a {step.kind}") from error
    require_possible(step, answer)
    return answer


def covered(scenarios: Mapping[str, Sequence[Scenario]]) -> dict[str, frozenset[str]]:
    """By guide the outcomes that some scenario reaches."""
    return {guide_id: frozenset(key for one in some for key in one.outcomes) for guide_id, some in scenarios.items()}


def play(scenario: Scenario, guide: Guide, parameters: Mapping[str, Parameter]) -> Walk:
    """Walk the guide with the answers of the scenario. Raises ImpossibleAnswer."""
    answers = {name: parse_answer(guide.steps[name], text) for name, text in scenario.answers.items()}
    return walk(guide, rewalk(guide, answers, parameters, scenario.date), parameters, scenario.date)


def differences(scenario: Scenario, guide: Guide, parameters: Mapping[str, Parameter]) -> list[str]:
    """How the guide departs from the scenario; empty when it keeps the promise."""
    try:
        return _differences(scenario, guide, parameters)
    except (ArithmeticError, TypeError, ValueError) as error:
        return [f"the guide breaks on these answers ({error}); look at the conditions and sums that they meet"]


def _differences(scenario: Scenario, guide: Guide, parameters: Mapping[str, Parameter]) -> list[str]:
    if unknown := [name for name in scenario.answers if name not in guide.steps]:
        return [f"the guide has no step '{name}'" for name in unknown]
    try:
        result = play(scenario, guide, parameters)
    except ImpossibleAnswer as error:
        return [str(error)]
    if result.step:
        return [f"the step '{result.step}' has no answer here"]
    found = []
    if unused := [name for name in scenario.answers if name not in result.answered]:
        found.append(f"these answers are never asked for: {', '.join(unused)}")
    if set(result.outcomes) != set(scenario.outcomes):
        found.append(f"outcomes are {', '.join(result.outcomes)} instead of {', '.join(scenario.outcomes)}")
    for name, expected in scenario.amounts.items():
        outcome_id, _, amount_name = name.partition(".")
        outcome = guide.outcomes.get(outcome_id)
        amount = outcome.amounts.get(amount_name) if outcome else None
        computed = compute(amount, parameters, scenario.date, result.names) if amount else None
        value = computed.tenge if isinstance(computed, Sum) else None
        if value != expected:
            found.append(f"{name} is {value if value is None else float(value)} instead of {float(expected)}")
    return found

"""A scenario: answers to a guide, and what must come out of them on a given day."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from bot.core.faults import Code, Fault
from bot.core.guides import Guide, Step
from bot.core.misspelt import nearest
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


def differences(scenario: Scenario, guide: Guide, parameters: Mapping[str, Parameter]) -> list[Fault]:
    """How the guide departs from the scenario; empty when it keeps the promise."""
    try:
        return _differences(scenario, guide, parameters)
    except (ArithmeticError, TypeError, ValueError):
        return [Fault(Code.SCENARIO_BREAKS, scenario=scenario.name)]


def _differences(scenario: Scenario, guide: Guide, parameters: Mapping[str, Parameter]) -> list[Fault]:
    if unknown := [name for name in scenario.answers if name not in guide.steps]:
        return [
            Fault(Code.SCENARIO_OF_NO_STEP, scenario=scenario.name, step=name, near=nearest(name, guide.steps))
            for name in unknown
        ]
    if impossible := _impossible(scenario, guide):
        return [impossible]
    result = play(scenario, guide, parameters)
    if result.step:
        return [Fault(Code.SCENARIO_TOO_SHORT, scenario=scenario.name, step=result.step)]
    found = []
    if unused := [name for name in scenario.answers if name not in result.answered]:
        found.append(Fault(Code.SCENARIO_ANSWER_UNUSED, scenario=scenario.name, steps=", ".join(unused)))
    if set(result.outcomes) != set(scenario.outcomes):
        are, wanted = ", ".join(result.outcomes), ", ".join(scenario.outcomes)
        found.append(Fault(Code.OTHER_OUTCOMES, scenario=scenario.name, outcomes=are, wanted=wanted))
    for name, expected in scenario.amounts.items():
        value = _amount(name, result, guide, parameters, scenario.date)
        if value != expected:
            is_now = "–" if value is None else f"{float(value):g}"
            wanted = f"{float(expected):g}"
            found.append(Fault(Code.OTHER_AMOUNT, scenario=scenario.name, name=name, value=is_now, wanted=wanted))
    return found


def _impossible(scenario: Scenario, guide: Guide) -> Fault | None:
    for name, text in scenario.answers.items():
        try:
            parse_answer(guide.steps[name], text)
        except ImpossibleAnswer:
            step, answer = guide.steps[name], text if isinstance(text, str) else ", ".join(text)
            possible = [*step.options, *([step.kind] if step.typed else [])]
            return Fault(
                Code.SCENARIO_ANSWER_IMPOSSIBLE, scenario=scenario.name, step=name, answer=answer,
                possible=", ".join(possible), near=nearest(answer, step.options),
            )  # fmt: skip
    return None


def _amount(
    name: str, result: Walk, guide: Guide, parameters: Mapping[str, Parameter], day: date
) -> Fraction | None:  # fmt: skip
    """The sum of `outcome.amount` as shown; None where there is none."""
    outcome_id, _, amount_name = name.partition(".")
    outcome = guide.outcomes.get(outcome_id)
    amount = outcome.amounts.get(amount_name) if outcome else None
    computed = compute(amount, parameters, day, result.names) if amount else None
    return computed.tenge if isinstance(computed, Sum) else None

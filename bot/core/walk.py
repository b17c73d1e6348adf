"""Walking a guide: from the answers given so far to the next step or to the outcomes."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.core.expressions import Value
from bot.core.guides import Guide, Route, Step
from bot.core.parameters import Parameter
from bot.core.text import Text

Answer = str | frozenset[str] | int | date


class ImpossibleAnswer(ValueError):
    """The answer does not belong to the step: an unknown option, a number out of bounds."""


@dataclass(frozen=True)
class Walk:
    """Where a citizen stands in a guide.

    `answered` holds the steps gone through, in order. Exactly one of `step` and `outcomes` is set:
    the next question, or what the answers come to.
    """

    answered: Mapping[str, Answer]
    step: str | None
    outcomes: tuple[str, ...]
    notes: tuple[tuple[Text, tuple[str, ...]], ...]

    def notes_for(self, outcome_id: str) -> list[Text]:
        """The notes of the way that this outcome shows."""
        return [note for note, only in self.notes if not only or outcome_id in only]

    @property
    def names(self) -> dict[str, Value]:
        """The answers as expressions see them."""
        return {step: as_value(answer) for step, answer in self.answered.items()}


def as_value(answer: Answer) -> Value:
    """A typed number becomes exact; everything else stays as it is."""
    return Fraction(answer) if isinstance(answer, int) else answer


def walk(guide: Guide, answers: Sequence[Answer], parameters: Mapping[str, Parameter], today: date) -> Walk:
    """Follow the answers, one a step, from the start. Answers beyond an outcome are ignored.

    Raises ImpossibleAnswer.
    """
    answered: dict[str, Answer] = {}
    fired: list[str] = []
    notes: list[tuple[Text, tuple[str, ...]]] = []
    step_id: str | None = guide.start
    known = known_on(today, parameters)
    for answer in answers:
        if step_id is None:
            break
        routes = _answer(guide.steps[step_id], step_id, answer, known)
        answered[step_id] = answer
        fired += outcomes_fired(routes, known)
        notes += [(route.note, route.note_for) for route in routes if route.note]
        step_id = routes[-1].next
    return Walk(answered, step_id, tuple(dict.fromkeys(fired)) if step_id is None else (), tuple(notes))


def _answer(step: Step, step_id: str, answer: Answer, known: dict[str, Value]) -> list[Route]:
    """The routes that an answer opens; expressions know it from now on. Raises ImpossibleAnswer."""
    require_possible(step, answer)
    known[step_id] = as_value(answer)
    return routes_taken(step, answer, known)


def known_on(day: date, parameters: Mapping[str, Parameter]) -> dict[str, Value]:
    """What expressions know before the first answer: the day, and the parameters; None where one has no value."""
    values = {name: parameter.on(day) for name, parameter in parameters.items()}
    return {"today": day, **{name: value.value if value else None for name, value in values.items()}}


def outcomes_fired(routes: Sequence[Route], known: Mapping[str, Value]) -> list[str]:
    """The outcomes to which routes lead now, by their own conditions."""
    firings = (firing for route in routes for firing in route.outcomes)
    return [firing.show for firing in firings if firing.when is None or firing.when(known)]


def routes_taken(step: Step, answer: Answer, known: Mapping[str, Value]) -> list[Route]:
    """The routes that an answer opens. The last one says where to go on.

    A marked option of several choices may carry a note or an outcome of its own; the way on is the step's.
    """
    if step.kind == "choice" or (isinstance(answer, str) and step.typed):
        assert isinstance(answer, str)
        return [step.options[answer]]
    marked = [step.options[option] for option in sorted(answer)] if isinstance(answer, frozenset) else []
    return [*marked, next(route for route in step.next if route.when is None or route.when(known))]


def require_possible(step: Step, answer: Answer) -> None:
    """Raise ImpossibleAnswer when the answer cannot be one to this step."""
    if isinstance(answer, str):
        possible = step.kind != "choices" and answer in step.options
    elif isinstance(answer, frozenset):
        possible = step.kind == "choices" and bool(answer) and answer <= step.options.keys()
        possible = possible and (len(answer) == 1 or not any(step.options[option].alone for option in answer))
    elif isinstance(answer, date):
        possible = step.kind == "date"
    else:
        least = 0 if step.min is None else step.min
        possible = step.kind == "number" and least <= answer <= (10**9 if step.max is None else step.max)
    if not possible:
        raise ImpossibleAnswer(f"{answer!r} is no answer to this step")


def rewalk(
    guide: Guide, answers: Mapping[str, Answer], parameters: Mapping[str, Parameter], today: date
) -> list[Answer]:
    """Answers by step id, put in the order of the path that they open, up to the first step without one."""
    ordered: list[Answer] = []
    step_id: str | None = guide.start
    known = known_on(today, parameters)
    with suppress(ImpossibleAnswer):
        while step_id is not None and step_id in answers:
            routes = _answer(guide.steps[step_id], step_id, answers[step_id], known)
            ordered.append(answers[step_id])
            step_id = routes[-1].next
    return ordered

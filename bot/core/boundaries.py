"""The answers to a step that can make a difference: its options, and the values at which a condition turns."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise

from bot.core.expressions import Expression, Value
from bot.core.guides import Step
from bot.core.walk import Answer

_ORDERED = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_DAYS = range(date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal() + 1)  # as people may type them


def options(step: Step) -> list[Answer]:
    """Every option; of several choices each alone, every two together, and all together."""
    if step.kind != "choices":
        return list(step.options)
    together = [option for option in step.options if not step.options[option].alone]
    groups = [*((option,) for option in step.options), *combinations(together, 2), tuple(together)]
    return list(dict.fromkeys(frozenset(group) for group in groups if group))


def domain(step: Step) -> range:
    """What may be typed: numbers, or days as ordinals; empty where nothing is."""
    if not step.typed:
        return range(0)
    return _DAYS if step.kind == "date" else range(step.min or 0, (10**9 if step.max is None else step.max) + 1)


class Boundaries:
    """Finds where conditions turn, and remembers it.

    Each side of a comparison must only rise or only fall with the answer, as sums, shares and terms do.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[int, ...]] = {}

    def typed(
        self, name: str, step: Step, expressions: Iterable[Expression], known: Mapping[str, Value]
    ) -> list[Answer]:
        """Answers typed to the step `name`: the least, the most, and the values around every turn.

        `known` holds the day, the parameters and the earlier answers. What compares with a later answer turns there.
        """
        within = domain(step)
        if not within:
            return []
        places = {within[0], within[-1]} if step.kind == "number" else {_near(known["today"], within)}
        for expression in expressions:
            if name in expression.names:
                places |= {within[0] + 1} if step.kind == "number" else set()  # "if small_children" turns at 1
                for comparison in _comparisons(expression):
                    if name in comparison.names:
                        places.update(self._turns(name, step, comparison, known))
        return [_value(step, place) for place in sorted(places) if place in within]

    def _turns(self, name: str, step: Step, comparison: Expression, known: Mapping[str, Value]) -> tuple[int, ...]:
        others = {other: known.get(other) for other in sorted(comparison.names | {"today"}) if other != name}
        key = (comparison, name, step.kind, step.min, step.max, *others.values())
        if key not in self._known:
            self._known[key] = _bisected(name, step, comparison, others)
        return self._known[key]


def _bisected(name: str, step: Step, comparison: Expression, others: Mapping[str, Value]) -> tuple[int, ...]:
    """The two neighbours between which the comparison turns; none where it is the same from end to end."""

    def holds(place: int) -> bool:
        value = _value(step, place)
        return bool(comparison({**others, name: value if isinstance(value, date) else Fraction(value)}))

    low, high = domain(step)[0], domain(step)[-1]
    at_low = holds(low)
    if holds(high) == at_low:
        return ()
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) == at_low else (low, middle)
    return low, high


def _value(step: Step, place: int) -> int | date:
    return date.fromordinal(place) if step.kind == "date" else place


def _near(today: Value, within: range) -> int:
    """A month ago, an ordinary day, where no condition looks at the date."""
    assert isinstance(today, date)
    return min(max(today.toordinal() - 30, within[0]), within[-1])


@lru_cache(maxsize=4096)
def _comparisons(expression: Expression) -> tuple[Expression, ...]:
    """Both `a < b` and `a <= b` for every comparison in an expression, and for every two parts of its min and max.

    Both together turn below, at and above the value.
    """
    return tuple(
        Expression(f"({ast.unparse(left)}) {sign} ({ast.unparse(right)})")
        for left, right in _sides(expression.tree)
        for sign in ("<", "<=")
    )


def _sides(tree: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and all(isinstance(operator, _ORDERED) for operator in node.ops):
            yield from pairwise([node.left, *node.comparators])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("min", "max"):
            yield from combinations(node.args, 2)

"""The small language of conditions and amounts that operators write: exact, without side effects, never `eval`."""

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema
from simpleeval import SimpleEval

from bot.core.faults import Code, Fault
from bot.core.misspelt import as_iso, misspelt
from bot.core.terms import Term, full_years

Value = str | frozenset[str] | Fraction | date | bool | None


def _known(function: Callable[..., Any], unknown: Any) -> Callable[..., Any]:
    """What is no number or date (a step not asked, "don't know" for a sum) stays unknown; it compares as false."""
    return lambda *values: function(*values) if all(isinstance(value, Fraction | date) for value in values) else unknown


_OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: _known(operator.add, None),
    ast.Sub: _known(operator.sub, None),
    ast.Mult: _known(operator.mul, None),
    ast.Div: _known(operator.truediv, None),
    ast.USub: _known(operator.neg, None),
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Gt: _known(operator.gt, False),
    ast.Lt: _known(operator.lt, False),
    ast.GtE: _known(operator.ge, False),
    ast.LtE: _known(operator.le, False),
    ast.In: lambda item, group: group is not None and item in group,
    ast.NotIn: lambda item, group: group is None or item not in group,
    ast.Not: operator.not_,
}
LONGEST, MOST_LEVELS, MOST_DIGITS = 1_000, 40, 15
_FUNCTIONS = ("min", "max", "plus", "years", "day")
_NODES = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.BinOp, ast.UnaryOp, ast.Compare, ast.IfExp, ast.Call, ast.Name,
    ast.Constant, ast.Load, *_OPERATORS,
)  # fmt: skip


class _Evaluator(SimpleEval):  # type: ignore[misc]  # simpleeval ships no types
    """simpleeval with our operators only, and with exact numbers."""

    def __init__(self, names: Mapping[str, Value]) -> None:
        today = names.get("today")
        assert isinstance(today, date | None), "today is a date"
        functions = {
            "min": _known(min, None),
            "max": _known(max, None),
            "plus": lambda since, term: Term.parse(term).after(since) if isinstance(since, date) else None,
            "years": lambda since: Fraction(full_years(since, today)) if isinstance(since, date) and today else None,
            "day": date.fromisoformat,
        }
        super().__init__(operators=_OPERATORS, functions=functions, names=dict(names))

    @staticmethod
    def _eval_constant(node: ast.Constant) -> Any:
        number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
        return Fraction(str(node.value)) if number else node.value


def _is_too_long(value: object) -> bool:
    """Whether exact sums with this number would take for ever: 1e999999999 is short and has a billion digits."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and value != 0 and not 10**-MOST_DIGITS <= abs(value) < 10**MOST_DIGITS  # type: ignore[arg-type]  # a number


def _check_call(node: ast.AST) -> None:
    """A term or a day that is no such thing would show only when a citizen comes to it."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        last = node.args[-1]
        if isinstance(last, ast.Constant) and node.func.id == "plus":
            Term.parse(str(last.value))
        elif isinstance(last, ast.Constant) and node.func.id == "day":
            _require_day(str(last.value))


def _require_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise Fault(Code.NOT_A_DATE, value=text, right=as_iso(text)) from None


def _levels(tree: ast.AST) -> int:
    """How deep the parts stand in each other. A loop: what is too deep for Python is what it looks for."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        waiting += [(child, level + 1) for child in ast.iter_child_nodes(node)]
    return deepest


class Expression:
    """A parsed expression. Call it with the values of its names.

    >>> Expression("1.5 * mci * children")({"mci": Fraction(4325), "children": Fraction(2)})
    Fraction(12975, 1)
    >>> sorted(Expression("income / people > line").names)
    ['income', 'line', 'people']
    """

    def __init__(self, source: str) -> None:
        """Parse, or raise Fault."""
        self.source = source
        if len(source) > LONGEST:
            raise Fault(Code.EXPRESSION_TOO_LONG, count=len(source), most=LONGEST)
        try:
            tree = ast.parse(source.strip(), mode="eval")
        except SyntaxError as error:
            raise misspelt(source) from error
        except (RecursionError, MemoryError):
            # The parser's words for brackets too deep in each other.
            raise Fault(Code.EXPRESSION_TOO_DEEP, most=MOST_LEVELS) from None
        if _levels(tree.body) > MOST_LEVELS:
            raise Fault(Code.EXPRESSION_TOO_DEEP, most=MOST_LEVELS)
        for node in ast.walk(tree):
            if not isinstance(node, _NODES):
                slip = isinstance(node, ast.Tuple | ast.Mod)  # 1,5 and 40 % mci
                raise misspelt(source) if slip else Fault(Code.NOT_ALLOWED, part=ast.unparse(node))
            if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS):
                raise Fault(Code.NO_SUCH_FUNCTION, name=ast.unparse(node.func), functions=", ".join(_FUNCTIONS))
            if isinstance(node, ast.Constant) and _is_too_long(node.value):
                raise Fault(Code.NUMBER_TOO_LONG, most=MOST_DIGITS)
            _check_call(node)
        self.tree = tree.body
        functions = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
        self.names = frozenset(
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node not in functions
        )

    def __call__(self, names: Mapping[str, Value]) -> Value:
        value: Value = _Evaluator({name: names.get(name) for name in self.names | {"today"}}).eval(
            self.source, previously_parsed=self.tree
        )
        return value

    def choices(self) -> list[tuple[str, str]]:
        """Every comparison of a name with a text: (name, text), so that a check can tell a mistyped option."""
        found = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
                names = [side.id for side in sides if isinstance(side, ast.Name)]
                texts = [side.value for side in sides if isinstance(side, ast.Constant) and isinstance(side.value, str)]
                found += [(name, text) for name in names for text in texts]
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": ["string", "number"]}

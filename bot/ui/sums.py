"""Sums of money and how they came about, in the reader's notation."""

import ast
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from bot.core.expressions import Expression, Value
from bot.core.parameters import Parameter, Sum
from bot.core.text import Language

_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_STRENGTH = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}


def number(value: Fraction, language: Language) -> str:
    """A number with thin groups of thousands; two decimals at most.

    >>> number(Fraction(112451, 4), "ru")
    '28\\xa0112,75'
    """
    rounded = round(value * 100)
    whole, hundredths = divmod(abs(rounded), 100)
    sign = "−" if rounded < 0 else ""
    point = "." if language == "en" else ","
    decimals = f"{point}{hundredths:02d}".rstrip("0") if hundredths else ""
    return f"{sign}{whole:,}".replace(",", "\u00a0") + decimals


def tenge(value: Fraction, language: Language) -> str:
    """A sum of money.

    >>> tenge(Fraction(164350), "en")
    '164\\xa0350\\xa0₸'
    """
    text = number(value, language)
    if value.denominator != 1 and len(text.rpartition("." if language == "en" else ",")[2]) == 1:
        text += "0"
    return f"{text}\u00a0₸"


def formula(computed: Sum, parameters: Mapping[str, Parameter], language: Language) -> str:
    """How a sum came about: "38 × 4 325 (МРП)". Empty where it is a plain number."""
    expression = computed.amount.amount
    if isinstance(expression.tree, ast.Name | ast.Constant):
        return ""
    return _Formula(computed, parameters, language).show(expression.tree, 0)


class _Formula:
    """Writes an expression with its values in place of its names."""

    def __init__(self, computed: Sum, parameters: Mapping[str, Parameter], language: Language) -> None:
        self.computed, self.parameters, self.language = computed, parameters, language

    def show(self, node: ast.expr, strength: int) -> str:
        if isinstance(node, ast.BinOp):
            own = _STRENGTH[type(node.op)]
            text = f"{self.show(node.left, own)} {_SIGNS[type(node.op)]} {self.show(node.right, own + 1)}"
            return f"({text})" if own < strength else text
        if isinstance(node, ast.IfExp):
            taken = node.body if self._value(node.test) else node.orelse
            return self.show(taken, strength)
        if isinstance(node, ast.Name) and node.id in self.parameters:
            value = number(self.computed.parameters[node.id], self.language)
            return f"{value} ({self.parameters[node.id].short[self.language]})"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("min", "max"):
            return f"{node.func.id}({'; '.join(self.show(part, 0) for part in node.args)})"
        value_here = self._value(node)
        if isinstance(value_here, Fraction):
            return number(value_here, self.language)
        return f"{value_here:%d.%m.%Y}" if isinstance(value_here, date) else str(value_here)

    def _value(self, node: ast.expr) -> Value:
        return Expression(ast.unparse(node))(self.computed.names)

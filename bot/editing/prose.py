"""Texts put in place of others in a YAML file, each in the form in which its author wrote the one before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.editing.places import CannotEdit, below, end_of, named, newline_of
from bot.editing.rendering import flow, one_line, scalar
from bot.editing.yaml_text import edited, inner, set_value
from bot.loader.nodes import compose
from bot.sentences import editing as sentences

Path = Sequence[str | int]
Texts = Mapping[tuple[str | int, ...], str | Sequence[str]]
_Span = tuple[int, int, str]  # from where to where, and what comes there

_HEADER = re.compile(r"[|>][-+0-9]*")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…]) (?=[^\sa-zа-яёәғқңөұүһі])")


def set_texts(text: str, texts: Texts) -> str:
    """The text of a file with these texts at these paths; a sequence replaces a list. Comments and forms stay.

    A text of one line stays folded (`>-`, a sentence a line), quoted or bare as it was; one of several lines becomes a
    `|-` where that is possible. A key that its mapping lacks is added. Raises CannotEdit where the outcome would not be
    just that.
    """

    def wanted(data: Any) -> Any:
        for path, value in texts.items():
            inner(data, path[:-1])[path[-1]] = value if isinstance(value, str) else list(value)
        return data

    return edited(text, wanted, lambda body: _with_texts(_with_keys(body, texts), texts))


def _with_keys(body: str, texts: Texts) -> str:
    """With every key there: what is missing comes in on one line, to be written in its form with the others."""
    root = compose(body)
    for path, value in texts.items():
        if isinstance(value, str) and _find(root, path) is None:
            body = set_value(body, path, one_line(value))
    return body


def _with_texts(body: str, texts: Texts) -> str:
    root = compose(body)
    spans = set()  # an alias is written once
    for path, value in texts.items():
        place = _find(root, path)
        if place and isinstance(value, str) and isinstance(place.node, yaml.ScalarNode):
            spans.add(_text(body, place.node, place, value))
        elif place and not isinstance(value, str) and isinstance(place.node, yaml.SequenceNode):
            spans.update(_list(body, place.node, place, value))
        else:
            raise CannotEdit(sentences.NO_TEXT, place=named(path))
    for start, end, written in sorted(spans, reverse=True):
        body = body[:start] + written + body[end:]
    return body


@dataclass(frozen=True)
class _Place:
    """A value, the column of the mapping around it, and whether it stands inside of brackets or braces."""

    node: yaml.Node
    column: int
    in_flow: bool


def _find(root: yaml.Node | None, path: Path) -> _Place | None:
    node, column, in_flow = root, 0, False
    for key in path:
        if isinstance(node, yaml.CollectionNode):
            column, in_flow = node.start_mark.column, in_flow or bool(node.flow_style)
        node = below(node, key)
    return _Place(node, column, in_flow) if node else None


def _text(body: str, node: yaml.ScalarNode, place: _Place, value: str) -> _Span:
    start, end = node.start_mark.index, end_of(body, node)
    is_block, has_lines = node.style in ("|", ">"), "\n" in value
    if place.in_flow or not (is_block or has_lines):
        return start, end, _on_one_line(value, "flow" if place.in_flow else node.style)
    indent = " " * (place.column + 2)
    if is_block:
        header, *old = body[start:end].split("\n")
        comment = _HEADER.sub("", header, count=1).rstrip()
        indent = next((" " * (len(line) - len(line.lstrip(" "))) for line in old if line.strip()), indent)
    else:  # what stands behind a value of one line goes behind the header of its block
        comment = body[end:].partition("\n")[0].rstrip()
        end += len(comment)
    is_folded = node.style == ">" and not has_lines
    lines = _SENTENCE_ENDS.split(value) if is_folded else value.split("\n")
    written = (f"{indent}{line}" if line else "" for line in lines)
    return start, end, newline_of(body).join((f"{'>-' if is_folded else '|-'}{comment}", *written))


def _on_one_line(value: str, style: str | None) -> str:
    """The same quotes as before where they can hold the text; bare only where PyYAML would write it so."""
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if not style and yaml.safe_dump(value, allow_unicode=True, width=len(value) + 1).startswith(value):
        return value
    return scalar(value)


def _list(body: str, node: yaml.SequenceNode, place: _Place, values: Sequence[str]) -> Iterator[_Span]:
    """Item by item where there are as many, so that comments between them stay."""
    start, end = node.start_mark.index, end_of(body, node)
    if place.in_flow or node.flow_style:
        yield start, end, flow(values)
    elif len(values) == len(node.value) and all(isinstance(one, yaml.ScalarNode) for one in node.value):
        for item, value in zip(node.value, values, strict=True):
            yield _text(body, item, _Place(item, node.start_mark.column, in_flow=False), value)
    else:
        indent = newline_of(body) + " " * node.start_mark.column
        yield start, end, indent.join(f"- {scalar(value)}" for value in values)

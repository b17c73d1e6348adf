"""One value put into the text of a YAML file; every other byte stays as it was.

Why no library writes the file anew: docs/decisions/0012-edits-by-position.md.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

import yaml

from bot.editing.places import CannotEdit, end_of, named, newline_of, node_at, separator, with_line
from bot.editing.rendering import Value, flow, item, scalar
from bot.loader.documents import read_text
from bot.sentences import editing as sentences

_BOM = "\ufeff"


def append(text: str, path: Sequence[str | int], value: Value) -> str:
    """The text with a value at the end of the list under a path of keys; `()` is the whole file.

    Raises CannotEdit where there is no list, or where the outcome would not be just that. A file that holds nothing but
    comments counts as an empty list.
    """

    def wanted(data: Any) -> Any:
        data = [] if data is None else data
        inner(data, path).append(_as_read(value))
        return data

    return edited(text, wanted, lambda body: _appended(body, path, value))


def set_value(text: str, path: Sequence[str | int], value: str) -> str:
    """The text with a value under a path of keys, in place of the one there or at the end of its mapping.

    Raises CannotEdit where the mapping does not exist, where more than one value stands in the place, or where the
    outcome would not be just that.
    """

    def wanted(data: Any) -> Any:
        inner(data, path[:-1])[path[-1]] = value
        return data

    return edited(text, wanted, lambda body: _with_value(body, path, value))


def edited(text: str, wanted: Callable[[Any], Any], edit: Callable[[str], str]) -> str:
    """Edit, and require that the new text means the old one with the wanted change and nothing else."""
    bom, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    before = read_text(body, "")
    if before.mistakes:
        raise CannotEdit(sentences.UNREADABLE, why=before.mistakes[0].message)
    edited = edit(body)
    after = read_text(edited, "")
    if after.mistakes or after.data != wanted(deepcopy(before.data)):
        raise CannotEdit(sentences.WOULD_BREAK)
    return bom + edited


def _appended(text: str, path: Sequence[str | int], value: Value) -> str:
    node = node_at(text, path)
    if node is None:
        return with_line(text, len(text), item(value, "", newline_of(text)))
    if not isinstance(node, yaml.SequenceNode):
        raise CannotEdit(sentences.NO_LIST, place=named(path))
    start, end = node.start_mark.index, node.end_mark.index
    if not node.value and not path:
        return text[:start] + item(value, "", newline_of(text)) + text[end:]
    if not node.value:
        return text[: start + 1] + flow(value) + text[start + 1 :]
    last = end_of(text, node.value[-1])
    if node.flow_style:
        return text[:last] + separator(text, start, last, flow(value)) + flow(value) + text[last:]
    return with_line(text, last, item(value, " " * node.start_mark.column, newline_of(text)))


def _with_value(text: str, path: Sequence[str | int], value: str) -> str:
    parent = node_at(text, path[:-1])
    if not isinstance(parent, yaml.MappingNode):
        raise CannotEdit(sentences.NO_MAPPING, place=named(path[:-1]), key=path[-1])
    node = next((one for key, one in parent.value if key.value == path[-1]), None)
    if isinstance(node, yaml.ScalarNode):
        start = node.start_mark.index
        gap = "" if text[start - 1].isspace() else " "
        return text[:start] + gap + scalar(value) + text[end_of(text, node) :]
    if node is not None:
        raise CannotEdit(sentences.SEVERAL_VALUES, place=named(path))
    added = f"{scalar(str(path[-1]))}: {scalar(value)}"
    if not parent.value:
        start = parent.start_mark.index + 1
        return text[:start] + added + text[start:]
    last = end_of(text, parent.value[-1][1])
    if parent.flow_style:
        return f"{text[:last]}, {added}{text[last:]}"
    return with_line(text, last, " " * parent.start_mark.column + added)


def inner(data: Any, path: Sequence[str | int]) -> Any:
    for key in path:
        data = data[key]
    return data


def _as_read(value: Value) -> Any:
    if isinstance(value, str):
        return value
    return {key: one if isinstance(one, str) else list(one) for key, one in value.items()}

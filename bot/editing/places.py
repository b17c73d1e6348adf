"""Where things stand in the text of a YAML file, from the marks that PyYAML gives each node."""

from collections.abc import Sequence

import yaml

from bot.core.said import Problem
from bot.loader.nodes import compose
from bot.sentences import editing as sentences

_WIDTH = 120


class CannotEdit(Problem):
    """The change is not possible. Nothing was changed."""


def node_at(text: str, path: Sequence[str | int]) -> yaml.Node | None:
    """The node under a path of keys; None is a file that holds nothing. Raises CannotEdit where the path ends early."""
    node = compose(text)
    for key in path:
        if (node := below(node, key)) is None:
            raise CannotEdit(sentences.NO_PLACE, place=named(path))
    return node


def named(path: Sequence[str | int]) -> str:
    """A path as people read it."""
    return " → ".join(map(str, path))


def below(node: yaml.Node | None, key: str | int) -> yaml.Node | None:
    """The value of a key or the item at a position; None where there is none."""
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
        return next(iter(node.value[key : key + 1]), None)
    values = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((one for name, one in values if name.value == key), None)


def end_of(text: str, node: yaml.Node) -> int:
    """The position behind the last sign of a value; the end mark of a block lies beyond the blank lines after it."""
    end: int = node.end_mark.index
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(node, yaml.MappingNode) else last)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        start = node.start_mark.index
        keeps_blank_lines = "+" in text[start:end].partition("\n")[0].partition("#")[0]
        return end if keeps_blank_lines else start + len(text[start:end].rstrip(" \t\r\n"))
    return end


def separator(text: str, start: int, last: int, added: str) -> str:
    """What goes before a new item of a flow list: a comma and, once its last line is full, a new line.

    `start` is where the list begins, `last` where its last item ends. A list of one line stays on it.
    """
    line = text.rfind("\n", 0, last) + 1
    if line <= start or last - line + len(added) + 3 <= _WIDTH:
        return ", "
    indent = len(text[line:last]) - len(text[line:last].lstrip(" "))
    return f",{newline_of(text)}{' ' * indent}"


def with_line(text: str, at: int, line: str) -> str:
    """Insert a line below the one in which a position lies; a last line without an end stays without one."""
    newline = newline_of(text)
    if at == 0 or text[at - 1] == "\n":
        return text[:at] + line + newline + text[at:]
    end = text.find("\n", at)
    if end < 0:
        return text + newline + line
    return text[: end + 1] + line + newline + text[end + 1 :]


def newline_of(text: str) -> str:
    """How the lines of a file end."""
    return "\r\n" if "\r\n" in text else "\n"

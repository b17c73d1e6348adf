"""YAML read as text, with the line and column of every value.

PyYAML's own types are not used: they turn `yes` into True, 12:30 into 750 and drop repeated keys without a word.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bot.core.text import Language
from bot.loader.mistakes import Mistake, Severity

# libyaml where the wheel has it: ten times faster, the same nodes.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]  # one of two classes, chosen when this runs
    """Everything is a text, a list or a mapping; PyYAML would ask each of 100,000 values what it might mean."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
        return _TAGS[kind]


_TAGS = {
    yaml.ScalarNode: yaml.resolver.BaseResolver.DEFAULT_SCALAR_TAG,
    yaml.SequenceNode: yaml.resolver.BaseResolver.DEFAULT_SEQUENCE_TAG,
    yaml.MappingNode: yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG,
}

KeyPath = tuple[str | int, ...]

# Far beyond any file that people write; what is larger was made to keep the bot busy.
MOST_BYTES = 5 * 1024 * 1024
MOST_LEVELS, MOST_ALIASES = 30, 200


@dataclass
class Document:
    """One YAML file: its data (mappings, lists, texts) and where each value stands."""

    file: str
    data: Any = None
    mistakes: list[Mistake] = field(default_factory=list)
    lent: dict[KeyPath, Language] = field(default_factory=dict)  # what a draft lacks, and whose text it is lent
    text: str = ""  # that the data was read from

    @cached_property
    def places(self) -> dict[KeyPath, tuple[int, int]]:
        """Line and column of each value. Found when they are asked for: most files have nothing to be told about."""
        places: dict[KeyPath, tuple[int, int]] = {}
        if node := compose(self.text):
            _find(places, node, ())
        return places

    def mistake(self, path: KeyPath, code: str, message: str, severity: Severity = "error") -> Mistake:
        """A mistake at a value, or at the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Mistake(self.file, line, column, severity, code, message)


def compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML text, each with its marks. Raises yaml.YAMLError."""
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return node


def read_document(path: Path, file: str) -> Document:
    """Read a file. Mistakes of the YAML itself are in `mistakes`, and `data` holds what could be read."""
    if (size := path.stat().st_size) > MOST_BYTES:
        message = f"the file has {size / 1024 / 1024:.1f} MB; at most {MOST_BYTES // 1024 // 1024} are read"
        return Document(file, mistakes=[Mistake(file, 1, 1, "error", "KB008", message)])
    try:
        return read_text(path.read_text(encoding="utf-8-sig"), file)
    except UnicodeDecodeError:
        mistake = Mistake(file, 1, 1, "error", "KB001", "the file is not UTF-8; save it as UTF-8")
        return Document(file, mistakes=[mistake])


def read_text(text: str, file: str) -> Document:
    """Read the text of a file, as `read_document` does."""
    with suppress(_Odd, yaml.YAMLError):
        return Document(file, _plain(text), text=text)
    document = Document(file)
    try:
        if refused := _refused(text, file):
            document.mistakes.append(refused)
            return document
        node = compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = " ".join(part for part in (error.problem, error.context) if part)
        hint = "look for a missing quote, a colon inside a text without quotes, or wrong indentation"
        document.mistakes.append(Mistake(file, line, column, "error", "KB001", f"this is not YAML: {what}; {hint}"))
        return document
    except yaml.YAMLError as error:
        document.mistakes.append(Mistake(file, 1, 1, "error", "KB001", f"this is not YAML: {error}"))
        return document
    if node is not None:
        document.text, document.data = text, _build(document, node)
    return document


class _Odd(Exception):
    """A text holds what only a second look can judge."""


def _begun(event: yaml.NodeEvent) -> Any:
    """The value that begins here: a text whole, a list or mapping still empty. An alias has an anchor: it is odd."""
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    return {} if isinstance(event, yaml.MappingStartEvent) else []


def _plain(text: str) -> Any:
    """The data of a text as nearly all files are: no anchors, no key twice. One pass, and no place of any value.

    Raises _Odd for every other text, and yaml.YAMLError.
    """
    root: list[Any] = []
    around: list[Any] = [root]  # the list or mapping in which we are, and those around it
    keys: list[str | None] = [None]  # the key that waits for its value, in each of them
    for event in yaml.parse(text, Loader=_Base):
        if isinstance(event, yaml.CollectionEndEvent):
            around.pop()
            keys.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        if event.anchor or len(around) > MOST_LEVELS:
            raise _Odd
        into, value = around[-1], _begun(event)
        if isinstance(into, list):
            into.append(value)
        elif keys[-1] is not None:
            into[keys[-1]], keys[-1] = value, None
        elif isinstance(value, str) and value not in into:
            keys[-1] = value
        else:
            raise _Odd
        if not isinstance(value, str):
            around.append(value)
            keys.append(None)
    if len(root) > 1:
        raise _Odd
    return root[0] if root else None


def _refused(text: str, file: str) -> Mistake | None:
    """What makes much of few bytes, found before anything is made of it. Raises yaml.YAMLError.

    Ten aliases of ten aliases are a billion values, and brackets in brackets more than Python can follow.
    """
    anchored: list[bool] = []  # of each list and mapping around this place, whether it stands in an anchor
    aliases = 0
    for event in yaml.parse(text, Loader=_Base):
        message = None
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
            if anchored and anchored[-1]:
                message = "an alias (*) inside of what has an anchor (&) itself: write the text again"
            elif aliases > MOST_ALIASES:
                message = f"more than {MOST_ALIASES} aliases (*) in one file"
        elif isinstance(event, yaml.CollectionStartEvent):
            anchored.append(bool(event.anchor or (anchored and anchored[-1])))
            if len(anchored) > MOST_LEVELS:
                message = f"more than {MOST_LEVELS} levels of lists and keys inside each other"
        elif isinstance(event, yaml.CollectionEndEvent):
            anchored.pop()
        if message:
            mark = event.start_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            return Mistake(file, line, column, "error", "KB009", message)
    return None


def _build(document: Document, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(document, node)
    if isinstance(node, yaml.SequenceNode):
        return [_build(document, item) for item in node.value]
    return node.value


def _build_mapping(document: Document, node: yaml.MappingNode) -> dict[str, Any]:
    built: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, mark = str(key_node.value), key_node.start_mark
        if key in built:
            message = f"'{key}' is given twice; first on line {lines[key]}"
            document.mistakes.append(Mistake(document.file, mark.line + 1, mark.column + 1, "error", "KB002", message))
            continue
        lines[key] = mark.line + 1
        built[key] = _build(document, value_node)
    return built


def _find(places: dict[KeyPath, tuple[int, int]], node: yaml.Node, path: KeyPath) -> None:
    """A value stands where its key does; of a key given twice the first counts."""
    places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            here = (*path, str(key_node.value))
            if here not in places:
                places[here] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
                _find(places, value_node, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _find(places, item, (*path, index))

"""YAML read as text, with the line and column of every value.

PyYAML's own types are not used: they turn `yes` into True, 12:30 into 750 and drop repeated keys without a word.
"""

import codecs
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bot.core.faults import Code
from bot.core.text import Language
from bot.loader.mistakes import Mistake
from bot.loader.nodes import compose, events
from bot.loader.second_look import MOST_LEVELS, Look
from bot.loader.syntax import invisible

KeyPath = tuple[str | int, ...]

# Far beyond any file that people write; what is larger was made to keep the bot busy.
MOST_BYTES = 5 * 1024 * 1024


@dataclass
class Document:
    """One YAML file: its data (mappings, lists, texts) and where each value stands."""

    file: str
    data: Any = None
    mistakes: list[Mistake] = field(default_factory=list)
    lent: dict[KeyPath, Language] = field(default_factory=dict)  # what a draft lacks, and whose text it is lent
    text: str = ""  # that the data was read from
    unreadable: bool = False  # the YAML itself is broken: what it means is anybody's guess

    @cached_property
    def places(self) -> dict[KeyPath, tuple[int, int]]:
        """Line and column of each value. Found when they are asked for: most files have nothing to be told about."""
        places: dict[KeyPath, tuple[int, int]] = {}
        if node := compose(self.text):
            _find(places, node, ())
        return places

    def mistake(self, path: KeyPath, code: Code, **values: object) -> Mistake:
        """A mistake at a value, or at the nearest value around it; `values` are what its message names."""
        line, column = self.places.get(self.around(path), (1, 1))
        return Mistake.at(self.file, line, column, code, **values)

    def around(self, path: KeyPath) -> KeyPath:
        """The path itself where it stands in the document, or that of the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return path

    def refuse(self, *mistakes: Mistake) -> None:
        """Keep mistakes of the YAML itself. Nobody looks further: the rest would only follow from them."""
        self.mistakes += mistakes
        self.unreadable = True


def read_document(path: Path, file: str) -> Document:
    """Read a file. Mistakes of the YAML itself are in `mistakes`, and `data` holds what could be read."""
    if (size := path.stat().st_size) > MOST_BYTES:
        in_mb, most = f"{size / 1024 / 1024:.1f}", MOST_BYTES // 1024 // 1024
        return refused_document(Mistake.at(file, 1, 1, Code.FILE_TOO_LARGE, size=in_mb, most=most))
    content = path.read_bytes()
    try:
        return read_text(content.decode("utf-8-sig").replace("\r\n", "\n"), file)
    except UnicodeDecodeError:
        encoding = "UTF-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "Windows-1251"
        return refused_document(Mistake.at(file, 1, 1, Code.NOT_UTF8, encoding=encoding))


def refused_document(mistake: Mistake) -> Document:
    """The document of a file that is refused as a whole."""
    return Document(mistake.file, mistakes=[mistake], unreadable=True)


def read_text(text: str, file: str) -> Document:
    """Read the text of a file, as `read_document` does."""
    if odd := invisible(text, file):
        return refused_document(odd)
    with suppress(_Odd, yaml.YAMLError):
        return Document(file, _plain(text), text=text)
    look = Look(text, file)
    document = Document(file, look.data, text=text if look.data is not None else "")
    if look.mistakes:
        document.refuse(*look.mistakes)
    return document


class _Odd(Exception):
    """A text holds what only a second look can judge."""


def _begun(event: yaml.NodeEvent) -> Any:
    """The value that begins here: a text whole, a list or mapping still empty. An alias has an anchor: it is odd."""
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    return {} if isinstance(event, yaml.MappingStartEvent) else []


def _plain(text: str) -> Any:
    """The data of a text as nearly all files are: no anchors, no key twice, nothing empty. One pass, and no places.

    Raises _Odd for every other text, and yaml.YAMLError.
    """
    root: list[Any] = []
    around: list[Any] = [root]  # the list or mapping in which we are, and those around it
    keys: list[str | None] = [None]  # the key that waits for its value, in each of them
    for event in events(text):
        if isinstance(event, yaml.CollectionEndEvent):
            around.pop()
            keys.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        if event.anchor or len(around) > MOST_LEVELS:
            raise _Odd
        into, value = around[-1], _begun(event)
        if value == "":
            raise _Odd
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

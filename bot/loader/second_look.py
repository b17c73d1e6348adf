"""A second look at a text that is not as nearly all files are: what it means, or what is wrong with its YAML."""

import re
from typing import Any

import yaml

from bot.core.faults import Code
from bot.loader.mistakes import Mistake
from bot.loader.nodes import compose, events
from bot.loader.syntax import explained, shown

# Far beyond any file that people write; what is larger was made to keep the bot busy.
MOST_LEVELS, MOST_ALIASES = 30, 200


class Look:
    """`data` is what the text means; it is a guess where there are `mistakes`."""

    def __init__(self, text: str, file: str) -> None:
        self.data: Any = None
        self.mistakes: list[Mistake] = []
        self._file = file
        try:
            if not self._is_bomb(text) and (node := compose(text)):
                self.data = self._build(node, in_list=False)
        except yaml.YAMLError as error:
            self.mistakes.append(explained(text, file, error))

    def _refuse(self, found: yaml.Event | yaml.Node, code: Code, **values: object) -> None:
        mark: Any = found.start_mark
        self.mistakes.append(Mistake.at(self._file, mark.line + 1, mark.column + 1, code, **values))

    def _is_bomb(self, text: str) -> bool:
        """Whether much would be made of few bytes; told before anything is made of it. Raises yaml.YAMLError.

        Ten aliases of ten aliases are a billion values, and brackets in brackets more than Python can follow.
        """
        anchored: list[bool] = []  # of each list and mapping around this place, whether it stands in an anchor
        aliases = 0
        for event in events(text):
            if isinstance(event, yaml.AliasEvent):
                aliases += 1
                if anchored and anchored[-1]:
                    self._refuse(event, Code.ALIAS_IN_ANCHOR)
                elif aliases > MOST_ALIASES:
                    self._refuse(event, Code.TOO_MANY_ALIASES, most=MOST_ALIASES)
            elif isinstance(event, yaml.CollectionStartEvent):
                anchored.append(bool(event.anchor or (anchored and anchored[-1])))
                if len(anchored) > MOST_LEVELS:
                    self._refuse(event, Code.TOO_NESTED, most=MOST_LEVELS)
            elif isinstance(event, yaml.CollectionEndEvent):
                anchored.pop()
            if self.mistakes:
                return True
        return False

    def _build(self, node: yaml.Node, in_list: bool) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._build_mapping(node, in_list)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(item, in_list=True) for item in node.value]
        return node.value

    def _build_mapping(self, node: yaml.MappingNode, in_list: bool) -> dict[str, Any]:
        built: dict[str, Any] = {}
        lines: dict[str, int] = {}
        twice: list[yaml.Node] = []
        for key_node, value_node in node.value:
            key, mark = str(key_node.value), key_node.start_mark
            if node.flow_style and value_node.value == "" and value_node.start_mark.index == key_node.end_mark.index:
                self._refuse_half(key_node)
            elif key in built:
                twice.append(key_node)
            else:
                lines[key] = mark.line + 1
                built[key] = self._build(value_node, in_list=False)
        if in_list and len(twice) > 1:  # an entry comes again key by key: its dash is missing
            self._refuse(twice[0], Code.NO_DASH, right=f"- {twice[0].value}: …")
        else:
            for key_node in twice[:1]:  # where an id is missing between two entries, all their keys come twice
                self._refuse(key_node, Code.KEY_TWICE, key=key_node.value, first=lines[str(key_node.value)])
        return built

    def _refuse_half(self, node: yaml.Node) -> None:
        """A key in {…} without a colon: the text before it holds a comma, or its own colon has no blank after it."""
        key = str(node.value)
        if glued := re.fullmatch(r"([a-z_-]+):(\S.*)", key):
            self._refuse(node, Code.NO_SPACE, sign=":", right=shown(f"{glued[1]}: {glued[2]}"))
        elif not self.mistakes:  # a text with three commas is one mistake
            self._refuse(node, Code.COMMA_IN_BRACES, part=shown(key))

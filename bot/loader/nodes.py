"""YAML as PyYAML parses it, for files in which every value is a text, a list or a mapping."""

from collections.abc import Iterator
from typing import Any

import yaml

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


def compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML text, each with its marks. Raises yaml.YAMLError."""
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return node


def events(text: str) -> Iterator[yaml.Event]:
    """What the parser meets, one after the other. Raises yaml.YAMLError."""
    return iter(yaml.parse(text, Loader=_Base))

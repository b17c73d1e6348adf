"""Entries that stay pickled until somebody looks at them: of hundreds of articles a bot shows few at a time."""

import pickle
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from bot.loader.pickles import read, write

OPEN = 64  # entries that stay as they were looked at; the one looked at longest ago goes first

T = TypeVar("T")


class Packed(Mapping[str, T]):
    """A mapping like the one that it was made of. Pickled, it lies where a mapped file can lend it."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._packed: dict[str, bytes | memoryview] = {key: write(entry) for key, entry in entries.items()}
        self._open = OrderedDict[str, T]()

    def __getitem__(self, key: str) -> T:
        if (entry := self._open.get(key)) is None:
            entry = self._open[key] = read(self._packed[key])
            if len(self._open) > OPEN:
                self._open.popitem(last=False)
        else:
            self._open.move_to_end(key)
        return entry

    def __contains__(self, key: object) -> bool:
        return key in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __getstate__(self) -> dict[str, pickle.PickleBuffer]:
        return {key: pickle.PickleBuffer(packed) for key, packed in self._packed.items()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._packed, self._open = state, OrderedDict()

"""A store whose refusals are noticed, wherever they happen and whoever copes with them."""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any, cast

from bot.core.store import Store, StoreUnavailable


def watched(store: Store, refused: Callable[[], None]) -> Store:
    """The same store. `refused` is called whenever one of its methods raises StoreUnavailable."""
    return cast(Store, _Watched(store, refused))


class _Watched:
    def __init__(self, store: Store, refused: Callable[[], None]) -> None:
        self._store, self._refused = store, refused

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if not iscoroutinefunction(found):
            return found

        async def call(*args: Any, **named: Any) -> Any:
            try:
                return await found(*args, **named)
            except StoreUnavailable:
                self._refused()
                raise

        setattr(self, name, call)  # the next time it is found without this
        return call

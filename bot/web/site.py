"""One part of the web server: what it answers with, and what ends its long answers before the server stops."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp


def _nothing() -> None:
    """A site without long answers."""


@dataclass(frozen=True)
class Site:
    app: ASGIApp
    close: Callable[[], None] = _nothing

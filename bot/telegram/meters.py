"""What the serving of updates takes: counted as it happens, read by /metrics. No person in it."""

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class ServingMeter:
    """How many updates were served, how many broke, and in how many seconds; the last column has no bound."""

    def __init__(self) -> None:
        self.columns = [0] * (len(BOUNDS) + 1)
        self.seconds, self.broken = 0.0, 0

    def broke(self) -> None:
        """An update could not be served; also where its citizen was told so, and no exception is left."""
        self.broken += 1

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Around the serving of one update."""
        begun = perf_counter()
        try:
            yield
        except Exception:
            self.broke()
            raise
        finally:
            took = perf_counter() - begun
            self.columns[bisect_left(BOUNDS, took)] += 1
            self.seconds += took

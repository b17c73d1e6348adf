"""The figures: sums of the counts, none of which tells of fewer than five people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response

from bot.core.guides import Guide
from bot.core.review import Tally
from bot.core.text import LANGUAGES, Language
from bot.web.console.parts import Visit

DAYS = 30
FEWEST = 5
FEW = "<5"
_MOST_READ, _THEMES = 20, 10


@dataclass(frozen=True)
class Count:
    """How often something happened. Small numbers are neither shown nor drawn."""

    times: int

    @property
    def few(self) -> bool:
        return 0 < self.times < FEWEST

    @property
    def drawn(self) -> int:
        return 0 if self.few else self.times

    def __str__(self) -> str:
        return FEW if self.few else str(self.times)


@dataclass(frozen=True)
class Day:
    """The questions of one day in one language."""

    day: date
    asked: Count
    answered: Count

    @property
    def share(self) -> int | None:
        """Per cent answered; None where it would tell of a few."""
        rest = Count(max(0, self.asked.times - self.answered.times))
        if not self.asked.drawn or self.answered.few or rest.few:
            return None
        return min(100, round(100 * self.answered.times / self.asked.times))


@dataclass(frozen=True)
class Bar:
    """A named count among others. `other` stands beside it, where two are compared."""

    key: str
    count: Count
    other: Count = Count(0)


@dataclass(frozen=True)
class Way:
    """How far people came in a guide."""

    guide: str
    steps: tuple[Bar, ...]
    finished: Count

    @property
    def most(self) -> int:
        return max([1, self.finished.drawn, *(one.count.drawn for one in self.steps)])


async def figures(visit: Visit) -> Response:
    """The page with the pictures of the last thirty days."""
    today = visit.console.today
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    tallies = await visit.console.store.tallies(days[0], today)
    sums: Counter[tuple[str, str]] = Counter()
    for tally, times in tallies.items():
        sums[tally.what, tally.key] += times
    read = _bars(sums, "read")
    ways = [way for key, guide in visit.base.guides.items() if (way := _way(sums, key, guide))]
    themes = [one for one in _bars(sums, "unknown") if one.key and not one.count.few]
    return visit.show(
        "figures.html",
        by_language={language: per_day(tallies, days, language) for language in LANGUAGES},
        read=read[:_MOST_READ],
        ways=ways,
        step_title=lambda guide, step: visit.reader.label(visit.base.guides[guide].steps[step].question),
        helped=_compared(sums),
        themes=themes[:_THEMES],
        topic_title=lambda key: visit.reader.label(visit.base.topics[key].title) if key in visit.base.topics else key,
        most=lambda bars: max((max(one.count.drawn, one.other.drawn) for one in bars), default=0) or 1,
    )


def per_day(tallies: Mapping[Tally, int], days: Iterable[date], language: Language) -> list[Day]:
    """Questions and answers, day by day. The numbers to call in danger are an answer, suggestions are none yet."""
    sums: Counter[tuple[date, str]] = Counter()
    for tally, times in tallies.items():
        if tally.language == language:
            sums[tally.day, "answered" if tally.what == "emergency" else tally.what] += times
    return [Day(day, Count(sums[day, "asked"]), Count(sums[day, "answered"])) for day in days]


def _bars(sums: Mapping[tuple[str, str], int], what: str) -> list[Bar]:
    """Everything that was counted as this, most first; those with a few come last, in the order of their names."""
    bars = [Bar(key, Count(times)) for (kind, key), times in sums.items() if kind == what]
    return sorted(bars, key=lambda one: (-one.count.drawn, one.key))


def _way(sums: Counter[tuple[str, str]], guide_id: str, guide: Guide) -> Way | None:
    steps = tuple(Bar(step, Count(sums["step", f"{guide_id}/{step}"])) for step in guide.steps)
    way = Way(guide_id, steps, Count(sums["finished", guide_id]))
    return way if any(one.count.times for one in steps) or way.finished.times else None


def _compared(sums: Counter[tuple[str, str]]) -> list[Bar]:
    """Helped against not helped, where at least five said either."""
    keys = {key for what, key in sums if what in ("helped", "not_helped")}
    bars = [Bar(key, Count(sums["helped", key]), Count(sums["not_helped", key])) for key in keys]
    enough = [one for one in bars if one.count.times + one.other.times >= FEWEST]
    return sorted(enough, key=lambda one: (-one.other.drawn, -one.count.drawn, one.key))

"""The health of the knowledge base: what is due, unfinished, warned of, or never read."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from starlette.responses import Response

from bot.core.faults import Code
from bot.core.knowledge import KnowledgeBase
from bot.loader.checked import Checked
from bot.loader.making import checked_apart
from bot.web.console.parts import Visit

_DUE_WITHIN = timedelta(days=60)
_READ_WITHIN = timedelta(days=365)
_NO_SCENARIO = Code.OUTCOME_WITHOUT_SCENARIO
_OUTDATED = Code.TRANSLATION_OUTDATED
_SHOWN_ELSEWHERE = {_NO_SCENARIO, _OUTDATED, Code.REVIEW_DUE, Code.DRAFT_NOT_TRANSLATED}


@dataclass(frozen=True)
class Due:
    """An entry and the day by which it is to be reviewed."""

    entry: str
    review_by: date


class Health:
    """The page. Checking takes seconds, so the result is kept for as long as the edition and the day are the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._checked: tuple[str, date, Checked] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def page(self, visit: Visit) -> Response:
        """What the operators should look at."""
        checked = await self._check(visit)
        mistakes = checked.mistakes
        today, base = visit.console.today, visit.base
        due = sorted(_due(base), key=lambda one: (one.review_by, one.entry))
        tallies = await visit.console.store.tallies(today - _READ_WITHIN, today)
        read = {one.key for one in tallies if one.what == "read"}
        return visit.show(
            "health.html",
            past=[one for one in due if one.review_by < today],
            soon=[one for one in due if today <= one.review_by <= today + _DUE_WITHIN],
            drafts=[(key, checked.lacking.get(key, [])) for key in base.articles if key not in base.published],
            outdated=[one for one in mistakes if one.code == _OUTDATED],
            warnings=[one for one in mistakes if one.code not in _SHOWN_ELSEWHERE],
            without_scenario=[one for one in mistakes if one.code == _NO_SCENARIO],
            unread=[key for key in base.published if key not in read] if read else [],
            counted=bool(read),
        )

    async def _check(self, visit: Visit) -> Checked:
        digest, today = visit.console.library.edition.digest, visit.console.today
        async with self._one_at_a_time:
            if not self._checked or self._checked[:2] != (digest, today):
                self._checked = digest, today, await asyncio.to_thread(checked_apart, self._folder, today)
            return self._checked[2]


def _due(base: KnowledgeBase) -> Iterator[Due]:
    yield from (Due(key, one.review_by) for key, one in base.published.items())
    yield from (Due(key, one.review_by) for key, one in base.guides.items())
    yield from (Due(key, one.review_by) for key, one in base.emergencies.items())

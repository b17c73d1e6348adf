"""The queue: clusters with filters and search, twenty a page."""

from typing import cast
from urllib.parse import urlencode

from starlette.responses import Response

from bot.core.review import STATES, State, Wanted
from bot.core.text import LANGUAGES, Language
from bot.web.console.parts import Visit

A_PAGE = 20


async def queue(visit: Visit) -> Response:
    """One page of the queue."""
    asked = visit.request.query_params
    state = cast(State, asked.get("state")) if asked.get("state") in STATES else "open"
    language = cast(Language, asked.get("of")) if asked.get("of") in LANGUAGES else None
    wanted = Wanted((state,), asked.get("q", "").strip()[:200], language, asked.get("proposed") == "1")
    number = _number(asked.get("page", "1"))
    clusters, count = await visit.console.desk.clusters(wanted, A_PAGE, (number - 1) * A_PAGE)
    pages = max(1, -(-count // A_PAGE))
    kept = {name: asked[name] for name in ("state", "of", "q", "proposed") if asked.get(name)}

    def turned(by: int) -> str | None:
        return "?" + urlencode({**kept, "page": number + by}) if 1 <= number + by <= pages else None

    return visit.show(
        "queue.html", clusters=clusters, count=count, wanted=wanted, state=state, states=STATES, number=number,
        pages=pages, previous=turned(-1), following=turned(1),
    )  # fmt: skip


def _number(text: str) -> int:
    return min(int(text), 100_000) if text.isdecimal() and len(text) < 9 and int(text) else 1

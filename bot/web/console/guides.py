"""The guides as pictures."""

import asyncio
from importlib import import_module

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.core.scenarios import covered
from bot.drawing.picture import Picture, picture
from bot.web.console.parts import Visit


async def guides(visit: Visit) -> Response:
    """Every guide under its topic."""
    topics = [(key, topic.guides) for key, topic in visit.base.topics.items() if topic.guides]
    base, reader = visit.base, visit.reader
    return visit.show(
        "guides.html",
        topics=topics,
        topic_title=lambda key: reader.label(base.topics[key].title),
        start=lambda key: base.guides[key].start,
    )


async def guide(visit: Visit) -> Response:
    """One guide. Its picture stands in the page itself, so that it has the colours of the page."""
    guide_id = visit.request.path_params["guide"]
    if guide_id not in visit.base.guides:
        raise HTTPException(404)
    scenarios = visit.console.library.edition.knowledge.scenarios
    drawn = picture(visit.reader, guide_id, covered(scenarios).get(guide_id, frozenset()))
    drawing = Markup(await asyncio.to_thread(_svg, drawn))  # Graphviz escapes every text
    return visit.show("guide.html", drawn=drawn, drawing=drawing)


def _svg(drawn: Picture) -> str:
    """Loaded by the first who looks at a guide: Graphviz takes 7 MB, and most bots draw none."""
    return str(import_module("bot.drawing.svg").svg(drawn))

"""The console: every address, and who may open it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bot.core.store import StoreUnavailable
from bot.web.console import cluster
from bot.web.console.access import HEADERS, Access, Handler, called_by_name
from bot.web.console.audit import audit
from bot.web.console.entry import Entry
from bot.web.console.figures import figures
from bot.web.console.guides import guide, guides
from bot.web.console.health import Health
from bot.web.console.parts import Console
from bot.web.console.queue import queue
from bot.web.guard import Guard
from bot.web.site import Site

_STATIC = Path(__file__).parent.parent / "static"
_CHANGES: dict[str, Handler] = {
    "claim": cluster.claim,
    "release": cluster.release,
    "answer": cluster.answer_by,
    "write": cluster.write,
    "reply": cluster.save_reply,
    "close": cluster.close,
    "refuse": cluster.refuse,
    "noise": cluster.noise,
    "merge": cluster.merge,
    "split": cluster.split,
    "undo": cluster.undo,
}


def build_console(console: Console, address: str) -> Site:
    """The console behind its guard. `address` is where people reach it; requests to other names are refused."""
    access, health = Access(console), Health(console.knowledge_dir)
    entry = Entry(console, access)
    one = "/console/cluster/{cluster:int}"

    async def unavailable(request: Request, _error: Exception) -> Response:
        return console.outside(request, "unavailable", 503)

    async def missing(request: Request, _error: Exception) -> Response:
        return console.outside(request, "no_page", 404)

    routes = [
        Route("/console/console.css", _file("console.css")),
        Route("/console/icon.svg", _file("icon.svg")),
        Route("/console/enter", entry.show),
        Route("/console/enter", entry.enter, methods=["POST"]),
        Route("/console/leave", access.change(entry.leave), methods=["POST"]),
        Route("/console", access.page(queue)),
        Route("/console/", access.page(queue)),
        Route(one, access.page(cluster.cluster)),
        *(Route(f"{one}/{name}", access.change(do), methods=["POST"]) for name, do in _CHANGES.items()),
        Route(f"{one}/answer", access.page(cluster.answer)),
        Route(f"{one}/reply", access.page(cluster.reply)),
        Route("/console/files", access.page(cluster.files)),
        Route("/console/files/{number:int}", access.page(cluster.file)),
        Route("/console/health", access.page(health.page)),
        Route("/console/guides", access.page(guides)),
        Route("/console/guides/{guide}", access.page(guide)),
        Route("/console/figures", access.page(figures)),
        Route("/console/audit", access.owners(audit)),
    ]
    handlers = {StoreUnavailable: unavailable, 404: missing}
    app = Starlette(routes=routes, exception_handlers=handlers)
    return Site(Guard(app, called_by_name(address), HEADERS, "this is not the address of the console"))


def _file(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def serve(_request: Request) -> Response:
        return FileResponse(_STATIC / name)

    return serve

"""Who may do what in the console; whoever may not is refused, and the audit log says so."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.core.review import Deed
from bot.web.console.parts import Console, Visit
from bot.web.guard import LOOPBACK, host_of

Handler = Callable[[Visit], Awaitable[Response]]
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_AN_HOUR = 100  # refusals of people whom nobody knows: they must not fill the log


@dataclass
class Access:
    """Wraps handlers: `page` for admins, `change` for their forms, `owners` for what only owners see."""

    console: Console

    def __post_init__(self) -> None:
        self._unknown = 0
        self._since = self.console.clock()

    def page(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """A page for admins. The role is looked at anew each time."""

        async def handle(request: Request) -> Response:
            visit = await self._visit(request, {})
            return await handler(visit) if isinstance(visit, Visit) else visit

        return handle

    def owners(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """A page for owners only."""

        async def handle(visit: Visit) -> Response:
            if visit.is_owner:
                return await handler(visit)
            await self.note(f"refused {visit.request.url.path}: no owner", visit.session.admin_id)
            return visit.refused(visit.words.refused_owner)

        return self.page(handle)

    def change(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """A form of an admin, sent from a page of the same session."""

        async def handle(request: Request) -> Response:
            form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
            visit = await self._visit(request, form)
            if not isinstance(visit, Visit):
                return visit
            if not visit.session.owns(form.get("csrf", "")) or not same_site(request):
                await self.note(f"refused {request.url.path}: forged form", visit.session.admin_id)
                return visit.refused(visit.words.refused_form)
            return await handler(visit)

        return handle

    async def note(self, what: str, admin_id: int = 0, cluster_id: int | None = None) -> None:
        """Write a line of the audit log. Admin 0 is somebody unknown."""
        now = self.console.clock()
        if not admin_id:
            if now - self._since > timedelta(hours=1):
                self._unknown, self._since = 0, now
            self._unknown += 1
            if self._unknown > _AN_HOUR:
                return
        await self.console.store.add_deed(Deed(admin_id, what, cluster_id, now))

    async def _visit(self, request: Request, form: Mapping[str, str]) -> Visit | Response:
        session = self.console.sessions.of(request)
        if session is None:
            await self.note(f"refused {request.method} {request.url.path[:80]}: no session")
            return self.console.outside(request, "refused_session")
        if session.admin_id not in self.console.admins:
            await self.note(f"refused {request.method} {request.url.path[:80]}: no admin", session.admin_id)
            return self.console.outside(request, "refused_session")
        return Visit(self.console, request, session, form)


def same_site(request: Request) -> bool:
    """Not sent by another site's page, as far as the browser says. Without a referrer its Origin is "null"."""
    return request.headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def called_by_name(address: str) -> Callable[[Request], bool]:
    """Requests to the address at which people reach the console, or from this computer; not to a name of others."""
    known = LOOPBACK | {urlsplit(address).hostname}
    return lambda request: host_of(request) in known

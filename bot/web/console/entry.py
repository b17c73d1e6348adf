"""Into the console by a one-time link, and out of it."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.core.store import StoreUnavailable
from bot.core.text import LANGUAGES, Language
from bot.web.console.access import Access, same_site
from bot.web.console.links import Flaw, Refused
from bot.web.console.parts import Console, Visit, language_of, page

_REASONS: dict[Flaw, str] = {
    "forged": "refused_forged",
    "expired": "refused_expired",
    "used": "refused_used",
    "no admin": "refused_role",
}


class Entry:
    """The two pages of somebody who is not in yet."""

    def __init__(self, console: Console, access: Access) -> None:
        self._console, self._access = console, access

    async def show(self, request: Request) -> Response:
        """The page with the one button. A robot that previews links gets no further."""
        token = request.query_params.get("token", "")
        try:
            ticket = self._console.links.read(token)
        except Refused as refused:
            return await self._refused(request, refused)
        language = await self._language(request, ticket.admin_id)
        return page(
            "enter.html", 200, words=self._console.words(language), language=language, languages=LANGUAGES, token=token
        )

    async def enter(self, request: Request) -> Response:
        """Use the link up, and let its admin in."""
        token = (await request.form()).get("token", "")
        try:
            admin_id = await self._console.links.redeem(str(token) if same_site(request) else "")
        except Refused as refused:
            return await self._refused(request, refused)
        response = RedirectResponse("/console", 303)
        self._console.sessions.begin(response, admin_id, await self._language(request, admin_id))
        await self._access.note("enter", admin_id)
        return response

    async def leave(self, visit: Visit) -> Response:
        """Log out."""
        response = self._console.outside(visit.request, "logged_out", 200)
        self._console.sessions.end(response, visit.session)
        return response

    async def _refused(self, request: Request, refused: Refused) -> Response:
        await self._access.note(f"refused link: {refused.flaw}", refused.admin_id)
        return self._console.outside(request, _REASONS[refused.flaw])

    async def _language(self, request: Request, admin_id: int) -> Language:
        """As the address says, else as the admin has chosen in the chat."""
        wanted = request.query_params.get("language")
        if wanted in LANGUAGES:
            return wanted
        try:
            chosen = (await self._console.store.chat(admin_id, self._console.clock())).language
        except StoreUnavailable:
            chosen = None
        return chosen or language_of(request)

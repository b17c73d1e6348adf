"""The audit log: who did what, for owners."""

from starlette.responses import Response

from bot.web.console.parts import Visit

A_PAGE = 50


async def audit(visit: Visit) -> Response:
    """One page, newest first."""
    asked = visit.request.query_params.get("page", "1")
    number = int(asked) if asked.isdecimal() and 0 < len(asked) < 7 and int(asked) else 1
    deeds = await visit.console.store.deeds(A_PAGE + 1, (number - 1) * A_PAGE)
    return visit.show("audit.html", deeds=deeds[:A_PAGE], number=number, more=len(deeds) > A_PAGE)

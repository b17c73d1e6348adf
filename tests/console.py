"""An admin before the console: what the tests of its pages stand on."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient, Response

from bot.core.review import Deed
from bot.telegram.services import Services
from bot.web.console.links import Links
from bot.web.console.pages import build_console
from bot.web.console.parts import Console
from bot.web.console.sessions import Sessions
from bot.web.site import Site

ADDRESS = "http://127.0.0.1:8080"
SECRET = "only for the tests, forty characters long"
_FIELD = re.compile(r'name="(token|csrf)" value="([^"]+)"')


def console_of(services: Services, folder: Path, address: str = ADDRESS, secret: str = SECRET) -> Console:
    """The console over the parts of a bot, which can then send links to it."""
    links = Links(services.store, services.clock, secret, address, services.admin_ids)
    services.console_link = links.make
    sessions = Sessions(secret, services.clock, secure=address.startswith("https:"))
    return Console(
        services.library, services.store, services.desk, folder, services.clock, services.admin_ids,
        services.owner_ids, links, sessions,
    )  # fmt: skip


def site_of(services: Services, folder: Path, address: str = ADDRESS) -> Site:
    return build_console(console_of(services, folder, address), address)


@dataclass
class Visitor:
    """Somebody with a browser: opens pages, sends forms, keeps cookies."""

    services: Services
    site: Site
    address: str = ADDRESS
    http: AsyncClient = field(init=False)
    csrf: str = ""

    def __post_init__(self) -> None:
        transport = ASGITransport(self.site.app)
        self.http = AsyncClient(transport=transport, base_url=self.address)

    async def opens(self, path: str, **headers: str) -> Response:
        answer = await self.http.get(path, headers=headers)
        self.csrf = dict(_FIELD.findall(answer.text)).get("csrf", self.csrf)
        return answer

    async def sends(self, path: str, headers: dict[str, str] | None = None, **form: Any) -> Response:
        """Send a form with the token of the last page, unless it brings its own; and follow to where it leads."""
        data = {"csrf": self.csrf, **form}
        answer = await self.http.post(path, data={key: value for key, value in data.items() if value}, headers=headers)
        return await self.opens(answer.headers["location"]) if answer.status_code == 303 else answer

    async def link(self, admin_id: int) -> str:
        assert self.services.console_link, "the console is on"
        return await self.services.console_link(admin_id)

    async def follows(self, link: str) -> Response:
        """Open a link, and press its button where there is one."""
        answer = await self.opens(link)
        token = dict(_FIELD.findall(answer.text)).get("token")
        return await self.sends("/console/enter", token=token) if token else answer

    async def enters(self, admin_id: int) -> Response:
        return await self.follows(await self.link(admin_id))

    async def deeds(self) -> list[Deed]:
        """The audit log, newest first."""
        return await self.services.store.deeds(100, 0)

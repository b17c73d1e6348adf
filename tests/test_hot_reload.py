"""An operator saves a file: live within two seconds, or refused with the place and the reason."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from bot.loader.library import Library
from bot.loader.mistakes import Mistake
from bot.local_telegram.server import LocalTelegram, Person
from bot.telegram.admin import Admin
from bot.telegram.services import Services
from tests.citizen import Citizen
from tests.conftest import ADMIN

Edit = Callable[[str, str, str], None]


async def _told(library: Library, edit: Callable[[], None]) -> list[Mistake]:
    told: asyncio.Queue[list[Mistake]] = asyncio.Queue()
    watching = asyncio.create_task(library.watch(told.put))
    await asyncio.sleep(0)
    edit()
    try:
        return await asyncio.wait_for(told.get(), 20)  # two on a machine that has nothing else to do
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def test_a_saved_change_is_live_without_a_restart(citizen: Citizen, library: Library, edit_file: Edit) -> None:
    edit = lambda: edit_file("topics/pets/articles/cats.yaml", "бесплатно", "за одну минуту")  # noqa: E731
    assert await _told(library, edit) == []
    await citizen.says("кошка")
    assert "за одну минуту" in citizen.sees


async def test_a_broken_change_is_refused_and_the_running_base_stays(
    citizen: Citizen, library: Library, edit_file: Edit
) -> None:
    edit = lambda: edit_file("topics/pets/articles/cats.yaml", "short:", "shrot:")  # noqa: E731
    mistakes = await _told(library, edit)
    assert any(mistake.line == 2 and "short" in mistake.message for mistake in mistakes)
    await citizen.says("кошка")
    assert "бесплатно" in citizen.sees


async def test_admins_learn_file_line_and_reason(
    citizen: Citizen, services: Services, library: Library, edit_file: Edit, telegram: LocalTelegram
) -> None:
    edit_file("topics/pets/articles/cats.yaml", "short:", "shrot:")
    await Admin(services).tell_about_knowledge(citizen.app.bot, await library.reload())
    admin = Citizen(citizen.app, telegram, Person(ADMIN, "Admin"))
    assert "cats.yaml:2:1" in admin.sees
    assert "shrot" in admin.sees

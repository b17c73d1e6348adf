"""An operator saves a file: live within some seconds, or refused with the place and the reason."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from bot.core.text import Language
from bot.loader.library import Library
from bot.loader.mistakes import Mistake, words
from bot.local_telegram.server import LocalTelegram, Person
from bot.telegram.admin import Admin
from bot.telegram.services import Services
from tests.citizen import Citizen
from tests.conftest import ADMIN, OTHER_ADMIN, OWNER

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
    assert any(mistake.line == 2 and "short" in mistake.message("en") for mistake in mistakes)
    await citizen.says("кошка")
    assert "бесплатно" in citizen.sees


async def test_admins_learn_file_line_and_reason_each_in_their_language(
    citizen: Citizen, services: Services, library: Library, edit_file: Edit, telegram: LocalTelegram
) -> None:
    edit_file("topics/pets/articles/cats.yaml", "short:", "shrot:")
    languages: dict[int, Language] = {ADMIN: "kk", OTHER_ADMIN: "ru", OWNER: "en"}
    admins = {id_: Citizen(citizen.app, telegram, Person(id_, "Admin", languages[id_])) for id_ in languages}
    for id_, admin in admins.items():
        await admin.says("/start")
        await admin.presses({"kk": "Қазақша", "ru": "Русский", "en": "English"}[languages[id_]])
    [mistake] = await library.reload()
    await Admin(services).tell_about_knowledge(citizen.app.bot, [mistake])
    for id_, admin in admins.items():
        assert f"cats.yaml:2:1: {words()['error'][languages[id_]]} KB003 " in admin.sees
        assert mistake.message(languages[id_]) in admin.sees

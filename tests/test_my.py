"""/my and /privacy: what is kept is seen, taken away, and gone at once; the notice says what the code does."""

import json
import re
from datetime import timedelta

import pytest

from bot.core.text import LANGUAGES, Language
from bot.loader.library import Library
from bot.local_telegram.server import LocalTelegram, Person
from bot.storage.sqlite import SqliteStore
from bot.telegram.profile import set_profile
from bot.telegram.services import Services
from bot.web.conversation import Conversation
from tests.citizen import Citizen
from tests.conftest import ADMIN, RELEASED, ROOT, asked, visiting

PRIVACY = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


async def _wait(citizen: Citizen, text: str) -> None:
    await citizen.says(text)
    await citizen.presses("🔔")


async def test_my_shows_language_region_and_what_one_waits_for(citizen: Citizen) -> None:
    await citizen.says("/my")
    assert "не выбран" in citizen.sees
    assert "не сохранён" in citizen.sees
    await citizen.says("/start")
    await citizen.presses("Русский")
    await citizen.presses_data("P_housing_astana")
    await _wait(citizen, "zander, +7 701 123 45 67")
    await citizen.says("/my")
    for part in ("Русский", "Астана", "zander, [phone]"):
        assert part in citizen.sees
    assert "4567" not in citizen.sees


async def test_each_question_is_withdrawn_on_its_own(citizen: Citizen, store: SqliteStore) -> None:
    for text in ("zander", "pike perch", "carp in a pond"):
        await _wait(citizen, text)
    await citizen.says("/my")
    await citizen.presses("2:")
    assert citizen.hears
    assert [one.text for one in await store.waits_of(1001)] == ["zander", "carp in a pond"]
    assert "pike" not in citizen.sees
    assert "carp" in citizen.sees


async def test_many_long_questions_fit_a_message(citizen: Citizen, store: SqliteStore) -> None:
    for number in range(30):
        question = await store.record(f"{number} " + "<&ю" * 1300, "ru", "open", RELEASED)
        await store.wait(1001, question, RELEASED)
    complaint = await store.complain("gone-article", "unclear", "ru", RELEASED)
    await store.wait(1001, complaint, RELEASED)
    await citizen.says("/my")
    assert "21" in citizen.sees
    await citizen.presses("10:")
    assert "20" in citizen.sees
    await citizen.presses("файлом")
    assert len(json.loads(citizen.file)["waiting"]) == 30


async def test_a_complaint_one_waits_for_is_named(citizen: Citizen) -> None:
    await citizen.says("/start a_cats")
    await citizen.presses("Не помогло")
    await citizen.presses("Непонятно")
    await citizen.presses("🔔")
    await citizen.says("/my")
    assert "Регистрация кошки" in citizen.sees
    assert "Непонятно" in citizen.sees


async def test_my_follows_the_language(citizen: Citizen) -> None:
    await _wait(citizen, "zander")
    await citizen.says("/my")
    await citizen.presses("🌐")
    await citizen.presses("English")
    assert "English" in citizen.sees
    assert "zander" in citizen.sees
    await citizen.says("/language")
    await citizen.presses("Қазақша")
    assert "zander" in citizen.sees


async def test_the_file_holds_everything_and_nothing_of_others(citizen: Citizen) -> None:
    other = Citizen(citizen.app, citizen.telegram, Person(1002, "Bolat", "kk"))
    await _wait(other, "pike of Bolat")
    await citizen.says("/start")
    await citizen.presses("Русский")
    await _wait(citizen, "zander")
    await citizen.says("/my")
    await citizen.presses("файлом")
    exported = json.loads(citizen.file)
    [chat], [waiting] = exported["chat"], exported["waiting"]
    assert (chat["id"], chat["language"]) == (1001, "ru")
    assert waiting["text"] == "zander"
    assert exported["message"]
    assert b"Bolat" not in citizen.file
    assert citizen.last["document"]["file_name"] == "adal-2026-11-24.json"
    shown = Conversation(citizen.telegram, citizen.person).as_json()["messages"][-1]
    assert (shown["document"], shown["text"]) == ("adal-2026-11-24.json", citizen.sees)
    await citizen.presses("Назад")
    assert "zander" in citizen.sees
    assert "document" in citizen.messages[-2], "the file stays"


async def test_deleting_is_confirmed_and_leaves_nothing(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("/start")
    await citizen.presses("Русский")
    await _wait(citizen, "zander")
    await citizen.says("/my")
    await citizen.presses("Удалить всё")
    assert "30" in citizen.sees
    assert (await store.chat(1001, RELEASED)).language == "ru"
    await citizen.presses("Да, удалить")
    assert not any((await store.kept(1001)).values())
    assert [one.text for one in await asked(store)] == ["zander"]
    await citizen.says("/start")
    assert citizen.labels == ["Қазақша", "Русский", "English"]


async def test_what_cannot_be_read_or_deleted_now_is_said_to_be_so(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("/my")
    await store.close()
    for data in ("y", "X", "w2_1", "m", "A_1"):
        await citizen.presses_data(data)
        assert "не получилось" in citizen.sees or "сломалось" in citizen.sees, data
        assert any("Главная" in label for label in citizen.labels)


async def test_who_has_blocked_the_bot_gets_no_file(citizen: Citizen, telegram: LocalTelegram) -> None:
    await citizen.says("/my")
    telegram.blocked_by.add(1001)
    await citizen.presses("файлом")
    assert telegram.violations.pop().startswith("sendDocument: Forbidden")


async def test_telegram_in_memory_refuses_wrong_files(citizen: Citizen, telegram: LocalTelegram) -> None:
    bot = citizen.app.bot
    for content, caption in ((b"", "x"), (b"x", "ю" * 1025)):
        with pytest.raises(Exception, match=r"non-empty|too long"):
            await bot.send_document(1001, content, filename="a.json", caption=caption)
    assert len(telegram.violations) == 2
    telegram.violations.clear()


async def test_privacy_is_a_command_and_a_button_of_about(citizen: Citizen) -> None:
    await citizen.says("/privacy")
    seen = citizen.sees
    await citizen.says("/start i")
    await citizen.presses("Приватность")
    assert citizen.sees == seen
    await citizen.presses("Что хранится о вас")
    await citizen.presses("Приватность")
    await citizen.presses("Назад")
    assert any("Приватность" in label for label in citizen.labels)


async def test_both_commands_stand_in_the_menu(citizen: Citizen, library: Library, telegram: LocalTelegram) -> None:
    await set_profile(citizen.app.bot, library.edition.knowledge.phrases, [ADMIN])
    for language in LANGUAGES:
        menu = {one["command"] for one in telegram.settings[f"setMyCommands:{language}"]["commands"]}
        assert {"my", "privacy"} <= menu
        assert "review" not in menu
        of_admin = {one["command"] for one in telegram.settings[f"setMyCommands:{language}:{ADMIN}"]["commands"]}
        assert {"my", "review"} <= of_admin


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_notice_and_the_screen_name_the_same(
    language: Language, library: Library, store: SqliteStore, telegram: LocalTelegram, services: Services
) -> None:
    services.retention = timedelta(days=123)
    async with visiting(services, telegram) as citizen:
        citizen.person = Person(7, "Reader", language)
        await citizen.says("/privacy")
    heading = {"kk": "# Қазақша", "ru": "# По-русски", "en": "# In English"}[language]
    notice = PRIVACY.split(f"{heading}\n")[1].split("\n# ")[0]
    assert "123" in citizen.sees
    assert "RETENTION_DAYS" in notice
    assert "365" in notice
    for text in (citizen.sees, notice):
        for part in ("/my", "/hide", library.edition.knowledge.phrases[language].tell_me.partition(" ")[2]):
            assert part in text
        assert {"1", "48", "30"} <= set(re.findall(r"\d+", text))
    tables = await store.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for row in tables:
        assert f"`{row['name']}`" in notice, f"docs/privacy.md does not say what `{row['name']}` holds"


def test_operators_are_told_how_long_backups_may_be_kept() -> None:
    assert "30 days" in (ROOT / "docs" / "admins.md").read_text(encoding="utf-8").split("## Running it")[1]

"""The local chat page in a real browser, with the real bot behind it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from httpx import AsyncClient
from playwright.async_api import Browser, Page, expect

from bot.loader.library import Library
from bot.local_telegram.server import LocalTelegram
from bot.storage.sqlite import SqliteStore
from tests.browser import DESKTOP, PHONE, Chat, bot_name, chromium, focused, page_server, polling_bot, tab_to
from tests.conftest import ADMIN, Clock, services_of

ADMINS = frozenset({ADMIN})


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as found:
        yield found


@pytest.fixture
async def address(library: Library, store: SqliteStore, telegram: LocalTelegram, clock: Clock) -> AsyncIterator[str]:
    """The page with the bot behind it. Whatever is done there, Telegram's rules hold and no press waits."""
    services = services_of(library, store, clock, ADMINS)
    async with page_server(telegram, ADMINS, days=services.days) as served, polling_bot(services, telegram):
        yield served
    assert [one for one in telegram.violations if "message is not modified" not in one] == []
    assert telegram.unanswered() == []


@pytest.fixture
async def silent(telegram: LocalTelegram) -> AsyncIterator[str]:
    """The page with nobody behind it: the test itself plays the bot."""
    async with page_server(telegram, ADMINS) as served:
        yield served


async def opened(browser: Browser, address: str, size: dict[str, int] | None = None, **options: Any) -> Page:
    """A page that says nothing in its console."""
    context = await browser.new_context(viewport=size or PHONE, locale="ru-RU", **options)  # type: ignore[arg-type]  # a TypedDict there
    page = await context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    await page.goto(address)
    await expect(page.locator("section.chat h2")).to_have_text("Adal")
    return page


async def bot_says(telegram: LocalTelegram, html: str, rows: list[list[dict[str, str]]] | None = None) -> None:
    markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
    await telegram.call("sendMessage", {"chat_id": 1001, "text": html, "parse_mode": "HTML", **markup})


async def test_a_citizen_goes_the_whole_way_on_a_phone(browser: Browser, address: str) -> None:
    chat = Chat(await opened(browser, address))
    await expect(chat.root.locator(".intro")).to_contain_text("Казахстана")
    await chat.starts()
    await chat.presses("Переезд")
    await chat.presses("Деньги")
    await chat.presses("Помощь на переезд")
    await chat.sees("164\u00a0350")
    await chat.presses("Назад")
    await expect(chat.button("Помощь на переезд")).to_be_visible()
    await expect(chat.root.locator("article")).to_have_count(2)

    await chat.says("как зарегистрировать кота")
    await chat.sees("Кошку регистрируют бесплатно")
    await expect(chat.root.locator("article.own").last).to_contain_text("как зарегистрировать кота")

    await chat.says("/start g_moving")
    await chat.presses("Снимаю")
    await chat.sees("Сколько вас?")
    await chat.says("2")
    await chat.sees("Когда вы переехали?")
    await chat.says("01.10.2026")
    await chat.presses("Деньги")
    await expect(chat.button("Деньги")).to_contain_text("☑️")
    await chat.presses("Готово")
    await chat.sees("Похоже, деньги положены")

    await chat.says("/hide")
    await expect(chat.root.locator("article")).to_have_count(1)
    await chat.sees("Добрый день")


async def test_the_keyboard_alone_is_enough(browser: Browser, address: str) -> None:
    page = await opened(browser, address)
    chat = Chat(page)
    await tab_to(page, "Начать")
    await page.keyboard.press("Enter")
    await expect(chat.last).to_be_focused()
    await tab_to(page, "Русский")
    await page.keyboard.press("Enter")
    await chat.sees("Выберите тему")
    await expect(chat.last).to_be_focused()
    for label in ("Переезд", "Есть ли мне помощь", "Снимаю"):
        await tab_to(page, label)
        await page.keyboard.press("Enter")
        await expect(chat.button(label)).to_have_count(0)
    await chat.sees("Сколько вас?")
    await tab_to(page, "Сообщение")
    await page.keyboard.type("2")
    await page.keyboard.press("Enter")
    await chat.sees("Когда вы переехали?")
    await page.keyboard.type("01.10.2026")
    await page.keyboard.press("Enter")
    await chat.sees("Что нужно?")
    for _ in range(30):
        await page.keyboard.press("Shift+Tab")
        if "Деньги" in await focused(page):
            break
    await page.keyboard.press("Enter")
    await expect(chat.button("Деньги")).to_contain_text("☑️")
    assert "Деньги" in await focused(page), "marking leaves the focus where it is"
    for opener, inside in (("Команды", "/hide"), ("Прикрепить", "Стикер"), ("Настройки чата", "Очистить чат")):
        await chat.root.locator("header button").first.focus()
        await tab_to(page, opener)
        await page.keyboard.press("Enter")
        await tab_to(page, inside)
        await page.keyboard.press("Escape")
        assert await focused(page) == opener
    await chat.root.locator("header button").first.focus()
    await page.keyboard.press("Enter")
    await tab_to(page, "Добавить человека")
    await page.keyboard.press("Escape")
    assert await focused(page) == "Список людей"


async def test_hiding_with_a_button_moves_the_focus_to_what_is_left(browser: Browser, address: str) -> None:
    page = await opened(browser, address)
    chat = Chat(page)
    await chat.starts()
    await chat.says("горит дом")
    await chat.sees("112")
    await chat.button("Скрыть переписку").focus()
    await page.keyboard.press("Enter")
    await expect(chat.root.locator("article")).to_have_count(1)
    await expect(chat.last).to_be_focused()


async def test_two_people_side_by_side_share_a_link(browser: Browser, address: str) -> None:
    page = await opened(browser, address, DESKTOP)
    first, second = Chat(page), Chat(page, 1)
    await first.starts()
    await page.get_by_role("button", name="Добавить человека").click()
    await page.get_by_label("Имя").fill("Нұрлан")
    await page.get_by_label("Язык телефона").select_option("kk")
    await page.get_by_role("button", name="Добавить", exact=True).click()
    await second.root.get_by_role("button", name="Бастау").click()
    await second.presses("Қазақша")
    await second.sees("Тақырыпты таңдаңыз")
    await first.sees("Выберите тему")
    left, right = await first.root.bounding_box(), await second.root.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]

    await first.says("кошка")
    await first.presses("Поделиться")
    link = await page.get_by_label("Ссылка").input_value()
    assert link == f"https://t.me/{bot_name()}?start=a_cats"
    await page.get_by_role("button", name="Открыть: Нұрлан").click()
    await second.sees("Мысықты тіркеу тегін")
    await expect(second.root.locator("article.own").last).to_contain_text("/start a_cats")


async def test_the_admin_reads_the_queue(browser: Browser, address: str) -> None:
    page = await opened(browser, address, DESKTOP)
    await Chat(page).starts()
    await Chat(page).says("Where can I fish for zander?")
    await Chat(page).sees("1414")
    await page.get_by_role("button", name="Admin админ").click()
    admin = Chat(page, 1)
    await admin.starts()
    await admin.root.get_by_role("button", name="Команды").click()
    await admin.root.get_by_role("button", name="/review").click()
    await admin.sees("zander")


async def test_own_messages_are_edited_and_other_things_than_text_are_sent(browser: Browser, address: str) -> None:
    page = await opened(browser, address)
    chat = Chat(page)
    await chat.starts()
    await chat.says("зандер")
    await chat.sees("1414")
    await chat.root.locator("textarea").press("ArrowUp")
    await expect(chat.root.locator("textarea")).to_have_value("зандер")
    await chat.says("кошка")
    await chat.sees("Кошку регистрируют бесплатно")
    await expect(chat.root.locator("article.own").last).to_contain_text("изменено")
    for kind in ("Голосовое сообщение", "Фото", "Стикер", "Геопозиция", "Контакт"):
        before = await chat.root.locator("article.bot").count()
        await chat.root.get_by_role("button", name="Прикрепить").click()
        await chat.root.locator(".panel").get_by_role("button", name=kind).click()
        await expect(chat.root.locator("article.bot")).to_have_count(before + 1)
        await chat.sees("только текст")
        await expect(chat.root.locator("article.own").last).to_contain_text(kind)


async def test_a_second_press_on_the_same_button_is_answered_in_passing(browser: Browser, address: str) -> None:
    chat = Chat(await opened(browser, address))
    await chat.starts()
    await chat.button("Питомцы").evaluate("button => { button.click(); button.click(); }")
    await expect(chat.root.locator(".toast")).to_have_text("Вы уже здесь")
    await chat.sees("Кошки и собаки")


async def test_the_page_speaks_the_language_of_the_phone(browser: Browser, address: str) -> None:
    page = await opened(browser, address)
    chat = Chat(page)
    await chat.starts()
    await chat.root.locator("textarea").fill("черновик")
    for name, placeholder in (("Настройки чата", "Message"), ("Chat settings", "Хабарлама")):
        await chat.root.get_by_role("button", name=name).click()
        await chat.root.locator("select").select_option({"Message": "en", "Хабарлама": "kk"}[placeholder])
        await expect(chat.root.locator("textarea")).to_have_attribute("placeholder", placeholder)
        await expect(chat.root.locator("textarea")).to_have_value("черновик")
    assert await page.evaluate("document.documentElement.lang") == "kk"


async def test_long_labels_wrap_and_nothing_is_cut(browser: Browser, silent: str, telegram: LocalTelegram) -> None:
    page = await opened(browser, silent)
    long = "Мүгедектігі бар балаларға арналған әлеуметтік-экономикалық қолдау"
    rows = [[{"text": long, "callback_data": str(number)} for number in range(count)] for count in (1, 2, 3)]
    await bot_says(telegram, f"<b>{'Өтінішқабылдауорталығы' * 4}</b>", rows)
    await expect(page.locator(".key")).to_have_count(6)
    cut = "keys => keys.filter(key => key.scrollWidth > key.clientWidth || key.scrollHeight > key.clientHeight).length"
    assert await page.locator(".key").evaluate_all(cut) == 0
    await Chat(page).fits()


async def test_only_telegrams_tags_become_elements(browser: Browser, silent: str, telegram: LocalTelegram) -> None:
    page = await opened(browser, silent)
    chat = Chat(page)
    link = '<a href="https://adilet.zan.kz/?a=1&amp;b=2">закон</a>'
    await bot_says(telegram, f"<b>Да</b> &lt;img src=x&gt; {link} https://t.me/adal?start=h /hide и/или")
    await chat.sees("<img src=x>")
    anchor = chat.last.locator("a")
    assert await anchor.get_attribute("href") == "https://adilet.zan.kz/?a=1&b=2"
    assert await anchor.get_attribute("rel") == "noopener noreferrer"
    assert await chat.last.locator("b").all_text_contents() == ["Да"]
    assert await chat.last.locator(".text button").all_text_contents() == ["https://t.me/adal?start=h", "/hide"]
    await chat.says("<img src=x onerror=alert(1)>")
    await expect(chat.root.locator("article.own").last).to_contain_text("<img src=x onerror=alert(1)>")
    assert await page.locator("img").count() == 0


async def test_the_bot_types_until_it_has_answered(browser: Browser, silent: str, telegram: LocalTelegram) -> None:
    chat = Chat(await opened(browser, silent))
    await chat.root.locator(".start").click()
    await expect(chat.root.locator(".status")).to_have_text("печатает…")
    await bot_says(telegram, "Здравствуйте", [[{"text": "Дальше", "callback_data": "h"}]])
    await expect(chat.root.locator(".status")).to_contain_text("Айгуль")
    await chat.presses("Дальше")
    await expect(chat.root.locator(".status")).to_have_text("печатает…")
    await telegram.call("answerCallbackQuery", {"callback_query_id": "1", "text": "Вы уже здесь"})
    await expect(chat.root.locator(".toast")).to_have_text("Вы уже здесь")
    await expect(chat.root.locator(".status")).to_contain_text("Айгуль")


async def test_dark_and_light_follow_the_phone_and_the_switch(browser: Browser, silent: str) -> None:
    page = await opened(browser, silent, color_scheme="dark")
    background = "getComputedStyle(document.querySelector('section.chat')).backgroundColor"
    assert await page.evaluate(background) == "rgb(14, 22, 32)"
    await page.get_by_role("button", name="Настройки чата").click()
    await page.locator("section.chat").get_by_role("button", name="Тёмная тема").click()
    assert await page.evaluate(background) == "rgb(213, 227, 234)"
    await page.reload()
    await expect(page.locator(".start")).to_be_visible()
    assert await page.evaluate(background) == "rgb(213, 227, 234)"


async def test_the_page_comes_back_after_a_restart_of_the_bot(browser: Browser) -> None:
    async with page_server(LocalTelegram(), ADMINS) as address:
        page = await opened(browser, address)
        await Chat(page).root.locator(".start").click()
        await expect(page.locator("article.own")).to_have_count(1)
    await expect(page.locator(".status")).to_contain_text("Нет связи")
    async with page_server(LocalTelegram(), ADMINS, int(address.rpartition(":")[2])):
        await expect(page.locator(".start")).to_be_visible(timeout=15_000)
        await page.context.close()


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}])
async def test_other_pages_are_refused(silent: str, headers: dict[str, str]) -> None:
    async with AsyncClient(headers=headers) as session:
        for method, path in (("GET", "/"), ("GET", "/api/people"), ("POST", "/api/chats/9001/say")):
            answer = await session.request(method, silent + path, json={"text": "x"})
            assert answer.status_code == 403


async def test_wrong_calls_are_told_and_change_nothing(silent: str, telegram: LocalTelegram) -> None:
    wrong: list[tuple[str, object, int]] = [
        ("/api/people", {"name": " ", "language": "ru"}, 400),
        ("/api/people", {"name": "X", "language": "de"}, 400),
        ("/api/chats/5/say", {"text": "x"}, 404),
        ("/api/chats/x/say", {"text": "x"}, 404),
        ("/api/chats/9001/say", {"text": ""}, 400),
        ("/api/chats/9001/say", {"text": "x" * 4097}, 400),
        ("/api/chats/9001/press", {"message_id": 1, "data": "x" * 65}, 400),
        ("/api/chats/9001/edit", {"message_id": 7, "text": "x"}, 404),
        ("/api/chats/9001/send", {"kind": "video"}, 400),
    ]
    async with AsyncClient() as session:
        for path, body, status in wrong:
            answer = await session.post(silent + path, json=body)
            assert (path, body, answer.status_code) == (path, body, status)
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert telegram.updates(0) == []


async def test_events_bring_the_newest_state_of_the_chat(silent: str, telegram: LocalTelegram) -> None:
    events = f"{silent}/api/chats/{ADMIN}/events"
    async with AsyncClient() as session, session.stream("GET", events) as stream:
        received_lines = stream.aiter_lines()

        async def state() -> dict[str, Any]:
            async with asyncio.timeout(5):
                while not (line := await anext(received_lines)).startswith("data: "):
                    pass
            received: dict[str, Any] = json.loads(line.removeprefix("data: "))
            return received

        assert (await state())["messages"] == []
        await session.post(f"{silent}/api/chats/{ADMIN}/say", json={"text": "/start"})
        said = await state()
        assert (said["messages"][0]["text"], said["typing"]) == ("/start", True)
        await telegram.call("sendMessage", {"chat_id": ADMIN, "text": "<b>A</b>", "parse_mode": "HTML"})
        answered = await state()
        assert (answered["messages"][1]["html"], answered["typing"]) == ("<b>A</b>", False)
        await session.post(f"{silent}/api/chats/{ADMIN}/clear")
        assert (await state())["messages"] == []


async def test_a_page_plays_another_day_and_says_so(browser: Browser, address: str) -> None:
    chat = Chat(await opened(browser, f"{address}/?date=2027-01-01"))
    await expect(chat.root.get_by_role("note")).to_contain_text("01.01.2027")
    await chat.starts()
    await chat.says("/start a_moving-help")
    await expect(chat.last).not_to_contain_text("164\u00a0350")
    await chat.sees("01.01.2027")
    await chat.root.get_by_role("note").get_by_role("button").click()
    await expect(chat.root.get_by_role("note")).to_have_count(0)
    await chat.says("/start a_moving-help")
    await chat.sees("164\u00a0350")


async def test_an_address_opens_a_screen_by_its_id_for_an_admin(browser: Browser, address: str) -> None:
    chat = Chat(await opened(browser, f"{address}/?open=moving.people"))
    await chat.sees("Сколько вас?")
    await expect(chat.root.locator(".status")).to_contain_text("админ")
    assert "open=" not in chat.page.url, "a reload does not open it again"


async def test_a_day_that_there_is_not_is_said_and_today_is_shown(browser: Browser, address: str) -> None:
    chat = Chat(await opened(browser, f"{address}/?date=2027-02-30"))
    await expect(chat.root.get_by_role("note")).to_contain_text("2027-01-01")
    await chat.starts()
    await chat.says("/start a_moving-help")
    await chat.sees("164\u00a0350")

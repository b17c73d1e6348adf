"""The console in a real browser: on a phone and on a desk, with the keyboard alone, and for screen readers."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.async_api import Browser, Page, expect

from bot.core.review import Tally
from bot.core.text import LANGUAGES
from bot.review.desk import Desk
from bot.storage.sqlite import SqliteStore
from bot.telegram.services import Services
from bot.web.server import Sites, address_of, listening, serving
from tests.browser import DESKTOP, PHONE, chromium, focused, tab_to
from tests.conftest import OWNER, Clock
from tests.console import site_of

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PAGES = (
    "", "?state=noise", "/cluster/1", "/cluster/1?find=кошка", "/cluster/2", "/cluster/1/answer?article=cats",
    "/cluster/1/reply", "/guides", "/guides/moving", "/health", "/figures", "/audit", "/files", "/nothing",
)  # fmt: skip


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as found:
        yield found


@pytest.fixture
async def address(services: Services, sample: Path, store: SqliteStore, desk: Desk, clock: Clock) -> AsyncIterator[str]:
    """A console with something on every page."""
    await _fill(store, desk, clock)
    with listening("127.0.0.1", 0) as opened:
        here = address_of("127.0.0.1", opened)
        async with serving(Sites(console=site_of(services, sample, here)), opened):
            yield here


async def _fill(store: SqliteStore, desk: Desk, clock: Clock) -> None:
    long = "Көшіп-қонудағыәлеуметтікқолдаушараларынқалайалуғаболады" * 3
    one = await store.record("Где ловить судака? " + "Очень нужно знать. " * 6, "ru", "open", clock())
    other = await store.record(f"{long}?", "kk", "open", clock())
    complaint = await store.complain("cats", "wrong_amount", "en", clock())
    first = await store.place(one, None, ("cats", "moving-help"), clock())
    await store.place(other, first, (), clock())
    await store.place(complaint, None, ("cats",), clock())
    for number in range(21):
        question = await store.record(f"вопрос {number}", "ru", "open", clock())
        await store.place(question, None, (), clock())
    await store.wait(1001, one, clock())
    await store.propose(first, "cats")
    await desk.write(OWNER, first, "Ловят с 15 июня.\nИсточник: Закон о рыбе, статья 5")
    tallies = {}
    for back in range(30):
        day = clock().date() - timedelta(days=back)
        for place, language in enumerate(LANGUAGES):
            asked = (back * 7 + place * 5) % 40
            tallies[Tally(day, language, "asked", "")] = asked
            tallies[Tally(day, language, "answered", "")] = asked * 2 // 3
            tallies[Tally(day, language, "read", "cats")] = asked
            tallies[Tally(day, language, "unknown", "moving")] = asked // 3
            tallies[Tally(day, language, "helped", "cats")] = asked // 2
            tallies[Tally(day, language, "not_helped", "cats")] = asked // 4
            tallies[Tally(day, language, "step", "moving/home")] = asked
            tallies[Tally(day, language, "finished", "moving")] = asked // 5
    tallies[Tally(clock().date(), "en", "read", "notice")] = 3
    await store.count(tallies)


async def entered(browser: Browser, address: str, services: Services, size: dict[str, int], **options: Any) -> Page:
    """A page of somebody who has just come in."""
    context = await browser.new_context(viewport=size, locale="ru-RU", bypass_csp=True, **options)  # type: ignore[arg-type]  # a TypedDict there
    page = await context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    assert services.console_link, "the console is on"
    await page.goto(await services.console_link(OWNER))
    await page.get_by_role("button").click()
    await expect(page.locator("header")).to_be_visible()
    assert page.url == f"{address}/console"
    return page


async def mistakes(page: Page) -> list[str]:
    """What axe finds that keeps people out."""
    await page.evaluate(AXE)
    found = await page.evaluate("axe.run()")
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


async def fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    width: int = await page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= await page.evaluate("innerWidth"), page.url


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["360", "1280"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_fits_and_keeps_nobody_out(
    browser: Browser, address: str, services: Services, size: dict[str, int], scheme: str
) -> None:
    page = await entered(browser, address, services, size, color_scheme=scheme)
    for path in PAGES:
        for language in LANGUAGES if size == PHONE and scheme == "light" else ("ru",):
            await page.goto(f"{address}/console{path}{'&' if '?' in path else '?'}language={language}")
            await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            await fits(page)
            if language == "ru":
                assert await mistakes(page) == [], path


async def test_the_door_keeps_nobody_out(browser: Browser, address: str, services: Services) -> None:
    context = await browser.new_context(viewport=PHONE, bypass_csp=True)  # type: ignore[arg-type]  # a TypedDict there
    page = await context.new_page()
    assert services.console_link, "the console is on"
    for path in (await services.console_link(OWNER), f"{address}/console", f"{address}/console/enter?token=x"):
        await page.goto(path)
        await fits(page)
        assert await mistakes(page) == []


async def test_the_keyboard_alone_is_enough(
    browser: Browser, address: str, services: Services, store: SqliteStore
) -> None:
    context = await browser.new_context(viewport=PHONE, locale="ru-RU")  # type: ignore[arg-type]  # a TypedDict there
    page = await context.new_page()
    page.set_default_timeout(10_000)
    await page.goto(f"{address}/healthz")
    assert await page.locator("body").text_content() == "ok"
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    assert services.console_link, "the console is on"
    await page.goto(f"{await services.console_link(OWNER)}&language=ru")
    await tab_to(page, "Войти")
    await page.keyboard.press("Enter")
    await expect(page.locator("header")).to_be_visible()
    await page.keyboard.press("Tab")
    assert await focused(page) == "К содержанию"
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "content"
    await tab_to(page, "Где ловить судака")
    ring: str = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_contain_text("1")
    await _tab_to_field(page, "refusal")
    await page.keyboard.press("Space")
    await page.keyboard.press("ArrowDown")
    await tab_to(page, "Отказать")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_contain_text("Готово")
    cluster = await store.cluster(1)
    assert cluster
    assert (cluster.state, cluster.refusal) == ("not_for_us", "other_body")
    await tab_to(page, "Выйти")
    await page.keyboard.press("Enter")
    await expect(page.locator("header")).to_have_count(0)
    blocked = [text for text in said if "Content Security Policy" in text]
    assert blocked == [], "the policy of the page blocks nothing of it"


async def _tab_to_field(page: Page, name: str) -> None:
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab does not reach the field '{name}'")

"""Chromium before the local chat page: what the browser tests stand on."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from functools import partial

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.local_telegram.server import BOT, LocalTelegram
from bot.local_telegram.transport import LocalRequest
from bot.serving.updates import serving_inbox
from bot.telegram.app import build_application
from bot.telegram.inbox import Inbox, serve
from bot.telegram.polling import poll
from bot.telegram.services import Services
from bot.telegram.updates import ASKED_FOR
from bot.web.local_chat import build_local_chat
from bot.web.server import Sites, address_of, listening, serving

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The Chromium of this machine. Without one the test is skipped, or fails where CI promises one."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no Chromium on this machine; install the package 'chromium' to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def page_server(
    telegram: LocalTelegram, admin_ids: frozenset[int], port: int = 0, days: dict[int, date] | None = None
) -> AsyncIterator[str]:
    """The page alone, at the address that is given."""
    sites = Sites(chat=build_local_chat(telegram, admin_ids, {} if days is None else days))
    with listening("127.0.0.1", port) as opened:
        async with serving(sites, opened):
            yield address_of("127.0.0.1", opened)


@asynccontextmanager
async def polling_bot(services: Services, telegram: LocalTelegram) -> AsyncIterator[None]:
    """The real application, polling the Telegram in memory."""
    request = LocalRequest(telegram)
    app = build_application(services, "1:LOCAL", "https://api.telegram.org/bot", (request, request))
    await app.initialize()
    inbox = Inbox(services.store, partial(serve, app), services.clock)
    async with serving_inbox(app, services, inbox, poll(request, "1:LOCAL", ASKED_FOR, inbox.receive)):
        yield


class Chat:
    """One chat on the page, as the person who holds the phone sees it."""

    def __init__(self, page: Page, place: int = 0) -> None:
        self.page, self.root = page, page.locator("section.chat").nth(place)

    @property
    def last(self) -> Locator:
        """The newest message of the bot."""
        return self.root.locator("article.bot").last

    def button(self, label: str) -> Locator:
        """The button under the newest message whose label holds these words."""
        return self.last.locator(".key").filter(has_text=label).first

    async def presses(self, label: str) -> None:
        """Press a button, and see that the page stays within its width."""
        await self.button(label).click()
        await self.fits()

    async def says(self, text: str) -> None:
        """Type a message and send it."""
        await self.root.locator("textarea").fill(text)
        await self.root.locator("textarea").press("Enter")

    async def sees(self, text: str) -> None:
        """Wait until the newest message of the bot holds these words."""
        await expect(self.last).to_contain_text(text)
        await self.fits()

    async def starts(self, language: str = "Русский") -> None:
        """The first visit: START, and a language."""
        await self.root.locator(".start").click()
        await self.presses(language)
        await expect(self.last.locator(".key")).not_to_have_count(3)

    async def fits(self) -> None:
        """Nothing is wider than the screen."""
        width: int = await self.page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= await self.page.evaluate("innerWidth")


async def tab_to(page: Page, label: str, most: int = 60) -> None:
    """Press Tab until the focus is on what is named so."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        if label in await focused(page):
            return
    raise AssertionError(f"Tab does not reach '{label}'")


async def focused(page: Page) -> str:
    """The label or text of what has the focus."""
    script = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
    return str(await page.evaluate(script))


def bot_name() -> str:
    return str(BOT["username"])

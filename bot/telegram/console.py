"""/console: the one-time link into the console, for admins."""

from bot.core.store import StoreUnavailable
from bot.telegram.adapter import send
from bot.telegram.memory import remember
from bot.telegram.routing import Context
from bot.telegram.services import Services, visit
from bot.telegram.updates import Message
from bot.ui.actions import GoHome
from bot.ui.html import paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens import questions
from bot.ui.view import Button, View


class ConsoleDoor:
    """The handler for the people of ADMIN_IDS; for anybody else the command does not exist."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def on_console(self, message: Message, context: Context) -> None:
        """/console: a new link."""
        assert message.sender, "the handler's condition promises somebody"
        here = await visit(self._services, message.chat.id, message.sender)
        try:
            view = await self._view(here.reader, message.sender.id)
        except StoreUnavailable:
            view = questions.went_wrong(here.reader)
        sent = await send(context.bot, here.chat_id, view)
        await remember(self._services, here, GoHome(), [message.id, *([sent] if sent else [])])

    async def _view(self, reader: Reader, admin_id: int) -> View:
        """Telegram takes public https addresses for buttons; any other is sent as text."""
        words, frame = reader.phrases.console, reader.frame(GoHome(), GoHome())
        if self._services.console_link is None:
            return View(plain(words.link_none), (frame,))
        link = await self._services.console_link(admin_id)
        if link.startswith("https://"):
            return View(plain(words.link), ((Button(words.link_open, url=link),), frame))
        return View(paragraphs(plain(words.link), plain(link)), (frame,))

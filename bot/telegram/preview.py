"""/open and /changed: admins look at what citizens will read."""

import asyncio

from telegram import Bot

from bot.preview.changed import NothingToCompare, changed
from bot.telegram.adapter import send
from bot.telegram.memory import remember
from bot.telegram.routing import Context
from bot.telegram.services import Services, Visit, visit
from bot.telegram.updates import Message
from bot.ui.actions import CitizenAction, GoHome
from bot.ui.jumps import jump, near
from bot.ui.navigation import open_screen
from bot.ui.screens import preview
from bot.ui.view import View


class Preview:
    """Handlers for the people of ADMIN_IDS; for anybody else the commands do not exist."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def on_open(self, message: Message, context: Context) -> None:
        """/open birth-benefit, /open benefit-baby.status: any screen. Without an id the drafts, and how to."""
        here, named = await self._here(message)
        if not named:
            await self._send(context.bot, message, here, preview.overview(here.reader), GoHome())
            return
        action = self._jump(here, named)
        if action is None:
            found = self._jumps(here, near(here.reader.knowledge, named))
            await self._send(context.bot, message, here, preview.unknown(here.reader, named, found), GoHome())
            return
        view = open_screen(here.reader, action, here.edition.knowledge.phrases)
        await self._send(context.bot, message, here, preview.marked(here.reader, action, view), action)

    async def on_changed(self, message: Message, context: Context) -> None:
        """/changed: what is read otherwise than at the last release; /changed REVISION: than at that one."""
        here, revision = await self._here(message)
        try:
            # git reads files: not on the loop that serves citizens
            found = await asyncio.to_thread(changed, self._services.library.folder, revision or None)
        except NothingToCompare as nothing:
            view = preview.nothing_to_compare(here.reader, nothing.why, revision)
        else:
            view = preview.changed(here.reader, found.since, self._jumps(here, found.entries), found.gone)
        await self._send(context.bot, message, here, view, GoHome())

    async def _here(self, message: Message) -> tuple[Visit, str]:
        """Who writes, and what stands after the command."""
        here = await visit(self._services, message.chat.id, message.sender)
        return here, (message.text or "").partition(" ")[2].strip()

    def _jump(self, here: Visit, named: str) -> CitizenAction | None:
        knowledge = here.edition.knowledge
        return jump(knowledge.base, knowledge.scenarios, named, here.reader.today)

    def _jumps(self, here: Visit, ids: list[str] | tuple[str, ...]) -> list[tuple[str, CitizenAction]]:
        """Those that lead somewhere in the edition in use; the files may be newer."""
        return [(key, action) for key in ids if (action := self._jump(here, key))]

    async def _send(self, bot: Bot, message: Message, here: Visit, view: View, screen: CitizenAction) -> None:
        sent = await send(bot, here.chat_id, view)
        await remember(self._services, here, screen, [message.id, *([sent] if sent else [])])

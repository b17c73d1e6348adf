"""Presses: decoded, permitted, carried out. No press without a reaction."""

from contextlib import suppress

from telegram import Bot

from bot.core.store import StoreUnavailable
from bot.core.text import Language
from bot.telegram.adapter import answer, show_in_place
from bot.telegram.admin import Admin
from bot.telegram.citizen import hide
from bot.telegram.memory import remember
from bot.telegram.own import Own
from bot.telegram.routing import Context
from bot.telegram.services import Services, Visit, visit
from bot.telegram.updates import Press
from bot.ui.actions import ChooseLanguage, CitizenAction, GoHome, HideChat, NoneOfThese, RememberRegion, SetLanguage
from bot.ui.admin_actions import AdminAction
from bot.ui.button_data import decode
from bot.ui.navigation import open_screen
from bot.ui.own_actions import OpenMine, OpenReply, OwnAction, TellMe
from bot.ui.screens import preview, questions
from bot.ui.view import View


class Buttons:
    """The handler of every press."""

    def __init__(self, services: Services, admin: Admin) -> None:
        self._services, self._admin, self._own = services, admin, Own(services)

    async def on_button(self, press: Press, context: Context) -> None:
        bot = context.bot
        if press.message is None:
            await answer(bot, press)
            return
        here = await visit(self._services, press.message.chat.id, press.sender)
        action = decode(press.data)
        if isinstance(action, AdminAction):
            await self._admin.on_press(bot, press, here, action)
        elif isinstance(action, HideChat):
            await answer(bot, press)
            await hide(self._services, bot, here, [press.message.id])
        elif isinstance(action, OwnAction):
            await self._own.press(bot, press, here, action)
        elif action is None:
            await self._show(bot, press, here, questions.outdated(here.reader), GoHome())
        else:
            await self._citizen_press(bot, press, here, action)

    async def _citizen_press(self, bot: Bot, press: Press, here: Visit, action: CitizenAction) -> None:
        screen = action
        if isinstance(action, SetLanguage):
            await self._set_language(here.chat_id, action.language)
            here = Visit(
                here.chat_id,
                here.edition,
                self._services.reader(here.chat_id, action.language, here.reader.region),
                action.language,
                here.screen,
            )
            screen = action.then
        if isinstance(action, RememberRegion) and action.region in ("", *here.reader.knowledge.regions):
            # Without a store this screen knows the region all the same.
            with suppress(StoreUnavailable):
                await self._services.store.set_region(here.chat_id, action.region or None)
        if isinstance(action, NoneOfThese):
            kept = await self._keep(action.question_id)
            tell = TellMe(action.question_id, action.seal) if kept and action.seal else None
            await self._show(bot, press, here, questions.unknown(here.reader, None, kept, tell), GoHome())
            self._services.desk.place_soon()
            return
        if isinstance(screen, OpenMine | OpenReply):
            await self._show(bot, press, here, *await self._own.open(here, screen))
            return
        self._services.statistics.note_opened(here.reader, here.screen, screen)
        view = open_screen(here.reader, screen, here.edition.knowledge.phrases)
        if press.sender.id in self._services.admin_ids:
            view = preview.marked(here.reader, screen, view)
        noted = screen.then if isinstance(screen, ChooseLanguage) else screen
        await self._show(bot, press, here, view, noted)

    async def _show(self, bot: Bot, press: Press, here: Visit, view: View, screen: CitizenAction) -> None:
        sent = await show_in_place(bot, press, view, here.reader.phrases.same_place)
        await remember(self._services, here, screen, [sent] if sent else [])

    async def _set_language(self, chat_id: int, language: Language) -> None:
        # Without a store this screen is shown in the new language all the same.
        with suppress(StoreUnavailable):
            await self._services.store.set_language(chat_id, language)

    async def _keep(self, question_id: int) -> bool:
        try:
            kept = await self._services.store.keep(question_id)
        except StoreUnavailable:
            return False
        self._services.desk.place_soon()
        return kept

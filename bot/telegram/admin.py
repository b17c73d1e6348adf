"""What admins do in the chat: answer what people ask for, and hear of the queue and the knowledge files."""

import logging
from collections.abc import Callable

from telegram import Bot

from bot.core.store import StoreUnavailable
from bot.loader.mistakes import Mistake
from bot.telegram.adapter import answer, send, send_document, show_in_place
from bot.telegram.admin_review import Review, Shown
from bot.telegram.citizen import Citizen
from bot.telegram.memory import remember
from bot.telegram.routing import Context
from bot.telegram.sending import tell
from bot.telegram.services import Services, Visit, visit
from bot.telegram.updates import Message, Press
from bot.ui.actions import GoHome
from bot.ui.admin_actions import AdminAction, FindAnswer, ListClusters, WriteAnswer
from bot.ui.html import plain
from bot.ui.reader import Reader
from bot.ui.screens import questions, review
from bot.ui.view import View, button, column

log = logging.getLogger(__name__)

_MOST_MISTAKES = 10


class Admin:
    """Handlers for the people of ADMIN_IDS and OWNER_IDS; for anybody else the commands do not exist."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._review = Review(services)
        self._citizen = Citizen(services)

    async def on_review(self, message: Message, context: Context) -> None:
        """/review: the queue."""
        here = await visit(self._services, message.chat.id, message.sender)
        shown = await self._carried_out(here, message.chat.id, ListClusters(0))
        await self._send(context.bot, here, shown, GoHome(), [message.id])

    async def on_text(self, message: Message, context: Context) -> None:
        """The words or the answer that the last screen asked for; otherwise an admin is a citizen too."""
        here = await visit(self._services, message.chat.id, message.sender)
        if here.waits is None:
            await self._citizen.on_text(message, context)
            return
        try:
            shown = await self._review.typed(here, message.chat.id, here.waits, message.text or "")
        except StoreUnavailable:
            shown = Shown(questions.went_wrong(here.reader))
        # It stays the screen: what was sent is edited, or sent again.
        await self._send(context.bot, here, shown, here.waits, [message.id])

    async def on_press(self, bot: Bot, press: Press, here: Visit, action: AdminAction) -> None:
        """The type of the action decides who may, before anything is done: for others the hourglass ends, no more."""
        if press.sender.id not in self._services.admin_ids:
            await answer(bot, press)
            await self._refused(press.sender.id, action)
            return
        shown = await self._carried_out(here, press.sender.id, action)
        sent = await show_in_place(bot, press, shown.view, here.reader.phrases.same_place)
        files = await self._send_files(bot, here, shown)
        screen = action if isinstance(action, FindAnswer | WriteAnswer) else GoHome()
        await remember(self._services, here, screen, [*([sent] if sent else []), *files])

    async def tell_about_knowledge(self, bot: Bot, mistakes: list[Mistake]) -> None:
        """Tell every admin, in their language, what became of a change of the files."""

        def view(reader: Reader) -> View:
            if mistakes:
                listed = "".join(f"\n{mistake.told(reader.language)}" for mistake in mistakes[:_MOST_MISTAKES])
                return View(reader.say(reader.phrases.admin_knowledge_refused, mistakes=listed[:3000]))
            return View(plain(reader.phrases.admin_knowledge_loaded))

        await self.tell(bot, view)

    async def tell_about_store(self, bot: Bot, works: bool) -> None:
        """Tell every admin that the store has failed, or that it works again."""

        def view(reader: Reader) -> View:
            phrases = reader.phrases
            return View(plain(phrases.admin_store_works if works else phrases.admin_store_failed))

        await self.tell(bot, view)

    async def tell_about_answers(self, bot: Bot, count: int) -> None:
        """Tell every admin that questions seem to be answered now."""

        def view(reader: Reader) -> View:
            text = reader.say(reader.phrases.review_now_answered, count=count)
            label = reader.phrases.review_proposed_list.format(count=count)
            return View(text, (*column(button(label, ListClusters(0, "proposed"))), review.home_row(reader)))

        await self.tell(bot, view)

    async def tell(self, bot: Bot, view: Callable[[Reader], View]) -> None:
        """Send something to every admin; one who cannot be reached does not keep it from the others."""
        for admin_id in sorted(self._services.admin_ids):
            await tell(self._services, bot, admin_id, view)

    async def _carried_out(self, here: Visit, admin_id: int, action: AdminAction) -> Shown:
        try:
            return await self._review.carry_out(here, admin_id, action)
        except StoreUnavailable:
            return Shown(questions.went_wrong(here.reader))

    async def _refused(self, person_id: int, action: AdminAction) -> None:
        try:
            await self._services.desk.refused(person_id, getattr(action, "cluster_id", None))
        except StoreUnavailable as problem:
            log.warning("a refusal could not be noted: %s", problem)

    async def _send(
        self, bot: Bot, here: Visit, shown: Shown, screen: GoHome | FindAnswer | WriteAnswer, own: list[int]
    ) -> None:
        sent = await send(bot, here.chat_id, shown.view)
        files = await self._send_files(bot, here, shown)
        await remember(self._services, here, screen, [*own, *([sent] if sent else []), *files])

    async def _send_files(self, bot: Bot, here: Visit, shown: Shown) -> list[int]:
        sent = [
            await send_document(bot, here.chat_id, name, text.encode("utf-8"), View(plain(name)))
            for name, text in shown.files
        ]
        return [one for one in sent if one]

"""What admins do in the chat: read the questions that had no answer, and hear of the knowledge files."""

from datetime import UTC

from telegram import Bot, Update

from bot.core.store import StoreUnavailable
from bot.loader.mistakes import Mistake
from bot.telegram.adapter import send
from bot.telegram.citizen import remember
from bot.telegram.services import Services, visit
from bot.ui.actions import AdminAction, GoHome, ListQuestions, ResolveQuestion
from bot.ui.html import plain
from bot.ui.reader import Reader
from bot.ui.screens import admin, questions
from bot.ui.view import View

_MOST_MISTAKES = 10


class Admin:
    """Handlers for the people of ADMIN_IDS; for anybody else the command does not exist."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def on_questions(self, update: Update, _context: object) -> None:
        """/questions: the first page."""
        message = update.effective_message
        assert message, "the handler's filter promises a message"
        here = await visit(self._services, message.chat.id, update.effective_user)
        view = await self.carry_out(here.reader, ListQuestions(0))
        sent = await send(message.get_bot(), here.chat_id, view)
        await remember(self._services, here, GoHome(), [message.message_id, *([sent] if sent else [])])

    async def carry_out(self, reader: Reader, action: AdminAction) -> View:
        """Do what an admin pressed, and show the list as it is then."""
        try:
            if isinstance(action, ResolveQuestion):
                await self._services.store.resolve(action.question_id, action.resolution)
            return await self._page(reader, action.page)
        except StoreUnavailable:
            return questions.went_wrong(reader)

    async def _page(self, reader: Reader, page: int) -> View:
        shown, count = await self._services.store.questions(admin.A_PAGE, page * admin.A_PAGE)
        if not shown and page:
            return await self._page(reader, (count - 1) // admin.A_PAGE if count else 0)
        return admin.questions(reader, shown, count, page)

    async def tell_about_knowledge(self, bot: Bot, mistakes: list[Mistake]) -> None:
        """Tell every admin, in their language, what became of a change of the files."""
        for admin_id in sorted(self._services.admin_ids):
            here = await visit(self._services, admin_id, None)
            phrases = here.reader.phrases
            if mistakes:
                listed = "\n" + "\n".join(map(str, mistakes[:_MOST_MISTAKES]))
                text = here.reader.say(phrases.admin_knowledge_refused, mistakes=listed[:3000])
            else:
                text = plain(phrases.admin_knowledge_loaded)
            sent = await send(bot, admin_id, View(text))
            if sent:
                await self._services.store.remember(admin_id, None, [sent], self._services.clock().astimezone(UTC))

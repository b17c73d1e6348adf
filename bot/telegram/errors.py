"""When something breaks: the citizen hears it kindly, the log learns what, and never anybody's words."""

import logging

from telegram.error import BadRequest, NetworkError, TelegramError

from bot.telegram.adapter import answer, send
from bot.telegram.routing import Context
from bot.telegram.services import Services, visit
from bot.telegram.updates import Chat, Membership, Message, Press
from bot.ui.screens import questions

log = logging.getLogger(__name__)


class Errors:
    """The handler of every exception that no other code expected."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def on_error(self, update: object, context: Context) -> None:
        self._services.meter.broke()
        kind = _kind(update)
        if isinstance(context.error, NetworkError) and not isinstance(context.error, BadRequest):
            # An apology would not arrive either, and a press may have been answered already.
            log.warning("Telegram could not be reached (%s): %s", kind, type(context.error).__name__)
            return
        log.error("an update failed (%s)", kind, exc_info=context.error)
        chat = _chat(update)
        if not isinstance(update, Message | Press | Membership) or chat is None:
            return
        try:
            if isinstance(update, Press):
                await answer(context.bot, update)
            here = await visit(self._services, chat.id, update.sender)
            await send(context.bot, chat.id, questions.went_wrong(here.reader))
        except TelegramError as error:
            log.warning("the apology could not be sent: %s", type(error).__name__)


def _chat(update: object) -> Chat | None:
    if isinstance(update, Press):
        return update.message.chat if update.message else None
    return update.chat if isinstance(update, Message | Membership) else None


def _kind(update: object) -> str:
    return "edited message" if isinstance(update, Message) and update.edited else type(update).__name__.lower()

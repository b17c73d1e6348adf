"""When something breaks: the citizen hears it kindly, the log learns what, and never anybody's words."""

import logging
from typing import Any

from telegram import Update
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import CallbackContext

from bot.telegram.adapter import answer, send
from bot.telegram.services import Services, visit
from bot.ui.screens import questions

log = logging.getLogger(__name__)


class Errors:
    """The handler of every exception that no other code expected."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def on_error(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        self._services.meter.broke()
        kind = _kind(update)
        if isinstance(context.error, NetworkError) and not isinstance(context.error, BadRequest):
            # An apology would not arrive either, and a press may have been answered already.
            log.warning("Telegram could not be reached (%s): %s", kind, type(context.error).__name__)
            return
        log.error("an update failed (%s)", kind, exc_info=context.error)
        if not isinstance(update, Update) or update.effective_chat is None:
            return
        try:
            if update.callback_query:
                await answer(update.callback_query)
            here = await visit(self._services, update.effective_chat.id, update.effective_user)
            await send(update.effective_chat.get_bot(), update.effective_chat.id, questions.went_wrong(here.reader))
        except TelegramError as error:
            log.warning("the apology could not be sent: %s", type(error).__name__)


def _kind(update: object) -> str:
    if not isinstance(update, Update):
        return type(update).__name__
    return "press" if update.callback_query else "edited message" if update.edited_message else "message"

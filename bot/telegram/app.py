"""The bot's table of contents: every handler, in the order in which they are asked."""

from collections.abc import Sequence
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.telegram.admin import Admin
from bot.telegram.buttons import Buttons
from bot.telegram.citizen import Citizen
from bot.telegram.console import ConsoleDoor
from bot.telegram.errors import Errors
from bot.telegram.preview import Preview
from bot.telegram.retries import Retries
from bot.telegram.services import Services
from bot.telegram.transport import AiohttpRequest

App = Application[Any, Any, Any, Any, Any, Any]
CALLS_AT_ONCE = 256
UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]


def build_application(
    services: Services, token: str, api_url: str, requests: Sequence[BaseRequest] | None = None
) -> App:
    """The application, ready to be initialized. `requests` (for calls, for updates) replace the network."""
    calls, updates = requests or (AiohttpRequest(CALLS_AT_ONCE), AiohttpRequest(1))
    builder = ApplicationBuilder().token(token).base_url(api_url).rate_limiter(Retries()).updater(None)
    app: App = builder.request(calls).get_updates_request(updates).job_queue(None).build()
    admin, citizen, preview = Admin(services), Citizen(services), Preview(services)
    asked = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    private = filters.ChatType.PRIVATE & asked  # never what somebody writes to a business or to a guest bot
    admins = filters.User(services.admin_ids)

    app.add_handler(CommandHandler("start", citizen.on_start, private))
    app.add_handler(CommandHandler("help", citizen.on_help, private))
    app.add_handler(CommandHandler("language", citizen.on_language, private))
    app.add_handler(CommandHandler("emergency", citizen.on_emergency, private))
    app.add_handler(CommandHandler("my", citizen.on_my, private))
    app.add_handler(CommandHandler("privacy", citizen.on_privacy, private))
    app.add_handler(CommandHandler("hide", citizen.on_hide, private))
    app.add_handler(CommandHandler(["review", "questions"], admin.on_review, private & admins))
    app.add_handler(CommandHandler("console", ConsoleDoor(services).on_console, private & admins))
    app.add_handler(CommandHandler("open", preview.on_open, private & admins))
    app.add_handler(CommandHandler("changed", preview.on_changed, private & admins))
    app.add_handler(CallbackQueryHandler(Buttons(services, admin).on_button))
    app.add_handler(MessageHandler(private & filters.TEXT & admins, admin.on_text))
    app.add_handler(MessageHandler(private & filters.TEXT, citizen.on_text))
    app.add_handler(MessageHandler(private, citizen.on_no_text))
    app.add_handler(MessageHandler(filters.ChatType.GROUPS & filters.UpdateType.MESSAGE, citizen.on_group))
    app.add_handler(ChatMemberHandler(citizen.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_error_handler(Errors(services).on_error)
    return app

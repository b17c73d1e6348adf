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
from bot.telegram.errors import Errors
from bot.telegram.order import ChatOrder
from bot.telegram.services import Services

App = Application[Any, Any, Any, Any, Any, Any]
UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]


def build_application(
    services: Services, token: str, api_url: str, requests: Sequence[BaseRequest] | None = None
) -> App:
    """The application, ready to be initialized. `requests` (for calls, for updates) replace the network."""
    builder = ApplicationBuilder().token(token).base_url(api_url).concurrent_updates(ChatOrder())
    if requests:
        builder = builder.request(requests[0]).get_updates_request(requests[1])
    app: App = builder.build()
    admin, citizen = Admin(services), Citizen(services)
    private = filters.ChatType.PRIVATE
    asked = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE

    app.add_handler(CommandHandler("start", citizen.on_start, private))
    app.add_handler(CommandHandler("help", citizen.on_help, private))
    app.add_handler(CommandHandler("language", citizen.on_language, private))
    app.add_handler(CommandHandler("emergency", citizen.on_emergency, private))
    app.add_handler(CommandHandler("my", citizen.on_my, private))
    app.add_handler(CommandHandler("privacy", citizen.on_privacy, private))
    app.add_handler(CommandHandler("hide", citizen.on_hide, private))
    app.add_handler(CommandHandler("questions", admin.on_questions, private & filters.User(services.admin_ids)))
    app.add_handler(CallbackQueryHandler(Buttons(services, admin).on_button))
    app.add_handler(MessageHandler(private & asked & filters.TEXT, citizen.on_text))
    app.add_handler(MessageHandler(private & asked, citizen.on_no_text))
    app.add_handler(MessageHandler(filters.ChatType.GROUPS & filters.UpdateType.MESSAGE, citizen.on_group))
    app.add_handler(ChatMemberHandler(citizen.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_error_handler(Errors(services).on_error)
    return app

"""The bot's table of contents: every handler, in the order in which they are asked."""

from collections.abc import Sequence
from typing import Any

from telegram.ext import Application, ApplicationBuilder, TypeHandler
from telegram.request import BaseRequest

from bot.telegram.admin import Admin
from bot.telegram.buttons import Buttons
from bot.telegram.citizen import Citizen
from bot.telegram.console import ConsoleDoor
from bot.telegram.errors import Errors
from bot.telegram.preview import Preview
from bot.telegram.retries import Retries
from bot.telegram.routing import MessageHandler, command, in_private, new_in_group, sent_by, with_text
from bot.telegram.services import Services
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import Membership, Press

App = Application[Any, Any, Any, Any, Any, Any]
CALLS_AT_ONCE = 256


def build_application(
    services: Services, token: str, api_url: str, requests: Sequence[BaseRequest] | None = None
) -> App:
    """The application, ready to be initialized. `requests` (for calls, for updates) replace the network."""
    calls, updates = requests or (AiohttpRequest(CALLS_AT_ONCE), AiohttpRequest(1))
    builder = ApplicationBuilder().token(token).base_url(api_url).rate_limiter(Retries()).updater(None)
    app: App = builder.request(calls).get_updates_request(updates).job_queue(None).build()
    admin, citizen, preview = Admin(services), Citizen(services), Preview(services)
    admins = sent_by(services.admin_ids)

    app.add_handler(MessageHandler(citizen.on_start, in_private, command("start")))
    app.add_handler(MessageHandler(citizen.on_help, in_private, command("help")))
    app.add_handler(MessageHandler(citizen.on_language, in_private, command("language")))
    app.add_handler(MessageHandler(citizen.on_emergency, in_private, command("emergency")))
    app.add_handler(MessageHandler(citizen.on_my, in_private, command("my")))
    app.add_handler(MessageHandler(citizen.on_privacy, in_private, command("privacy")))
    app.add_handler(MessageHandler(citizen.on_hide, in_private, command("hide")))
    app.add_handler(MessageHandler(admin.on_review, in_private, command("review", "questions"), admins))
    app.add_handler(MessageHandler(ConsoleDoor(services).on_console, in_private, command("console"), admins))
    app.add_handler(MessageHandler(preview.on_open, in_private, command("open"), admins))
    app.add_handler(MessageHandler(preview.on_changed, in_private, command("changed"), admins))
    app.add_handler(TypeHandler(Press, Buttons(services, admin).on_button))
    app.add_handler(MessageHandler(admin.on_text, in_private, with_text, admins))
    app.add_handler(MessageHandler(citizen.on_text, in_private, with_text))
    app.add_handler(MessageHandler(citizen.on_no_text, in_private))
    app.add_handler(MessageHandler(citizen.on_group, new_in_group))
    app.add_handler(TypeHandler(Membership, citizen.on_membership))
    app.add_error_handler(Errors(services).on_error)
    return app

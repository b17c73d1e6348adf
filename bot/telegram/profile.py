"""What Telegram shows around the chat: commands and descriptions, in each language."""

import logging
from collections.abc import Iterable, Mapping

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest

from bot.core.text import Language
from bot.ui.phrases import Phrases

log = logging.getLogger(__name__)

# For phones in any other language Telegram shows the texts without a code.
_CODES: dict[Language, tuple[str, ...]] = {"kk": ("kk",), "ru": ("ru", ""), "en": ("en",)}


async def set_profile(bot: Bot, phrases: Mapping[Language, Phrases], admin_ids: Iterable[int]) -> None:
    """Set commands, description and short description for every language; more commands in the chats of admins."""
    for language, spoken in phrases.items():
        commands = [
            BotCommand("start", spoken.command_start),
            BotCommand("help", spoken.command_help),
            BotCommand("language", spoken.command_language),
            BotCommand("emergency", spoken.command_emergency),
            BotCommand("hide", spoken.command_hide),
            BotCommand("my", spoken.command_my),
            BotCommand("privacy", spoken.command_privacy),
        ]
        for code in _CODES[language]:
            await bot.set_my_commands(commands, language_code=code or None)
            await bot.set_my_description(spoken.description, language_code=code or None)
            await bot.set_my_short_description(spoken.short_description, language_code=code or None)
        own = [
            BotCommand("review", spoken.command_review),
            BotCommand("open", spoken.command_open),
            BotCommand("changed", spoken.command_changed),
        ]
        for admin_id in admin_ids:
            await _set_own_commands(bot, admin_id, [*own, *commands], _CODES[language])


async def _set_own_commands(bot: Bot, admin_id: int, commands: list[BotCommand], codes: Iterable[str]) -> None:
    try:
        for code in codes:
            await bot.set_my_commands(commands, BotCommandScopeChat(admin_id), code or None)
    except BadRequest as refused:  # an admin who has not pressed Start yet
        log.info("no own menu for an admin: %s", refused.message)

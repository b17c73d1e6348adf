"""What Telegram shows around the chat: commands and descriptions, in each language."""

from collections.abc import Mapping

from telegram import Bot, BotCommand

from bot.core.text import Language
from bot.ui.phrases import Phrases

# For phones in any other language Telegram shows the texts without a code.
_CODES: dict[Language, tuple[str, ...]] = {"kk": ("kk",), "ru": ("ru", ""), "en": ("en",)}


async def set_profile(bot: Bot, phrases: Mapping[Language, Phrases]) -> None:
    """Set commands, description and short description for every language."""
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

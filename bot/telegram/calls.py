"""Calls to Telegram by which people are served: plain values in, plain JSON out."""

from typing import Any

from telegram import Bot


async def call(bot: Bot, method: str, **parameters: object) -> Any:
    """Carry out a method of the Bot API, tried again as the others are; None stands for a parameter not given.

    Returns its result as it came: of a message that was sent the bot needs the number only, and to make
    python-telegram-bot's object of it costs ten times the call. Raises telegram.error.TelegramError.
    """
    # do_api_request is its public name, which warns of every method that the library has itself.
    return await bot._post(method, parameters)

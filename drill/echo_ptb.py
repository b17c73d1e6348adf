"""An echo bot with python-telegram-bot as it comes: httpx, one update after the other."""

import os

from telegram import Update
from telegram.ext import Application, MessageHandler, filters


async def echo(update: Update, _context: object) -> None:
    if update.message:
        await update.message.reply_text(update.message.text or "")


builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"]).base_url(os.environ["TELEGRAM_API_URL"])
application = builder.build()
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling()

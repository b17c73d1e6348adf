"""`run`: serve citizens."""

import argparse

from bot.commands.parts import Commands
from bot.loader.library import Library
from bot.serving.process import start
from bot.settings import Settings


def add(commands: Commands) -> None:
    parser = commands.add_parser(
        "run", help="run the bot (the default): Telegram with a token, otherwise a local chat page"
    )
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace, settings: Settings) -> int:
    """Serve until SIGTERM or Ctrl+C."""
    start(settings, Library(settings.knowledge_dir, settings.cache_dir))
    return 0

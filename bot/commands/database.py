"""`backup`, `restore` and `migrate-store`: the database as a file, and from one engine to another."""

import argparse
import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bot.commands.parts import Commands, NotFound
from bot.core.said import Voice
from bot.sentences import database as sentences
from bot.settings import DATABASES, Settings
from bot.storage.moving import backup, migrate, restore


def add(commands: Commands) -> None:
    parser = commands.add_parser("backup", help="copy the database to a file while the bot runs")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=run_backup)
    parser = commands.add_parser("restore", help="put a backup in place of the database; the bot must be stopped")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=run_restore)
    parser = commands.add_parser("migrate-store", help="move everything into an empty database; no bot may be running")
    parser.add_argument("source", metavar="FROM", help=sentences.WHERE.en)
    parser.add_argument("target", metavar="TO", help=sentences.WHERE.en)
    parser.set_defaults(run=run_migrate)


def run_backup(options: argparse.Namespace, settings: Settings) -> int:
    """Copy the database to a file."""
    backup(settings.database_url.get_secret_value(), options.file)
    print(Voice(options.speaks)(sentences.BACKED_UP, file=options.file))
    return 0


def run_restore(options: argparse.Namespace, settings: Settings) -> int:
    """Make a copy the database again; the one before is kept."""
    kept = restore(options.file, settings.database_url.get_secret_value())
    say = Voice(options.speaks)
    print(say(sentences.RESTORED, file=options.file) + (say(sentences.KEPT, file=kept) if kept else ""))
    return 0


def run_migrate(options: argparse.Namespace, settings: Settings) -> int:
    """Move everything, and show what was counted and compared on both sides."""
    contents = migrate(_address(options.source, settings), _address(options.target, settings))
    for table, content in contents.items():
        print(f"{table:10}{content.rows:10}  {content.digest}")
    print(Voice(options.speaks)(sentences.MIGRATED))
    return 0


def _address(given: str, settings: Settings) -> str:
    """The address that is meant. One with a password would stand in the list of processes for everybody to read."""
    if given == "DATABASE_URL":
        return settings.database_url.get_secret_value()
    address = given if "://" in given else os.environ.get(given, "")
    if not address.startswith(DATABASES):
        raise NotFound(sentences.NO_DATABASE, where=sentences.WHERE.written)
    if address == given and (urlsplit(address).password or "password" in parse_qs(urlsplit(address).query)):
        raise NotFound(sentences.PASSWORD_SHOWN, where=sentences.WHERE.written)
    return address

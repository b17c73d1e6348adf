"""`backup`, `restore` and `migrate-store`: the database as a file, and from one engine to another."""

import argparse
import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bot.commands.parts import Commands, NotFound
from bot.settings import DATABASES, Settings
from bot.storage.moving import backup, migrate, restore

_WHERE = "an address without a password, or the name of a variable that holds one, such as DATABASE_URL"


def add(commands: Commands) -> None:
    parser = commands.add_parser("backup", help="copy the database to a file while the bot runs")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=run_backup)
    parser = commands.add_parser("restore", help="put a backup in place of the database; the bot must be stopped")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=run_restore)
    parser = commands.add_parser("migrate-store", help="move everything into an empty database; no bot may be running")
    parser.add_argument("source", metavar="FROM", help=_WHERE)
    parser.add_argument("target", metavar="TO", help=_WHERE)
    parser.set_defaults(run=run_migrate)


def run_backup(options: argparse.Namespace, settings: Settings) -> int:
    """Copy the database to a file."""
    backup(settings.database_url.get_secret_value(), options.file)
    print(f"the database was copied to {options.file}")
    return 0


def run_restore(options: argparse.Namespace, settings: Settings) -> int:
    """Make a copy the database again; the one before is kept."""
    kept = restore(options.file, settings.database_url.get_secret_value())
    print(f"{options.file} is now the database" + (f"; the one before is {kept}" if kept else ""))
    return 0


def run_migrate(options: argparse.Namespace, settings: Settings) -> int:
    """Move everything, and show what was counted and compared on both sides."""
    contents = migrate(_address(options.source, settings), _address(options.target, settings))
    for table, content in contents.items():
        print(f"{table:10}{content.rows:10}  {content.digest}")
    print("the same on both sides; the database before is as it was")
    return 0


def _address(given: str, settings: Settings) -> str:
    """The address that is meant. One with a password would stand in the list of processes for everybody to read."""
    if given == "DATABASE_URL":
        return settings.database_url.get_secret_value()
    address = given if "://" in given else os.environ.get(given, "")
    if not address.startswith(DATABASES):
        raise NotFound(f"this is no database: give {_WHERE}")
    if address == given and (urlsplit(address).password or "password" in parse_qs(urlsplit(address).query)):
        raise NotFound(f"others on this computer can read a password in a command: give {_WHERE}")
    return address

"""`backup` and `restore`: the database as a file."""

import argparse
from pathlib import Path

from bot.commands.parts import Commands, NotFound
from bot.settings import Settings
from bot.storage.backup import backup, restore


def add(commands: Commands) -> None:
    parser = commands.add_parser("backup", help="copy the database to a file while the bot runs")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=run_backup)
    parser = commands.add_parser("restore", help="put a backup in place of the database; the bot must be stopped")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=run_restore)


def run_backup(options: argparse.Namespace, settings: Settings) -> int:
    """Copy the database to a file."""
    database = _database(settings)
    backup(database, options.file)
    print(f"{database} was copied to {options.file}")
    return 0


def run_restore(options: argparse.Namespace, settings: Settings) -> int:
    """Make a copy the database again; the one before is kept beside it."""
    database = _database(settings)
    kept = restore(options.file, database)
    print(f"{options.file} is now the database {database}" + (f"; the one before is {kept}" if kept else ""))
    return 0


def _database(settings: Settings) -> Path:
    if settings.database_file is None:
        raise NotFound("DATABASE_URL names a database in memory: there is nothing to copy")
    return settings.database_file

"""`check`: every mistake of the knowledge files at once."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from bot.commands.parts import Commands
from bot.loader.load import check
from bot.settings import Settings


def add(commands: Commands) -> None:
    parser = commands.add_parser("check", help="check the knowledge files and list every mistake")
    parser.add_argument("--knowledge", type=Path, metavar="DIR", help="another folder than KNOWLEDGE_DIR")
    parser.add_argument("--date", type=date.fromisoformat, help="check as on this day, for example 2027-01-01")
    parser.add_argument("--json", action="store_true", help="one JSON list for tools")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print every mistake. 0 without errors (warnings allowed), 1 with."""
    draft, mistakes = check(options.knowledge or settings.knowledge_dir, options.date)
    if options.json:
        print(json.dumps([mistake.__dict__ for mistake in mistakes], ensure_ascii=False))
    else:
        for mistake in mistakes:
            print(mistake)
    errors = sum(mistake.severity == "error" for mistake in mistakes)
    if not options.json:
        counted = f"{len(draft.articles)} articles, {len(draft.guides)} guides"
        print(f"{counted}: {errors} errors, {len(mistakes) - errors} warnings", file=sys.stderr)
    return 1 if errors else 0

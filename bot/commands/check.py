"""`check`: every mistake of the knowledge files at once."""

import argparse
import gc
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.commands import annotations
from bot.commands.parts import Commands, add_speaks
from bot.core.text import Language
from bot.loader.draft import Draft
from bot.loader.load import check
from bot.loader.mistakes import Mistake, errors, words
from bot.settings import Settings


def add(commands: Commands) -> None:
    parser = commands.add_parser("check", help="check the knowledge files and list every mistake")
    parser.add_argument("--knowledge", type=Path, metavar="DIR", help="another folder than KNOWLEDGE_DIR")
    parser.add_argument("--date", type=date.fromisoformat, help="check as on this day, for example 2027-01-01")
    add_speaks(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON list for tools")
    form.add_argument("--github", action="store_true", help="annotations for a pull request on GitHub")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print every mistake. 0 without errors (warnings allowed), 1 with."""
    folder = options.knowledge or settings.knowledge_dir
    language: Language = options.speaks
    gc.disable()  # nothing here lives so long that it pays
    try:
        draft, mistakes = check(folder, options.date)
    finally:
        gc.enable()
    if options.json:
        print(json.dumps([_fields(mistake, language) for mistake in mistakes], ensure_ascii=False))
    elif options.github:
        for mistake in mistakes:
            print(annotations.annotation(mistake, folder.parent / mistake.file, language))
    else:
        for mistake in mistakes:
            print(mistake.told(language))
    if not options.json:
        print(_counted(draft, mistakes, language), file=sys.stderr)
    return 1 if errors(mistakes) else 0


def _fields(mistake: Mistake, language: Language) -> dict[str, Any]:
    """A mistake for tools: `name` and `values` stay the same in every language."""
    return {
        "file": mistake.file,
        "line": mistake.line,
        "column": mistake.column,
        "severity": mistake.severity,
        "code": mistake.code,
        "name": mistake.code.name.lower().replace("_", "-"),
        "message": mistake.message(language),
        "values": dict(mistake.values),
    }


def _counted(draft: Draft, mistakes: Sequence[Mistake], language: Language) -> str:
    said = words()
    broken = len(errors(mistakes))
    counted = said["counted"][language].format(
        articles=len(draft.articles), guides=len(draft.guides), errors=broken, warnings=len(mistakes) - broken
    )
    return f"{counted}\n{said['page'][language]}" if mistakes else counted

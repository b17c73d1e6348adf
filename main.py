"""The command line: the only place that knows every part and puts them together."""

import argparse
import sys

from bot.commands import ask, check, database, evaluate, pages, run, show, translate, walk
from bot.commands.parts import NotFound
from bot.core.store import StoreUnavailable
from bot.loader.load import BrokenKnowledge
from bot.settings import WrongSetting, read_settings

COMMANDS = (run, check, ask, show, walk, translate, evaluate, database, pages)  # as --help lists them


def main(arguments: list[str] | None = None) -> int:
    """Run a command. 0: done; 1: the knowledge has errors, or nothing was found; 2: a wrong setting or call."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options, read_settings()))
    except WrongSetting as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except (BrokenKnowledge, StoreUnavailable, NotFound) as problem:
        print(problem, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="A bot that tells citizens what the law gives them.")
    commands = parser.add_subparsers(metavar="COMMAND")
    parser.set_defaults(run=run.run)
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())

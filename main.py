"""The command line: the only place that knows every part and puts them together."""

import argparse
import sys
from importlib import import_module
from io import TextIOWrapper

from bot.commands.locales import operator_language
from bot.core.said import Problem
from bot.loader.load import BrokenKnowledge
from bot.settings import WrongSetting, read_settings

# Each command and its module of `bot.commands`, as --help lists them. Only the module that is needed is imported:
# Telegram and the web take half a second and 40 MB, and `check` runs at every save.
COMMANDS = {
    "run": "run", "check": "check", "ask": "ask", "show": "show", "walk": "walk", "diff": "diff", "explore": "explore",
    "draw": "draw", "due": "due", "laws": "laws", "links": "links", "translate": "translate", "evaluate": "evaluate",
    "calibrate": "evaluate", "backup": "database", "restore": "database", "migrate-store": "database",
    "coverage": "pages", "schema": "pages",
}  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run a command. 0: done; 1: the knowledge has errors, or nothing was found; 2: a wrong setting or call."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a pipe of Windows may lack Kazakh letters
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given[0] if given else "run").parse_args(given or ["run"])
    try:
        return int(options.run(options, read_settings()))
    except WrongSetting as wrong:
        print(wrong.told(options.speaks), file=sys.stderr)
        return 2
    except BrokenKnowledge as broken:
        print(broken.told(options.speaks), file=sys.stderr)
        return 1
    except Problem as problem:
        print(problem.told(options.speaks), file=sys.stderr)
        return 1


def _parser(first: str) -> argparse.ArgumentParser:
    """With the commands of the module that the first argument needs; with all of them where it names none."""
    parser = argparse.ArgumentParser(prog="main.py", description="A bot that tells citizens what the law gives them.")
    parser.set_defaults(speaks=operator_language())
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for module in [COMMANDS[first]] if first in COMMANDS else dict.fromkeys(COMMANDS.values()):
        import_module(f"bot.commands.{module}").add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())

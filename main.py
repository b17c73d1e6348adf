"""The command line: the only place that knows every part and puts them together."""

import argparse
import json
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

from bot import cli
from bot.core.store import StoreUnavailable
from bot.core.text import LANGUAGES
from bot.evaluation import commands as measuring
from bot.evaluation.retrieval import retrieve
from bot.loader.library import Library
from bot.loader.load import BrokenKnowledge, load
from bot.settings import Settings, WrongSetting, read_settings
from bot.ui.reader import Reader


def main(arguments: list[str] | None = None) -> int:
    """Run a command. 0: done; 1: the knowledge has errors, or nothing was found; 2: a wrong setting or call."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        return _run(options, settings)
    except WrongSetting as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except (BrokenKnowledge, StoreUnavailable, cli.NotFound) as problem:
        print(problem, file=sys.stderr)
        return 1


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.command == "check":
        return cli.run_check(options.knowledge or settings.knowledge_dir, options.date, options.json)
    if options.command == "run":
        # Telegram and the web take half a second to import: only the bot itself needs them.
        import_module("bot.run").start(settings, Library(settings.knowledge_dir, settings.cache_dir))
        return 0
    if options.command in ("backup", "restore"):
        return cli.run_copy(options.command, options.file, settings.database_file)
    if options.command == "schema":
        return cli.run_schema(settings.knowledge_dir)
    if options.command == "coverage":
        return cli.run_coverage(settings.knowledge_dir)
    knowledge = load(settings.knowledge_dir)
    if options.command == "ask":
        questions = [options.text] if options.text is not None else (line.rstrip("\n") for line in sys.stdin)
        return cli.run_ask(knowledge, options.language, questions, options.json)
    if options.command == "evaluate" and options.passages:
        print(json.dumps(retrieve(options.file, options.passages, options.language)))
        return 0
    if options.command == "evaluate" and options.time:
        return measuring.run_time(
            knowledge.base, options.file or settings.knowledge_dir / "questions", options.articles
        )
    if options.command == "evaluate":
        return measuring.run_evaluate(
            knowledge.base, options.file or settings.knowledge_dir / "questions", options.json
        )
    if options.command == "calibrate":
        return measuring.run_calibrate(knowledge.base, settings.knowledge_dir)
    phrases = knowledge.phrases[options.language]
    reader = Reader(knowledge.base, phrases, options.language, options.date or knowledge.base.released, "bot")
    if options.command == "show":
        return cli.run_show(reader, options.id)
    return cli.run_walk(reader, options.guide, options.answers, options.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="A bot that tells citizens what the law gives them.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    parser.set_defaults(command="run")
    commands.add_parser("run", help="run the bot (the default): Telegram with a token, otherwise a local chat page")

    check = commands.add_parser("check", help="check the knowledge files and list every mistake")
    check.add_argument("--knowledge", type=Path, metavar="DIR", help="another folder than KNOWLEDGE_DIR")
    check.add_argument("--date", type=date.fromisoformat, help="check as on this day, for example 2027-01-01")
    check.add_argument("--json", action="store_true", help="one JSON list for tools")

    copy = commands.add_parser("backup", help="copy the database to a file while the bot runs")
    copy.add_argument("file", type=Path, metavar="FILE")
    copy = commands.add_parser("restore", help="put a backup in place of the database; the bot must be stopped")
    copy.add_argument("file", type=Path, metavar="FILE")

    commands.add_parser("coverage", help="print which article or outcome states which researched fact")

    commands.add_parser("schema", help="write the JSON Schemas by which editors complete the YAML files")

    ask = commands.add_parser("ask", help="ask as a citizen would; nothing is stored")
    ask.add_argument(
        "text", nargs="?", metavar="TEXT", help="the question; without it, one question per line from stdin"
    )
    ask.add_argument("--language", choices=LANGUAGES, default="ru")
    ask.add_argument("--json", action="store_true", help="one line of JSON a question")

    evaluate = commands.add_parser(
        "evaluate", help="ask golden questions and print how well they are found and refused"
    )
    evaluate.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="YAML or JSON lines; by default all of questions/"
    )
    evaluate.add_argument("--json", action="store_true")
    evaluate.add_argument("--time", action="store_true", help="only how long the index and a question take")
    evaluate.add_argument("--articles", type=int, metavar="N", help="with --time: on a base grown to N articles")
    evaluate.add_argument("--language", choices=LANGUAGES, default="kk", help="of the passages")
    evaluate.add_argument("--passages", type=Path, metavar="FILE", help="FILE is a retrieval task over these passages")
    commands.add_parser("calibrate", help="set the search's thresholds from the golden questions")

    show = commands.add_parser("show", help="print an article or a guide")
    show.add_argument("id", metavar="ID")
    walk = commands.add_parser("walk", help="walk a guide with answers: the next step, or the outcomes and why")
    walk.add_argument("guide", metavar="GUIDE")
    walk.add_argument(
        "answers", nargs="*", metavar="ANSWER", help="option ids (several: a,b), numbers, dates 2026-03-15"
    )
    walk.add_argument("--json", action="store_true")
    for command in (show, walk):
        command.add_argument("--language", choices=LANGUAGES, default="ru")
        command.add_argument(
            "--date", type=date.fromisoformat, help="the day to show; by default the base's release date"
        )
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""`coverage` and `schema`: pages and files that are generated from the knowledge and its models."""

import argparse

from bot.commands.parts import Commands
from bot.loader.coverage import read_facts, report
from bot.loader.load import check
from bot.loader.schema import schemas
from bot.settings import Settings


def add(commands: Commands) -> None:
    parser = commands.add_parser("coverage", help="print which article or outcome states which researched fact")
    parser.set_defaults(run=print_coverage)
    parser = commands.add_parser("schema", help="write the JSON Schemas by which editors complete the YAML files")
    parser.set_defaults(run=write_schemas)


def print_coverage(_options: argparse.Namespace, settings: Settings) -> int:
    """Print the page that says which article or outcome states which fact."""
    draft, _ = check(settings.knowledge_dir)
    facts = read_facts(settings.knowledge_dir)
    print(report(facts, draft.knowledge(), sum(map(len, draft.scenarios.values()))), end="")
    return 0


def write_schemas(_options: argparse.Namespace, settings: Settings) -> int:
    """Write the JSON Schemas that editors read."""
    folder = settings.knowledge_dir / "schemas"
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0

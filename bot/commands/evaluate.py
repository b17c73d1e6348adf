"""`evaluate` and `calibrate`: how well the search finds and refuses. Only calibrate writes a file."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.commands.parts import Commands
from bot.core.search.engine import Search
from bot.core.text import LANGUAGES
from bot.evaluation.calibration import calibrate
from bot.evaluation.golden import Golden, read_golden
from bot.evaluation.retrieval import retrieve
from bot.evaluation.scores import evaluate, noisy
from bot.evaluation.timing import grown, timed
from bot.loader.load import load
from bot.settings import Settings


def add(commands: Commands) -> None:
    parser = commands.add_parser("evaluate", help="ask golden questions and print how well they are found and refused")
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="YAML or JSON lines; by default all of questions/"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--time", action="store_true", help="only how long the index and a question take")
    parser.add_argument("--articles", type=int, metavar="N", help="with --time: on a base grown to N articles")
    parser.add_argument("--language", choices=LANGUAGES, default="kk", help="of the passages")
    parser.add_argument("--passages", type=Path, metavar="FILE", help="FILE is a retrieval task over these passages")
    parser.set_defaults(run=run_evaluate)
    parser = commands.add_parser("calibrate", help="set the search's thresholds from the golden questions")
    parser.set_defaults(run=run_calibrate)


def run_evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Ask golden questions and print how they fare, how long they take, or how a retrieval task fares."""
    if options.passages:
        print(json.dumps(retrieve(options.file, options.passages, options.language)))
        return 0
    knowledge = load(settings.knowledge_dir).base
    questions = read_golden(options.file or settings.knowledge_dir / "questions", knowledge)
    if options.time:
        base = grown(knowledge, options.articles) if options.articles else knowledge
        print(json.dumps(timed(base, [golden.text for golden in questions])))
        return 0
    _print_scores(Search(knowledge), questions, options.json)
    return 0


def _print_scores(search: Search, questions: Sequence[Golden], as_json: bool) -> None:
    """How all fare, and every clean one once more in each noise."""
    found = evaluate(search, questions)
    noise = {name: evaluate(search, some) for name, some in noisy(questions).items() if some}
    in_noise: dict[str, dict[str, object]] = {
        name: {**one.tallies["all"].shares(), "refused": one.refused, "emergencies": one.emergencies}
        for name, one in noise.items()
    }
    if as_json:
        print(json.dumps(found.as_dict() | {"noise": in_noise}, ensure_ascii=False))
        return
    shares_of: dict[str, Mapping[str, object]] = {name: tally.shares() for name, tally in found.tallies.items()}
    for name, shares in (shares_of | in_noise).items():
        figures = "  ".join(f"{key} {value}" for key, value in shares.items())
        print(f"{name:24} {figures}")
    print(f"refused: {found.refused}\nemergencies: {found.emergencies}")
    for failure in found.failures:
        print(f"  {failure}")


def run_calibrate(_options: argparse.Namespace, settings: Settings) -> int:
    """Set the thresholds from the golden questions and write them where one can read them."""
    folder = settings.knowledge_dir
    knowledge = load(folder).base
    thresholds = calibrate(Search(knowledge), read_golden(folder / "questions", knowledge))
    lines = ["# Written by `python main.py calibrate` from the golden questions; do not edit by hand."]
    for name, zones in (("short", thresholds.short), ("long", thresholds.long)):
        lines.append(f"{name}: {{answer: {zones.answer}, suggest: {zones.suggest}, margin: {zones.margin}}}")
    lines += [
        f"elsewhere: {thresholds.elsewhere}",
        f"emergency: {thresholds.emergency}",
        f"emergency_named: {thresholds.emergency_named}",
    ]
    (folder / "thresholds.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines[1:]))
    return 0

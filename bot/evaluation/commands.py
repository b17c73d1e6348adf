"""Commands that measure the search: evaluate, calibrate. Only calibrate writes a file."""

import json
from collections.abc import Mapping
from pathlib import Path

from bot.core.knowledge import KnowledgeBase
from bot.core.search.engine import Search
from bot.evaluation.calibration import calibrate
from bot.evaluation.golden import read_golden
from bot.evaluation.scores import evaluate, noisy
from bot.evaluation.timing import grown, timed


def run_evaluate(knowledge: KnowledgeBase, path: Path, as_json: bool) -> int:
    """Ask golden questions and print how they fare; every clean one once more in each noise."""
    search = Search(knowledge)
    questions = read_golden(path, knowledge)
    found = evaluate(search, questions)
    noise = {name: evaluate(search, some) for name, some in noisy(questions).items() if some}
    in_noise: dict[str, dict[str, object]] = {
        name: {**one.tallies["all"].shares(), "refused": one.refused, "emergencies": one.emergencies}
        for name, one in noise.items()
    }
    if as_json:
        print(json.dumps(found.as_dict() | {"noise": in_noise}, ensure_ascii=False))
        return 0
    shares_of: dict[str, Mapping[str, object]] = {name: tally.shares() for name, tally in found.tallies.items()}
    for name, shares in (shares_of | in_noise).items():
        figures = "  ".join(f"{key} {value}" for key, value in shares.items())
        print(f"{name:24} {figures}")
    print(f"refused: {found.refused}\nemergencies: {found.emergencies}")
    for failure in found.failures:
        print(f"  {failure}")
    return 0


def run_time(knowledge: KnowledgeBase, path: Path, articles: int | None) -> int:
    """Print how long the index and the golden questions take."""
    base = grown(knowledge, articles) if articles else knowledge
    print(json.dumps(timed(base, [golden.text for golden in read_golden(path, knowledge)])))
    return 0


def run_calibrate(knowledge: KnowledgeBase, folder: Path) -> int:
    """Set the thresholds from the golden questions and write them where one can read them."""
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

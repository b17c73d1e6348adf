"""`explore`: random walks through the guides, to find what breaks before a citizen does."""

import argparse
import sys
from random import randrange

from bot.commands.parts import Commands, add_speaks, no_guide
from bot.core.said import Voice
from bot.core.text import LANGUAGES
from bot.exploring.explore import explore
from bot.exploring.scenario import scenario
from bot.loader.load import load
from bot.sentences import exploring as sentences
from bot.settings import Settings
from bot.ui.reader import Reader


def add(commands: Commands) -> None:
    parser = commands.add_parser("explore", help="walk guides at random and report what breaks")
    parser.add_argument("guide", nargs="?", metavar="GUIDE", help="only this one")
    parser.add_argument(
        "--seed", type=int, metavar="N", help="the same seed gives the same walks; by default another each time"
    )
    parser.add_argument("--walks", type=int, default=100, metavar="N", help="walks through each guide (100)")
    add_speaks(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print every fault as a scenario. 0 without any, 1 with. Raises NotFound."""
    knowledge = load(settings.knowledge_dir)
    base, seed = knowledge.base, randrange(10_000) if options.seed is None else options.seed
    if options.guide not in (None, *base.guides):
        raise no_guide(options.guide, base.guides)
    readers = [Reader(base, knowledge.phrases[one], one, base.released, "bot") for one in LANGUAGES]
    chosen = [options.guide] if options.guide else list(base.guides)
    explored = {guide_id: explore(readers, guide_id, seed, options.walks) for guide_id in chosen}
    say = Voice(options.speaks)
    faults = [fault for one in explored.values() for fault in one.faults]
    for fault in faults:
        path = f"{settings.knowledge_dir.name}/topics/{base.topic_of[fault.guide]}/scenarios/{fault.guide}.yaml"
        what = fault.flaw.message.told
        print(say(sentences.FAULT, what=what, times=fault.times, walks=options.walks, file=path))
        print(scenario(fault, base.guides[fault.guide], say) + "\n")
    outcomes = sum(len(base.guides[guide_id].outcomes) for guide_id in chosen)
    met = sum(len(one.outcomes) for one in explored.values())
    counts = {"guides": len(chosen), "walks": options.walks, "met": met, "all": outcomes, "faults": len(faults)}
    print(say(sentences.COUNTED, seed=seed, **counts), file=sys.stderr)
    return 1 if faults else 0

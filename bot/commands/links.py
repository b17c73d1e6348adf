"""`links`: whether the addresses of the sources still answer. A report: it is never a reason to stop something."""

import argparse
import asyncio
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict

from bot.commands.parts import Commands
from bot.links.checking import Link, check_links
from bot.loader.load import load
from bot.settings import Settings


def add(commands: Commands) -> None:
    parser = commands.add_parser("links", help="ask whether the addresses of all sources still answer")
    parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="between two requests to one host")
    parser.add_argument("--json", action="store_true", help="one JSON list for tools")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print what became of each address. 0 whatever it was: somebody else's server is no mistake of the files."""
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for source_id, source in load(settings.knowledge_dir).base.sources.items():
        cited[source.url].append(source_id)
    links = asyncio.run(check_links(cited, options.pause))
    print(json.dumps([asdict(link) for link in links], ensure_ascii=False) if options.json else _as_text(links))
    return 0


def _as_text(links: Sequence[Link]) -> str:
    if all(link.state == "unreachable" for link in links):
        return f"No host answered: this computer seems to be offline. Nothing is known of the {len(links)} addresses."
    told = [_line(link) for link in links if link.state != "ok"]
    fine = sum(link.state == "ok" for link in links)
    return "\n".join([*told, f"{len(links)} addresses: {fine} answer as they stand, {len(links) - fine} to look at"])


def _line(link: Link) -> str:
    what = {"moved": f"leads to {link.to}", "broken": f"answers {link.status}"}.get(link.state, link.problem)
    return f"{link.state}: {link.url} ({', '.join(link.sources)}): {what}"

"""`links`: whether the addresses of the sources still answer. A report: it is never a reason to stop something."""

import argparse
import asyncio
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict

from bot.commands.parts import Commands, add_speaks
from bot.core.said import Voice
from bot.links.checking import Link, check_links
from bot.loader.load import load
from bot.sentences import links as sentences
from bot.settings import Settings


def add(commands: Commands) -> None:
    parser = commands.add_parser("links", help="ask whether the addresses of all sources still answer")
    parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="between two requests to one host")
    parser.add_argument("--json", action="store_true", help="one JSON list for tools")
    add_speaks(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print what became of each address. 0 whatever it was: somebody else's server is no mistake of the files."""
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for source_id, source in load(settings.knowledge_dir).base.sources.items():
        cited[source.url].append(source_id)
    links = asyncio.run(check_links(cited, options.pause))
    if options.json:
        print(json.dumps([asdict(link) for link in links], ensure_ascii=False))
    else:
        print(_as_text(links, Voice(options.speaks)))
    return 0


def _as_text(links: Sequence[Link], say: Voice) -> str:
    if all(link.state == "unreachable" for link in links):
        return say(sentences.OFFLINE, count=len(links))
    told = [_line(link, say) for link in links if link.state != "ok"]
    rest = len(told)
    return "\n".join([*told, say(sentences.COUNTED, count=len(links), fine=len(links) - rest, rest=rest)])


def _line(link: Link, say: Voice) -> str:
    return say(sentences.STATES[link.state], **asdict(link) | {"sources": ", ".join(link.sources)})

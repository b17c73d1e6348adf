"""`laws`: which cited articles of law changed after they were last checked."""

import argparse
import json
from itertools import islice
from pathlib import Path
from typing import Any

from bot.commands.parts import Commands, NotFound
from bot.git import GitFailed
from bot.laws.mirror import Mirror, NoMirror
from bot.laws.record import record
from bot.laws.watch import Found, Report, watch
from bot.loader.load import load
from bot.settings import Settings

_MOST_LINES = 40
_HOW = (
    "A mirror of the state register is a git repository with a folder an act. One is kept at"
    " https://github.com/kazakhstan-law (codes holds the codes and laws, about half a gigabyte):\n"
    "  git clone --no-checkout https://github.com/kazakhstan-law/codes\n"
    "  python main.py laws --mirror codes"
)


def add(commands: Commands) -> None:
    parser = commands.add_parser("laws", help="list cited articles of law that changed after they were checked")
    parser.add_argument(
        "--mirror", type=Path, metavar="DIR", action="append", default=[], help="a clone; may be given several times"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for tools")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the changes and write them into the knowledge folder. Raises NotFound without a mirror."""
    if not options.mirror:
        raise NotFound(_HOW)
    base = load(settings.knowledge_dir).base
    try:
        report = watch(base, [Mirror(folder) for folder in options.mirror])
    except NoMirror as problem:
        raise NotFound(f"{problem}.\n{_HOW}") from None
    except GitFailed as failed:
        raise NotFound(f"the mirror could not be read: {failed}") from None
    file = record(settings.knowledge_dir, base, report)
    print(json.dumps(_as_json(report), ensure_ascii=False) if options.json else _as_text(report, file))
    return 0


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "changes": [_found_json(one) for one in report.found],
        "seen": {source: day.isoformat() for source, day in report.seen.items()},
        "not_in_mirror": list(report.unseen),
        "no_such_article": [{"source": source, "article": place} for source, place in report.not_there],
    }


def _found_json(found: Found) -> dict[str, Any]:
    return {
        **found.change.model_dump(mode="json"),
        "now": found.now,
        "diff": list(found.diff),
        "entries": [{"kind": one.kind, "id": one.id, "topic": one.topic} for one in found.entries],
    }


def _as_text(report: Report, file: Path) -> str:
    told = [_found_text(one) for one in report.found]
    for source in dict.fromkeys(source for source, _ in report.not_there):
        missing = ", ".join(place for one, place in report.not_there if one == source)
        told.append(f"{source}: the act has no article {missing}; look up what is meant")
    told += [f"{source}: no mirror has this act" for source in report.unseen]
    written = f"; what is to be read stands in {file}" if report.found else ""
    return "\n".join([*told, f"{len(report.seen)} acts followed, {len(report.found)} changes{written}"])


def _found_text(found: Found) -> str:
    change = found.change
    what = f"article {change.article}" if change.article else "the act"
    moved = f"; its text is article {found.now} now" if found.now else ""
    shown = [f"  {line}" for line in islice(found.diff, _MOST_LINES)]
    shown += [f"  … {len(found.diff) - _MOST_LINES} more lines"] if len(found.diff) > _MOST_LINES else []
    entries = ", ".join(f"{one.kind} {one.id}" for one in found.entries)
    head = f"{change.source}: {what} changed on {change.date} by {change.by}{moved}"
    return "\n".join([head, *shown, f"  read again: {entries}"])

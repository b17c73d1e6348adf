"""`laws`: which cited articles of law changed after they were last checked."""

import argparse
import json
from itertools import islice
from pathlib import Path
from typing import Any

from bot.commands.parts import Commands, NotFound, add_speaks
from bot.core.said import Voice
from bot.git import GitFailed
from bot.laws.mirror import Mirror, NoMirror
from bot.laws.record import record
from bot.laws.watch import Found, Report, watch
from bot.loader.load import load
from bot.sentences import laws as sentences
from bot.sentences.entries import KINDS
from bot.settings import Settings

_MOST_LINES = 40


def add(commands: Commands) -> None:
    parser = commands.add_parser("laws", help="list cited articles of law that changed after they were checked")
    parser.add_argument(
        "--mirror", type=Path, metavar="DIR", action="append", default=[], help="a clone; may be given several times"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for tools")
    add_speaks(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the changes and write them into the knowledge folder. Raises NotFound without a mirror."""
    if not options.mirror:
        raise NotFound(sentences.HOW)
    base = load(settings.knowledge_dir).base
    try:
        report = watch(base, [Mirror(folder) for folder in options.mirror])
    except NoMirror as problem:
        raise NotFound(sentences.NO_MIRROR, why=problem.told) from None
    except GitFailed as failed:
        raise NotFound(sentences.UNREADABLE, error=failed) from None
    file = record(settings.knowledge_dir, base, report)
    if options.json:
        print(json.dumps(_as_json(report), ensure_ascii=False))
    else:
        print(_as_text(report, file, Voice(options.speaks)))
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


def _as_text(report: Report, file: Path, say: Voice) -> str:
    told = [_found_text(one, say) for one in report.found]
    for source in dict.fromkeys(source for source, _ in report.not_there):
        missing = ", ".join(place for one, place in report.not_there if one == source)
        told.append(say(sentences.NO_SUCH_ARTICLE, source=source, articles=missing))
    told += [say(sentences.NOT_IN_MIRROR, source=source) for source in report.unseen]
    counted = say(sentences.COUNTED, acts=len(report.seen), changes=len(report.found))
    return "\n".join([*told, counted + (say(sentences.WRITTEN, file=file) if report.found else "")])


def _found_text(found: Found, say: Voice) -> str:
    change = found.change
    changed = sentences.ARTICLE_CHANGED if change.article else sentences.ACT_CHANGED
    head = say(changed, source=change.source, article=change.article, day=change.date, by=change.by)
    moved = say(sentences.MOVED, article=found.now) if found.now else ""
    shown = list(islice(found.diff, _MOST_LINES))
    if len(found.diff) > _MOST_LINES:
        shown.append(say(sentences.MORE_LINES, count=len(found.diff) - _MOST_LINES))
    entries = ", ".join(f"{say(KINDS[one.kind])} {one.id}" for one in found.entries)
    return "\n  ".join([head + moved, *shown, say(sentences.READ_AGAIN, entries=entries)])

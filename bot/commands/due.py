"""`due`: who must look at what by when."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.commands.parts import Commands
from bot.core.duties import NO_DAY, OVERDUE, Duty, by_month, duties
from bot.loader.load import load
from bot.settings import Settings

_WHAT = {"law": "the law changed:", "review": "review", "value": "its last value ends", "draft": "a draft, waits since"}


def add(commands: Commands) -> None:
    parser = commands.add_parser("due", help="who must look at what by when")
    parser.add_argument("--within", type=int, default=60, metavar="DAYS", help="how far to look ahead")
    parser.add_argument("--date", type=date.fromisoformat, help="as on this day; by default today")
    parser.add_argument("--json", action="store_true", help="one JSON list for tools")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print what is due, by month and topic."""
    today = options.date or datetime.now(ZoneInfo("Asia/Almaty")).date()
    found = duties(load(settings.knowledge_dir).base, today + timedelta(days=options.within))
    print(json.dumps([_as_json(one) for one in found], ensure_ascii=False) if options.json else _as_text(found, today))
    return 0


def _as_json(duty: Duty) -> dict[str, object]:
    return asdict(duty) | {"by": duty.by.isoformat() if duty.by else None}


def _as_text(found: Sequence[Duty], today: date) -> str:
    told = []
    for month, topics in by_month(found, today).items():
        told.append({OVERDUE: "overdue", NO_DAY: "no date"}.get(month, f"{month:%Y-%m}"))
        for topic, group in topics.items():
            told.append(f"  {topic or 'all topics'}")
            told += [f"    {_line(one)}" for one in group if one.work != "unread"]
            unread = Counter((one.about, one.who) for one in group if one.work == "unread")
            told += [f"    {about}: {count} texts not yet read by a {who}" for (about, who), count in unread.items()]
    return "\n".join(told) or "nothing is due"


def _line(duty: Duty) -> str:
    what = " ".join(filter(None, (_WHAT[duty.work], duty.about)))
    return f"{f'{duty.by}  ' if duty.by else ''}{duty.entry} {duty.id}: {what} ({duty.who})"

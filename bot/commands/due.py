"""`due`: who must look at what by when."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from bot.commands.parts import Commands, add_speaks
from bot.core.duties import NO_DAY, OVERDUE, Duty, by_month, duties
from bot.core.said import Voice
from bot.core.terms import KAZAKHSTAN
from bot.loader.load import load
from bot.sentences import due as sentences
from bot.sentences.entries import KINDS, PEOPLE
from bot.settings import Settings


def add(commands: Commands) -> None:
    parser = commands.add_parser("due", help="who must look at what by when")
    parser.add_argument("--within", type=int, default=60, metavar="DAYS", help="how far to look ahead")
    parser.add_argument("--date", type=date.fromisoformat, help="as on this day; by default today")
    parser.add_argument("--json", action="store_true", help="one JSON list for tools")
    add_speaks(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print what is due, by month and topic."""
    today = options.date or datetime.now(KAZAKHSTAN).date()
    found = duties(load(settings.knowledge_dir).base, today + timedelta(days=options.within))
    if options.json:
        print(json.dumps([_as_json(one) for one in found], ensure_ascii=False))
    else:
        print(_as_text(found, today, Voice(options.speaks)))
    return 0


def _as_json(duty: Duty) -> dict[str, object]:
    return asdict(duty) | {"by": duty.by.isoformat() if duty.by else None}


def _as_text(found: Sequence[Duty], today: date, say: Voice) -> str:
    told = []
    for month, topics in by_month(found, today).items():
        heading = {OVERDUE: sentences.OVERDUE, NO_DAY: sentences.NO_DATE}.get(month)
        told.append(say(heading) if heading else f"{month:%Y-%m}")
        for topic, group in topics.items():
            told.append(f"  {topic or say(sentences.ALL_TOPICS)}")
            told += [f"    {_line(one, say)}" for one in group if one.work != "unread"]
            unread = Counter((one.about, one.who) for one in group if one.work == "unread")
            for (about, who), count in unread.items():
                told.append(f"    {say(sentences.UNREAD[who], about=about, count=count)}")
    return "\n".join(told) or say(sentences.NOTHING)


def _line(duty: Duty, say: Voice) -> str:
    day = f"{duty.by}  " if duty.by else ""
    what = say(sentences.WORK[duty.work], about=duty.about)
    return f"{day}{say(KINDS[duty.entry])} {duty.id}: {what} ({say(PEOPLE[duty.who])})"

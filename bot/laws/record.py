"""law-changes.yaml: what `main.py laws` leaves in the knowledge folder for the list of what is due."""

import json
from collections.abc import Iterable
from pathlib import Path

from bot.core.knowledge import KnowledgeBase
from bot.core.sources import LawChange
from bot.core.standing import shaken
from bot.laws.watch import Report
from bot.loader.draft import LAW_CHANGES

_HEAD = """\
# Written by `python main.py laws` from a mirror of the state register; do not edit by hand.
# A change leaves this list once `checked_on` of what stands on it, or of the source, is not before its date.
"""


def record(folder: Path, base: KnowledgeBase, report: Report) -> Path:
    """Write what is still to be read; of sources that no mirror had, what was known before. Returns the file."""
    known = [one for one in base.law_changes if one.source not in report.seen and shaken(base, one)]
    changes = sorted((*known, *(one.change for one in report.found)), key=lambda one: (one.date, one.source))
    path = folder / LAW_CHANGES
    if changes:
        path.write_text(_HEAD + "".join(_lines(changes)), encoding="utf-8", newline="\n")
    else:
        path.unlink(missing_ok=True)
    return path


def _lines(changes: Iterable[LawChange]) -> Iterable[str]:
    """A text of JSON is a text of YAML too, with every sign that would need care."""
    for one in changes:
        yield f"- source: {one.source}\n"
        if one.article is not None:
            yield f"  article: {json.dumps(one.article)}\n"
        yield f"  date: {one.date}\n  by: {json.dumps(one.by, ensure_ascii=False)}\n"

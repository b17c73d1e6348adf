"""What a check found, in a form that is small enough to keep: without the files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.loader.draft import Draft
from bot.loader.load import check
from bot.loader.mistakes import Mistake


@dataclass(frozen=True)
class Checked:
    """The mistakes; and for each draft the languages that it lacks a text in."""

    mistakes: list[Mistake]
    lacking: Mapping[str, list[str]]


def checked(folder: Path, today: date) -> Checked:
    """Check a folder as on this day. Takes seconds of one core."""
    draft, mistakes = check(folder, today)
    return Checked(mistakes, {key: _lacking(draft, key) for key, one in draft.articles.items() if one.is_draft})


def _lacking(draft: Draft, article_id: str) -> list[str]:
    document, _ = draft.place("articles", article_id)
    return sorted({str(path[-1]) for path in document.lent})

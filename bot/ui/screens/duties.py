"""What the admins hear once a month: who must look at what by when."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import assert_never

from bot.core.duties import NO_DAY, OVERDUE, Duty, by_month
from bot.core.knowledge import KnowledgeBase
from bot.core.text import LANGUAGES, Text
from bot.ui.html import Html, bold, italic, lines, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens.review import home_row
from bot.ui.view import View

_MOST_LINES = 25
_LONGEST_NAME = 70


def monthly(reader: Reader, found: Sequence[Duty], until: date) -> View:
    """What has a day, by month and topic; then how many texts nobody has read yet."""
    listed = [one for one in found if one.work != "unread"]
    shown, left = listed[:_MOST_LINES], len(listed) - _MOST_LINES
    months = (_month(reader, month, topics) for month, topics in by_month(shown, reader.today).items())
    text = paragraphs(
        bold(reader.say(reader.phrases.duties_title, date=reader.day(until))),
        *months,
        reader.say(reader.phrases.duties_more, count=left) if left > 0 else None,
        _unread(reader, found),
    )
    return View(text, (home_row(reader),))


def _month(reader: Reader, month: date, topics: dict[str | None, list[Duty]]) -> Html:
    titles = {OVERDUE: reader.phrases.duties_overdue, NO_DAY: reader.phrases.duties_no_day}
    groups = chain.from_iterable((_topic(reader, topic), *_lines(reader, some)) for topic, some in topics.items())
    return lines(bold(plain(titles.get(month, f"{month:%m.%Y}"))), *groups)


def _topic(reader: Reader, topic: str | None) -> Html | None:
    return italic(reader.text(reader.knowledge.topics[topic].title)) if topic else None


def _lines(reader: Reader, duties: Sequence[Duty]) -> list[Html]:
    phrases = reader.phrases
    said = {
        "law": phrases.duties_law, "review": phrases.duties_review, "value": phrases.duties_value,
        "draft": phrases.duties_draft,
    }  # fmt: skip
    return [
        reader.say(
            "• " + said[one.work], entry=_name(reader, one), about=one.about or "",
            date=reader.day(one.by or date.fromisoformat(one.about or "")),
        )
        for one in duties
    ]  # fmt: skip


def _name(reader: Reader, duty: Duty) -> str:
    name = reader.label(_title(reader.knowledge, duty))
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _title(base: KnowledgeBase, duty: Duty) -> Text:
    """What the entry is called; an outcome is called after its guide."""
    key = duty.id.partition(".")[0]
    match duty.entry:
        case "article":
            return base.articles[key].title
        case "guide" | "outcome":
            return base.guides[key].title
        case "emergency":
            return base.emergencies[key].title
        case "parameter":
            return base.parameters[key].name
        case "contact":
            return base.contacts[key].name
        case _:
            assert_never(duty.entry)


def _unread(reader: Reader, found: Sequence[Duty]) -> Html | None:
    counts = Counter(one.about for one in found if one.work == "unread")
    if not counts:
        return None
    phrases = reader.phrases
    languages = ", ".join(f"{language.upper()} – {counts[language]}" for language in LANGUAGES if counts[language])
    return lines(
        reader.say(phrases.duties_no_native, counts=languages) if languages else None,
        reader.say(phrases.duties_no_lawyer, count=counts["law"]) if counts["law"] else None,
    )

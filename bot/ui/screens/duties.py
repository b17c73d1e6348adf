"""What the admins hear once a month: who must look at what by when."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from bot.core.duties import NO_DAY, OVERDUE, Duty, by_month
from bot.core.knowledge import KnowledgeBase
from bot.core.text import LANGUAGES, Text
from bot.ui.html import Html, bold, italic, lines, paragraphs, plain, telegram_length
from bot.ui.reader import Reader
from bot.ui.screens.review import home_row
from bot.ui.view import View

_OF_A_TOPIC = (5, 3, 1, 0)  # entries named under a topic: as many as fit one message
_MOST_LETTERS = 3800
_LONGEST_NAME = 70


def monthly(reader: Reader, found: Sequence[Duty], until: date) -> View:
    """What has a day, by month and topic; then how many texts nobody has read yet."""
    texts = (_text(reader, found, until, most) for most in _OF_A_TOPIC)
    text = next((one for one in texts if telegram_length(one) <= _MOST_LETTERS), _text(reader, found, until, 0))
    return View(text, (home_row(reader),))


def _text(reader: Reader, found: Sequence[Duty], until: date, most: int) -> Html:
    months = by_month((one for one in found if one.work != "unread"), reader.today)
    return paragraphs(
        bold(reader.say(reader.phrases.duties_title, date=reader.day(until))),
        *(_month(reader, month, topics, most) for month, topics in months.items()),
        plain(reader.phrases.duties_all),
        _unread(reader, found),
    )


def _month(reader: Reader, month: date, topics: Mapping[str | None, Sequence[Duty]], most: int) -> Html:
    titles = {OVERDUE: reader.phrases.duties_overdue, NO_DAY: reader.phrases.duties_no_day}
    groups = [bold(plain(titles.get(month, f"{month:%m.%Y}")))]
    for topic, duties in topics.items():
        if topic:
            groups.append(italic(reader.text(reader.knowledge.topics[topic].title)))
        groups += [_line(reader, one) for one in duties[:most]]
        if len(duties) > most:
            groups.append(reader.say(reader.phrases.duties_more, count=len(duties) - most))
    return lines(*groups)


def _line(reader: Reader, duty: Duty) -> Html:
    phrases = reader.phrases
    said = {
        "law": phrases.duties_law, "review": phrases.duties_review, "value": phrases.duties_value,
        "draft": phrases.duties_draft,
    }  # fmt: skip
    day = duty.by or date.fromisoformat(duty.about or "")
    return reader.say(said[duty.work], entry=_name(reader, duty), about=duty.about or "", date=reader.day(day))


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

"""What the answers of a guide come to: the verdict, why, and what to do now."""

from datetime import date

from bot.core.guides import Guide, Outcome
from bot.core.text import Text
from bot.core.walk import Walk
from bot.ui.actions import (
    CitizenAction,
    OpenChecklist,
    OpenContact,
    OpenOutcome,
    OpenTopic,
    ReviewAnswers,
    SharedOutcome,
    StartGuide,
)
from bot.ui.html import Html, bold, italic, lines, paragraphs, plain, rich
from bot.ui.reader import Reader
from bot.ui.screens import parts
from bot.ui.screens.articles import related_buttons
from bot.ui.screens.feedback import rating
from bot.ui.screens.guides import Position, taking_along
from bot.ui.view import Button, View, button, column

_NOTHING = Walk({}, None, (), ())


def outcomes(reader: Reader, position: Position) -> View:
    """The only outcome, or a choice among several."""
    found = position.walk.outcomes
    if len(found) == 1:
        return outcome(reader, position, 0)
    guide, phrases = position.guide, reader.phrases
    lead = phrases.several_outcomes if found else phrases.no_outcome
    shown = (Html("• " + bold(reader.text(guide.outcomes[key].verdict))) for key in found)
    notes = [note for note, only in position.walk.notes if not only]
    text = paragraphs(
        parts.elsewhere(reader, guide.title, *(guide.outcomes[key].verdict for key in found), *notes),
        Html(f"🧭 {reader.text(guide.title)}"), plain(lead), lines(*shown), _notes(reader, notes),
    )  # fmt: skip
    buttons = [
        button(f"▸ {reader.label(guide.outcomes[key].verdict)}"[:60], OpenOutcome(*_way(position), place))
        for place, key in enumerate(found)
    ]
    return View(text, (*column(*buttons, *_again(reader, position)), reader.frame(position.here, _review(position))))


def outcome(reader: Reader, position: Position, place: int) -> View:
    """One outcome with everything that follows from the answers."""
    outcome_id = position.walk.outcomes[place]
    found = position.guide.outcomes[outcome_id]
    several = len(position.walk.outcomes) > 1
    here = OpenOutcome(*_way(position), place) if several else position.here
    text = paragraphs(
        Html(f"🧭 {reader.text(position.guide.title)}"),
        *_body(reader, position.guide, found, position.walk, position.walk.notes_for(outcome_id)),
    )
    checklist = [button(reader.phrases.checklist, OpenChecklist(*_way(position), place))] if found.checklist else []
    share = reader.share(SharedOutcome(position.guide_id, outcome_id), found.verdict[reader.language])
    rows = (
        *column(*checklist, *_onward(reader, found, position.walk)),
        *column(*_again(reader, position)),
        *column(share),
        rating(reader, position.guide_id, outcome_id),
        reader.frame(here, position.here if several else _review(position)),
    )
    return View(text, rows)


def checklist(reader: Reader, position: Position, place: int) -> View:
    """What to prepare, point by point."""
    found = position.guide.outcomes[position.walk.outcomes[place]]
    points = found.checklist[reader.language] if found.checklist else ()
    text = paragraphs(
        parts.elsewhere(reader, found.verdict, found.checklist),
        bold(reader.text(found.verdict)),
        bold(plain(reader.phrases.checklist)),
        lines(*(rich(f"▫️ {point}") for point in points)),
    )
    several = len(position.walk.outcomes) > 1
    back: CitizenAction = OpenOutcome(*_way(position), place) if several else position.here
    return View(text, (reader.frame(OpenChecklist(*_way(position), place), back),))


def shared(reader: Reader, guide_id: str, outcome_id: str) -> View:
    """An outcome without anybody's answers, and the way to one's own."""
    guide = reader.knowledge.guides[guide_id]
    found = guide.outcomes[outcome_id]
    text = paragraphs(
        Html(f"🧭 {reader.text(guide.title)}"), italic(plain(reader.phrases.shared_outcome)),
        *_body(reader, guide, found, _NOTHING, []),
    )  # fmt: skip
    here = SharedOutcome(guide_id, outcome_id)
    rows = (
        *column(button(reader.phrases.start_guide, StartGuide(guide_id)), *_onward(reader, found, _NOTHING)),
        *column(reader.share(here, found.verdict[reader.language])),
        rating(reader, guide_id, outcome_id),
        reader.frame(here, OpenTopic(reader.knowledge.topic_of[guide_id])),
    )
    return View(text, rows)


def _body(reader: Reader, guide: Guide, found: Outcome, walk: Walk, notes: list[Text]) -> list[Html | None]:
    phrases, names = reader.phrases, walk.names
    days = [
        parts.last_day(reader, deadline.label, deadline.term, deadline.source, deadline.passed, since)
        for deadline in found.last_day.values()
        if isinstance(since := walk.answered.get(deadline.since), date)
        and (deadline.when is None or deadline.when({**names, "today": reader.today}))
    ]
    medium = (found.confidence or guide.confidence) == "medium"
    return [
        parts.elsewhere(reader, guide.title, found, *notes),
        parts.overdue(reader, guide.review_by),
        parts.unknown_values(reader, found.amounts),
        bold(reader.text(found.verdict, found.amounts, names)),
        lines(bold(plain(phrases.because)), reader.text(found.because, found.amounts, names)),
        _notes(reader, notes),
        parts.amounts(reader, found.amounts, names),
        *days,
        lines(bold(plain(phrases.what_now)), reader.text(found.next, found.amounts, names)),
        parts.check_with(reader, found.check_with or guide.check_with) if medium else None,
        parts.sources(reader, found.sources, guide.checked_on, most=3),
        italic(plain(phrases.not_advice)),
    ]


def _notes(reader: Reader, notes: list[Text]) -> Html | None:
    return lines(*(Html("❗ " + reader.text(note)) for note in dict.fromkeys(notes))) or None


def _onward(reader: Reader, found: Outcome, walk: Walk) -> list[Button]:
    """Other checks (with the answers that fit them), articles and contacts that may help."""
    guides, contacts = reader.knowledge.guides, reader.knowledge.contacts
    checks = [
        button(f"🧭 {reader.label(guides[key].label)}", taking_along(reader, key, walk.answered))
        for key in found.guides
    ]
    calls = [button(f"☎️ {contacts[key].name[reader.language]}", OpenContact(key)) for key in found.contacts[:3]]
    return [*checks, *related_buttons(reader, found.related), *calls]


def _again(reader: Reader, position: Position) -> list[Button]:
    return [
        button(reader.phrases.my_answers, _review(position)),
        button(reader.phrases.start_again, StartGuide(position.guide_id)),
    ]


def _review(position: Position) -> ReviewAnswers:
    return ReviewAnswers(*_way(position))


def _way(position: Position) -> tuple[str, str, str]:
    return position.guide_id, position.guide.digest, position.answers

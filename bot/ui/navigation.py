"""From an action to the screen that it opens: a pure function, the map of everything that citizens see."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.core.answers import decode_answers, decode_marks
from bot.core.guides import Guide
from bot.core.text import Language
from bot.core.typed import looks_like_a_value, parse_date, parse_number
from bot.core.walk import Answer, ImpossibleAnswer, require_possible, walk
from bot.ui.actions import (
    AskDay,
    AskQuestion,
    ChangeAnswer,
    ChooseLanguage,
    CitizenAction,
    GoHome,
    GuideAction,
    HideChat,
    MarkOptions,
    NoneOfThese,
    OpenAbout,
    OpenArticle,
    OpenChanges,
    OpenChecklist,
    OpenChecks,
    OpenContact,
    OpenContacts,
    OpenContactsFor,
    OpenEmergencies,
    OpenEmergency,
    OpenGroup,
    OpenGuide,
    OpenHelp,
    OpenOutcome,
    OpenSection,
    OpenSources,
    OpenTopic,
    RememberRegion,
    ReviewAnswers,
    SetLanguage,
    SharedOutcome,
    StartGuide,
)
from bot.ui.own_actions import (
    AskDeleteMine,
    DeleteMine,
    ExportMine,
    OpenMine,
    OpenPrivacy,
    OpenReply,
    Rate,
    TellMe,
    Withdraw,
)
from bot.ui.phrases import Phrases
from bot.ui.reader import Reader
from bot.ui.screens import articles, changes, contacts, emergencies, guides, home, outcomes, own, questions
from bot.ui.screens.guides import Position
from bot.ui.view import View


def open_screen(reader: Reader, action: CitizenAction, phrases: Mapping[Language, Phrases]) -> View:
    """The screen behind a button. What is gone since the button was made opens "outdated", never an error."""
    try:
        return _open(reader, action, phrases)
    except (KeyError, IndexError):
        return questions.outdated(reader)


def _open(reader: Reader, action: CitizenAction, phrases: Mapping[Language, Phrases]) -> View:  # noqa: PLR0912  # one case an action
    match action:
        case (
            GoHome() | NoneOfThese() | TellMe() | Withdraw() | Rate() | OpenReply() | OpenMine() | ExportMine()
            | DeleteMine()
        ):  # fmt: skip
            # All but the first are for the store. A link that somebody shares must do none of them.
            return home.home(reader)
        case AskDeleteMine():
            return own.ask_delete(reader)
        case OpenPrivacy():
            return own.privacy(reader)
        case OpenTopic(topic_id):
            return home.topic(reader, topic_id)
        case OpenChecks(topic_id):
            return home.checks(reader, topic_id)
        case OpenGroup(topic_id, group_id):
            return home.group(reader, topic_id, group_id)
        case OpenArticle(article_id):
            return articles.article(reader, article_id)
        case OpenSection(article_id, section):
            return articles.section(reader, article_id, section)
        case OpenSources(article_id):
            return articles.sources(reader, article_id)
        case AskDay(article_id, deadline_id):
            return articles.ask_day(reader, article_id, deadline_id)
        case (
            StartGuide() | OpenGuide() | OpenHelp() | MarkOptions() | ReviewAnswers() | ChangeAnswer() | OpenOutcome()
            | OpenChecklist()
        ):  # fmt: skip
            return _open_guide(reader, action)
        case SharedOutcome(guide_id, outcome_id):
            return outcomes.shared(reader, guide_id, outcome_id)
        case AskQuestion():
            return home.ask(reader)
        case OpenEmergencies():
            return emergencies.emergencies(reader)
        case OpenEmergency(emergency_id):
            return emergencies.emergency(reader, emergency_id)
        case HideChat():
            return emergencies.hidden(reader)
        case OpenAbout():
            return home.about(reader)
        case OpenContacts():
            return contacts.contacts(reader)
        case OpenContactsFor(serves, region, page):
            return contacts.contacts_for(reader, serves, region, page)
        case RememberRegion(serves, region):
            return contacts.contacts_for(replace(reader, region=region or None), serves, region, 0)
        case OpenContact(contact_id):
            return contacts.contact(reader, contact_id)
        case OpenChanges(topic_id, page):
            return changes.changes(reader, topic_id, page)
        case ChooseLanguage(then):
            return home.choose_language(then, phrases)
        case SetLanguage(_, then):
            return _open(reader, then, phrases)
        case _:
            assert_never(action)


def _open_guide(reader: Reader, action: GuideAction) -> View:
    guide = reader.knowledge.guides[action.guide_id]
    if not isinstance(action, StartGuide) and action.digest != guide.digest:
        return guides.changed(reader, action.guide_id)
    try:
        position = _position(reader, action.guide_id, guide, "" if isinstance(action, StartGuide) else action.answers)
        return _show_guide(reader, action, position)
    except ImpossibleAnswer:
        return guides.changed(reader, action.guide_id)


def _show_guide(reader: Reader, action: GuideAction, position: Position) -> View:
    match action:
        case ReviewAnswers():
            return guides.review(reader, position)
        case ChangeAnswer(position=place):
            return guides.step(reader, position, changing=place)
        case MarkOptions(marks=marks, position=place):
            step_id = position.walk.step if place is None else list(position.walk.answered)[place]
            marked = decode_marks(position.guide.steps[step_id or ""], marks)
            return guides.step(reader, position, marks=marked, changing=place)
        case OpenOutcome(place=place):
            return outcomes.outcome(reader, position, place)
        case OpenChecklist(place=place):
            return outcomes.checklist(reader, position, place)
        case StartGuide() | OpenGuide() | OpenHelp():
            if position.walk.step is None:
                return outcomes.outcomes(reader, position)
            return guides.step(reader, position, help_shown=isinstance(action, OpenHelp))
        case _:
            assert_never(action)


def _position(reader: Reader, guide_id: str, guide: Guide, answers: str) -> Position:
    parameters = reader.knowledge.parameters
    decoded = decode_answers(guide, answers, parameters, reader.today)
    return Position(guide_id, guide, walk(guide, decoded, parameters, reader.today))


def open_typed(reader: Reader, screen: CitizenAction, text: str) -> tuple[View, CitizenAction] | None:
    """What a typed text opens as the answer to the screen that stands in the chat; None when it is no answer to it.

    Returns the view, and the action that it stands for.
    """
    try:
        if isinstance(screen, AskDay):
            return _typed_day(reader, screen, text)
        if isinstance(screen, StartGuide | OpenGuide | OpenHelp | ChangeAnswer):
            return _typed_answer(reader, screen, text)
    except (KeyError, IndexError, ImpossibleAnswer):
        return None
    return None


def on_screen(screen: CitizenAction | None) -> str | None:
    """The article that stands in the chat, so that "and the papers?" is about it."""
    return screen.article_id if isinstance(screen, OpenArticle | OpenSection | OpenSources | AskDay) else None


def awaits_text(reader: Reader, screen: CitizenAction) -> bool:
    """Whether the screen asks for a number or a date, so that a question typed there gets a way back."""
    try:
        if isinstance(screen, AskDay):
            return screen.article_id in reader.knowledge.articles
        return (
            isinstance(screen, StartGuide | OpenGuide | OpenHelp | ChangeAnswer) and _asked(reader, screen) is not None
        )
    except (KeyError, IndexError, ImpossibleAnswer):
        return False


def _typed_day(reader: Reader, screen: AskDay, text: str) -> tuple[View, CitizenAction] | None:
    day = parse_date(text, reader.today)
    if day is not None:
        return articles.last_day(reader, screen.article_id, screen.deadline_id, day), screen
    if looks_like_a_value(text):
        return articles.ask_day(reader, screen.article_id, screen.deadline_id, wrong=True), screen
    return None


_Asking = StartGuide | OpenGuide | OpenHelp | ChangeAnswer


def _asked(reader: Reader, screen: _Asking) -> tuple[Position, str] | None:
    """The position and the step that a screen asks, when it can be answered by typing."""
    guide = reader.knowledge.guides[screen.guide_id]
    if not isinstance(screen, StartGuide) and screen.digest != guide.digest:
        return None
    position = _position(reader, screen.guide_id, guide, "" if isinstance(screen, StartGuide) else screen.answers)
    step_id = list(position.walk.answered)[screen.position] if isinstance(screen, ChangeAnswer) else position.walk.step
    return (position, step_id) if step_id and guide.steps[step_id].typed else None


def _typed_answer(reader: Reader, screen: _Asking, text: str) -> tuple[View, CitizenAction] | None:
    if (asked := _asked(reader, screen)) is None:
        return None
    position, step_id = asked
    step = position.guide.steps[step_id]
    value: Answer | None = parse_date(text, reader.today) if step.kind == "date" else parse_number(text)
    if value is not None and _possible(position, step_id, value):
        onward = guides.answering(reader, position, step_id, value)
        return _open_guide(reader, onward), onward
    if value is not None or looks_like_a_value(text):
        changing = screen.position if isinstance(screen, ChangeAnswer) else None
        return guides.step(reader, position, changing=changing, wrong=True), screen
    return None


def _possible(position: Position, step_id: str, value: Answer) -> bool:
    try:
        require_possible(position.guide.steps[step_id], value)
    except ImpossibleAnswer:
        return False
    return not isinstance(value, date) or value.year >= 1900

"""The whole bot, walked: every menu, article, section, contact, and every option of every guide, in every language.

What to walk comes from the knowledge itself. Telegram in memory refuses whatever Telegram refuses.
"""

from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.core.answers import decode_answers
from bot.core.guides import Step
from bot.core.knowledge import KnowledgeBase
from bot.core.review import COMPLAINTS
from bot.core.text import LANGUAGES, Language
from bot.core.walk import walk
from bot.loader.library import Library
from bot.local_telegram.server import LocalTelegram, Person
from bot.storage.sqlite import SqliteStore
from bot.ui.actions import (
    Action,
    AskDay,
    ChangeAnswer,
    ChooseLanguage,
    GoHome,
    HideChat,
    MarkOptions,
    OpenArticle,
    OpenChecklist,
    OpenGuide,
    OpenHelp,
    OpenOutcome,
    ReviewAnswers,
    SetLanguage,
    SharedOutcome,
    StartGuide,
)
from bot.ui.button_data import decode, encode
from bot.ui.own_actions import AskDeleteMine, DeleteMine, ExportMine, OpenMine, OpenPrivacy, Rate, TellMe, Withdraw
from tests.citizen import Citizen, buttons_of
from tests.conftest import Clock, services_of, visiting

Key = tuple[object, ...]


class Walker:
    """Presses every button that leads somewhere new, and types into every step that asks for it."""

    def __init__(self, citizen: Citizen, knowledge: KnowledgeBase, today: date, went_wrong: str) -> None:
        self.citizen, self.knowledge, self.today = citizen, knowledge, today
        self.known: set[Key] = set()
        self.opened: set[Key] = set()
        self.answered: set[tuple[str, str, str]] = set()
        self.waiting: deque[tuple[Key, str]] = deque()
        self.went_wrong = went_wrong

    async def walk(self) -> None:
        for command in ("/start", "/help", "/language", "/emergency", "/my", "/privacy", "/hide", "/start"):
            await self.citizen.says(command)
            self.collect()
        for article_id in self.knowledge.articles:  # those of a hidden topic are found by question and link only
            self.note(encode(OpenArticle(article_id)))
        for guide_id, guide in self.knowledge.guides.items():  # some are reached by rare dates and sums only
            for outcome_id in guide.outcomes:
                self.note(encode(SharedOutcome(guide_id, outcome_id)))
        while self.waiting:
            key, data = self.waiting.popleft()
            before = dict(self.citizen.last)
            if isinstance(decode(data), SharedOutcome):
                await self.citizen.says(f"/start {data}")
            else:
                await self.citizen.presses_data(data)
            assert self.citizen.last != before or self.citizen.hears, f"no reaction to {data}"
            assert self.citizen.labels, f"{data} opens a screen without a way on"
            assert self.citizen.sees != self.went_wrong, f"{data} breaks"
            self.opened.add(key)
            self.note_answer(decode(data))
            self.collect()
            await self.type_into(decode(data))

    async def type_into(self, action: Action | None) -> None:
        """Answer a screen that asks for a number or a date."""
        for text in self.texts_for(action):
            await self.citizen.says(text)
            self.collect()
            if action:
                await self.citizen.presses_data(encode(action))

    def texts_for(self, action: Action | None) -> list[str]:
        days = [self.today - timedelta(days=days) for days in (0, 30, 200, 400, 1200, 9000, 20000, 23500)]
        dates = [f"{day:%d.%m.%Y}" for day in days]
        if isinstance(action, AskDay):
            return dates[:4]
        if not isinstance(action, StartGuide | OpenGuide):
            return []
        step = self.step_of(action)
        if step is None or not step.typed:
            return []
        if step.kind == "date":
            return dates
        least, most = step.min or 0, 10**9 if step.max is None else step.max
        return [str(number) for number in sorted({least, min(least + 3, most), min(most, 150_000), most})]

    def step_of(self, action: StartGuide | OpenGuide) -> Step | None:
        guide = self.knowledge.guides[action.guide_id]
        text = action.answers if isinstance(action, OpenGuide) else ""
        answers = decode_answers(guide, text, self.knowledge.parameters, self.today)
        step_id = walk(guide, answers, self.knowledge.parameters, self.today).step
        return guide.steps[step_id] if step_id else None

    def collect(self) -> None:
        """Note every button under the newest message that leads to something not yet seen."""
        for button in buttons_of(self.citizen.last):
            shared = str(button.get("url", "")).partition("start%3D")[2].partition("&")[0]
            self.note(button.get("callback_data", shared))

    def note(self, data: str) -> None:
        action = decode(data)
        if action is None or isinstance(action, HideChat | ChooseLanguage | SetLanguage):
            return
        key = self.key(action)
        if key not in self.known:
            self.known.add(key)
            self.waiting.append((key, data))

    def note_answer(self, action: Action | None) -> None:
        """Remember which option of which step was pressed."""
        if isinstance(action, OpenGuide):
            guide = self.knowledge.guides[action.guide_id]
            answers = decode_answers(guide, action.answers, self.knowledge.parameters, self.today)
            answered = walk(guide, answers, self.knowledge.parameters, self.today).answered
            for step, answer in list(answered.items())[-1:]:
                self.answered.add((action.guide_id, step, str(answer)))

    def key(self, action: Action) -> Key:
        """What a press shows, whatever the way to it: a step of a guide once for each option that leads to it."""
        if isinstance(action, Rate):
            # Every row of every article and outcome is shown; its ways on depend on the verdict only.
            return type(action), bool(action.outcome_id), action.verdict
        if isinstance(action, TellMe | Withdraw):
            return (type(action),)
        if not isinstance(
            action, OpenGuide | OpenHelp | MarkOptions | ReviewAnswers | ChangeAnswer | OpenOutcome | OpenChecklist
        ):
            return (action,)
        guide = self.knowledge.guides[action.guide_id]
        answers = decode_answers(guide, action.answers, self.knowledge.parameters, self.today)
        found = walk(guide, answers, self.knowledge.parameters, self.today)
        last = list(found.answered.items())[-1:]
        place: Key = (type(action), action.guide_id, found.step, found.outcomes)
        if isinstance(action, OpenGuide):
            return (
                *place,
                *((step, answer if isinstance(answer, str | frozenset) else "typed") for step, answer in last),
            )
        if isinstance(action, OpenOutcome | OpenChecklist):
            return (type(action), action.guide_id, found.outcomes[action.place])
        if isinstance(action, ChangeAnswer):
            return (type(action), action.guide_id, list(found.answered)[action.position])
        return (*place, action.marks if isinstance(action, MarkOptions) and len(set(action.marks)) <= 2 else "")


def expected(knowledge: KnowledgeBase) -> Iterator[Key]:
    """What must have been opened: read from the knowledge, not from the buttons."""
    yield (GoHome(),)
    for action in (OpenMine(), ExportMine(), AskDeleteMine(), DeleteMine(), OpenPrivacy()):
        yield (action,)
    for verdict in ("helped", "not_helped", *COMPLAINTS):
        yield Rate, False, verdict
        yield Rate, True, verdict
    yield (TellMe,)
    yield (Withdraw,)
    for article_id in knowledge.articles:
        yield (OpenArticle(article_id),)
    for guide_id, guide in knowledge.guides.items():
        yield (StartGuide(guide_id),)
        for outcome_id in guide.outcomes:
            yield (SharedOutcome(guide_id, outcome_id),)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_in_every_language(
    language: Language, real_library: Library, store: SqliteStore, telegram: LocalTelegram, clock: Clock
) -> None:
    knowledge = real_library.edition.knowledge.base
    async with visiting(services_of(real_library, store, clock, frozenset()), telegram) as citizen:
        citizen.person = Person(5001, "Walker", language)
        await citizen.says("/start")
        await citizen.presses_data(f"L_{language}_h")
        phrases = real_library.edition.knowledge.phrases[language]
        walker = Walker(citizen, knowledge, knowledge.released, phrases.went_wrong)
        await walker.walk()
    unmodified = [one for one in telegram.violations if "message is not modified" not in one]
    assert unmodified == []
    assert telegram.unanswered() == []
    missing = {key for key in expected(knowledge) if key not in walker.opened}
    assert missing == set()
    unpressed = {
        (guide_id, step_id, option)
        for guide_id, guide in knowledge.guides.items()
        for step_id, step in guide.steps.items()
        for option in step.options
        if step.kind == "choice"
    } - walker.answered
    assert unpressed == set()

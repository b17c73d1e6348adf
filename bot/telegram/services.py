"""What handlers work with, put together in one place and passed to them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.core.store import Chat, Store, StoreUnavailable
from bot.core.terms import KAZAKHSTAN
from bot.core.text import LANGUAGES, Language
from bot.editing.sharing import Sharing
from bot.loader.edition import Edition
from bot.loader.library import Library
from bot.review.desk import Desk
from bot.telegram.alarm import StoreAlarm
from bot.telegram.meters import ServingMeter
from bot.telegram.pace import Pace
from bot.telegram.statistics import Statistics
from bot.telegram.updates import Person
from bot.ui.actions import CitizenAction
from bot.ui.admin_actions import FindAnswer, WriteAnswer
from bot.ui.button_data import decode
from bot.ui.reader import Reader


@dataclass
class Services:
    """One bot's parts. `clock` gives the time in UTC; a day is a day in Kazakhstan.

    `bot_name` is set once Telegram has told it; `console_link` makes a one-time link, once the pages are served.
    `retention` is told to people; the store keeps it. `days` are the days that a local chat plays, by chat: a preview.
    `sharing` keeps the knowledge of several replicas the same.
    """

    library: Library
    store: Store
    admin_ids: frozenset[int]
    clock: Callable[[], datetime]
    bot_name: str
    desk: Desk
    owner_ids: frozenset[int] = frozenset()
    console_link: Callable[[int], Awaitable[str]] | None = None
    retention: timedelta = timedelta(days=365)
    sharing: Sharing | None = None
    days: dict[int, date] = field(default_factory=dict)
    alarm: StoreAlarm = field(default_factory=StoreAlarm)
    meter: ServingMeter = field(default_factory=ServingMeter)
    pace: Pace = field(default_factory=Pace)
    statistics: Statistics = field(init=False)

    def __post_init__(self) -> None:
        self.statistics = Statistics(self.store, self.today)

    def today(self) -> date:
        """The day in Kazakhstan."""
        return self.clock().astimezone(KAZAKHSTAN).date()

    def reader(self, chat_id: int, language: Language, region: str | None) -> Reader:
        """A reader of the knowledge in a language, as on today, or on the day that the chat plays."""
        knowledge = self.library.edition.knowledge
        return Reader(
            knowledge.base,
            knowledge.phrases[language],
            language,
            self.days.get(chat_id) or self.today(),
            self.bot_name,
            region,
            self.retention,
            frozenset(one.organisation for one in knowledge.phrases.values()),
        )


@dataclass(frozen=True)
class Visit:
    """One update of one citizen: who, in which language, with what on the screen. All of one edition.

    `waits` is the screen of an admin at which what is typed is no question.
    """

    chat_id: int
    edition: Edition
    reader: Reader
    chosen: Language | None
    screen: CitizenAction | None
    waits: FindAnswer | WriteAnswer | None = None


async def visit(services: Services, chat_id: int, person: Person | None) -> Visit:
    """Read what is known of the chat. Without a store people are still answered, in Telegram's language."""
    try:
        chat = await services.store.chat(chat_id, services.clock())
    except StoreUnavailable:
        chat = Chat()
    language = chat.language or guessed(person)
    screen = decode(chat.screen) if chat.screen else None
    known = screen if isinstance(screen, CitizenAction) else None
    return Visit(
        chat_id,
        services.library.edition,
        services.reader(chat_id, language, chat.region),
        chat.language,
        known,
        screen if isinstance(screen, FindAnswer | WriteAnswer) else None,
    )


def guessed(person: Person | None) -> Language:
    """The language of the phone, where it is one of ours; otherwise Russian, which most phones here are set to."""
    code = person.language.split("-")[0].lower() if person else ""
    return next((language for language in LANGUAGES if language == code), "ru")

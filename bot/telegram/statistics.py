"""How often things happen: counted in memory, added to the store every few seconds. No person in it."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import date

from bot.core.answers import decode_answers
from bot.core.assistant import Answered, Emergency, Reply, Suggested
from bot.core.review import Tally
from bot.core.store import Store
from bot.core.text import Language
from bot.core.walk import ImpossibleAnswer, walk
from bot.ui.actions import CitizenAction, GuideAction, OpenArticle, OpenGuide, StartGuide
from bot.ui.navigation import on_screen
from bot.ui.reader import Reader

log = logging.getLogger(__name__)

FLUSH_EVERY = 5.0
_MOST_KINDS = 20_000


class Statistics:
    """Counts that wait for the store. A store that fails gets them the next time."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store, self._today = store, today
        self._waiting: Counter[Tally] = Counter()
        self._turn = asyncio.Lock()
        self.replies: Counter[tuple[str, Language]] = Counter()  # since the start: what questions got, by language

    def note(self, what: str, key: str, language: Language) -> None:
        """Count something that happened now. Never waits, never fails.

        A store that is down for long does not fill the memory: beyond 20,000 kinds only known ones are counted.
        """
        tally = Tally(self._today(), language, what, key)
        if tally in self._waiting or len(self._waiting) < _MOST_KINDS:
            self._waiting[tally] += 1

    def note_reply(self, reply: Reply | None, language: Language) -> None:
        """Count a question and what it got; None where the search failed."""
        self.note("asked", _topic(reply), language)
        got = "unknown"
        if isinstance(reply, Emergency):
            got = "emergency"
        elif isinstance(reply, Answered):
            got = "answered"
        elif isinstance(reply, Suggested):
            got = "suggested"
        self.note(got, _topic(reply), language)
        self.replies["unanswered" if got == "unknown" else got, language] += 1

    def note_opened(self, reader: Reader, before: CitizenAction | None, action: CitizenAction) -> None:
        """Count an article that is read, or a step of a guide that is reached. The way back counts nothing."""
        if isinstance(action, OpenArticle):
            if action.article_id in reader.knowledge.articles and on_screen(before) != action.article_id:
                self.note("read", action.article_id, reader.language)
        elif isinstance(action, StartGuide | OpenGuide) and not _goes_back(before, action):
            step = _reached(reader, action)
            if step == "":
                self.note("finished", action.guide_id, reader.language)
            elif step:
                self.note("step", f"{action.guide_id}/{step}", reader.language)

    async def flush(self) -> None:
        """Add what was counted to the store. A failure is logged, and the counts stay for the next time."""
        async with self._turn:
            counted, self._waiting = self._waiting, Counter()
            if not counted:
                return
            try:
                await self._store.count(counted)
            except Exception as problem:
                # Whatever breaks: these are counts, and no citizen may be disturbed for them.
                log.warning("statistics wait for the store: %s", type(problem).__name__)
                self._waiting.update(counted)

    async def keep_flushing(self) -> None:
        """Flush every few seconds, for ever. A flush that has begun is finished even when this is cancelled."""
        while True:
            await asyncio.sleep(FLUSH_EVERY)
            await asyncio.shield(self.flush())


def _topic(reply: Reply | None) -> str:
    if reply is None or isinstance(reply, Emergency):
        return ""
    if isinstance(reply, Answered):
        return reply.hit.topic_id
    return reply.hits[0].topic_id if reply.hits else ""


def _goes_back(before: CitizenAction | None, action: StartGuide | OpenGuide) -> bool:
    """Whether the screen before was the same place in the guide, or one further on."""
    if isinstance(action, StartGuide) or not isinstance(before, GuideAction) or before.guide_id != action.guide_id:
        return False
    if isinstance(before, StartGuide):
        return not action.answers
    return before.digest == action.digest and len(before.answers) >= len(action.answers)


def _reached(reader: Reader, action: StartGuide | OpenGuide) -> str | None:
    """The step that a button leads to, "" for the end, None where it leads nowhere any more."""
    guide = reader.knowledge.guides.get(action.guide_id)
    if guide is None or (isinstance(action, OpenGuide) and action.digest != guide.digest):
        return None
    answers = action.answers if isinstance(action, OpenGuide) else ""
    try:
        decoded = decode_answers(guide, answers, reader.knowledge.parameters, reader.today)
        return walk(guide, decoded, reader.knowledge.parameters, reader.today).step or ""
    except ImpossibleAnswer:
        return None

"""What a citizen does with what the bot keeps: ratings, waiting for an answer, /my, its export and deletion."""

import json
import logging
from datetime import UTC

from telegram import Bot

from bot.core.review import Complaint, Question, seal
from bot.core.store import StoreUnavailable
from bot.core.terms import KAZAKHSTAN
from bot.telegram.adapter import answer, rows_under, send_document, set_rows, show_in_place, standing_at
from bot.telegram.memory import remember
from bot.telegram.services import Services, Visit
from bot.telegram.updates import Press
from bot.ui.actions import CitizenAction, GoHome, OpenArticle, StartGuide
from bot.ui.navigation import open_screen
from bot.ui.own_actions import DeleteMine, ExportMine, OpenMine, OpenReply, OwnAction, Rate, TellMe, Withdraw
from bot.ui.screens import feedback, own, questions
from bot.ui.view import View

log = logging.getLogger(__name__)


class Own:
    """Carries out the presses that concern the chat itself."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def press(self, bot: Bot, press: Press, here: Visit, action: OwnAction) -> None:
        """Do what was pressed and show what came of it."""
        match action:
            case Rate(verdict="helped"):
                await self._helped(bot, press, here, action)
            case Rate():
                await self._did_not_help(bot, press, here, action)
            case TellMe():
                await self._link(bot, press, here, action)
            case Withdraw(question_id):
                await self._withdraw(bot, press, here, question_id)
            case ExportMine():
                await self._export(bot, press, here)
            case DeleteMine():
                await self._delete(bot, press, here)
            case OpenMine() | OpenReply():
                await self._show(bot, press, here, *await self.open(here, action))

    async def open(self, here: Visit, action: OpenMine | OpenReply) -> tuple[View, CitizenAction]:
        """A screen that shows what the store knows, and the action that stands for it."""
        if isinstance(action, OpenReply):
            return await self._reply(here, action)
        return await self._mine(here), action

    async def _mine(self, here: Visit) -> View:
        try:
            waits = await self._services.store.waits_of(here.chat_id)
        except StoreUnavailable:
            return own.unavailable(here.reader)
        return own.mine(here.reader, here.chosen, waits)

    async def _reply(self, here: Visit, action: OpenReply) -> tuple[View, CitizenAction]:
        try:
            cluster = await self._services.store.cluster(action.cluster_id)
        except StoreUnavailable:
            return questions.went_wrong(here.reader), action
        if cluster and cluster.state == "not_for_us":
            return own.refused(here.reader, cluster.refusal, action), action
        if cluster is None or cluster.state not in ("answered", "replied") or cluster.article_id is None:
            return questions.outdated(here.reader), GoHome()
        entry_id = cluster.article_id
        opened = StartGuide(entry_id) if entry_id in here.reader.knowledge.guides else OpenArticle(entry_id)
        return open_screen(here.reader, opened, here.edition.knowledge.phrases), opened

    async def _helped(self, bot: Bot, press: Press, here: Visit, rate: Rate) -> None:
        """Thanks, and the row is gone: the answer stays where it is."""
        self._services.statistics.note("helped", _key(rate), here.reader.language)
        rows = tuple(row for row in rows_under(press) if not any(isinstance(one.action, Rate) for one in row))
        if rows:
            await set_rows(bot, press, rows, here.reader.phrases.thanks)
        else:
            back = feedback.rated(rate)
            await self._show(bot, press, here, feedback.thanks(here.reader, back), back)

    async def _did_not_help(self, bot: Bot, press: Press, here: Visit, rate: Rate) -> None:
        back = standing_at(press) or feedback.rated(rate)
        try:
            feedback.name(here.reader, rate.entry_id, rate.outcome_id)
        except KeyError:
            await self._show(bot, press, here, questions.outdated(here.reader), GoHome())
            return
        if rate.verdict == "helped" or rate.verdict == "not_helped":  # noqa: PLR1714  # so that mypy sees what is left
            self._services.statistics.note("not_helped", _key(rate), here.reader.language)
            await self._show(bot, press, here, feedback.why_not(here.reader, rate, back), back)
            return
        tell = await self._complain(here, _key(rate), rate.verdict)
        await self._show(bot, press, here, feedback.complained(here.reader, tell, back), back)
        self._services.desk.place_soon()

    async def _complain(self, here: Visit, about: str, complaint: Complaint) -> TellMe | None:
        now = self._services.clock().astimezone(UTC)
        try:
            question_id = await self._services.store.complain(about, complaint, here.reader.language, now)
        except StoreUnavailable as problem:
            log.warning("a complaint could not be kept: %s", problem)
            return None
        return TellMe(question_id, seal(question_id, f"{about} {complaint}"))

    async def _link(self, bot: Bot, press: Press, here: Visit, action: TellMe) -> None:
        """Only this links a chat to a question. Its other buttons stay, so that nobody loses their place."""
        if not await self._waits(here, action):
            await self._show(bot, press, here, own.not_linked(here.reader), GoHome())
            return
        rows = rows_under(press) or (here.reader.frame(GoHome()),)
        others = tuple(row for row in rows if not any(isinstance(one.action, TellMe | Withdraw) for one in row))
        await self._show(bot, press, here, own.linked(here.reader, action.question_id, others), here.screen or GoHome())

    async def _waits(self, here: Visit, action: TellMe) -> bool:
        store = self._services.store
        try:
            question: Question | None = await store.question(action.question_id)
            if question is None or question.seal != action.seal:
                return False
            return await store.wait(here.chat_id, question.id, self._services.clock().astimezone(UTC))
        except StoreUnavailable as problem:
            log.warning("a chat could not be linked: %s", problem)
            return False

    async def _withdraw(self, bot: Bot, press: Press, here: Visit, question_id: int) -> None:
        try:
            await self._services.store.withdraw(here.chat_id, question_id)
        except StoreUnavailable:
            await self._show(bot, press, here, own.unavailable(here.reader), OpenMine())
            return
        await self._show(bot, press, here, await self._mine(here), OpenMine(), here.reader.phrases.withdrawn)

    async def _export(self, bot: Bot, press: Press, here: Visit) -> None:
        now = self._services.clock()
        try:
            kept = await self._services.store.kept(here.chat_id)
        except StoreUnavailable:
            await self._show(bot, press, here, own.unavailable(here.reader), OpenMine())
            return
        await answer(bot, press)
        data = {"exported_at": now.astimezone(KAZAKHSTAN).isoformat(timespec="seconds"), **kept}
        content = json.dumps(data, ensure_ascii=False, indent=2).encode()
        name = f"adal-{now.astimezone(KAZAKHSTAN):%Y-%m-%d}.json"
        sent = await send_document(bot, here.chat_id, name, content, own.exported(here.reader))
        await remember(self._services, here, OpenMine(), [sent] if sent else [])

    async def _delete(self, bot: Bot, press: Press, here: Visit) -> None:
        """Everything goes. What is shown then is not noted: that would be the first thing kept again."""
        try:
            await self._services.store.forget(here.chat_id)
        except StoreUnavailable as problem:
            log.warning("what is kept about a chat could not be deleted: %s", problem)
            await self._show(bot, press, here, own.deleted(here.reader, done=False), OpenMine())
            return
        await show_in_place(bot, press, own.deleted(here.reader, done=True), here.reader.phrases.same_place)

    async def _show(
        self, bot: Bot, press: Press, here: Visit, view: View, screen: CitizenAction, told: str | None = None
    ) -> None:
        sent = await show_in_place(bot, press, view, here.reader.phrases.same_place, told)
        await remember(self._services, here, screen, [sent] if sent else [])


def _key(rate: Rate) -> str:
    return f"{rate.entry_id}/{rate.outcome_id}" if rate.outcome_id else rate.entry_id

"""What citizens send: commands, questions, typed answers, and everything that is no text."""

import logging
from collections import OrderedDict
from datetime import UTC

from telegram import Bot

from bot.core.assistant import Answered, Reply, Suggested, Unknown, answer
from bot.core.privacy import redact
from bot.core.review import Status, seal
from bot.core.store import StoreUnavailable
from bot.telegram.adapter import delete, send
from bot.telegram.memory import remember
from bot.telegram.own import Own
from bot.telegram.routing import Context
from bot.telegram.services import Services, Visit, visit
from bot.telegram.updates import Membership, Message
from bot.ui.actions import AskQuestion, ChooseLanguage, CitizenAction, GoHome, OpenArticle, OpenEmergencies
from bot.ui.button_data import decode
from bot.ui.navigation import awaits_text, on_screen, open_screen, open_typed
from bot.ui.own_actions import OpenMine, OpenPrivacy, OpenReply, TellMe
from bot.ui.screens import emergencies, questions
from bot.ui.view import View

log = logging.getLogger(__name__)

_GROUPS_REMEMBERED = 10_000


class Citizen:
    """Handlers of messages. Each reads the update, asks the core, and shows a view."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._own = Own(services)
        self._told_groups: OrderedDict[int, None] = OrderedDict()

    async def on_start(self, message: Message, context: Context) -> None:
        """/start: language first; a shared link opens right where it points."""
        here = await self._visit(message)
        payload = (message.text or "").partition(" ")[2]
        action = decode(payload.strip()) if payload else None
        if isinstance(action, CitizenAction):
            await self._open(context.bot, message, here, action)
        elif payload:
            await self._send(context.bot, message, here, questions.outdated(here.reader), None)
        else:
            await self._open(context.bot, message, here, GoHome() if here.chosen else ChooseLanguage(GoHome()))

    async def on_help(self, message: Message, context: Context) -> None:
        """/help: how to ask."""
        await self._open(context.bot, message, await self._visit(message), AskQuestion())

    async def on_language(self, message: Message, context: Context) -> None:
        """/language: the screen that stands in the chat is shown again in the new one."""
        here = await self._visit(message)
        await self._open(context.bot, message, here, ChooseLanguage(here.screen or GoHome()))

    async def on_emergency(self, message: Message, context: Context) -> None:
        """/emergency: the numbers."""
        await self._open(context.bot, message, await self._visit(message), OpenEmergencies())

    async def on_my(self, message: Message, context: Context) -> None:
        """/my: what is kept about this chat."""
        await self._open(context.bot, message, await self._visit(message), OpenMine())

    async def on_privacy(self, message: Message, context: Context) -> None:
        """/privacy: what is stored, how long, and who sees it."""
        await self._open(context.bot, message, await self._visit(message), OpenPrivacy())

    async def on_hide(self, message: Message, context: Context) -> None:
        """/hide: recent messages of both sides go, one neutral line stays."""
        here = await self._visit(message)
        await hide(self._services, context.bot, here, [message.id])

    async def on_text(self, message: Message, context: Context) -> None:
        """The answer to the screen that asks for one, or a question in the citizen's own words."""
        here = await self._visit(message)
        text = message.text or ""
        typed = open_typed(here.reader, here.screen, text) if here.screen else None
        if typed:
            self._services.statistics.note_opened(here.reader, here.screen, typed[1])
            await self._send(context.bot, message, here, *typed)
            return
        step = here.screen if here.screen and awaits_text(here.reader, here.screen) else None
        view, screen = await self._answer(here, text, step)
        await self._send(context.bot, message, here, view, screen)
        self._services.desk.place_soon()

    async def on_no_text(self, message: Message, context: Context) -> None:
        """A voice, a photo, a sticker, a place: kindly, only text is understood."""
        here = await self._visit(message)
        await self._send(context.bot, message, here, questions.no_text(here.reader), None)

    async def on_group(self, update: Message | Membership, context: Context) -> None:
        """In groups: once "write to me privately", and nothing is kept."""
        chat_id = update.chat.id
        if chat_id in self._told_groups:
            return
        self._told_groups[chat_id] = None
        if len(self._told_groups) > _GROUPS_REMEMBERED:
            self._told_groups.popitem(last=False)
        here = await visit(self._services, 0, update.sender)
        await send(context.bot, chat_id, questions.group_chat(here.reader))

    async def on_membership(self, changed: Membership, context: Context) -> None:
        """Added to a group: the same line. Blocked or unblocked in private: nothing to say."""
        if changed.chat.kind != "private" and changed.status in ("member", "administrator"):
            await self.on_group(changed, context)

    async def _answer(self, here: Visit, text: str, step: CitizenAction | None) -> tuple[View, CitizenAction | None]:
        """What a question gets, and the screen that it leaves in the chat."""
        try:
            reply = answer(here.edition.search, text, on_screen(here.screen))
        except Exception:
            # Whatever breaks, the question is kept; the error handler must not see its words.
            log.exception("the search failed")
            self._services.statistics.note_reply(None, here.reader.language)
            await keep(self._services, here, text, "open")
            return questions.went_wrong(here.reader), step
        self._services.statistics.note_reply(reply, here.reader.language)
        tell = await self._keep(here, text, reply)
        opened = OpenArticle(reply.hit.id) if isinstance(reply, Answered) and reply.hit.kind == "article" else None
        if opened:
            self._services.statistics.note_opened(here.reader, here.screen, opened)
        return questions.reply(here.reader, reply, tell, step), step or opened

    async def _keep(self, here: Visit, text: str, reply: Reply) -> TellMe | None:
        if isinstance(reply, Unknown):
            return await keep(self._services, here, text, "open")
        if isinstance(reply, Suggested):
            return await keep(self._services, here, text, "suggested")
        return None

    async def _visit(self, message: Message) -> Visit:
        return await visit(self._services, message.chat.id, message.sender)

    async def _open(self, bot: Bot, message: Message, here: Visit, action: CitizenAction) -> None:
        self._services.statistics.note_opened(here.reader, here.screen, action)
        if isinstance(action, OpenMine | OpenReply):
            await self._send(bot, message, here, *await self._own.open(here, action))
            return
        view = open_screen(here.reader, action, here.edition.knowledge.phrases)
        await self._send(bot, message, here, view, action)

    async def _send(self, bot: Bot, message: Message, here: Visit, view: View, screen: CitizenAction | None) -> None:
        sent = await send(bot, here.chat_id, view)
        await remember(self._services, here, screen or GoHome(), [message.id, *([sent] if sent else [])])


async def keep(services: Services, here: Visit, text: str, status: Status) -> TellMe | None:
    """Store a question without what could name its asker. None when it could not be kept, which is said.

    Returns what a press would link the chat to it with; until then nothing does.
    """
    redacted, now = redact(text), services.clock().astimezone(UTC)
    try:
        question_id = await services.store.record(redacted, here.reader.language, status, now)
    except StoreUnavailable as problem:
        log.warning("a question could not be kept: %s", problem)
        return None
    services.alarm.worked()
    return TellMe(question_id, seal(question_id, redacted))


async def hide(services: Services, bot: Bot, here: Visit, also: list[int]) -> None:
    """Delete the recent messages of both sides and leave one neutral line."""
    try:
        known = await services.store.take_messages(here.chat_id, services.clock().astimezone(UTC))
    except StoreUnavailable as problem:
        log.warning("messages to hide could not be read: %s", problem)
        known = []
    await delete(bot, here.chat_id, list(dict.fromkeys([*known, *also])))
    sent = await send(bot, here.chat_id, emergencies.hidden(here.reader))
    await remember(services, here, GoHome(), [sent] if sent else [])

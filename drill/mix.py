"""What people do in the bench, on the real base: menus, steps of guides, questions that are answered, and others."""

import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from bot.core.assistant import Answered, Unknown, answer
from bot.core.search.engine import Search
from bot.core.text import Language
from bot.evaluation.golden import read_golden
from bot.loader.load import Knowledge, load
from bot.local_telegram.server import LocalTelegram, Person
from bot.ui.actions import (
    GoHome,
    MarkOptions,
    OpenChecks,
    OpenContacts,
    OpenEmergencies,
    OpenGuide,
    OpenTopic,
    StartGuide,
)
from bot.ui.button_data import encode
from bot.ui.navigation import open_screen
from bot.ui.reader import Reader

_LANGUAGE: Language = "ru"
_STEPS_OF_A_GUIDE = 12
_FIRST_CHAT = 1001
_SCREEN = {"text": "A screen", "reply_markup": {"inline_keyboard": [[{"text": "Home", "callback_data": "h"}]]}}
Act = Callable[[LocalTelegram, int], Any]


class Mix:
    """Acts in a fixed random order. The same number and seed give the same acts."""

    def __init__(self, folder: Path) -> None:
        knowledge = load(folder)
        search = Search(knowledge.base)
        asked = [golden.text for golden in read_golden(folder / "questions", knowledge.base)]
        replies = {text: answer(search, text, None) for text in asked}
        self._menus = [
            encode(GoHome()),
            encode(OpenEmergencies()),
            encode(OpenContacts()),
            *(encode(kind(topic)) for topic in knowledge.base.visible_topics for kind in (OpenTopic, OpenChecks)),
        ]
        self._steps = [data for guide in knowledge.base.guides for data in _steps(knowledge, guide)]
        self._answered = [text for text, reply in replies.items() if isinstance(reply, Answered)]
        self._unknown = [text for text, reply in replies.items() if isinstance(reply, Unknown)]

    def acts(self, count: int, seed: int) -> list[Act]:
        """30 % menus, 30 % guides, 30 % questions with an answer, 10 % without one, which are kept."""
        chance = random.Random(seed)
        return [self._act(chance) for _ in range(count)]

    def _act(self, chance: random.Random) -> Act:
        dice = chance.random()
        if dice < 0.6:
            return pressing(chance.choice(self._menus if dice < 0.3 else self._steps))
        return saying(chance.choice(self._answered if dice < 0.9 else self._unknown))

    def texts(self, count: int, seed: int) -> list[Act]:
        """Questions only: what an echo bot understands."""
        chance = random.Random(seed)
        return [saying(chance.choice(self._answered)) for _ in range(count)]


def saying(text: str) -> Act:
    return lambda telegram, chat_id: telegram.say(_person(chat_id), text)


def pressing(data: str) -> Act:
    return lambda telegram, chat_id: telegram.press(_person(chat_id), telegram.chats[chat_id][0]["message_id"], data)


async def prepare(telegram: LocalTelegram, chats: int) -> list[int]:
    """Chats in which a message of the bot stands that can be pressed."""
    ids = list(range(_FIRST_CHAT, _FIRST_CHAT + chats))
    for chat_id in ids:
        await telegram.call("sendMessage", {"chat_id": chat_id, **_SCREEN})
    return ids


def _person(chat_id: int) -> Person:
    return Person(chat_id, f"Person {chat_id}", _LANGUAGE)


def _steps(knowledge: Knowledge, guide_id: str) -> list[str]:
    """The first presses on the way through a guide, whatever is answered."""
    reader = Reader(knowledge.base, knowledge.phrases[_LANGUAGE], _LANGUAGE, knowledge.base.released, "bot")
    found: dict[str, None] = {}
    waiting: list[StartGuide | OpenGuide | MarkOptions] = [StartGuide(guide_id)]
    for action in waiting:
        data = encode(action)
        if data in found:
            continue
        found[data] = None
        if len(found) == _STEPS_OF_A_GUIDE:
            break
        view = open_screen(reader, action, knowledge.phrases)
        waiting += [one.action for row in view.rows for one in row if isinstance(one.action, OpenGuide | MarkOptions)]
    return list(islice(found, _STEPS_OF_A_GUIDE))

"""Odd updates of every kind, made from python-telegram-bot's own classes: what it can read, it may be given."""

import sys
import types
import typing
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from functools import cache, partial
from inspect import Parameter, signature
from typing import Any

import telegram
from hypothesis import strategies as st
from telegram import TelegramObject, Update
from telegram.constants import UpdateType
from telegram.error import TelegramError

from bot.core.text import LANGUAGES
from bot.ui.actions import Action
from bot.ui.button_data import TAGS

Json = dict[str, Any]
T = typing.TypeVar("T", bound=typing.Callable[..., Any])


def _once(maker: T) -> T:
    """Make a strategy once for the same arguments: Hypothesis looks at each new one for long."""
    return typing.cast(T, cache(maker))


PEOPLE = (1001, 1002, 9001, 2**52 - 1)
DEEP = 3
NASTY = (
    "<b>bold", "</a><script>alert(1)</script>", "&lt;&amp;&#0;", "*_`[x](http://x)~||", "{mci} {0} %s {__class__}",
    " ",    "\u202eabc\u202c", "مرحبا שלום", "a\u200b\u200d\ufeffb", "\u0301" * 50, "👨‍👩‍👧‍👦🇰🇿", "ﷺ" * 9, "İıſß",
    "\x00\x1b[31m",
    "'; DROP TABLE question; --", "../../../etc/passwd", "=HYPERLINK(\"x\")", "1e999", "９９９٣", "-0", "31.02.2026",
    "ИИН 900101300017", "мне угрожают, помогите", "Where is my dog?", "жәрдемақы қалай алуға болады", "²³½", "\n\n\t\r",
)  # fmt: skip
IDS = ("pets", "moving", "moving-help", "notice", "cat", "flooded-home", "almaty", "..", "a/b", "%2e%2e", "x" * 60, "")
# Optional in the signatures of the library only, because they are new: Telegram sends them always.
_NEEDED: dict[str, tuple[str, ...]] = {
    "Poll": ("allows_revoting", "members_only"),
    "PollOption": ("persistent_id",),
    "PollAnswer": ("option_persistent_ids",),
    "ChatMemberRestricted": ("can_react_to_messages",),
}
_KNOWN_NAMES = {
    "language_code": ("kk", "ru", "en", "en-GB", "", "xx-" * 9, "zh-Hans"),
    "type": ("private", "group", "supergroup", "channel", "bot_command", "url", "text_link", "quiz"),
    "emoji": ("🎲", "🎯"),
}


@_once
def _numbers(most: int = 2**63 - 1) -> st.SearchStrategy[int]:
    return st.sampled_from([0, 1, -1, 2**31 - 1, most]) | st.integers(-(2**31), most)


@_once
def texts() -> st.SearchStrategy[str]:
    """Short and long, of every script, with what looks like markup."""
    short = st.sampled_from(NASTY) | st.text(max_size=30)
    long = st.sampled_from(NASTY).map(lambda part: (part * 4096)[:4096])
    return short | st.lists(short, min_size=2, max_size=4).map(" ".join) | long


@_once
def _part(name: str) -> st.SearchStrategy[str]:
    if name == "then":
        return st.sampled_from(["h", "t_pets", "l_h", "L_kk_h", "W_1_x", "rN_1_l", "a_", "g_moving-help", ""])
    letters = st.sampled_from(
        [*"womdsptrglbcuhnayk0129", *LANGUAGES, "", "open", "closed", "-1", "٣", "9" * 12, "9" * 13]
    )
    return letters | st.sampled_from(IDS) | st.text("0123456789abcdef-_Аё", max_size=12)


@_once
def _of_tag(tag: str, kind: type[Action]) -> st.SearchStrategy[str]:
    parts = st.tuples(*(_part(field.name) for field in fields(kind)))
    exact = parts.map(lambda given: "_".join((tag, *given)))
    return exact | st.tuples(exact, st.sampled_from(["_", "_x", "_" * 70, "\u200b", "ы" * 40])).map("".join)


@_once
def button_data() -> st.SearchStrategy[str]:
    """Every tag with fitting, foreign, outdated and oversized parts, and what no version of the bot has made."""
    return st.one_of([*(_of_tag(tag, kind) for tag, kind in TAGS.items()), texts()])


@_once
def _hints(kind: type) -> dict[str, tuple[Any, bool]]:
    """Name in JSON → (type, whether it must be there), of what makes one of these."""
    names: dict[str, Any] = {**vars(telegram), **vars(sys.modules[kind.__module__])}
    hints = typing.get_type_hints(kind.__init__, names, names)  # type: ignore[misc]  # only read
    found = {}
    for name, parameter in signature(kind).parameters.items():
        if name != "api_kwargs" and parameter.kind is not Parameter.VAR_KEYWORD:
            needed = parameter.default is Parameter.empty or name in _NEEDED.get(kind.__name__, ())
            found["from" if name == "from_user" else name] = (hints[name], needed)
    return found


def _least(kind: type) -> Json:
    """The fewest fields with which python-telegram-bot reads one."""
    return {name: _least_value(hint) for name, (hint, needed) in _hints(kind).items() if needed}


def _least_value(hint: Any) -> Any:
    hint = _plain(hint)
    if typing.get_origin(hint) in (tuple, list, Sequence):
        return []
    if isinstance(hint, type) and issubclass(hint, TelegramObject):
        some = next(iter(_variants(hint)), (hint, {}))
        return {**_least(some[0]), **some[1]}
    return {int: 1, float: 1.0, bool: True, datetime: 1, timedelta: 1}.get(hint, "x")


def _plain(hint: Any) -> Any:
    """A type without `| None`; of several the first, which is the one that Telegram sends."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        options = [one for one in typing.get_args(hint) if one is not type(None)]
        return timedelta if timedelta in options else _plain(options[0])
    return hint


@_once
def _variants(kind: type[TelegramObject]) -> tuple[tuple[type[TelegramObject], Json], ...]:
    """The classes that stand behind a general one, each with the word by which they are told apart."""
    if kind in (telegram.MaybeInaccessibleMessage, telegram.InputFile):
        return ((telegram.Message, {}), (telegram.InaccessibleMessage, {"date": 0}))
    words = [str(value) for name, value in vars(kind).items() if name.isupper() and isinstance(value, str)]
    found = []
    for below in kind.__subclasses__():
        for field in ("type", "status", "source"):
            for word in words:
                try:
                    made = kind.de_json({**_least(below), field: word}, None)
                except (TypeError, KeyError, ValueError, AttributeError, TelegramError):
                    continue
                if type(made) is below and (below, {field: word}) not in found:
                    found.append((below, {field: word}))
    return tuple(found)


def _with(word: Json, made: Json) -> Json:
    return {**made, **word}


@_once
def _json(kind: type, depth: int) -> st.SearchStrategy[Json]:
    variants = _variants(kind)
    if variants:
        return st.one_of([_one(below, depth).map(partial(_with, word)) for below, word in variants])
    return _one(kind, depth)


@_once
def _one(kind: type, depth: int) -> st.SearchStrategy[Json]:
    if kind is telegram.Chat:
        return _chats()
    if kind is telegram.User:
        return _users()
    hints = _hints(kind)
    needed = {name: _value(name, hint, depth + 1) for name, (hint, must) in hints.items() if must}
    others = [] if depth >= DEEP else [name for name, (_, must) in hints.items() if not must]
    must_have = st.fixed_dictionaries(needed)
    if not others:
        return must_have

    def named(name: str) -> st.SearchStrategy[tuple[str, Any]]:
        if name not in made:
            made[name] = st.tuples(st.just(name), _value(name, hints[name][0], depth + 1))
        return made[name]

    made: dict[str, st.SearchStrategy[tuple[str, Any]]] = {}
    one = st.sampled_from(others).flatmap(named)
    future = st.just(("of_the_future", {"x": [None, "<b>"]}))
    return st.tuples(must_have, st.lists(one | future, max_size=4)).map(lambda two: {**two[0], **dict(two[1])})


def _value(name: str, hint: Any, depth: int) -> st.SearchStrategy[Any]:
    hint = _plain(hint)
    if typing.get_origin(hint) in (tuple, list, Sequence):
        return st.lists(_value(name, typing.get_args(hint)[0], depth), max_size=2)
    if isinstance(hint, type) and issubclass(hint, TelegramObject):
        return _json(hint, depth)
    if hint in (datetime, timedelta):
        return st.sampled_from([0, 1, 1_795_000_000, 2**31 - 1])
    if hint is bool:
        return st.booleans()
    if hint is int:
        return _numbers()
    if hint is float:
        return st.sampled_from([0.0, -180.0, 43.25, 1e300])
    if name in _KNOWN_NAMES:
        return st.sampled_from(_KNOWN_NAMES[name])
    return button_data() if name in ("callback_data", "data") else texts()


@_once
def _users() -> st.SearchStrategy[Json]:
    needed = {"id": st.sampled_from(PEOPLE), "is_bot": st.booleans(), "first_name": texts()}
    language = st.sampled_from(_KNOWN_NAMES["language_code"])
    return st.fixed_dictionaries(
        needed, optional={"language_code": language, "username": texts(), "last_name": texts()}
    )


@_once
def _chats() -> st.SearchStrategy[Json]:
    private = st.sampled_from(PEOPLE).map(lambda number: {"id": number, "type": "private"})
    other = st.sampled_from(["group", "supergroup", "channel"]).map(lambda kind: {"id": -(10**12) - 5, "type": kind})
    return st.tuples(
        private | other, st.fixed_dictionaries({}, optional={"title": texts(), "first_name": texts()})
    ).map(lambda two: {**two[1], **two[0]})


@_once
def _typed() -> st.SearchStrategy[Json]:
    """What a person types: words, commands with their payload, and marks of commands where there are none."""
    commands = [
        "/start",
        "/help",
        "/language",
        "/emergency",
        "/my",
        "/privacy",
        "/hide",
        "/review",
        "/console",
        "/nothing",
    ]
    command = st.tuples(st.sampled_from(commands), st.just("") | button_data() | texts()).map(
        lambda two: {
            "text": f"{two[0]} {two[1]}"[:4096],
            "entities": [{"type": "bot_command", "offset": 0, "length": len(two[0])}],
        }
    )
    marks = st.fixed_dictionaries({"type": st.just("bot_command"), "offset": _numbers(99), "length": _numbers(5000)})
    marked = st.fixed_dictionaries({"text": texts(), "entities": st.lists(marks, max_size=2)})
    return command | marked | texts().filter(bool).map(lambda text: {"text": text})


def _privately(two: tuple[Json, Json, int, str]) -> Json:
    message, typed, number, language = two
    person = {"id": number, "is_bot": False, "first_name": "<b>", "language_code": language}
    return {**message, **typed, "chat": {"id": number, "type": "private"}, "from": person}


@_once
def messages() -> st.SearchStrategy[Json]:
    """With every content, anywhere; and often what a person types in private."""
    anything = _json(telegram.Message, 0)
    person, language = st.sampled_from(PEOPLE), st.sampled_from(["kk", "ru", "en"])
    here = st.tuples(_json(telegram.Message, DEEP), _typed() | st.just({}), person, language).map(_privately)
    return anything | here | st.tuples(anything, st.just({}), person, language).map(_privately)


@_once
def presses() -> st.SearchStrategy[Json]:
    """With the message, with one that Telegram no longer has, of an inline message, and with none at all."""
    chat = st.sampled_from(PEOPLE).map(lambda number: {"id": number, "type": "private"}) | _chats()
    there = st.tuples(messages(), chat).map(lambda two: {"message": {**two[0], "chat": two[1]}})
    gone = chat.map(lambda where: {"message": {"chat": where, "date": 0, "message_id": 77}})
    fixed = st.fixed_dictionaries(
        {"id": st.just("press"), "from": _users(), "chat_instance": texts()},
        optional={"data": button_data(), "game_short_name": texts()},
    )
    inline = st.just({"inline_message_id": "inline"})
    return st.tuples(fixed, there | gone | gone | inline | st.just({})).map(lambda two: {**two[0], **two[1]})


KINDS = tuple(sorted(kind.value for kind in UpdateType))


@_once
def _content(kind: str) -> st.SearchStrategy[Json]:
    if kind == "callback_query":
        return presses()
    hint = _plain(_hints(Update)[kind][0])
    return messages() if hint is telegram.Message else _json(hint, 0)


@_once
def _named_content(kind: str) -> st.SearchStrategy[tuple[str, Json]]:
    return st.tuples(st.just(kind), _content(kind))


@_once
def updates() -> st.SearchStrategy[Json]:
    """An update of any kind. Messages and presses come more often: there the bot does most."""
    kinds = st.sampled_from(KINDS) | st.sampled_from(["message", "callback_query", "callback_query", "edited_message"])
    one = kinds.flatmap(_named_content)
    future = st.just(("of_the_future", {"chat": {"id": 1}, "from": {}}))
    return st.tuples(_numbers(2**31 - 1), one | one | one | future).map(
        lambda two: {"update_id": two[0], two[1][0]: two[1][1]}
    )

"""What Telegram refuses. Parameters are checked against python-telegram-bot's own method signatures."""

import inspect
import re
from functools import cache
from typing import Any

from telegram import Bot

from bot.ui.html import RefusedHtml, visible

MAX_TEXT, MAX_DATA, MAX_BUTTONS, MAX_ROW = 4096, 64, 100, 8
MAX_CAPTION, MAX_FILE = 1024, 50 * 1024 * 1024
_TRANSPORT = {"read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs", "self"}
# Parameters of python-telegram-bot's methods that it does not send.
_OF_THE_LIBRARY = {"filename"}
_TYPES: dict[str, type | tuple[type, ...]] = {"int": int, "str": str, "bool": bool}


class Refused(Exception):
    """A 4xx answer, in Telegram's own words where they are known."""

    def __init__(self, description: str, code: int = 400) -> None:
        self.description, self.code = description, code
        super().__init__(description)


def check_call(method: str, parameters: dict[str, Any]) -> None:
    """Raise Refused when the call breaks a rule."""
    known = parameter_types(method)
    for name, value in parameters.items():
        if name not in known or name in _OF_THE_LIBRARY:
            raise Refused(f"strict: {method} has no parameter '{name}'")
        expected = _TYPES.get(known[name][1])
        if expected and (not isinstance(value, expected) or (expected is int and isinstance(value, bool))):
            raise Refused(f"strict: {method}.{name} must be {known[name][1]}, not {type(value).__name__}")
    for name, (required, _) in known.items():
        if required and name not in parameters:
            raise Refused(f"Bad Request: parameter '{name}' of {method} is required")
    if "text" in parameters and method in ("sendMessage", "editMessageText"):
        _check_text(shown_text(parameters))
    if method == "sendDocument":
        _check_document(parameters)
    if method == "answerCallbackQuery" and len(parameters.get("text", "")) > 200:
        raise Refused("Bad Request: MESSAGE_TOO_LONG")
    _check_profile(method, parameters)
    markup = parameters.get("reply_markup") or {}
    if "inline_keyboard" in markup:
        _check_keyboard(markup["inline_keyboard"])


def shown_text(parameters: dict[str, Any], name: str = "text") -> str:
    """The text of a message, or the caption of a file, as people see it."""
    text = str(parameters[name])
    if str(parameters.get("parse_mode", "")).upper() != "HTML":
        return text
    try:
        return visible(text)
    except RefusedHtml as refused:
        raise Refused(f"Bad Request: can't parse entities: {refused}") from refused


@cache
def parameter_types(method: str) -> dict[str, tuple[bool, str]]:
    """Name → (required, simple type) of a Bot API method."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower()
    function = getattr(Bot, name, None)
    if function is None:
        raise Refused("Not Found: method not found", 404)
    found = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name not in _TRANSPORT and parameter.kind is not inspect.Parameter.VAR_KEYWORD:
            kind = parameter.annotation
            name_of_kind = kind.__name__ if isinstance(kind, type) else str(kind)
            simple = name_of_kind.removesuffix(" | None").removeprefix("Optional[").removesuffix("]")
            found[parameter.name] = (parameter.default is inspect.Parameter.empty, simple)
    return found


def _check_text(text: str) -> None:
    if not text.strip():
        raise Refused("Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > MAX_TEXT:
        raise Refused("Bad Request: message is too long")


def _check_document(parameters: dict[str, Any]) -> None:
    document = parameters["document"]
    if not isinstance(document, dict):
        raise Refused("Bad Request: wrong file identifier/HTTP URL specified")
    if not document["content"]:
        raise Refused("Bad Request: file must be non-empty")
    if len(document["content"]) > MAX_FILE:
        raise Refused("Request Entity Too Large", 413)
    if "caption" in parameters and len(shown_text(parameters, "caption").encode("utf-16-le")) // 2 > MAX_CAPTION:
        raise Refused("Bad Request: message caption is too long")


def _check_profile(method: str, parameters: dict[str, Any]) -> None:
    for setter, name, limit in (
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ):
        if method == setter and len(parameters.get(name, "")) > limit:
            raise Refused(f"Bad Request: {name} is too long")
    if method == "setMyCommands":
        for command in parameters["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
                raise Refused("Bad Request: BOT_COMMAND_INVALID")


def _check_keyboard(rows: list[list[dict[str, Any]]]) -> None:
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise Refused("Bad Request: reply markup is too long")
    for row in rows:
        if len(row) > MAX_ROW:
            raise Refused("Bad Request: too many buttons in a row")
        for button in row:
            if not button.get("text", "").strip():
                raise Refused("Bad Request: Text buttons are unallowed in the inline keyboard")
            if len([key for key in button if key not in ("text", "style", "icon_custom_emoji_id")]) != 1:
                raise Refused("Bad Request: exactly one action must be used for an inline button")
            data, url = button.get("callback_data"), button.get("url")
            if data is not None and not 1 <= len(data.encode()) <= MAX_DATA:
                raise Refused("Bad Request: BUTTON_DATA_INVALID")
            if url is not None and not re.match(r"(https?|tg)://|tel:|mailto:", url):
                raise Refused("Bad Request: inline keyboard button URL is invalid")

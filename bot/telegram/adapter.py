"""The only sender: a View becomes a message or an edit. Knows which of Telegram's refusals are harmless."""

import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.telegram.calls import call
from bot.telegram.updates import Press, Pressed
from bot.ui.actions import ChooseLanguage, CitizenAction
from bot.ui.button_data import decode, encode
from bot.ui.html import Html, visible
from bot.ui.view import Button, Row, View

log = logging.getLogger(__name__)

_NO_PREVIEW = {"is_disabled": True}
_A_CALL = 100
Keys = list[list[dict[str, Any]]]


def keys(view: View) -> Keys:
    """The buttons as Telegram takes them; data that would not fit is a mistake of ours, so Telegram refuses it."""
    return [[_key(one) for one in row] for row in view.rows]


def _key(one: Button) -> dict[str, Any]:
    if one.url:
        return {"text": one.label, "url": one.url}
    assert one.action, "a button leads somewhere"
    return {"text": one.label, "callback_data": encode(one.action)}


def _content(view: View) -> dict[str, object]:
    """What a message shows."""
    return {"text": view.text, "reply_markup": _markup(view), "link_preview_options": _NO_PREVIEW, "parse_mode": "HTML"}


def _markup(view: View) -> dict[str, Keys] | None:
    return {"inline_keyboard": keys(view)} if view.rows else None


async def send(bot: Bot, chat_id: int, view: View) -> int | None:
    """Send a new message. None when the citizen has blocked the bot: they are left alone."""
    try:
        message = await call(bot, "sendMessage", chat_id=chat_id, **_content(view))
    except Forbidden:
        return None
    return int(message["message_id"])


async def send_document(bot: Bot, chat_id: int, name: str, content: bytes, view: View) -> int | None:
    """Send a file with a view under it. None when the citizen has blocked the bot."""
    file = InputFile(content, name)
    try:
        message = await call(
            bot, "sendDocument", chat_id=chat_id, document=file, caption=view.text, parse_mode="HTML",
            reply_markup=_markup(view),
        )  # fmt: skip
    except Forbidden:
        return None
    return int(message["message_id"])


async def show_in_place(bot: Bot, press: Press, view: View, same_place: str, told: str | None = None) -> int | None:
    """Answer a press by editing its message; where that is not possible any more, by a new one."""
    pressed = press.message
    assert pressed, "a press comes from a message"
    chat_id, message_id = pressed.chat.id, pressed.id
    if pressed.is_file:
        # A file stays what it is; the next screen comes under it.
        message_id = await send(bot, chat_id, view) or message_id
        await answer(bot, press, told)
        return message_id
    if _shows(pressed, view):
        await answer(bot, press, told or same_place)
        return message_id
    try:
        await call(bot, "editMessageText", chat_id=chat_id, message_id=message_id, **_content(view))
    except BadRequest as refused:
        if "not modified" in refused.message:
            told = told or same_place
        else:
            message_id = await send(bot, chat_id, view) or message_id
    await answer(bot, press, told)
    return message_id


def _shows(pressed: Pressed, view: View) -> bool:
    """Whether the message is this view already: Telegram refuses an edit that changes nothing."""
    return pressed.text is not None and pressed.buttons == keys(view) and pressed.text == visible(view.text).strip()


async def answer(bot: Bot, press: Press, text: str | None = None) -> None:
    """Stop the hourglass of a press. Too late is harmless: the screen is there."""
    try:
        await call(bot, "answerCallbackQuery", callback_query_id=press.id, text=text)
    except (NetworkError, RetryAfter) as failed:
        log.debug("a press was not answered, or too late: %s", failed.message)


def rows_under(press: Press) -> tuple[Row, ...]:
    """The buttons of the message that was pressed, as far as Telegram still tells them."""
    keyboard = press.message.buttons if press.message else ()
    buttons = (tuple(Button(one["text"], decode(one.get("callback_data", "")), one.get("url")) for one in row)
               for row in keyboard)  # fmt: skip
    return tuple(tuple(one for one in row if one.url or one.action) for row in buttons)


def standing_at(press: Press) -> CitizenAction | None:
    """The screen that was pressed: its button for another language says which one it is."""
    actions = (one.action for row in rows_under(press) for one in row)
    return next((action.then for action in actions if isinstance(action, ChooseLanguage)), None)


async def set_rows(bot: Bot, press: Press, rows: tuple[Row, ...], told: str) -> None:
    """Answer a press with a word, and leave the message with these buttons only."""
    pressed = press.message
    assert pressed, "a press comes from a message"
    markup = _markup(View(Html(""), rows))
    try:
        await call(bot, "editMessageReplyMarkup", chat_id=pressed.chat.id, message_id=pressed.id, reply_markup=markup)
    except BadRequest as refused:
        log.debug("buttons could not be taken away: %s", refused.message)
    await answer(bot, press, told)


async def delete(bot: Bot, chat_id: int, message_ids: Sequence[int]) -> None:
    """Delete messages, all of a call at once; one that Telegram no longer deletes does not keep the others."""
    for start in range(0, len(message_ids), _A_CALL):
        some = list(message_ids[start : start + _A_CALL])
        try:
            await call(bot, "deleteMessages", chat_id=chat_id, message_ids=some)
        except BadRequest:
            for message_id in some:
                try:
                    await call(bot, "deleteMessage", chat_id=chat_id, message_id=message_id)
                except BadRequest as refused:
                    log.debug("a message could not be deleted: %s", refused.message)

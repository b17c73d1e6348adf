"""The only sender: a View becomes a message or an edit. Knows which of Telegram's refusals are harmless."""

import logging
from collections.abc import Sequence

from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.ui.actions import Action, ChooseLanguage, CitizenAction
from bot.ui.button_data import decode, encode
from bot.ui.html import Html, visible
from bot.ui.view import Button, Row, View

log = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_A_CALL = 100


def keyboard(view: View) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram takes them; data that would not fit is a mistake of ours, so it is loud."""
    if not view.rows:
        return None
    rows = [
        [
            InlineKeyboardButton(one.label, url=one.url)
            if one.url
            else InlineKeyboardButton(one.label, callback_data=encode(one.action) if one.action else None)
            for one in row
        ]
        for row in view.rows
    ]
    return InlineKeyboardMarkup(rows)


async def send(bot: Bot, chat_id: int, view: View) -> int | None:
    """Send a new message. None when the citizen has blocked the bot: they are left alone."""
    try:
        message: Message = await bot.send_message(
            chat_id, view.text, parse_mode=ParseMode.HTML, reply_markup=keyboard(view), link_preview_options=_NO_PREVIEW
        )
    except Forbidden:
        return None
    return message.message_id


async def send_document(bot: Bot, chat_id: int, name: str, content: bytes, view: View) -> int | None:
    """Send a file with a view under it. None when the citizen has blocked the bot."""
    try:
        message: Message = await bot.send_document(
            chat_id, content, caption=view.text, parse_mode=ParseMode.HTML, reply_markup=keyboard(view), filename=name
        )
    except Forbidden:
        return None
    return message.message_id


async def show_in_place(
    bot: Bot, query: CallbackQuery, view: View, same_place: str, told: str | None = None
) -> int | None:
    """Answer a press by editing its message; where that is not possible any more, by a new one."""
    assert query.message, "a press comes from a message"
    chat_id, message_id = query.message.chat.id, query.message.message_id
    if isinstance(query.message, Message) and query.message.document:
        # A file stays what it is; the next screen comes under it.
        message_id = await send(bot, chat_id, view) or message_id
        await answer(query, told)
        return message_id
    if _shows(query, view):
        await answer(query, told or same_place)
        return message_id
    try:
        await bot.edit_message_text(
            view.text, chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=keyboard(view),
            link_preview_options=_NO_PREVIEW,
        )  # fmt: skip
    except BadRequest as refused:
        if "not modified" in refused.message:
            told = told or same_place
        else:
            message_id = await send(bot, chat_id, view) or message_id
    await answer(query, told)
    return message_id


def _shows(query: CallbackQuery, view: View) -> bool:
    """Whether the message is this view already: Telegram refuses an edit that changes nothing."""
    message = query.message
    return (
        isinstance(message, Message)
        and message.text == visible(view.text).strip()
        and message.reply_markup == keyboard(view)
    )


async def answer(query: CallbackQuery, text: str | None = None) -> None:
    """Stop the hourglass of a press. Too late is harmless: the screen is there."""
    try:
        await query.answer(text)
    except (NetworkError, RetryAfter) as failed:
        log.debug("a press was not answered, or too late: %s", failed.message)


def rows_under(query: CallbackQuery) -> tuple[Row, ...]:
    """The buttons of the message that was pressed, as far as Telegram still tells them."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    return tuple(
        tuple(
            Button(one.text, _action(one), str(one.url) if one.url else None) for one in row if one.url or _action(one)
        )
        for row in (markup.inline_keyboard if markup else ())
    )


def _action(pressed: InlineKeyboardButton) -> Action | None:
    return decode(pressed.callback_data) if isinstance(pressed.callback_data, str) else None


def standing_at(query: CallbackQuery) -> CitizenAction | None:
    """The screen that was pressed: its button for another language says which one it is."""
    actions = (one.action for row in rows_under(query) for one in row)
    return next((action.then for action in actions if isinstance(action, ChooseLanguage)), None)


async def set_rows(bot: Bot, query: CallbackQuery, rows: tuple[Row, ...], told: str) -> None:
    """Answer a press with a word, and leave the message with these buttons only."""
    assert query.message, "a press comes from a message"
    try:
        await bot.edit_message_reply_markup(
            query.message.chat.id, query.message.message_id, reply_markup=keyboard(View(Html(""), rows))
        )
    except BadRequest as refused:
        log.debug("buttons could not be taken away: %s", refused.message)
    await answer(query, told)


async def delete(bot: Bot, chat_id: int, message_ids: Sequence[int]) -> None:
    """Delete messages, all of a call at once; one that Telegram no longer deletes does not keep the others."""
    for start in range(0, len(message_ids), _A_CALL):
        some = list(message_ids[start : start + _A_CALL])
        try:
            await bot.delete_messages(chat_id, some)
        except BadRequest:
            for message_id in some:
                try:
                    await bot.delete_message(chat_id, message_id)
                except BadRequest as refused:
                    log.debug("a message could not be deleted: %s", refused.message)

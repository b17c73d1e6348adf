"""What concerns one chat: the questions it waits for, what is kept about it, and how that goes."""

from collections.abc import Sequence
from datetime import timedelta

from bot.core.review import Question, Refusal
from bot.core.text import Language
from bot.ui.actions import CitizenAction, GoHome, OpenAbout, OpenContacts, OpenContactsFor
from bot.ui.html import Html, bold, lines, paragraphs, plain
from bot.ui.own_actions import AskDeleteMine, DeleteMine, ExportMine, OpenMine, OpenPrivacy, OpenReply, Withdraw
from bot.ui.reader import Reader
from bot.ui.screens.feedback import name
from bot.ui.view import Row, View, button, column

_A_PAGE = 10
_LONGEST = 200


def linked(reader: Reader, question_id: int, others: tuple[Row, ...]) -> View:
    """The chat waits now: until when, and how to withdraw. `others` are the other buttons that stood there."""
    until = reader.day(reader.today + reader.retention)
    withdraw = button(reader.phrases.withdraw, Withdraw(question_id))
    return View(reader.say(reader.phrases.tell_linked, date=until), ((withdraw,), *others))


def not_linked(reader: Reader) -> View:
    return View(plain(reader.phrases.tell_failed), (reader.frame(GoHome()),))


def mine(reader: Reader, language: Language | None, waits: Sequence[Question]) -> View:
    """Language, region, and the questions whose answer the chat waits for."""
    phrases, regions = reader.phrases, reader.knowledge.regions
    region = reader.region and (regions[reader.region][reader.language] if reader.region in regions else reader.region)
    text = paragraphs(
        bold(plain(phrases.my_title)),
        lines(
            reader.say(phrases.my_language, language=phrases.language_name)
            if language
            else plain(phrases.my_no_language),
            reader.say(phrases.my_region, region=region) if region else plain(phrases.my_no_region),
        ),
        _listed(reader, waits),
        plain(phrases.my_besides),
    )
    withdraw = (
        button(phrases.withdraw_number.format(number=place), Withdraw(one.id))
        for place, one in enumerate(waits[:_A_PAGE], start=1)
    )
    ways = (
        button(phrases.export_mine, ExportMine()),
        button(phrases.delete_mine, AskDeleteMine()),
        button(phrases.privacy, OpenPrivacy()),
    )
    return View(text, (*column(*withdraw, *ways), reader.frame(OpenMine(), GoHome())))


def _listed(reader: Reader, waits: Sequence[Question]) -> Html:
    if not waits:
        return plain(reader.phrases.my_no_waits)
    shown = (plain(f"{place}. {_words(reader, one)}") for place, one in enumerate(waits[:_A_PAGE], start=1))
    more = reader.say(reader.phrases.my_more, count=len(waits) - _A_PAGE) if len(waits) > _A_PAGE else None
    return lines(bold(plain(reader.phrases.my_waits)), *shown, more)


def _words(reader: Reader, question: Question) -> str:
    if question.complaint is None:
        return question.text if len(question.text) <= _LONGEST else f"{question.text[:_LONGEST]}…"
    entry_id, _, outcome_id = (question.about or "").partition("/")
    try:
        about = name(reader, entry_id, outcome_id)
    except KeyError:
        about = entry_id
    return f"{about} — {reader.phrases.complaint(question.complaint)}"


def unavailable(reader: Reader) -> View:
    """The store cannot be read now."""
    return View(plain(reader.phrases.my_unavailable), (reader.frame(OpenMine(), GoHome()),))


def exported(reader: Reader) -> View:
    """What stands under the file."""
    return View(plain(reader.phrases.exported), (reader.frame(OpenMine(), OpenMine()),))


def ask_delete(reader: Reader) -> View:
    """What will be gone, and what stays, before anything happens."""
    rows = column(button(reader.phrases.delete_yes, DeleteMine()))
    return View(reader.say(reader.phrases.delete_ask), (*rows, reader.frame(AskDeleteMine(), OpenMine())))


def deleted(reader: Reader, done: bool) -> View:
    """Nothing is kept any more; or everything still is, which is said."""
    text = reader.phrases.deleted if done else reader.phrases.not_deleted
    return View(reader.say(text), (reader.frame(GoHome(), None if done else OpenMine()),))


def privacy(reader: Reader) -> View:
    """The notice in short; docs/privacy.md is the long one."""
    rows = column(button(reader.phrases.my_title, OpenMine()))
    text = reader.say(reader.phrases.privacy_text, days=reader.retention // timedelta(days=1))
    return View(text, (*rows, reader.frame(OpenPrivacy(), OpenAbout())))


def answer_exists(reader: Reader, cluster_id: int) -> View:
    """There is an answer. Not to what: somebody else may see the phone."""
    rows = column(button(reader.phrases.open_reply, OpenReply(cluster_id)))
    return View(plain(reader.phrases.answer_exists), (*rows, reader.frame(GoHome())))


def refused(reader: Reader, refusal: Refusal | None, here: CitizenAction) -> View:
    """No answer will come: why, and where to turn."""
    phrases = reader.phrases
    text = paragraphs(
        plain(phrases.reply_not_for_us), plain(phrases.refusal(refusal)) if refusal else plain(phrases.nearest_topic)
    )
    others = button(phrases.contacts, OpenContacts())
    lawyers = button(phrases.serves("legal-aid"), OpenContactsFor("legal-aid", ""))
    return View(text, (*column(lawyers if refusal == "own_case" else others), reader.frame(here, GoHome())))

"""Answers to a free question: found, perhaps, or an honest "I don't know"."""

from bot.core.articles import Section
from bot.core.assistant import Answered, Emergency, Reply, Suggested
from bot.core.search.hits import Hit
from bot.ui.actions import (
    CitizenAction,
    GoHome,
    NoneOfThese,
    OpenArticle,
    OpenEmergencies,
    OpenEmergency,
    OpenTopic,
    StartGuide,
)
from bot.ui.html import Html, bold, italic, paragraphs, plain
from bot.ui.own_actions import TellMe
from bot.ui.reader import Reader
from bot.ui.screens import articles, emergencies, parts
from bot.ui.view import Button, Row, View, button, column


def reply(reader: Reader, found: Reply, tell: TellMe | None, step: CitizenAction | None) -> View:
    """What a question is answered with. `step` is the guide's step that the person was at, to go back to.

    `tell` links the chat to the question; None where the question is not kept.
    """
    if isinstance(found, Emergency):
        return _emergency(reader, found, step)
    if isinstance(found, Answered):
        return _answered(reader, found.hit, found.section, _way_back(reader, step))
    if isinstance(found, Suggested):
        buttons = [_open(reader, hit) for hit in found.hits]
        none = [button(reader.phrases.none_of_these, NoneOfThese(tell.question_id, tell.seal))] if tell else []
        return View(
            plain(reader.phrases.did_you_mean),
            (*column(*buttons, *none), *_way_back(reader, step), reader.frame(GoHome())),
        )
    return unknown(reader, found.nearest, tell is not None, tell, step)


def unknown(
    reader: Reader, nearest: str | None, kept: bool, tell: TellMe | None, step: CitizenAction | None = None
) -> View:
    """No answer: said plainly, with whom to ask now, and to be told later."""
    phrases = reader.phrases
    text = paragraphs(
        plain(phrases.unknown),
        plain(phrases.unknown_kept if kept else phrases.unknown_not_kept),
        plain(phrases.nearest_topic),
    )
    topics = [nearest] if nearest else []
    buttons = [
        button(f"{topic.icon} {topic.title[reader.language]}", OpenTopic(topic_id))
        for topic_id in topics
        if (topic := reader.knowledge.visible_topics.get(topic_id))
    ]
    told = column(button(reader.phrases.tell_me, tell)) if tell else ()
    return View(text, (*told, *column(*buttons), *_way_back(reader, step), reader.frame(GoHome())))


def _answered(reader: Reader, hit: Hit, section: Section | None, way_back: tuple[Row, ...]) -> View:
    """The article itself, or the section that was asked for; a guide is offered with its first question."""
    lead = italic(plain(reader.phrases.found))
    if hit.kind == "guide":
        guide = reader.knowledge.guides[hit.id]
        said = parts.elsewhere(reader, guide.title, guide.intro)
        text = paragraphs(lead, said, bold(reader.text(guide.title)), reader.text(guide.intro))
        start = button(reader.phrases.start_guide, StartGuide(hit.id))
        topic = OpenTopic(reader.knowledge.topic_of[hit.id])
        return View(text, (*column(start), *way_back, reader.frame(StartGuide(hit.id), topic)))
    article = reader.knowledge.articles[hit.id]
    has_section = section in article.sections or (section == "how_much" and article.amounts)
    shown = articles.section(reader, hit.id, section) if section and has_section else articles.article(reader, hit.id)
    return View(paragraphs(lead, shown.text), (*shown.rows[:-1], *way_back, shown.rows[-1]))


def _emergency(reader: Reader, found: Emergency, step: CitizenAction | None) -> View:
    """The numbers before anything else, and what the question may also have been about."""
    danger = emergencies.emergency(reader, found.emergency_id)
    offered = reader.knowledge.emergencies[found.emergency_id].guides
    others = [_open(reader, hit) for hit in found.hits[:2] if hit.id not in offered]
    frame = reader.frame(OpenEmergency(found.emergency_id), OpenEmergencies())
    return View(danger.text, (*danger.rows[:-1], *column(*others), *_way_back(reader, step), frame))


def _open(reader: Reader, hit: Hit) -> Button:
    if hit.kind == "guide":
        return button(f"🧭 {reader.label(reader.knowledge.guides[hit.id].label)}", StartGuide(hit.id))
    return button(reader.label(reader.knowledge.articles[hit.id].label), OpenArticle(hit.id))


def _way_back(reader: Reader, step: CitizenAction | None) -> tuple[Row, ...]:
    return column(button(reader.phrases.back_to_step, step)) if step else ()


def no_text(reader: Reader) -> View:
    """A voice, a photo, a sticker: kindly, text is all that is understood."""
    return View(plain(reader.phrases.not_text), (reader.frame(GoHome()),))


def outdated(reader: Reader) -> View:
    """A button whose screen is gone."""
    return View(plain(reader.phrases.outdated), (reader.frame(GoHome()),))


def went_wrong(reader: Reader) -> View:
    """Our fault, said so, with a way on."""
    return View(plain(reader.phrases.went_wrong), (reader.frame(GoHome()),))


def group_chat(reader: Reader) -> View:
    """Groups are told once to write privately."""
    return View(Html(plain(reader.phrases.group)))

"""The first screen, the topics, and what is about the bot itself."""

from collections.abc import Mapping

from bot.core.text import LANGUAGES, Language
from bot.ui.actions import (
    AskQuestion,
    ChooseLanguage,
    CitizenAction,
    GoHome,
    OpenAbout,
    OpenArticle,
    OpenChanges,
    OpenChecks,
    OpenContacts,
    OpenEmergencies,
    OpenGroup,
    OpenTopic,
    SetLanguage,
)
from bot.ui.html import Html, bold, paragraphs, plain
from bot.ui.own_actions import OpenPrivacy
from bot.ui.phrases import Phrases
from bot.ui.reader import Reader
from bot.ui.screens import parts
from bot.ui.screens.articles import guide_buttons
from bot.ui.view import Button, View, button, column, pairs

_MOST_CHECKS = 3


def home(reader: Reader) -> View:
    """Topics, and the ways in besides them."""
    phrases = reader.phrases
    topics = [
        button(f"{topic.icon} {topic.title[reader.language]}", OpenTopic(topic_id))
        for topic_id, topic in reader.knowledge.visible_topics.items()
    ]
    return View(
        paragraphs(plain(phrases.greeting), plain(phrases.home_text)),
        (
            *column(*topics),
            *pairs(button(phrases.ask, AskQuestion()), button(phrases.emergency_numbers, OpenEmergencies())),
            *pairs(button(phrases.contacts, OpenContacts()), button(phrases.about, OpenAbout())),
            *column(
                button(phrases.changes, OpenChanges("", 0)),
                button(f"🌐 {phrases.language_name}", ChooseLanguage(GoHome())),
            ),
        ),
    )


def choose_language(then: CitizenAction, phrases: Mapping[Language, Phrases]) -> View:
    """Three languages, each in its own name."""
    buttons = (button(phrases[language].language_name, SetLanguage(language, then)) for language in LANGUAGES)
    first = phrases[LANGUAGES[0]]
    return View(plain(first.choose_language), column(*buttons))


def topic(reader: Reader, topic_id: str) -> View:
    """A topic: its checks, then its groups of articles; a single group is shown at once."""
    here, found = OpenTopic(topic_id), reader.knowledge.topics[topic_id]
    guides = guide_buttons(reader, found.guides)
    if len(guides) > _MOST_CHECKS:
        guides = [*guides[: _MOST_CHECKS - 1], button(reader.phrases.all_checks, OpenChecks(topic_id))]
    groups = [
        button(group.title[reader.language], OpenGroup(topic_id, group_id))
        for group_id, group in found.groups.items()
        if not reader.knowledge.published.keys().isdisjoint(group.articles)
    ]
    if len(found.groups) == 1:
        groups = _article_buttons(reader, next(iter(found.groups.values())).articles)
    text = paragraphs(
        parts.elsewhere(reader, found.title, found.description),
        bold(Html(f"{found.icon} {reader.text(found.title)}")),
        reader.text(found.description),
        plain(reader.phrases.topics_guides) if guides else None,
    )
    return View(text, (*column(*guides, *groups), reader.frame(here, GoHome())))


def checks(reader: Reader, topic_id: str) -> View:
    """Every check of a topic, where there are too many for its menu."""
    found = reader.knowledge.topics[topic_id]
    text = paragraphs(bold(Html(f"{found.icon} {reader.text(found.title)}")), plain(reader.phrases.topics_guides))
    return View(
        text, (*column(*guide_buttons(reader, found.guides)), reader.frame(OpenChecks(topic_id), OpenTopic(topic_id)))
    )


def group(reader: Reader, topic_id: str, group_id: str) -> View:
    """The articles of one group."""
    found = reader.knowledge.topics[topic_id].groups[group_id]
    buttons = _article_buttons(reader, found.articles)
    return View(
        paragraphs(parts.elsewhere(reader, found.title), bold(reader.text(found.title))),
        (*column(*buttons), reader.frame(OpenGroup(topic_id, group_id), OpenTopic(topic_id))),
    )


def _article_buttons(reader: Reader, article_ids: tuple[str, ...]) -> list[Button]:
    articles = reader.knowledge.published
    shown = [article_id for article_id in article_ids if article_id in articles]
    return [button(reader.label(articles[article_id].label), OpenArticle(article_id)) for article_id in shown]


def ask(reader: Reader) -> View:
    return View(reader.say(reader.phrases.ask_text), (reader.frame(AskQuestion(), GoHome()),))


def about(reader: Reader) -> View:
    rows = column(button(reader.phrases.privacy, OpenPrivacy()))
    return View(reader.say(reader.phrases.about_text), (*rows, reader.frame(OpenAbout(), GoHome())))

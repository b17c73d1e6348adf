"""An article: the answer first, the rest on demand."""

from datetime import date

from bot.core.articles import Article, Section
from bot.ui.actions import (
    AskDay,
    CitizenAction,
    GoHome,
    OpenArticle,
    OpenContact,
    OpenGroup,
    OpenSection,
    OpenSources,
    OpenTopic,
    StartGuide,
)
from bot.ui.html import Html, bold, italic, lines, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens import parts
from bot.ui.screens.feedback import rating
from bot.ui.view import Button, Row, View, button, column, pairs


def article(reader: Reader, article_id: str) -> View:
    """The short answer, its source and date, and the way to everything else."""
    found = reader.knowledge.articles[article_id]
    here = OpenArticle(article_id)
    text = paragraphs(
        parts.unchecked(reader, found) or parts.elsewhere(reader, found.title, found.short),
        parts.overdue(reader, found.review_by),
        parts.unknown_values(reader, found.amounts),
        bold(reader.text(found.title)),
        reader.text(found.short, found.amounts),
        parts.check_with(reader, found.check_with),
        parts.article_sources(reader, found),
    )
    rows = (
        *pairs(*_section_buttons(reader, article_id, found)),
        *column(*_deadline_buttons(reader, article_id, found), *guide_buttons(reader, found.guides)),
        *column(*_contact_buttons(reader, found)),
        *_sources_and_share(reader, article_id, found),
        *column(*related_buttons(reader, found.related)),
        rating(reader, article_id),
        reader.frame(here, parent(reader, article_id)),
    )
    return View(text, rows)


def section(reader: Reader, article_id: str, name: Section) -> View:
    """One section. "How much" lists the amounts with the sum and where it comes from."""
    found = reader.knowledge.articles[article_id]
    computed = parts.amounts(reader, found.amounts, {}) if name == "how_much" else None
    body = found.sections.get(name)
    text = paragraphs(
        parts.unchecked(reader, found)
        or parts.elsewhere(reader, found.title, body, found.amounts if computed else None),
        bold(reader.text(found.title)),
        bold(plain(reader.phrases.section(name))),
        reader.text(body, found.amounts) if body else None,
        computed,
        parts.article_sources(reader, found),
    )
    others = [one for one in _section_buttons(reader, article_id, found) if one.action != OpenSection(article_id, name)]
    return View(text, (*pairs(*others), reader.frame(OpenSection(article_id, name), OpenArticle(article_id))))


def sources(reader: Reader, article_id: str) -> View:
    """Every source with its address, and what the magazine said."""
    found = reader.knowledge.articles[article_id]
    phrases = reader.phrases
    cited = lines(*(Html("• " + reader.citation(citation)) for citation in found.sources))
    magazine = None
    if found.magazine:
        magazine = lines(
            bold(reader.say(phrases.magazine_said, pages=found.magazine.pages)),
            italic(reader.text(found.magazine.said, found.amounts)),
            bold(plain(phrases.law_says_now)),
            reader.text(found.magazine.now, found.amounts),
        )
    checked = reader.say(phrases.checked_on, date=reader.day(found.checked_on))
    text = paragraphs(
        None if found.is_draft else parts.elsewhere(reader, found.title, found.magazine),
        bold(reader.text(found.title)), cited, parts.unchecked(reader, found) or checked, magazine,
        plain(phrases.not_advice),
    )  # fmt: skip
    return View(text, (reader.frame(OpenSources(article_id), OpenArticle(article_id)),))


def ask_day(reader: Reader, article_id: str, deadline_id: str, wrong: bool = False) -> View:
    """Ask for the day from which a term runs."""
    found = reader.knowledge.articles[article_id]
    deadline = found.last_day[deadline_id]
    hint = reader.phrases.bad_date if wrong else reader.phrases.last_day_how
    text = paragraphs(
        parts.elsewhere(reader, found.title, deadline),
        bold(reader.text(found.title)), reader.text(deadline.ask), plain(hint),
    )  # fmt: skip
    return View(text, (reader.frame(AskDay(article_id, deadline_id), OpenArticle(article_id)),))


def last_day(reader: Reader, article_id: str, deadline_id: str, since: date) -> View:
    """The last day, counted from the day that was typed."""
    found = reader.knowledge.articles[article_id]
    deadline = found.last_day[deadline_id]
    told = parts.last_day(reader, deadline.label, deadline.term, deadline.source, deadline.passed, since)
    asked = Html(f"{reader.text(deadline.ask)} {reader.day(since)}")
    text = paragraphs(
        parts.elsewhere(reader, found.title, deadline),
        bold(reader.text(found.title)), asked, told, plain(reader.phrases.not_advice),
    )  # fmt: skip
    return View(text, (reader.frame(AskDay(article_id, deadline_id), OpenArticle(article_id)),))


def parent(reader: Reader, article_id: str) -> CitizenAction:
    """Where "back" leads from an article: its group, or its topic where that has only one. No menu shows a draft."""
    topic_id = reader.knowledge.topic_of[article_id]
    group_id = reader.knowledge.group_of.get(article_id)
    draft = article_id not in reader.knowledge.published
    if draft or group_id is None or reader.knowledge.topics[topic_id].hidden:
        return GoHome()
    one_group = len(reader.knowledge.topics[topic_id].groups) == 1
    return OpenTopic(topic_id) if one_group else OpenGroup(topic_id, group_id)


def guide_buttons(reader: Reader, guide_ids: tuple[str, ...]) -> list[Button]:
    guides = reader.knowledge.guides
    return [button(f"🧭 {reader.label(guides[guide_id].label)}", StartGuide(guide_id)) for guide_id in guide_ids]


def related_buttons(reader: Reader, article_ids: tuple[str, ...]) -> list[Button]:
    articles = reader.knowledge.published
    shown = [article_id for article_id in article_ids if article_id in articles][:3]
    return [button(f"➕ {reader.label(articles[article_id].label)}", OpenArticle(article_id)) for article_id in shown]


def _sources_and_share(reader: Reader, article_id: str, found: Article) -> tuple[Row, ...]:
    """Nobody is invited to pass a draft on."""
    if found.is_draft:
        return ()
    share = reader.share(OpenArticle(article_id), found.title[reader.language])
    return pairs(button(reader.phrases.sources, OpenSources(article_id)), share)


def _section_buttons(reader: Reader, article_id: str, found: Article) -> list[Button]:
    names: list[Section] = list(found.sections)
    if found.amounts and "how_much" not in names:
        names.insert(0, "how_much")
    return [button(reader.phrases.section(name), OpenSection(article_id, name)) for name in names]


def _deadline_buttons(reader: Reader, article_id: str, found: Article) -> list[Button]:
    return [
        button(reader.phrases.last_day.format(label=deadline.label[reader.language]), AskDay(article_id, key))
        for key, deadline in found.last_day.items()
    ]


def _contact_buttons(reader: Reader, found: Article) -> list[Button]:
    contacts = reader.knowledge.contacts
    return [button(f"☎️ {contacts[key].name[reader.language]}", OpenContact(key)) for key in found.contacts[:3]]

"""What the magazine of 2024 said, and what the law says now."""

from bot.core.articles import Article
from bot.ui.actions import GoHome, OpenArticle, OpenChanges
from bot.ui.html import bold, italic, lines, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens import parts
from bot.ui.view import View, button, column, pairs

_A_PAGE = 3


def changes(reader: Reader, topic_id: str, page: int) -> View:
    """The topics; or a few changes of one topic at a time."""
    phrases = reader.phrases
    if not topic_id:
        buttons = (
            button(f"{topic.icon} {topic.title[reader.language]}", OpenChanges(key, 0))
            for key, topic in reader.knowledge.visible_topics.items()
            if _changed(reader, key)
        )
        return View(plain(phrases.changes_text), (*column(*buttons), reader.frame(OpenChanges("", 0), GoHome())))
    found = list(_changed(reader, topic_id).items())
    shown = found[page * _A_PAGE : (page + 1) * _A_PAGE]
    blocks = []
    for _, article in shown:
        note = article.magazine
        assert note, "only articles with a note are here"
        blocks += [
            lines(
                parts.elsewhere(reader, article.title, note),
                bold(reader.text(article.title)),
                reader.say(phrases.magazine_said, pages=note.pages),
                italic(reader.text(note.said, article.amounts)),
                plain(phrases.law_says_now),
                reader.text(note.now, article.amounts),
            )
        ]
    buttons = (button(reader.label(article.label), OpenArticle(key)) for key, article in shown)
    turns = [button(phrases.previous_page, OpenChanges(topic_id, page - 1))] if page else []
    if len(found) > (page + 1) * _A_PAGE:
        turns.append(button(phrases.next_page, OpenChanges(topic_id, page + 1)))
    heading = bold(reader.text(reader.knowledge.topics[topic_id].title))
    return View(
        paragraphs(heading, *blocks),
        (*column(*buttons), *pairs(*turns), reader.frame(OpenChanges(topic_id, page), OpenChanges("", 0))),
    )


def _changed(reader: Reader, topic_id: str) -> dict[str, Article]:
    knowledge = reader.knowledge
    return {
        article_id: article
        for group in knowledge.topics[topic_id].groups.values()
        for article_id in group.articles
        if (article := knowledge.published.get(article_id)) and article.magazine
    }

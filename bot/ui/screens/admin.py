"""What admins see: the questions that had no answer."""

from collections.abc import Sequence

from bot.core.review import Question
from bot.ui.actions import GoHome, ListQuestions, ResolveQuestion
from bot.ui.html import Html, bold, lines, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.view import View, button, pairs

A_PAGE = 5


def questions(reader: Reader, shown: Sequence[Question], count: int, page: int) -> View:
    """One page of unanswered questions, oldest first, each to be marked answered or dismissed."""
    phrases = reader.phrases
    listed = (
        lines(
            Html(f"{bold(plain(f'{one.id}.'))} {plain(one.text[:600])}"),
            plain(f"{one.language} · {one.asked_at:%d.%m.%Y} · ×{one.times}"),
        )
        for one in shown
    )
    title = reader.say(phrases.questions_title, count=count) if count else plain(phrases.questions_none)
    rows = [
        (
            button(phrases.mark_answered.format(number=question.id), ResolveQuestion(question.id, "answered", page)),
            button(phrases.mark_dismissed.format(number=question.id), ResolveQuestion(question.id, "dismissed", page)),
        )
        for question in shown
    ]
    turns = [button(phrases.previous_page, ListQuestions(page - 1))] if page else []
    if count > (page + 1) * A_PAGE:
        turns.append(button(phrases.next_page, ListQuestions(page + 1)))
    return View(paragraphs(bold(title), *listed), (*rows, *pairs(*turns), reader.frame(GoHome(), GoHome())))

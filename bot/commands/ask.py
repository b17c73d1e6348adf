"""`ask`: questions as a citizen would put them; nothing is stored."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from bot.commands.parts import Commands, places
from bot.core.assistant import Answered, Emergency, Reply, Suggested, answer
from bot.core.search.hits import Hit
from bot.core.text import LANGUAGES, Language
from bot.loader.library import Library
from bot.loader.load import Knowledge
from bot.settings import Settings
from bot.ui.html import visible


def add(commands: Commands) -> None:
    parser = commands.add_parser("ask", help="ask as a citizen would; nothing is stored")
    parser.add_argument(
        "text", nargs="?", metavar="TEXT", help="the question; without it, one question per line from stdin"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="ru")
    parser.add_argument("--json", action="store_true", help="one line of JSON a question")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Answer each question as the bot would, one after the other."""
    edition, language = Library(settings.knowledge_dir, settings.cache_dir).edition, options.language
    knowledge, search = edition.knowledge, edition.search
    questions: Iterable[str] = [options.text] if options.text is not None else (line.rstrip("\n") for line in sys.stdin)
    for question in questions:
        reply = answer(search, question)
        print(
            _reply_json(knowledge, language, question, reply)
            if options.json
            else _reply_text(knowledge, language, reply)
        )
        sys.stdout.flush()
    return 0


@dataclass(frozen=True)
class _Match:
    """A candidate as tools read it."""

    id: str
    topic: str
    title: str
    score: float
    articles: list[str]
    guides: list[str]


def _reply_json(knowledge: Knowledge, language: Language, question: str, reply: Reply) -> str:
    matches = [_match(knowledge, language, hit).__dict__ for hit in reply.hits]
    status = (
        "answered"
        if isinstance(reply, Answered | Emergency)
        else "suggested"
        if isinstance(reply, Suggested)
        else "unanswered"
    )
    emergency = isinstance(reply, Emergency)
    answer_line = {
        "question": question,
        "language": language,
        "status": status,
        "emergency": emergency,
        "matches": matches,
    }
    return json.dumps(answer_line, ensure_ascii=False)


def _reply_text(knowledge: Knowledge, language: Language, reply: Reply) -> str:
    base = knowledge.base
    first = f"emergency: {reply.emergency_id}\n" if isinstance(reply, Emergency) else ""
    matches = [_match(knowledge, language, hit) for hit in reply.hits]
    listed = "\n".join(f"  {match.score:.2f}  {match.id} ({match.topic}): {match.title}" for match in matches)
    if isinstance(reply, Answered) and reply.hit.kind == "article":
        return f"{first}{visible(base.articles[reply.hit.id].short[language])}\n{listed}"
    return f"{first}{type(reply).__name__.lower()}\n{listed}"


def _match(knowledge: Knowledge, language: Language, hit: Hit) -> _Match:
    base = knowledge.base
    if hit.kind == "guide":
        guide = base.guides[hit.id]
        cited = [citation for outcome in guide.outcomes.values() for citation in outcome.sources]
        return _Match(hit.id, hit.topic_id, visible(guide.title[language]), hit.score, places(cited), [hit.id])
    article = base.articles[hit.id]
    return _Match(
        hit.id,
        hit.topic_id,
        visible(article.title[language]),
        hit.score,
        places(article.sources),
        list(article.guides),
    )

"""How long the index takes to build and a question to answer, on this base or on one grown to many articles."""

import random
from collections.abc import Sequence
from dataclasses import replace
from statistics import quantiles
from time import process_time

from bot.core.articles import Article
from bot.core.knowledge import KnowledgeBase
from bot.core.search.engine import Search
from bot.core.text import LANGUAGES, Phrasings


def timed(knowledge: KnowledgeBase, questions: Sequence[str]) -> dict[str, float]:
    """Seconds for the index; milliseconds for a question, each asked once: median and the slowest of a hundred.

    Of the processor: what else the machine does at the time is left out.
    """
    start = process_time()
    search = Search(knowledge)
    built = process_time() - start
    taken = []
    for question in questions:
        start = process_time()
        search.find(question)
        taken.append((process_time() - start) * 1000)
    cuts = quantiles(taken, n=100)
    return {
        "articles": len(knowledge.articles), "index_seconds": round(built, 2),
        "p50_ms": round(cuts[49], 2), "p99_ms": round(cuts[98], 2),
    }  # fmt: skip


def grown(knowledge: KnowledgeBase, count: int) -> KnowledgeBase:
    """A base of so many articles: the written ones, and others whose phrasings are mixed from their words."""
    chance = random.Random(count)
    articles, topic_of = dict(knowledge.articles), dict(knowledge.topic_of)
    written = list(knowledge.articles)
    words = {
        language: [word for one in articles.values() for text in one.asked[language] for word in text.split()]
        for language in LANGUAGES
    }

    def mixed(one: Article) -> Phrasings:
        return Phrasings.model_validate(
            {
                language: [" ".join(chance.sample(words[language], len(text.split()))) for text in one.asked[language]]
                for language in LANGUAGES
            }
        )

    while len(articles) < count:
        like = chance.choice(written)
        key = f"grown-{len(articles)}"
        articles[key] = knowledge.articles[like].model_copy(update={"asked": mixed(knowledge.articles[like])})
        topic_of[key] = knowledge.topic_of[like]
    return replace(knowledge, articles=articles, topic_of=topic_of)

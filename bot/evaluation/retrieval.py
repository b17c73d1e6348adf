"""Public retrieval tasks: is the right passage found? They judge the search itself, apart from the base."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bot.core.search.concepts import Concepts
from bot.core.search.folding import words
from bot.core.search.ranking import Document, Ranking
from bot.core.text import Language
from bot.evaluation.noise import without_special_letters


def retrieve(questions: Path, passages: Path, language: Language) -> dict[str, float]:
    """Shares of questions with a right passage first and among three, as typed and without special letters.

    JSON lines: questions hold "question" and "passages" (the ids of the right ones), passages "id" and "text".
    """
    texts = [json.loads(line) for line in passages.read_text(encoding="utf-8").splitlines()]
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    ranking = Ranking([Document(language, words(one["text"])) for one in texts], Concepts([]))
    found: dict[str, float] = {}
    changes: dict[str, Callable[[str], str]] = {"as typed": str, "no special letters": without_special_letters}
    for name, change in changes.items():
        ranks = [_rank(ranking, change(row["question"]), set(row["passages"]), texts) for row in asked]
        found |= {
            f"{name}: recall@{most}": round(sum(rank < most for rank in ranks) / len(ranks), 3) for most in (1, 3)
        }
    return found


def _rank(ranking: Ranking, question: str, right: set[str], texts: list[dict[str, str]]) -> int:
    order = np.argsort(-ranking.scores(words(question)), kind="stable")
    return next(place for place, number in enumerate(order) if texts[number]["id"] in right)

"""What is found for the same question in two versions of the knowledge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core.assistant import Answered, Emergency, Reply, Suggested, answer
from bot.core.search.engine import Search
from bot.evaluation.golden import Golden
from bot.evaluation.scores import is_refused

Status = Literal["emergency", "answered", "suggested", "unanswered"]


@dataclass(frozen=True)
class Found:
    """What a question gets: the ids that are shown, best first, of danger the emergency. `right`: as it should be."""

    status: Status
    ids: tuple[str, ...]
    right: bool


@dataclass(frozen=True)
class QuestionChange:
    """A golden question that gets something else."""

    question: Golden
    before: Found
    after: Found


def compare_questions(before: Search, after: Search, questions: Sequence[Golden]) -> Iterator[QuestionChange]:
    """Ask both. What is no longer found as it should be comes first."""
    changes = (QuestionChange(one, _found(before, one), _found(after, one)) for one in questions)
    changed = (one for one in changes if one.before != one.after)
    yield from sorted(changed, key=lambda one: one.after.right - one.before.right)


def _found(search: Search, question: Golden) -> Found:
    reply = answer(search, question.text, question.after)
    match reply:
        case Emergency(emergency_id):
            return Found("emergency", (emergency_id,), bool(question.emergency))
        case Answered(hit):
            return Found("answered", (hit.id,), _right(question, reply, {hit.id}))
        case Suggested(hits):
            ids = tuple(hit.id for hit in hits)
            return Found("suggested", ids, _right(question, reply, set(ids)))
    return Found("unanswered", (), _right(question, reply, set()))


def _right(question: Golden, reply: Reply, ids: set[str]) -> bool:
    if question.emergency:
        return False
    return bool(question.right & ids) if question.right else is_refused(reply)

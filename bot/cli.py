"""Commands for operators: check the files, ask, show a text, walk a guide. They write nothing to the store."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.core.assistant import Answered, Emergency, Reply, Suggested, answer
from bot.core.parameters import Sum, compute
from bot.core.scenarios import parse_answer
from bot.core.search.engine import Search
from bot.core.search.hits import Hit
from bot.core.sources import Citation
from bot.core.text import Language
from bot.core.walk import Answer, ImpossibleAnswer, Walk, walk
from bot.loader.coverage import read_facts, report
from bot.loader.load import Knowledge, check
from bot.loader.mistakes import did_you_mean
from bot.loader.schema import schemas
from bot.storage.backup import backup, restore
from bot.ui.html import visible
from bot.ui.reader import Reader
from bot.ui.screens import articles, outcomes
from bot.ui.screens.guides import Position
from bot.ui.view import View


class NotFound(Exception):
    """There is nothing under this id; one line for the operator."""


def run_check(folder: Path, today: date | None, as_json: bool) -> int:
    """Print every mistake. 0 without errors (warnings allowed), 1 with."""
    draft, mistakes = check(folder, today)
    if as_json:
        print(json.dumps([mistake.__dict__ for mistake in mistakes], ensure_ascii=False))
    else:
        for mistake in mistakes:
            print(mistake)
    errors = sum(mistake.severity == "error" for mistake in mistakes)
    if not as_json:
        counted = f"{len(draft.articles)} articles, {len(draft.guides)} guides"
        print(f"{counted}: {errors} errors, {len(mistakes) - errors} warnings", file=sys.stderr)
    return 1 if errors else 0


def run_coverage(folder: Path) -> int:
    """Print the page that says which article or outcome states which fact."""
    draft, _ = check(folder)
    print(report(read_facts(folder), draft.knowledge(), sum(map(len, draft.scenarios.values()))), end="")
    return 0


def run_schema(folder: Path) -> int:
    """Write the JSON Schemas that editors read."""
    (folder / "schemas").mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / "schemas" / name).write_text(text, encoding="utf-8")
    return 0


def run_ask(knowledge: Knowledge, language: Language, questions: Iterable[str], as_json: bool) -> int:
    """Answer each question as the bot would."""
    search = Search(knowledge.base)
    for question in questions:
        reply = answer(search, question)
        print(_reply_json(knowledge, language, question, reply) if as_json else _reply_text(knowledge, language, reply))
        sys.stdout.flush()
    return 0


def run_copy(command: str, file: Path, database: Path | None) -> int:
    """Back the database up to a file, or restore it from there."""
    if database is None:
        raise NotFound("DATABASE_URL names a database in memory: there is nothing to copy")
    if command == "backup":
        backup(database, file)
        print(f"{database} was copied to {file}")
    else:
        kept = restore(file, database)
        print(f"{file} is now the database {database}" + (f"; the one before is {kept}" if kept else ""))
    return 0


def run_show(reader: Reader, found_id: str) -> int:
    """Print an article with all its sections, or what a guide asks."""
    knowledge = reader.knowledge
    if found_id in knowledge.articles:
        article = knowledge.articles[found_id]
        print(_plain(articles.article(reader, found_id)))
        for name in article.sections:
            print("\n" + _plain(articles.section(reader, found_id, name)))
        print("\n" + _plain(articles.sources(reader, found_id)))
        return 0
    if found_id in knowledge.guides:
        guide = knowledge.guides[found_id]
        print(visible(reader.text(guide.title)))
        for step_id, step in guide.steps.items():
            print(f"\n{step_id}: {visible(reader.text(step.question))}")
            for key, option in step.options.items():
                print(f"  {key}: {reader.label(option.label)}")
        return 0
    hint = did_you_mean(found_id, [*knowledge.articles, *knowledge.guides])
    raise NotFound(f"no article or guide '{found_id}'.{hint}")


def run_walk(reader: Reader, guide_id: str, answers: Sequence[str], as_json: bool) -> int:
    """Walk a guide with answers and print the next step or the outcomes with their reasons."""
    guides, parameters = reader.knowledge.guides, reader.knowledge.parameters
    if guide_id not in guides:
        raise NotFound(f"no guide '{guide_id}'.{did_you_mean(guide_id, list(guides))}")
    guide, given = guides[guide_id], list[Answer]()
    for text in answers:
        step_id = walk(guide, given, parameters, reader.today).step
        if step_id is None:
            raise NotFound(f"'{text}' comes after the end of the guide")
        try:
            given.append(parse_answer(guide.steps[step_id], text))
        except ImpossibleAnswer:
            options = list(guide.steps[step_id].options)
            expected = guide.steps[step_id].kind if guide.steps[step_id].typed else ", ".join(options)
            raise NotFound(
                f"'{text}' is no answer to '{step_id}'; expected: {expected}.{did_you_mean(text, options)}"
            ) from None
    position = Position(guide_id, guide, walk(guide, given, parameters, reader.today))
    print(json.dumps(_walk_json(reader, position), ensure_ascii=False) if as_json else _walk_text(reader, position))
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
    matches = [_match(knowledge, language, hit).__dict__ for hit in _hits(reply)]
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
    matches = [_match(knowledge, language, hit) for hit in _hits(reply)]
    listed = "\n".join(f"  {match.score:.2f}  {match.id} ({match.topic}): {match.title}" for match in matches)
    if isinstance(reply, Answered) and reply.hit.kind == "article":
        return f"{first}{visible(base.articles[reply.hit.id].short[language])}\n{listed}"
    return f"{first}{type(reply).__name__.lower()}\n{listed}"


def _hits(reply: Reply) -> tuple[Hit, ...]:
    return reply.hits


def _match(knowledge: Knowledge, language: Language, hit: Hit) -> _Match:
    base = knowledge.base
    if hit.kind == "guide":
        guide = base.guides[hit.id]
        cited = [citation for outcome in guide.outcomes.values() for citation in outcome.sources]
        return _Match(hit.id, hit.topic_id, visible(guide.title[language]), hit.score, _places(cited), [hit.id])
    article = base.articles[hit.id]
    return _Match(
        hit.id,
        hit.topic_id,
        visible(article.title[language]),
        hit.score,
        _places(article.sources),
        list(article.guides),
    )


def _places(citations: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(f"{one.act} {one.article or one.pages or ''}".strip() for one in citations))


def _walk_json(reader: Reader, position: Position) -> dict[str, Any]:
    found: Walk = position.walk
    result: dict[str, Any] = {
        "guide": position.guide_id,
        "answered": {k: _json_answer(v) for k, v in found.answered.items()},
    }
    if found.step:
        step = position.guide.steps[found.step]
        options: Mapping[str, str] = {key: reader.label(option.label) for key, option in step.options.items()}
        question = visible(reader.text(step.question))
        return {
            **result,
            "step": found.step,
            "kind": step.kind,
            "question": question,
            "options": options,
            "outcomes": [],
        }
    return {**result, "step": None, "outcomes": [_outcome_json(reader, position, key) for key in found.outcomes]}


def _outcome_json(reader: Reader, position: Position, outcome_id: str) -> dict[str, Any]:
    outcome, names = position.guide.outcomes[outcome_id], position.walk.names
    sums = {
        key: compute(amount, reader.knowledge.parameters, reader.today, names)
        for key, amount in outcome.amounts.items()
    }
    return {
        "id": outcome_id,
        "verdict": visible(reader.text(outcome.verdict, outcome.amounts, names)),
        "because": visible(reader.text(outcome.because, outcome.amounts, names)),
        "next": visible(reader.text(outcome.next, outcome.amounts, names)),
        "amounts": {key: float(one.tenge) for key, one in sums.items() if isinstance(one, Sum)},
        "notes": [visible(reader.text(note)) for note in position.walk.notes_for(outcome_id)],
        "articles": _places(outcome.sources),
        "facts": list(outcome.facts),
    }


def _walk_text(reader: Reader, position: Position) -> str:
    found = position.walk
    if found.step:
        step = position.guide.steps[found.step]
        options = "".join(f"\n  {key}: {reader.label(option.label)}" for key, option in step.options.items())
        return f"{found.step} ({step.kind}): {visible(reader.text(step.question))}{options}"
    return "\n\n".join(
        f"{key}\n{_plain(outcomes.outcome(reader, position, place))}" for place, key in enumerate(found.outcomes)
    )


def _json_answer(given: Answer) -> object:
    if isinstance(given, frozenset):
        return sorted(given)
    return given.isoformat() if isinstance(given, date) else given


def _plain(view: View) -> str:
    return visible(view.text)

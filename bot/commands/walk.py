"""`walk`: a guide with answers."""

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from bot.commands.parts import Commands, NotFound, add_reader_options, no_guide, places, plain, reader
from bot.core.parameters import Sum, compute
from bot.core.scenarios import parse_answer
from bot.core.walk import Answer, ImpossibleAnswer, Walk, walk
from bot.loader.mistakes import did_you_mean
from bot.sentences import finding as sentences
from bot.settings import Settings
from bot.ui.html import visible
from bot.ui.reader import Reader
from bot.ui.screens import outcomes
from bot.ui.screens.guides import Position


def add(commands: Commands) -> None:
    parser = commands.add_parser("walk", help="walk a guide with answers: the next step, or the outcomes and why")
    parser.add_argument("guide", metavar="GUIDE")
    parser.add_argument(
        "answers", nargs="*", metavar="ANSWER", help="option ids (several: a,b), numbers, dates 2026-03-15"
    )
    parser.add_argument("--json", action="store_true")
    add_reader_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the next step or the outcomes with their reasons. Raises NotFound."""
    read = reader(options, settings)
    position = _walked(read, options.guide, options.answers)
    print(json.dumps(_walk_json(read, position), ensure_ascii=False) if options.json else _walk_text(read, position))
    return 0


def _walked(reader: Reader, guide_id: str, answers: Sequence[str]) -> Position:
    guides, parameters = reader.knowledge.guides, reader.knowledge.parameters
    if guide_id not in guides:
        raise no_guide(guide_id, guides)
    guide, given = guides[guide_id], list[Answer]()
    for text in answers:
        step_id = walk(guide, given, parameters, reader.today).step
        if step_id is None:
            raise NotFound(sentences.AFTER_THE_END, answer=text)
        try:
            given.append(parse_answer(guide.steps[step_id], text))
        except ImpossibleAnswer:
            options = list(guide.steps[step_id].options)
            expected = guide.steps[step_id].kind if guide.steps[step_id].typed else ", ".join(options)
            near = partial(did_you_mean, text, options)
            raise NotFound(sentences.NO_ANSWER, answer=text, step=step_id, expected=expected, near=near) from None
    return Position(guide_id, guide, walk(guide, given, parameters, reader.today))


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
        "articles": places(outcome.sources),
        "facts": list(outcome.facts),
    }


def _walk_text(reader: Reader, position: Position) -> str:
    found = position.walk
    if found.step:
        step = position.guide.steps[found.step]
        options = "".join(f"\n  {key}: {reader.label(option.label)}" for key, option in step.options.items())
        return f"{found.step} ({step.kind}): {visible(reader.text(step.question))}{options}"
    return "\n\n".join(
        f"{key}\n{plain(outcomes.outcome(reader, position, place))}" for place, key in enumerate(found.outcomes)
    )


def _json_answer(given: Answer) -> object:
    if isinstance(given, frozenset):
        return sorted(given)
    return given.isoformat() if isinstance(given, date) else given

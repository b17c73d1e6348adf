"""What may be wrong with a screen of a guide, whatever was answered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.expressions import Value
from bot.core.parameters import Amount, Missing, Sum, compute
from bot.core.said import Said
from bot.core.walk import known_on
from bot.sentences import exploring as sentences
from bot.ui.button_data import LONGEST_DATA, encode
from bot.ui.html import telegram_length, visible
from bot.ui.reader import Reader
from bot.ui.screens import guides, outcomes
from bot.ui.screens.guides import DONT_KNOW, Position
from bot.ui.view import View

LONGEST_MESSAGE = 4096  # UTF-16 units that a message of Telegram may have
_PLACEHOLDER = re.compile(r"\{[a-z_][a-z0-9_]*\}")
Kind = Literal["breaks", "no outcome", "sum", "too long", "placeholder", "no sum in the text"]


@dataclass(frozen=True)
class Flaw:
    """Something wrong: `where` is the step, the outcome or the sum (`outcome.amount`)."""

    kind: Kind
    where: str
    message: Said


def flaws_of_figures(reader: Reader, position: Position) -> Iterator[Flaw]:
    """What is wrong with an end in every language: no outcome, and sums that are due but cannot be computed."""
    walked, guide = position.walk, position.guide
    if walked.step is None and not walked.outcomes:
        yield Flaw("no outcome", list(walked.answered)[-1], Said(sentences.NO_OUTCOME))
    known = {**known_on(reader.today, reader.knowledge.parameters), **walked.names}
    for outcome_id in walked.outcomes:
        for name, amount in guide.outcomes[outcome_id].amounts.items():
            if message := _flaw_of_sum(amount, reader, walked.names, known):
                yield Flaw("sum", f"{outcome_id}.{name}", message)


def _flaw_of_sum(
    amount: Amount, reader: Reader, answers: Mapping[str, Value], known: Mapping[str, Value]
) -> Said | None:
    try:
        computed = compute(amount, reader.knowledge.parameters, reader.today, answers)
    except (ArithmeticError, TypeError, ValueError) as error:
        return Said(sentences.NOT_COMPUTED, {"error": type(error).__name__})
    if isinstance(computed, Missing):
        return Said(sentences.NO_VALUE, {"names": ", ".join(computed.parameters), "day": known["today"]})
    if isinstance(computed, Sum):
        return Said(sentences.BELOW_NOUGHT, {"sum": float(computed.tenge)}) if computed.tenge < 0 else None
    unknown = [name for name in amount.amount.names if known.get(name) in (None, DONT_KNOW)]
    due = not unknown and (amount.when is None or amount.when(known))
    return Said(sentences.NO_NUMBER) if due else None


def flaws_of_screens(reader: Reader, position: Position) -> Iterator[Flaw]:
    """What is wrong with the screens at this place in the reader's language."""
    here = {"language": reader.language}
    for where, view in _screens(reader, position):
        text = visible(view.text)
        if (length := telegram_length(view.text)) > LONGEST_MESSAGE:
            most = {"length": length, "most": LONGEST_MESSAGE}
            yield Flaw("too long", where, Said(sentences.TOO_LONG, {**here, **most}))
        if placeholder := _PLACEHOLDER.search(text):
            yield Flaw("placeholder", where, Said(sentences.PLACEHOLDER, {**here, "name": placeholder.group()}))
        if reader.phrases.sum_unknown in text:
            yield Flaw("no sum in the text", where, Said(sentences.NO_SUM, here))
        for button in (one for row in view.rows for one in row):
            if button.action and len(encode(button.action)) > LONGEST_DATA:
                yield Flaw("too long", where, Said(sentences.BUTTON_TOO_LONG, {"label": button.label}))


def _screens(reader: Reader, position: Position) -> Iterator[tuple[str, View]]:
    """Everything that a citizen may look at from here, each with the id of its step or outcome."""
    if position.walk.step:
        yield position.walk.step, guides.step(reader, position)
        yield position.walk.step, guides.step(reader, position, help_shown=True)
        return
    yield "outcomes", outcomes.outcomes(reader, position)
    yield "answers", guides.review(reader, position)
    for place, outcome_id in enumerate(position.walk.outcomes):
        yield outcome_id, outcomes.outcome(reader, position, place)
        yield outcome_id, outcomes.checklist(reader, position, place)

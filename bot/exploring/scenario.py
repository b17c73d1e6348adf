"""A fault as a scenario, ready to be put into the file of its guide."""

import json

from bot.core.guides import Guide
from bot.core.said import Voice
from bot.core.walk import Answer
from bot.exploring.explore import Fault
from bot.sentences import exploring as sentences

_WITHOUT_END = ("breaks", "no outcome")


def scenario(fault: Fault, guide: Guide, say: Voice) -> str:
    """YAML for scenarios/<guide>.yaml. Until the guide is mended, `check` says that it is not kept.

    Which outcome or sum is right only its author knows; the first outcome, or nought, stands there until then. What is
    wrong with a text no scenario can tell: that one is kept, and only leads there.
    """
    unclear = fault.flaw.kind in _WITHOUT_END
    outcomes = [next(iter(guide.outcomes))] if unclear else list(fault.outcomes)
    answers = ", ".join(f"{step}: {_written(answer)}" for step, answer in fault.answers.items())
    lines = [
        f"- name: {json.dumps(f'{fault.flaw.kind}: {fault.flaw.where}', ensure_ascii=False)}",
        f"  date: {fault.day}",
        f"  answers: {{{answers}}}",
        f"  outcomes: [{', '.join(outcomes)}]" + (f" # {say(sentences.WRITE_OUTCOME)}" if unclear else ""),
    ]
    if fault.flaw.kind == "sum":
        lines.append(f"  amounts: {{{fault.flaw.where}: 0}} # {say(sentences.WRITE_SUM)}")
    return "\n".join(lines)


def _written(answer: Answer) -> str:
    return f"[{', '.join(sorted(answer))}]" if isinstance(answer, frozenset) else str(answer)

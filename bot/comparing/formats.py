"""The report for a terminal, for the page of a change (Markdown), and for tools (JSON)."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.comparing.comparison import Comparison
from bot.comparing.guides import Change
from bot.comparing.report import Part, answers_typed, value
from bot.comparing.sums import SumChange
from bot.core.said import Voice
from bot.sentences import comparing as sentences

MOST = 20  # points of one part; whoever changes more reads the rest in the JSON
_TOOLS = Voice("en")  # JSON is the same for everybody
_SUMMARY = 900_000  # bytes that a summary on GitHub may have, less a margin


def as_text(parts: Sequence[Part], say: Voice) -> str:
    """Lines for a terminal."""
    lines: list[str] = []
    for part in parts:
        lines += ["", part.title]
        for point in part.points[:MOST]:
            lines.append(f"  {point.text}")
            lines += [f"      {line}" for line in point.lines]
            lines += [f"      {point.command}"] if point.command else []
        lines += _rest(part, "  ", say)
    return "\n".join(lines).strip("\n")


def as_markdown(parts: Sequence[Part], title: str, say: Voice) -> str:
    """Headings, lists, and texts behind a fold. Whatever comes from the files stands where Markdown reads no markup."""
    lines = [f"# {title}"]
    for part in parts:
        lines += ["", f"## {_escaped(part.title)}", ""]
        for point in part.points[:MOST]:
            lines.append(f"- {_escaped(point.text)}")
            lines += [f"  `` {point.command} ``"] if point.command else []
            if point.lines:
                lines += [f"  <details><summary>{say(sentences.FOLD)}</summary>", "", "  ~~~~diff"]
                lines += [*(f"  {one}" for one in point.lines), "  ~~~~", "", "  </details>"]
        lines += _rest(part, "- ", say)
    text = "\n".join(lines) + "\n"
    return (
        text
        if len(text.encode()) < _SUMMARY
        else "\n".join([f"# {title}", "", *(f"- {_escaped(one.title)}: {len(one.points)}" for one in parts), ""])
    )


def as_json(comparison: Comparison) -> str:
    """One object; see docs/developers.md."""
    guides = {
        key: [
            {
                "kind": one.kind, "name": one.name, **_sides(one),
                "ways": {str(day): {"changed": ways, "of": of} for day, (ways, of) in one.ways.items()},
                "scenarios": one.scenarios, "day": str(one.day),
                "example": dict(zip(one.example, answers_typed(one.example.values()), strict=True)),
            }
            for one in changes
        ]
        for key, changes in comparison.guides.items()
    }  # fmt: skip
    questions = [
        {
            "text": one.question.text, "language": one.question.language,
            "before": asdict(one.before), "after": asdict(one.after),
        }
        for one in comparison.questions
    ]  # fmt: skip
    whole: dict[str, Any] = {
        "days": [str(day) for day in comparison.days],
        "guides": guides,
        "scenarios": {"gone": comparison.gone_scenarios, "new": comparison.new_scenarios},
        "parameters": [_sum(one) for one in comparison.parameters],
        "sums": [_sum(one) for one in comparison.sums],
        "questions": questions,
        "texts": [asdict(one) for one in comparison.texts],
    }
    return json.dumps(whole, ensure_ascii=False)


def _sum(change: SumChange) -> dict[str, str]:
    return {"name": change.name, "day": str(change.day), **_sides(change)}


def _sides(change: Change | SumChange) -> dict[str, str]:
    return {"before": value(change.before, _TOOLS), "after": value(change.after, _TOOLS)}


def _rest(part: Part, indent: str, say: Voice) -> list[str]:
    more = len(part.points) - MOST
    return [indent + say(sentences.MORE, count=more)] if more > 0 else []


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|~" else letter for letter in text)

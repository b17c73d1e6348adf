"""A comparison in words: headings with points, each with a command to try."""

import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from fractions import Fraction

from bot.comparing.comparison import Comparison
from bot.comparing.guides import Change
from bot.comparing.questions import Found, QuestionChange
from bot.comparing.results import End, Seen
from bot.comparing.sums import SumChange
from bot.comparing.texts import Entry
from bot.core.knowledge import KnowledgeBase
from bot.core.text import LANGUAGES, Language
from bot.core.walk import Answer, rewalk


@dataclass(frozen=True)
class Point:
    """One change, lines that show it, and a command by which to see it."""

    text: str
    lines: Sequence[str] = ()
    command: str | None = None


@dataclass(frozen=True)
class Part:
    """Changes of one kind."""

    title: str
    points: Sequence[Point]


def parts(comparison: Comparison, after: KnowledgeBase, language: Language) -> list[Part]:
    """The report. Its commands try the newer version."""
    promises = [Point(f"no longer promised: {name}") for name in comparison.gone_scenarios]
    promises += [Point(f"promised now: {name}") for name in comparison.new_scenarios]
    asked = f"Questions: {len(comparison.questions)} of {comparison.asked} find something else"
    found = [
        *(
            Part(
                f"Guide {key}: {after.guides[key].title[language]}",
                [_change(one, key, after, language) for one in changes],
            )
            for key, changes in comparison.guides.items()
        ),
        Part("Scenarios", promises),
        Part("Parameters", list(_sums(comparison.parameters, command=False))),
        Part("Sums of articles", list(_sums(comparison.sums, command=True))),
        Part(asked, list(_questions(comparison.questions))),
        Part("Texts", [_entry(one) for one in comparison.texts]),
    ]  # fmt: skip
    return [part for part in found if part.points]


def answers_typed(answers: Iterable[Answer]) -> list[str]:
    """Answers as `walk` takes them."""
    return [",".join(sorted(one)) if isinstance(one, frozenset) else str(one) for one in answers]


def value(seen: Seen | End) -> str:
    """A sum, a last day, or what stands at the end of a way, in a few words."""
    if isinstance(seen, End):
        return f"the question '{seen.question}'" if seen.question else ", ".join(sorted(seen.outcomes)) or "no outcome"
    if isinstance(seen, Fraction):
        return f"{float(seen):,.2f}".removesuffix(".00").replace(",", " ")
    return "nothing" if seen is None else str(seen)


def _change(change: Change, guide_id: str, after: KnowledgeBase, language: Language) -> Point:
    days = [f"{ways} of {of} ways on {day}" for day, (ways, of) in change.ways.items()]
    named = [f"scenarios: {', '.join(change.scenarios)}"] if change.scenarios else []
    where = f" ({'; '.join([*days, *named])})"
    lines: list[str] = []
    if isinstance(change.before, End) and isinstance(change.after, End) and change.kind == "note":
        text = "notes"
        lines += [f"- {note[language]}" for note in change.before.notes - change.after.notes]
        lines += [f"+ {note[language]}" for note in change.after.notes - change.before.notes]
    else:
        text = f"{change.kind} {change.name}".strip() + f": {value(change.before)} → {value(change.after)}"
    return Point(text + where, lines, _walk(guide_id, change.example, change.day, after))


def _walk(guide_id: str, answers: Mapping[str, Answer], day: date, after: KnowledgeBase) -> str:
    ordered = rewalk(after.guides[guide_id], answers, after.parameters, day)
    date_option = [] if day == after.released else ["--date", str(day)]
    return shlex.join(["python", "main.py", "walk", guide_id, *answers_typed(ordered), *date_option])


def _sums(changes: Sequence[SumChange], command: bool) -> Iterator[Point]:
    """One line a sum, whatever the number of days."""
    by_name: defaultdict[str, list[SumChange]] = defaultdict(list)
    for change in changes:
        by_name[change.name].append(change)
    for name, ones in by_name.items():
        days = "; ".join(f"on {one.day}: {value(one.before)} → {value(one.after)}" for one in ones)
        show = f"python main.py show {name.partition('.')[0]} --date {ones[0].day}"
        yield Point(f"{name} {days}", command=show if command else None)


def _questions(changes: Sequence[QuestionChange]) -> Iterator[Point]:
    """What happened to the same answers together, with one question as an example."""
    groups: defaultdict[tuple[Found, Found], list[QuestionChange]] = defaultdict(list)
    for change in changes:
        groups[change.before, change.after].append(change)
    for (before, after), ones in groups.items():
        told = {(True, False): "worse: ", (False, True): "better: "}.get((before.right, after.right), "")
        text = f"{told}{_found(before)} → {_found(after)} ({len(ones)})"
        golden = ones[0].question
        language = golden.language if golden.language in LANGUAGES else "ru"
        ask = shlex.join(["python", "main.py", "ask", golden.text, "--language", language])
        yield Point(text, command=ask)


def _found(found: Found) -> str:
    return f"{found.status} {', '.join(found.ids)}".strip()


def _entry(entry: Entry) -> Point:
    if entry.state != "changed":
        return Point(f"{entry.kind} {entry.id} is {entry.state}")
    lines: list[str] = []
    for one in entry.changes:
        lines.append(f"@ {one.part} {one.language or ''}".rstrip())
        lines += _other_lines((one.before or "").splitlines(), (one.after or "").splitlines())
    command = f"python main.py show {entry.id}" if entry.kind in ("article", "guide") else None
    return Point(f"{entry.kind} {entry.id}", lines, command)


def _other_lines(before: Sequence[str], after: Sequence[str]) -> list[str]:
    compared = list(unified_diff(before, after, lineterm="", n=0))[2:]
    return [f"{line[0]} {line[1:]}" for line in compared if not line.startswith("@@")]

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
from bot.core.said import Voice
from bot.core.text import LANGUAGES, Language
from bot.core.walk import Answer, rewalk
from bot.sentences import comparing as sentences
from bot.sentences.entries import KINDS


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


def parts(comparison: Comparison, after: KnowledgeBase, language: Language, say: Voice) -> list[Part]:
    """The report; `language` is that of the titles and notes in it. Its commands try the newer version."""
    promises = [Point(say(sentences.NO_LONGER_PROMISED, name=name)) for name in comparison.gone_scenarios]
    promises += [Point(say(sentences.PROMISED_NOW, name=name)) for name in comparison.new_scenarios]
    found = [
        *(
            Part(
                say(sentences.GUIDE, id=key, title=after.guides[key].title[language]),
                [_change(one, key, after, language, say) for one in changes],
            )
            for key, changes in comparison.guides.items()
        ),
        Part(say(sentences.SCENARIOS), promises),
        Part(say(sentences.PARAMETERS), list(_sums(comparison.parameters, say, command=False))),
        Part(say(sentences.SUMS), list(_sums(comparison.sums, say, command=True))),
        Part(
            say(sentences.QUESTIONS, changed=len(comparison.questions), asked=comparison.asked),
            list(_questions(comparison.questions, say)),
        ),
        Part(say(sentences.TEXTS), [_entry(one, say) for one in comparison.texts]),
    ]  # fmt: skip
    return [part for part in found if part.points]


def answers_typed(answers: Iterable[Answer]) -> list[str]:
    """Answers as `walk` takes them."""
    return [",".join(sorted(one)) if isinstance(one, frozenset) else str(one) for one in answers]


def value(seen: Seen | End, say: Voice) -> str:
    """A sum, a last day, or what stands at the end of a way, in a few words."""
    if isinstance(seen, End) and seen.question:
        return say(sentences.QUESTION, name=seen.question)
    if isinstance(seen, End):
        return ", ".join(sorted(seen.outcomes)) or say(sentences.NO_OUTCOME)
    if isinstance(seen, Fraction):
        return f"{float(seen):,.2f}".removesuffix(".00").replace(",", " ")
    if seen is None:
        return say(sentences.NOTHING)
    return say(sentences.UNKNOWN) if seen == "unknown" else str(seen)


def _change(change: Change, guide_id: str, after: KnowledgeBase, language: Language, say: Voice) -> Point:
    days = [say(sentences.WAYS, ways=ways, of=of, day=day) for day, (ways, of) in change.ways.items()]
    named = [say(sentences.IN_SCENARIOS, names=", ".join(change.scenarios))] if change.scenarios else []
    where = f" ({'; '.join([*days, *named])})"
    text = say(sentences.CHANGED[change.kind])
    lines: list[str] = []
    if isinstance(change.before, End) and isinstance(change.after, End) and change.kind == "note":
        lines += [f"- {note[language]}" for note in change.before.notes - change.after.notes]
        lines += [f"+ {note[language]}" for note in change.after.notes - change.before.notes]
    else:
        text = f"{text} {change.name}".strip() + f": {value(change.before, say)} → {value(change.after, say)}"
    return Point(text + where, lines, _walk(guide_id, change.example, change.day, after))


def _walk(guide_id: str, answers: Mapping[str, Answer], day: date, after: KnowledgeBase) -> str:
    ordered = rewalk(after.guides[guide_id], answers, after.parameters, day)
    date_option = [] if day == after.released else ["--date", str(day)]
    return shlex.join(["python", "main.py", "walk", guide_id, *answers_typed(ordered), *date_option])


def _sums(changes: Sequence[SumChange], say: Voice, command: bool) -> Iterator[Point]:
    """One line a sum, whatever the number of days."""
    by_name: defaultdict[str, list[SumChange]] = defaultdict(list)
    for change in changes:
        by_name[change.name].append(change)
    for name, ones in by_name.items():
        days = "; ".join(
            say(sentences.ON_DAY, day=one.day, before=value(one.before, say), after=value(one.after, say))
            for one in ones
        )
        show = f"python main.py show {name.partition('.')[0]} --date {ones[0].day}"
        yield Point(f"{name} {days}", command=show if command else None)


def _questions(changes: Sequence[QuestionChange], say: Voice) -> Iterator[Point]:
    """What happened to the same answers together, with one question as an example."""
    groups: defaultdict[tuple[Found, Found], list[QuestionChange]] = defaultdict(list)
    for change in changes:
        groups[change.before, change.after].append(change)
    for (before, after), ones in groups.items():
        judged = {(True, False): sentences.WORSE, (False, True): sentences.BETTER}.get((before.right, after.right))
        told = f"{say(judged)}: " if judged else ""
        text = f"{told}{_found(before, say)} → {_found(after, say)} ({len(ones)})"
        golden = ones[0].question
        language = golden.language if golden.language in LANGUAGES else "ru"
        ask = shlex.join(["python", "main.py", "ask", golden.text, "--language", language])
        yield Point(text, command=ask)


def _found(found: Found, say: Voice) -> str:
    return f"{say(sentences.FOUND[found.status])} {', '.join(found.ids)}".strip()


def _entry(entry: Entry, say: Voice) -> Point:
    kind = say(KINDS[entry.kind])
    if entry.state != "changed":
        return Point(say(sentences.ENTRY_NEW if entry.state == "new" else sentences.ENTRY_GONE, kind=kind, id=entry.id))
    lines: list[str] = []
    for one in entry.changes:
        lines.append(f"@ {one.part} {one.language or ''}".rstrip())
        lines += _other_lines((one.before or "").splitlines(), (one.after or "").splitlines())
    command = f"python main.py show {entry.id}" if entry.kind in ("article", "guide") else None
    return Point(f"{kind} {entry.id}", lines, command)


def _other_lines(before: Sequence[str], after: Sequence[str]) -> list[str]:
    compared = list(unified_diff(before, after, lineterm="", n=0))[2:]
    return [f"{line[0]} {line[1:]}" for line in compared if not line.startswith("@@")]

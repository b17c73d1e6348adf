"""A picture as Mermaid text, which GitHub and many editors draw by themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.drawing.picture import Picture, StepCard


def mermaid(picture: Picture) -> str:
    """A flowchart: questions as boxes, outcomes with rounded corners, dashed ways under a condition."""
    lines = ["flowchart LR"]
    lines += [f"  {_id(step.id)}[{_text([step.text])}]" for step in picture.steps]
    for outcome in picture.outcomes:
        uncovered = [f"⚠ {outcome.uncovered}"] if outcome.uncovered else []
        lines.append(f"  {_id(outcome.id)}({_text([outcome.text, *outcome.sources, *uncovered])})")
    for step in picture.steps:
        lines += _arrows(step)
    if without := [_id(outcome.id) for outcome in picture.outcomes if outcome.uncovered]:
        lines += ["  classDef uncovered stroke:#c62828,stroke-width:3px", f"  class {','.join(without)} uncovered"]
    return "\n".join(lines) + "\n"


def _arrows(step: StepCard) -> Iterator[str]:
    """One arrow for all answers that lead the same way."""
    labels: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    for row in step.rows:
        for target in row.targets:
            labels[target, row.sometimes].append(row.text)
    for (target, sometimes), texts in labels.items():
        arrow = "-.->" if sometimes else "-->"
        points = texts if len(texts) == 1 else [f"· {text}" for text in texts]
        yield f"  {_id(step.id)} {arrow}|{_text(points)}| {_id(target)}"


def _id(card_id: str) -> str:
    """Ids of outcomes have dashes and no underscores, those of steps the other way round: none meets another."""
    return card_id.replace("-", "_")


def _text(parts: Iterable[str]) -> str:
    return '"' + "<br/>".join(map(_escaped, parts)) + '"'


def _escaped(text: str) -> str:
    """Mermaid's own entities, so that no text becomes markup."""
    return "".join(f"#{ord(letter)};" if letter in '"#<>&;`*_[]{}|\\' else letter for letter in text)

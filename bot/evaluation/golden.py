"""Golden questions: what people ask, and what must be found. YAML of this base, or JSON lines of a retrieval task."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.core.knowledge import KnowledgeBase

LEARNED = "learned.yaml"


@dataclass(frozen=True)
class Golden:
    """One question. `right` are the ids that answer it; none means that it must be refused."""

    text: str
    language: str
    topic: str
    kind: str
    noise: tuple[str, ...]
    right: frozenset[str]
    near: bool = False
    elsewhere: frozenset[str] = frozenset()
    after: str | None = None
    emergency: bool | None = None
    wanted: str = field(default="", compare=False)


def read_golden(path: Path, knowledge: KnowledgeBase) -> list[Golden]:
    """Read a file, or every YAML file of a folder but the learned ones: the base holds those, so they prove nothing."""
    if path.is_dir():
        files = [file for file in sorted(path.glob("*.yaml")) if file.name != LEARNED]
        return [golden for file in files for golden in read_golden(file, knowledge)]
    if path.suffix == ".jsonl":
        facts = _facts_of(knowledge)
        return [_from_line(json.loads(line), facts) for line in path.read_text(encoding="utf-8").splitlines() if line]
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [_from_row(row, path.stem, knowledge) for row in rows or []]


def _from_row(row: Mapping[str, Any], topic: str, knowledge: KnowledgeBase) -> Golden:
    right = frozenset(row.get("articles") or ())
    topics = [knowledge.topic_of[one] for one in row.get("articles") or () if one in knowledge.topic_of]
    return Golden(
        text=str(row["text"]),
        language=row["language"],
        topic=topics[0] if topics else topic,
        kind=row["kind"],
        noise=tuple(row.get("noise") or ["none"]),
        right=right,
        near=bool(row.get("near")),
        elsewhere=frozenset(row.get("elsewhere") or ()),
        after=row.get("after"),
        emergency=row.get("emergency"),
        wanted=", ".join(sorted(right)),
    )


def _from_line(row: Mapping[str, Any], facts: Mapping[str, frozenset[str]]) -> Golden:
    wanted = frozenset(row["facts"])
    right = frozenset(key for key, stated in facts.items() if stated & wanted)
    return Golden(
        text=row["text"],
        language=row["lang"],
        topic=row["topic"],
        kind=row["kind"],
        noise=tuple(row["noise"]),
        right=right,
        near=row["near"],
        wanted=row["about"],
    )


def _facts_of(knowledge: KnowledgeBase) -> dict[str, frozenset[str]]:
    """Which facts an article states, or a guide with its outcomes: the right answer to a question about them."""
    found = {key: frozenset(article.facts) for key, article in knowledge.published.items()}
    for key, guide in knowledge.guides.items():
        found[key] = frozenset(guide.facts).union(*(outcome.facts for outcome in guide.outcomes.values()))
    return found

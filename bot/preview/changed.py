"""What citizens read otherwise now than at an earlier version: of the files in the folder, against git."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.git import GitFailed, files, git, lines
from bot.loader.documents import read_text

Why = Literal["no git", "no release", "no revision"]

# Nobody reads these: ways to ask, marks for operators.
_UNSEEN = ("asked", "facts", "allow", "review", "checked_on", "review_by")


class NothingToCompare(Exception):
    """There is no earlier version: no git, no tag of a release, or no such revision."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Changed:
    """Since which revision; the ids of articles, guides, steps (`guide.step`) and outcomes that differ, or are gone."""

    since: str
    entries: tuple[str, ...]
    gone: tuple[str, ...]


def changed(folder: Path, revision: str | None) -> Changed:
    """Compare with a revision, or with the last tag. Raises NothingToCompare."""
    since, commit = _revision(folder, revision)
    names = [name for name in lines(folder, "ls-tree", "-r", "--name-only", commit) if _kind(name)]
    old = dict(zip(names, files(folder, [f"{commit}:./{name}" for name in names]), strict=True))
    new = {path.relative_to(folder).as_posix(): path for path in sorted(folder.glob("topics/*/*/*.yaml"))}
    entries, gone = list[str](), list[str]()
    for name in sorted(old | {name: None for name in new if _kind(name)}):
        before, path = old.get(name), new.get(name)
        after = path.read_bytes() if path else None
        if before == after:
            continue
        then, now = _parts(name, before), _parts(name, after)
        entries += [key for key in now if then.get(key) != now[key]]
        gone += [key for key in then if key not in now]
    return Changed(since, tuple(entries), tuple(gone))


def _revision(folder: Path, revision: str | None) -> tuple[str, str]:
    try:
        git(folder, "rev-parse", "--git-dir")
    except GitFailed:
        raise NothingToCompare("no git") from None
    try:
        named = revision or lines(folder, "describe", "--tags", "--abbrev=0")[0]
        # what people type is a revision, never an option
        return named, lines(folder, "rev-parse", "--verify", "--end-of-options", f"{named}^{{commit}}")[0]
    except GitFailed:
        raise NothingToCompare("no revision" if revision else "no release") from None


def _kind(name: str) -> str | None:
    """Which kind of entry a file holds: topics/<topic>/articles/<id>.yaml."""
    parts = name.split("/")
    known = len(parts) == 4 and parts[0] == "topics" and parts[2] in ("articles", "guides") and name.endswith(".yaml")
    return parts[2] if known else None


def _parts(name: str, text: bytes | None) -> dict[str, Any]:
    """Id → what is read there. A guide is its frame, its steps and its outcomes."""
    data = read_text((text or b"").decode(errors="replace"), name).data
    if not isinstance(data, dict):
        return {}
    entry_id = Path(name).stem
    seen = {key: value for key, value in data.items() if key not in _UNSEEN}
    if _kind(name) == "articles":
        return {entry_id: seen}
    frame = {key: value for key, value in seen.items() if key not in ("steps", "outcomes")}
    return {entry_id: frame, **dict(_inside(entry_id, seen))}


def _inside(guide_id: str, guide: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for kind in ("steps", "outcomes"):
        found = guide.get(kind)
        for key, value in found.items() if isinstance(found, dict) else ():
            seen = (
                {name: one for name, one in value.items() if name not in _UNSEEN} if isinstance(value, dict) else value
            )
            yield f"{guide_id}.{key}", seen

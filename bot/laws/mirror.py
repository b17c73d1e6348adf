"""A clone of a git mirror of the state register: one folder an act, one commit a version.

In the folder stand `meta.yaml` (act_code, version_date, source) and the text in `rus.md` and `kaz.md`; a large act is
split into parts (`rus/pt001.md`), whose names change from version to version. The clone is read, never changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from bot.core.said import Problem
from bot.git import GitFailed, files, lines
from bot.laws.acts import Articles, split
from bot.loader.documents import read_text
from bot.sentences import laws as sentences

_META = "meta.yaml"


class NoMirror(Problem):
    """The folder is no clone of a mirror; what to do."""


@dataclass(frozen=True)
class Version:
    """A version of an act: the commit, the day of the version, and the act that made it."""

    commit: str
    date: date
    by: str


class Mirror:
    """One clone. Reads what is committed, so that a working tree is not needed."""

    def __init__(self, folder: Path) -> None:
        """Raises NoMirror where there is no clone, or one without acts."""
        self._folder = folder
        if not folder.is_dir():
            raise NoMirror(sentences.NO_FOLDER, folder=folder)
        try:
            found = lines(folder, "grep", "-E", "^act_code:", "HEAD", "--", f":(top)*{_META}")
        except GitFailed as failed:
            raise NoMirror(sentences.NO_CLONE, folder=folder, error=failed) from None
        self._acts: dict[str, str] = {}
        for line in found:  # HEAD:02-codes/2023/…-180051/meta.yaml:act_code: '180051'
            _, path, _, code = line.split(":", 3)
            self._acts[code.strip().strip("'\"")] = str(PurePosixPath(path).parent)

    def __contains__(self, act_code: str) -> bool:
        return act_code in self._acts

    def versions(self, act_code: str) -> list[Version]:
        """The versions of an act, oldest first."""
        folder = self._acts[act_code]
        log = lines(self._folder, "log", "--reverse", "--format=%H %as %s", "HEAD", "--", f":(top){folder}")
        told = [line.split(" ", 2) for line in log]
        metas = files(self._folder, [f"{commit}:{folder}/{_META}" for commit, *_ in told])
        read = [
            Version(commit, _version_date(meta) or date.fromisoformat(day), by or commit)
            for (commit, day, by), meta in zip(told, metas, strict=True)
        ]
        return sorted(read, key=lambda version: version.date)

    def articles(self, act_code: str, version: Version) -> Articles:
        """The articles of a version in Russian; in Kazakh where it has no Russian text.

        An act without anchors of articles is one text, under "".
        """
        folder = self._acts[act_code]
        inside = lines(self._folder, "ls-tree", "-r", "--full-tree", "--name-only", version.commit, f"{folder}/")
        for language in ("rus", "kaz"):
            names = [one for one in inside if one.startswith((f"{folder}/{language}.md", f"{folder}/{language}/"))]
            if names:
                return _articles(files(self._folder, [f"{version.commit}:{name}" for name in names]))
        return {}


def _articles(read: Sequence[bytes | None]) -> Articles:
    texts = [text.decode(errors="replace") for text in read if text is not None]
    whole = tuple(" ".join(line.split()) for text in texts for line in text.splitlines() if line.strip())
    return split(texts) or {"": whole}


def _version_date(meta: bytes | None) -> date | None:
    """`version_date` is a day, or one a language; None where it cannot be read."""
    data: Any = read_text((meta or b"").decode(errors="replace"), _META).data
    told = data.get("version_date") if isinstance(data, dict) else None
    if isinstance(told, dict):
        told = told.get("rus") or told.get("kaz")
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        return None

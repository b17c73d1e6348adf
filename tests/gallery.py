"""The gallery of mistakes: what operators write, what `check` says, and how it is right. A file each."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.core.faults import Code
from bot.editing.writing import write_all
from bot.loader.load import check
from bot.translating.recording import recording, taken_down
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "mistakes"
SAMPLE = ROOT / "tests" / "sample"


@dataclass(frozen=True)
class Case:
    """One mistake in the sample base: in `file`, `wrong` stands instead of `right`.

    Without `right` the whole file is `wrong`, so many `times`, or `like` a file of the sample; `instead_of` names the
    file in whose place it stands, and `more` files come with it. `says` are words of the message in every language.
    `told` is the file that the message names, where it is not the broken one; `at` is line:column. `recorded`: the
    languages agreed before, and that was taken down.
    """

    name: str
    file: str
    at: str
    says: tuple[str, ...]
    right: str | None = None
    wrong: str = ""
    like: str = ""
    times: int = 1
    instead_of: str = ""
    deleted: bool = False
    encoding: str = "utf-8"
    told: str = ""
    day: date | None = None
    recorded: bool = False
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> Code:
        return Code(self.name.partition("-")[0])

    def break_(self, folder: Path) -> None:
        """Make the mistake in a copy of the sample."""
        path = folder / self.file
        if self.recorded:
            write_all(folder, recording(folder, taken_down(check(folder)[0].translated, lambda _: True)))
        if self.instead_of:
            (folder / self.instead_of).unlink()
        for name, like in self.more.items():
            shutil.copy(SAMPLE / like, folder / name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.deleted:
            path.unlink()
        else:
            path.write_bytes(self._text(path).encode(self.encoding, errors="replace"))

    def _text(self, path: Path) -> str:
        if self.like:
            return (SAMPLE / self.like).read_text(encoding="utf-8")
        if self.right is None:
            return self.wrong * self.times
        text = path.read_text(encoding="utf-8")
        assert text.count(self.right) == 1, f"{self.name}: {self.right!r} stands once in {self.file}"
        return text.replace(self.right, self.wrong)


def cases() -> list[Case]:
    """All cases, by code."""
    return [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]


def _read(path: Path) -> Case:
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    data["says"] = tuple(data["says"])
    if "date" in data:
        data["day"] = date.fromisoformat(data.pop("date"))
    return Case(
        path.stem,
        **{**data, "times": int(data.get("times", 1)), "deleted": "deleted" in data, "recorded": "recorded" in data},
    )

"""A change of a file of the knowledge folder, as a value that can be shown before it is made."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from bot.editing.places import CannotEdit
from bot.sentences import editing as sentences

_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class FileChange:
    """`path` is relative to the folder; `before` is None for a new file, `after` for one that goes.

    The texts keep their line ends.
    """

    path: Path
    before: str | None
    after: str | None

    @property
    def reversed(self) -> "FileChange":
        """What takes this change back."""
        return FileChange(self.path, self.after, self.before)


def read_file(folder: Path, path: Path) -> str | None:
    """The text of a file with its line ends as they are; None where there is no such file. Raises CannotEdit."""
    try:
        return (folder / path).read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        raise CannotEdit(sentences.NOT_UTF8, file=path.as_posix()) from None


def diff(changes: Sequence[FileChange]) -> str:
    """The changes as a unified diff, a new file against /dev/null."""
    return "".join(line for change in changes for line in _diff(change))


def _diff(change: FileChange) -> Iterator[str]:
    name = change.path.as_posix()
    before, after = _LINES.findall(change.before or ""), _LINES.findall(change.after or "")
    first = "/dev/null" if change.before is None else f"a/{name}"
    second = "/dev/null" if change.after is None else f"b/{name}"
    for line in unified_diff(before, after, first, second):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"

"""Files written whole or not at all: beside their place first, then put there, and taken back when one fails."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.core.said import Problem
from bot.editing.changes import FileChange
from bot.sentences import editing as sentences


class ReadOnly(Problem):
    """The folder cannot be written. Nothing was changed; the files can be sent to somebody who can put them there."""


def write_all(folder: Path, changes: Sequence[FileChange]) -> None:
    """Write every file or none. Raises ReadOnly where the folder refuses one."""
    staged: list[tuple[Path | None, Path]] = []
    replaced: list[FileChange] = []
    try:
        for change in changes:
            target = folder / change.path
            staged.append((None if change.after is None else _stage(target, change.after), target))
        for change, (new, target) in zip(changes, staged, strict=True):
            if new is None:
                target.unlink()
            else:
                os.replace(new, target)
            replaced.append(change)
        for parent in {target.parent for _, target in staged}:
            _sync_folder(parent)
    except OSError as error:
        for new, _ in staged:
            with suppress(OSError):
                if new is not None:
                    new.unlink(missing_ok=True)
        for change in reversed(replaced):
            with suppress(OSError):  # the others are taken back all the same
                _take_back(folder / change.path, change.before)
        raise ReadOnly(sentences.CANNOT_BE_WRITTEN, error=error.strerror) from error


def _stage(target: Path, text: str) -> Path:
    """Write the text beside its place, under a name that nobody reads as knowledge. Raises OSError, leaving nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with new.open("wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if target.is_file():
            shutil.copymode(target, new)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    return new


def _take_back(target: Path, before: str | None) -> None:
    if before is None:
        target.unlink(missing_ok=True)
    else:
        os.replace(_stage(target, before), target)


def _sync_folder(folder: Path) -> None:
    """Make the new names last; not every system can open a folder for that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)

"""Changes made in the knowledge folder: only what the whole base bears, and only where nobody else was quicker."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from bot.core.said import Problem
from bot.editing.changes import FileChange, read_file
from bot.editing.places import CannotEdit
from bot.editing.writing import write_all
from bot.loader.load import load
from bot.sentences import editing as sentences

_one_at_a_time = Lock()


class ChangedMeanwhile(Problem):
    """A file is no longer what the change was made from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(sentences.CHANGED_MEANWHILE, file=path.as_posix())


def apply(folder: Path, changes: Sequence[FileChange], require_sound: Callable[[Path], object] = load) -> None:
    """Check the whole base with the changes in place, then write all files or none. Takes seconds; blocks.

    `require_sound` gets a copy of the folder with the changes, and raises BrokenKnowledge where that has errors.
    Raises this, ChangedMeanwhile, CannotEdit for a place outside the folder, and ReadOnly where the folder cannot be
    written. Nothing is changed then.
    """
    with _one_at_a_time:
        _require_inside(changes)
        _require_unchanged(folder, changes)
        with _with_changes(folder, changes) as copy:
            require_sound(copy)
        _require_unchanged(folder, changes)
        write_all(folder, changes)


def _require_inside(changes: Sequence[FileChange]) -> None:
    for change in changes:
        if change.path.is_absolute() or ".." in change.path.parts:
            raise CannotEdit(sentences.OUTSIDE, file=change.path.as_posix())
    for path, times in Counter(change.path for change in changes).items():
        if times > 1:
            raise CannotEdit(sentences.CHANGED_TWICE, file=path.as_posix())


def _require_unchanged(folder: Path, changes: Sequence[FileChange]) -> None:
    for change in changes:
        if read_file(folder, change.path) != change.before:
            raise ChangedMeanwhile(change.path)


@contextmanager
def _with_changes(folder: Path, changes: Sequence[FileChange]) -> Iterator[Path]:
    """A copy of the folder, which has its name, so that mistakes name the files as they are called."""
    with TemporaryDirectory() as temporary:
        copy = Path(temporary) / folder.resolve().name
        for path in filter(Path.is_file, folder.rglob("*.y*ml")):
            _put(copy / path.relative_to(folder), path.read_bytes())
        for change in changes:
            if change.after is None:
                (copy / change.path).unlink(missing_ok=True)
            else:
                _put(copy / change.path, change.after.encode("utf-8"))
        yield copy


def _put(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)

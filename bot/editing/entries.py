"""Where an article or guide stands in the folder, and what stands in a file."""

from pathlib import Path
from typing import Any, Literal

from bot.core.ids import is_id
from bot.editing.changes import read_file
from bot.editing.places import CannotEdit
from bot.loader.documents import read_text
from bot.sentences import editing as sentences

Kind = Literal["articles", "guides"]


def file_of(folder: Path, entry_id: str) -> Path:
    """The file of an article or guide, relative to the folder. Raises CannotEdit where there is none."""
    kinds: tuple[Kind, ...] = ("articles", "guides")
    for kind in kinds:
        if is_id(entry_id) and (found := sorted(folder.glob(f"topics/*/{kind}/{entry_id}.yaml"))):
            return found[0].relative_to(folder)
    raise CannotEdit(sentences.NO_ENTRY, id=entry_id)


def taken_ids(folder: Path) -> set[str]:
    """Ids of all articles and guides."""
    return {path.stem for path in folder.glob("topics/*/*/*.yaml")}


def required(folder: Path, path: Path) -> str:
    """The text of a file that must be there."""
    text = read_file(folder, path)
    if text is None:
        raise CannotEdit(sentences.NO_FILE, file=path.as_posix())
    return text


def data_of(text: str) -> Any:
    """What a text means. Raises CannotEdit where it is not YAML."""
    document = read_text(text.removeprefix("\ufeff"), "")
    if document.mistakes:
        raise CannotEdit(sentences.UNREADABLE, why=document.mistakes[0].message)
    return document.data

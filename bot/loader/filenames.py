"""Names of files: what the bot reads, and what people believe that it reads."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.core.faults import Code
from bot.core.ids import is_id, slug
from bot.loader.mistakes import Mistake

_COPY = re.compile(r"копия|көшірме|copy|\(\d+\)", re.IGNORECASE)
_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)
_ENTRIES = ("articles", "guides", "scenarios")
_OF_EDITORS = (".txt", ".doc", ".docx", ".rtf", ".odt")


def misnamed(path: Path, file: str) -> Mistake | None:
    """Why the name of this file cannot be the id of an entry; None where it can."""
    if is_id(path.stem):
        return None
    plain = slug(_COPY.sub(" ", path.stem))
    if _COPY.search(path.stem):
        return Mistake.at(file, 1, 1, Code.COPIED_FILE, right=f"{plain}-2.yaml")
    return Mistake.at(file, 1, 1, Code.FILE_NAME, name=path.name, right=f"{plain}.yaml")


def rightly_ended(path: Path) -> str:
    """The name with the ending that the bot reads: "notice.yaml" for "notice.yml" and "notice.yaml.txt"."""
    stem = _YAML.split(path.name)[0] if _YAML.search(path.name) else path.stem
    return f"{stem}.yaml"


def meant_for_the_bot(folder: Path) -> Iterator[Path]:
    """The files that look like knowledge, whatever their ending. Notes of people beside them are their own."""
    for path in sorted(folder.rglob("*")):
        ending = path.suffix.lower()
        own = path.name.startswith((".", "~")) or not path.is_file()
        named = ending in (".yaml", ".yml") or (ending in _OF_EDITORS and _YAML.search(path.name))
        if not own and (named or (ending in _OF_EDITORS and path.parent.name in _ENTRIES)):
            yield path

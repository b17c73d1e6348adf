"""translations.yaml, written: the record of which texts say the same in all languages."""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from bot.editing.changes import FileChange, read_file
from bot.loader.records import FILE, Record, Records
from bot.loader.translated import Translated

_HEAD = """\
# Қай мәтін барлық тілде бірдей айтылғаны туралы белгі. Бағдарлама өзі жазады, қолмен өзгертпеңіз: docs/operators.md.
# Какой текст на всех языках говорит одно и то же. Пишет программа, руками не меняйте: docs/operators.md.
# Which text says the same in all languages. Written by `python main.py translate`, not by hand: docs/operators.md.
"""


def recording(folder: Path, records: Records) -> list[FileChange]:
    """The change that makes these the records of a folder; none where they are that already."""
    path, text = Path(FILE), _HEAD
    for entry, names in groupby(sorted(records), key=itemgetter(0)):
        lines = "".join(f"\n  {records[entry, name].line(name)}" for _, name in names)
        text += f"{entry}: |-{lines}\n"
    before = read_file(folder, path)
    return [] if before == text else [FileChange(path, before, text)]


def taken_down(texts: Iterable[Translated], same: Callable[[Translated], bool]) -> dict[tuple[str, str], Record]:
    """The records of all texts. Of those that are the `same` in all languages nothing is outdated any more.

    Of the others, what is new or was written anew in several languages is taken down as `check` sees it, and what is
    outdated stays so.
    """
    records = {}
    for one in texts:
        if one.lent:
            continue
        record = one.record
        if same(one):
            record = Record(one.digests)
        elif record is None or one.is_unrecorded:
            record = Record(one.digests, one.outdated)
        records[one.entry, one.name] = record
    return records

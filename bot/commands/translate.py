"""`translate`: what is missing or outdated goes to a translator as a table, comes back, or is accepted as it is."""

import argparse
import sys
from pathlib import Path

from bot.commands.parts import Commands, NotFound
from bot.core.said import Voice
from bot.core.text import LANGUAGES
from bot.editing.applying import ChangedMeanwhile, apply
from bot.editing.changes import FileChange, diff
from bot.editing.places import CannotEdit
from bot.editing.writing import ReadOnly
from bot.loader.draft import Draft
from bot.loader.load import BrokenKnowledge, check
from bot.loader.mistakes import errors
from bot.loader.records import FILE as RECORDS
from bot.loader.style import Term, read_glossary
from bot.sentences import translating as sentences
from bot.settings import Settings
from bot.translating.recording import recording, taken_down
from bot.translating.rows import rows
from bot.translating.taking import Refused, taken
from bot.translating.workbook import NoTable, read_table, write_table


def add(commands: Commands) -> None:
    parser = commands.add_parser("translate", help="send missing and outdated texts to a translator and take them back")
    parts = parser.add_subparsers(metavar="WHAT", required=True)
    parser = parts.add_parser("export", help="write what is missing or outdated to an XLSX table")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--language", choices=LANGUAGES, help="only what is to be translated into this language")
    parser.set_defaults(run=run_export)
    parser = parts.add_parser("import", help="take a filled table into the files: all of it or nothing")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=run_import)
    parser = parts.add_parser("accept", help="remember which texts say the same in all languages")
    parser.add_argument("ids", nargs="*", metavar="ID", help="an entry whose languages say the same, whatever changed")
    parser.set_defaults(run=run_accept)


def run_export(options: argparse.Namespace, settings: Settings) -> int:
    """Write a table for a translator."""
    draft = _sound(settings)
    found = list(rows(draft.translated, _terms(settings.knowledge_dir), options.language))
    if not found:
        raise NotFound(sentences.NOTHING_TO_TRANSLATE)
    try:
        write_table(options.file, found)
    except OSError as error:
        raise NotFound(sentences.NOT_WRITTEN, file=options.file, error=error.strerror) from error
    print(Voice(options.speaks)(sentences.EXPORTED, count=len(found), file=options.file))
    return 0


def run_import(options: argparse.Namespace, settings: Settings) -> int:
    """Take a table back, show what changed. 1 with every refusal where a row is wrong; nothing is written then."""
    try:
        filled = list(read_table(options.file))
        changes = taken(settings.knowledge_dir, _sound(settings), options.file.name, filled)
    except (NoTable, Refused, CannotEdit) as refused:
        raise NotFound(sentences.NOTHING_WRITTEN, why=refused.told) from refused
    print(diff([change for change in changes if change.path.name != RECORDS]), end="")
    _write(settings, changes)
    print(Voice(options.speaks)(sentences.IMPORTED, count=len(filled)), file=sys.stderr)
    return 0


def run_accept(options: argparse.Namespace, settings: Settings) -> int:
    """Take down that these entries say the same in all languages; without any, what is new or was written anew."""
    draft, wanted = _sound(settings), frozenset(options.ids)
    if unknown := wanted - {name for one in draft.translated for name in (one.entry, one.key)}:
        raise NotFound(sentences.NO_ENTRY, ids=", ".join(sorted(unknown)))
    records = taken_down(draft.translated, lambda one: not wanted.isdisjoint((one.entry, one.key)))
    _write(settings, recording(settings.knowledge_dir, records))
    left = sum(bool(one.outdated) and wanted.isdisjoint((one.entry, one.key)) for one in draft.translated)
    print(Voice(options.speaks)(sentences.ACCEPTED, count=len(records), left=left), file=sys.stderr)
    return 0


def _sound(settings: Settings) -> Draft:
    """The files as read. Raises BrokenKnowledge: nothing is translated from a broken base."""
    draft, mistakes = check(settings.knowledge_dir, style=False)
    if broken := errors(mistakes):
        raise BrokenKnowledge(broken)
    return draft


def _terms(folder: Path) -> list[Term]:
    """The official terms; a folder may do without."""
    return list(read_glossary(folder)[1].values()) if (folder / "glossary.yaml").exists() else []


def _write(settings: Settings, changes: list[FileChange]) -> None:
    try:
        apply(settings.knowledge_dir, changes)
    except (CannotEdit, ChangedMeanwhile, ReadOnly) as refused:
        raise NotFound(sentences.NOTHING_WRITTEN, why=refused.told) from refused

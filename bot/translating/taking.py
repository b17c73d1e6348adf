"""A table that came back from a translator, taken into the files: all of it or nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.core.said import Said
from bot.core.text import LANGUAGES, Language
from bot.editing.changes import FileChange
from bot.editing.entries import required
from bot.editing.places import CannotEdit
from bot.editing.prose import set_texts
from bot.editing.rendering import clean
from bot.loader.documents import KeyPath
from bot.loader.draft import Draft
from bot.loader.mistakes import words as around
from bot.loader.records import Record, Records, digest
from bot.loader.translated import Translated
from bot.sentences import editing
from bot.sentences import translating as sentences
from bot.translating.breaks import breaks
from bot.translating.recording import recording
from bot.translating.rows import place, row
from bot.translating.workbook import TRANSLATION, Filled

_New = dict[tuple[str, str], dict[Language, str]]  # by entry and name: what a text is to say in which language


@dataclass(frozen=True)
class _Fault:
    """What is wrong with a row. KB093: the translation breaks something; KB094: the row cannot be taken at all."""

    table: str
    row: int
    code: Literal["KB093", "KB094"]
    why: Said

    def told(self, language: Language) -> str:
        severity = around()["error"][language]
        return f"{self.table}:{self.row}:{TRANSLATION}: {severity} {self.code} {self.why.told(language)}"


class Refused(Exception):
    """Rows that cannot be taken: all that is wrong with them, and how to mend it."""

    def __init__(self, faults: Sequence[_Fault]) -> None:
        self._faults = faults
        super().__init__(self.told("en"))

    def told(self, language: Language) -> str:
        """A line for each fault, as `check` writes them."""
        return "\n".join(fault.told(language) for fault in self._faults)


@dataclass(frozen=True)
class _Translation:
    """A row with the text that it belongs to: its words, and the languages from which and into which they are."""

    row: Filled
    text: Translated
    source: Language
    language: Language
    words: str

    @property
    def is_there(self) -> bool:
        """Whether the files say so already."""
        return self.text.texts.get(self.language) == self.words and self.language not in self.text.borrowers


def taken(folder: Path, draft: Draft, table: str, filled: Sequence[Filled]) -> list[FileChange]:
    """The changes of the files that hold these texts, and of the record. What the files say already is left out.

    `table` is what refusals call the table. Raises Refused with all that is wrong, and CannotEdit.
    """
    texts = {place(one): one for one in draft.translated}
    times = Counter((one.place, one.language) for one in filled)
    faults: list[_Fault] = []
    new: _New = defaultdict(dict)
    for one in filled:
        translation = _translation(one, texts.get(one.place))
        if translation and translation.is_there:
            continue
        if translation is None:
            faults.append(_Fault(table, one.number, "KB094", Said(sentences.NO_SUCH_TEXT)))
        elif why := _cannot_be_taken(translation, times[one.place, one.language]):
            faults.append(_Fault(table, one.number, "KB094", why))
        else:
            faults += (_Fault(table, one.number, "KB093", broken) for broken in _broken(translation))
            new[translation.text.entry, translation.text.name][translation.language] = translation.words
    if faults:
        raise Refused(faults)
    _with_aliases(draft.translated, new)
    return [*_changes(folder, draft.translated, new), *_recorded(folder, draft, new)]


def _translation(one: Filled, text: Translated | None) -> _Translation | None:
    """The row with its text; None where that is gone, or a language is none."""
    languages: dict[str, Language] = {language: language for language in LANGUAGES}
    source, language = languages.get(one.source_language), languages.get(one.language)
    if text is None or source is None or language is None or source not in text.texts:
        return None
    lines = [clean(line) for line in one.translation.strip().splitlines()]
    if text.is_list:
        words = "\n".join(filter(None, lines))
    else:  # one line where the source has one
        words = ("\n" if "\n" in text.texts[source] else " ").join(lines)
    return _Translation(one, text, source, language, words)


def _cannot_be_taken(one: _Translation, times: int) -> Said | None:
    now = row(one.text, one.source, one.language)
    if times > 1:
        return Said(sentences.IN_SEVERAL_ROWS, {"times": times})
    if not one.row.is_text:
        return Said(sentences.NOT_TEXT)
    if one.row.version != now.version or one.source in one.text.borrowers:
        return Said(sentences.CHANGED_SINCE)
    return None


def _broken(one: _Translation) -> Iterator[Said]:
    now = row(one.text, one.source, one.language)
    return breaks(now.source, one.words, now.most, one.text.is_list)


def _with_aliases(texts: Sequence[Translated], new: _New) -> None:
    """A text that stands in several places by an alias (*) says the same in all of them."""
    said = {
        (language, one.stands_at(language)): words
        for one in texts
        for language, words in new.get((one.entry, one.name), {}).items()
    }
    for one in texts:
        for language in LANGUAGES:
            if words := said.get((language, one.stands_at(language))):
                new[one.entry, one.name][language] = words


def _changes(folder: Path, texts: Sequence[Translated], new: _New) -> Iterator[FileChange]:
    files: dict[Path, dict[KeyPath, str | list[str]]] = defaultdict(dict)
    for one in texts:
        for language, words in new.get((one.entry, one.name), {}).items():
            if one.texts.get(language) != words:
                document, path = one.place(language)
                file = Path(*Path(document.file).parts[1:])  # a document is named with its folder
                files[file][path] = words.split("\n") if one.is_list else words
    for file, wanted in files.items():
        before = required(folder, file)
        try:
            yield FileChange(file, before, set_texts(before, wanted))
        except CannotEdit as reason:
            raise CannotEdit(editing.IN_FILE, file=file.as_posix(), why=reason.told) from reason


def _recorded(folder: Path, draft: Draft, new: Mapping[tuple[str, str], dict[Language, str]]) -> list[FileChange]:
    """Every text whose languages are complete now is taken down; who has not followed yet stays outdated."""
    if draft.recorded is None:
        return []
    records: Records = dict(draft.records)
    for one in draft.translated:
        brought = new.get((one.entry, one.name), {})
        digests = {**one.digests, **{language: digest(words) for language, words in brought.items()}}
        if brought and len(digests) == len(LANGUAGES):
            records = {**records, (one.entry, one.name): Record(digests, one.outdated - brought.keys())}
    return recording(folder, records)

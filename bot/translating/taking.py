"""A table that came back from a translator, taken into the files: all of it or nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.core.text import LANGUAGES, Language
from bot.editing.changes import FileChange
from bot.editing.entries import required
from bot.editing.places import CannotEdit
from bot.editing.prose import set_texts
from bot.editing.rendering import clean
from bot.loader.documents import KeyPath
from bot.loader.draft import Draft
from bot.loader.mistakes import Mistake
from bot.loader.records import Record, Records, digest
from bot.loader.translated import Translated
from bot.translating.breaks import breaks
from bot.translating.recording import recording
from bot.translating.rows import place, row
from bot.translating.workbook import TRANSLATION, Filled

_New = dict[tuple[str, str], dict[Language, str]]  # by entry and name: what a text is to say in which language


class Refused(Exception):
    """Rows that cannot be taken; `mistakes` names each with its row, what is wrong and how to mend it."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(map(str, mistakes)))


def taken(folder: Path, draft: Draft, table: str, filled: Sequence[Filled]) -> list[FileChange]:
    """The changes of the files that hold these texts, and of the record. What the files say already is left out.

    `table` is what refusals call the table. Raises Refused with all that is wrong, and CannotEdit.
    """
    texts = {place(one): one for one in draft.translated}
    times = Counter((one.place, one.language) for one in filled)
    mistakes: list[Mistake] = []
    new: _New = defaultdict(dict)
    for one in filled:
        text, language = texts.get(one.place), _language(one)
        if text is None or language is None:
            message = "there is no such text in the knowledge base any more; take this row out"
            mistakes.append(Mistake(table, one.number, TRANSLATION, "error", "KB094", message))
            continue
        words = _tidy(one.translation, text)
        if text.texts.get(language) == words and language not in text.borrowers:
            continue
        for code, message in _wrong(one, text, language, words, times[one.place, one.language]):
            mistakes.append(Mistake(table, one.number, TRANSLATION, "error", code, message))
        new[text.entry, text.name][language] = words
    if mistakes:
        raise Refused(mistakes)
    _with_aliases(draft.translated, new)
    return [*_changes(folder, draft.translated, new), *_recorded(folder, draft, new)]


def _language(one: Filled) -> Language | None:
    return next((language for language in LANGUAGES if language == one.language), None)


def _tidy(words: str, text: Translated) -> str:
    """Without the signs and line ends that a table program adds; one line where the source has one."""
    lines = [clean(line) for line in words.strip().splitlines()]
    if text.is_list:
        return "\n".join(filter(None, lines))
    return ("\n" if "\n" in text.texts[text.lender] else " ").join(lines)


def _wrong(one: Filled, text: Translated, language: Language, words: str, times: int) -> Iterator[tuple[str, str]]:
    now = row(text, language)
    if times > 1:
        yield "KB094", f"this text stands in {times} rows; leave one of them"
    elif not one.is_text:
        yield "KB094", "a formula, a number or a date stands here; make the cell a text and write the translation again"
    elif one.version != now.version:
        yield "KB094", "the text was changed since this table was made; export again and copy the translation over"
    else:
        yield from (("KB093", message) for message in breaks(now.source, words, now.most, text.is_list))


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
                document, path = one.places[language]
                file = Path(*Path(document.file).parts[1:])  # a document is named with its folder
                files[file][path] = words.split("\n") if one.is_list else words
    for file, wanted in files.items():
        before = required(folder, file)
        try:
            yield FileChange(file, before, set_texts(before, wanted))
        except CannotEdit as reason:
            raise CannotEdit(f"{file.as_posix()}: {reason}") from reason


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

"""What a deed of an admin would write into the knowledge folder."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from bot.core.ids import slug
from bot.core.knowledge import KnowledgeBase
from bot.core.review import Cluster, Question
from bot.core.text import Language
from bot.editing.changes import FileChange, read_file
from bot.editing.drafts import new_draft
from bot.editing.entries import file_of, taken_ids
from bot.editing.phrases import LEARNED, add_phrase

MOST_PHRASES = 5
LONGEST_REPLY = 350
_LONGEST_PHRASE = 200
_LONGEST_TITLE = 80
_TAG = re.compile(r"\[[^\[\]]+\]")
_SOURCE = re.compile(r"(?P<word>источник|дереккөз|source)\s*[:：]\s*(?P<named>\S.*)", re.IGNORECASE)
_LANGUAGES: dict[str, Language] = {"источник": "ru", "дереккөз": "kk", "source": "en"}
_PLACE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Written:
    """An admin's reply in its parts. `source` is the id of a contact, or act and article in words, or None."""

    text: str
    language: Language
    source: str | None


def phrases_of(cluster: Cluster) -> list[Question]:
    """The most asked wordings that may stand in the knowledge base: with personal data, or a whole story, none may."""
    return [
        question
        for question in cluster.questions
        if question.text and len(question.text) <= _LONGEST_PHRASE and not _TAG.search(question.text)
    ][:MOST_PHRASES]


def phrase_changes(folder: Path, cluster: Cluster, entry_id: str) -> list[FileChange]:
    """The wordings into the entry and among the learned questions, as one change a file. Raises CannotEdit."""
    files = [file_of(folder, entry_id), LEARNED]
    before = {path: read_file(folder, path) for path in files}
    with TemporaryDirectory() as temporary:
        copy = Path(temporary)
        for path, text in before.items():
            _write(copy / path, text)
        for question in phrases_of(cluster):
            for change in add_phrase(copy, entry_id, question.language, question.text):
                _write(copy / change.path, change.after)
        changes = [FileChange(path, before[path], read_file(copy, path)) for path in files]
    return [change for change in changes if change.before != change.after]


def read_reply(base: KnowledgeBase, text: str) -> Written:
    """The text of a reply, and what its last line names as the source."""
    body, _, last = text.strip().rpartition("\n")
    named = _SOURCE.fullmatch(last.strip())
    if not named:
        return Written(text.strip(), _language_of(text), None)
    return Written(body.strip(), _LANGUAGES[named["word"].lower()], _source(base, named["named"].strip()))


def draft_changes(
    folder: Path, written: Written, cluster: Cluster, topic_id: str, organisation: str, on: date, near: str | None
) -> tuple[str, list[FileChange]]:
    """The id of the new draft, and its files. Raises CannotEdit."""
    asked = phrases_of(cluster)
    own = [question for question in asked if question.language == written.language]
    first = next(iter(own or asked), None)
    title = title_of(first.text if first else written.text)
    article_id = slug(title, taken_ids(folder))
    changes = new_draft(
        folder, topic_id, article_id, written.language, title, written.text, [question.text for question in own],
        written.source or "", organisation, on, near,
    )  # fmt: skip
    return article_id, changes


def title_of(text: str) -> str:
    """A title of one line, with a capital, cut at a word.

    >>> title_of("где\\n прописаться?"), len(title_of("переезд " * 20))
    ('Где прописаться?', 80)
    """
    line = " ".join(text.split())
    line = line[:1].upper() + line[1:]
    if len(line) <= _LONGEST_TITLE:
        return line
    return (line[:_LONGEST_TITLE].rpartition(" ")[0] or line[: _LONGEST_TITLE - 1]).rstrip(" ,.;:") + "…"


def _source(base: KnowledgeBase, named: str) -> str | None:
    """A contact by id or name; else words with a number in them: an act and its article."""
    wanted = named.rstrip(".").lower()
    for contact_id, contact in base.contacts.items():
        if wanted in (contact_id, *(contact.name[language].lower() for language in _LANGUAGES.values())):
            return contact_id
    return named if _PLACE.search(named) and _WORD.search(named) else None


def _language_of(text: str) -> Language:
    if re.search("[әғқңөұүһі]", text.lower()):
        return "kk"
    return "ru" if re.search("[а-яё]", text.lower()) else "en"


def _write(path: Path, text: str | None) -> None:
    if text is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def problem_of(written: Written) -> Literal["nothing_written", "too_long", "no_source"] | None:
    """Why a reply will not do as it is, if it will not."""
    if not written.text:
        return "nothing_written"
    if len(written.text) > LONGEST_REPLY:
        return "too_long"
    return "no_source" if written.source is None else None

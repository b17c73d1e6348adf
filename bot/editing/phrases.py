"""A way to ask that was learned from a question: into its article, and among the questions that must find it."""

from pathlib import Path

from bot.core.search.folding import fold
from bot.core.text import Language
from bot.editing.changes import FileChange, read_file
from bot.editing.entries import data_of, file_of, required
from bot.editing.places import CannotEdit
from bot.editing.rendering import one_line
from bot.editing.yaml_text import append
from bot.sentences import editing as sentences

LEARNED = Path("questions", "learned.yaml")
EMPTY = """\
# Вопросы людей, которые администратор отнёс к ответу. Их дописывает бот: каждый стоит и в asked своего ответа.
# Тест следит, чтобы ответ на них находился первым. В показатели поиска (evaluate, calibrate) они не входят.
# Адамдардың сұрақтары, әкімші оларды жауапқа бекіткен. Бот өзі жазады: әрқайсысы жауаптың asked тізімінде де тұр.
# Сол жауап бірінші табылуын тест қадағалайды. Іздеудің көрсеткіштеріне (evaluate, calibrate) кірмейді.
# Questions that an admin has joined to an answer. The bot adds them: each stands in `asked` of its answer too.
# A test keeps that answer the first one found. They do not count in the figures of the search (evaluate, calibrate).
[]
"""


def add_phrase(folder: Path, article_id: str, language: Language, phrase: str) -> list[FileChange]:
    """The phrase among the ways to ask for an article or guide, and as a question that must find it.

    What stands there already, perhaps in another spelling, is left out: the list may be empty. Raises CannotEdit.
    """
    said = one_line(phrase)
    if not fold(said).strip():
        raise CannotEdit(sentences.NO_WORD)
    file = file_of(folder, article_id)
    return [*_asked(folder, file, language, said), *_learned(folder, article_id, language, said)]


def _asked(folder: Path, file: Path, language: Language, said: str) -> list[FileChange]:
    text = required(folder, file)
    asked = data_of(text).get("asked")
    known = asked.get(language) if isinstance(asked, dict) else None
    if fold(said) in map(fold, map(str, known or ())):
        return []
    return [FileChange(file, text, append(text, ("asked", language), said))]


def _learned(folder: Path, article_id: str, language: Language, said: str) -> list[FileChange]:
    before = read_file(folder, LEARNED)
    text = EMPTY if before is None else before
    known = [one for one in data_of(text) or () if isinstance(one, dict) and article_id in one.get("articles", ())]
    if fold(said) in (fold(str(one.get("text"))) for one in known):
        return []
    question = {"text": said, "language": language, "articles": [article_id], "kind": "plain", "noise": ["none"]}
    return [FileChange(LEARNED, before, append(text, (), question))]

"""The pages docs/mistakes/*.md: each kind of mistake with what `check` says, how it looks, and how it is right.

`python -m tests.mistake_pages` writes them from the gallery, so no example is older than the check.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.core.faults import Code
from bot.core.text import LANGUAGES, Language, Text
from bot.loader.load import check
from bot.loader.mistakes import Mistake, words
from tests.conftest import KNOWLEDGE, ROOT
from tests.gallery import SAMPLE, Case, cases

PAGES = ROOT / "docs" / "mistakes"
LONGEST, MOST_LINES = 110, 8
_VISIBLE = str.maketrans({"\t": "⇥", "\u00a0": "⍽", "\ufeff": "⍽", "\x0b": "⍽"})

TITLE = Text(
    kk="Қателер және оларды қалай түзетеміз", ru="Ошибки и как их исправить", en="Mistakes and how to mend them"
)  # fmt: skip
INTRO = Text(
    kk="`check` айтатын әр қатенің коды бар. Мұнда әр кодқа бір мысал: не айтылады, қате қандай, дұрысы қандай.\n"
    "Қате файлды ботқа жібермейді, ескерту жібереді. ⇥ – Tab, ⍽ – көзге көрінбейтін белгі.\n"
    "Бетті `make mistakes` жазады, қолмен өзгертпеңіз.",
    ru="У каждой ошибки, о которой говорит `check`, есть код. Здесь на каждый код один пример: что сказано, как\n"
    "выглядит ошибка и как верно. Ошибка не пускает файлы в бот, предупреждение пускает. ⇥ – это Tab,\n"
    "⍽ – невидимый знак. Страницу пишет `make mistakes`, руками её не меняют.",
    en="Each mistake that `check` tells has a code. Here is one example for each: what is said, how it looks,\n"
    "and how it is right. An error keeps the files out of the bot, a warning does not. ⇥ is a Tab,\n"
    "⍽ an invisible sign. `make mistakes` writes this page; do not edit it.",
)
WRONG = Text(kk="Қате", ru="Неверно", en="Wrong")
RIGHT = Text(kk="Дұрыс", ru="Верно", en="Right")
# The kind that begins a part of the page, in the order of the kinds.
PARTS = {
    Code.NOT_YAML: Text(kk="YAML және файл", ru="YAML и файл", en="The YAML and the file"),
    Code.UNKNOWN_KEY: Text(kk="Кілттер мен мәндер", ru="Ключи и значения", en="Keys and values"),
    Code.NO_SUCH_ARTICLE: Text(kk="Аттар мен дереккөздер", ru="Имена и источники", en="Names and sources"),
    Code.NO_SUCH_STEP: Text(kk="Тексерулер", ru="Проверки", en="Guides"),
    Code.UNKNOWN_NAME: Text(kk="Өрнектер мен мерзімдер", ru="Выражения и сроки", en="Expressions and terms"),
    Code.TEXT_TOO_LONG: Text(kk="Мәтіндер", ru="Тексты", en="Texts"),
    Code.REVIEW_DUE: Text(kk="Күндер", ru="Даты", en="Dates"),
    Code.OTHER_OUTCOMES: Text(kk="Сценарийлер", ru="Сценарии", en="Scenarios"),
}


def pages() -> dict[Language, str]:
    """The text of the page in each language."""
    first = {case.code: case for case in reversed(cases())}
    found = [(first[code], _told(first[code])) for code in Code]
    return {language: "\n".join(_page(found, language)) + "\n" for language in LANGUAGES}


def _told(case: Case) -> Mistake:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "knowledge"
        shutil.copytree(SAMPLE, folder)
        shutil.copytree(KNOWLEDGE / "phrases", folder / "phrases")
        case.break_(folder)
        [mistake] = check(folder, case.day)[1]
        return mistake


def _page(found: list[tuple[Case, Mistake]], language: Language) -> Iterator[str]:
    yield f"# {TITLE[language]}\n\n{INTRO[language]}"
    for case, mistake in found:
        if part := PARTS.get(mistake.code):
            yield f"\n## {part[language]}"
        severity = words()[mistake.severity][language]
        yield f"\n### {mistake.code}\n\n{_escaped(mistake.message(language))} ({severity})"
        yield f"\n{WRONG[language]}: `{case.file}`" + _block(case.wrong if case.wrong != case.right else "")
        if case.instead_of:
            yield f"\n{RIGHT[language]}: `{case.instead_of}`"
        elif case.right and case.right != case.wrong:
            yield f"\n{RIGHT[language]}:" + _block(case.right)


def _escaped(message: str) -> str:
    """The signs that Markdown would take for its own."""
    return message.replace("<", "&lt;").replace("*", r"\*").replace("[", r"\[").replace("_", r"\_")


def _block(text: str) -> str:
    """A piece of a file; long lines and pieces are cut."""
    lines = text.translate(_VISIBLE).splitlines()
    cut = [line if len(line) <= LONGEST else line[: LONGEST - 1] + "…" for line in lines[:MOST_LINES]]
    more = ["…"] if len(lines) > MOST_LINES else []
    return "\n\n```yaml\n" + "\n".join(cut + more) + "\n```" if lines else ""


def main() -> int:
    """Write the pages."""
    PAGES.mkdir(exist_ok=True)
    for language, text in pages().items():
        (PAGES / f"{language}.md").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Every mistake of an operator is one message: in her language, at its place, with what to do."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from bot.core.faults import Code
from bot.core.text import LANGUAGES
from bot.loader.documents import MOST_BYTES
from bot.loader.load import BrokenKnowledge, check, load
from bot.loader.mistakes import explanations
from tests.conftest import KNOWLEDGE, ROOT
from tests.gallery import Case, cases

GALLERY = cases()


@pytest.mark.parametrize("case", GALLERY, ids=lambda case: case.name)
def test_a_mistake_is_told_once_with_its_place_and_what_to_do_in_every_language(case: Case, sample: Path) -> None:
    case.break_(sample)
    mistakes = check(sample, case.day)[1]
    assert len(mistakes) == 1, "\n".join(map(str, mistakes)) or "no mistake was found"
    [mistake] = mistakes
    assert mistake.code == case.code
    assert (mistake.file, f"{mistake.line}:{mistake.column}") == (f"knowledge/{case.told or case.file}", case.at)
    messages = [mistake.message(language) for language in LANGUAGES]
    assert len(set(messages)) == len(LANGUAGES), "each language has its own words"
    for message in messages:
        assert [words for words in case.says if words not in message] == [], message


def test_every_kind_of_mistake_is_in_the_gallery_and_has_its_words() -> None:
    assert {case.code for case in GALLERY} == set(Code)
    assert set(explanations()) == set(Code)


def test_every_message_names_the_values_that_it_is_given_in_every_language() -> None:
    for code, given in _given():
        for language in LANGUAGES:
            named = {name for _, name, _, _ in Formatter().parse(explanations()[code][language]) if name}
            assert named == given, (code.name, language)


def _given() -> Iterator[tuple[Code, set[str]]]:
    """Each call that makes a mistake: the kind, and the names of its values. The gallery sees what comes as `**`."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and all(keyword.arg for keyword in call.keywords):
                for kind in filter(_is_code, call.args):
                    assert isinstance(kind, ast.Attribute), "see _is_code"
                    yield Code[kind.attr], {str(keyword.arg) for keyword in call.keywords}


def _is_code(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Code"


def test_a_file_that_is_too_large_is_told_and_the_others_are_checked(sample: Path) -> None:
    (sample / "contacts.yaml").write_bytes(b"# too much\n" * (MOST_BYTES // 11 + 1))
    next(case for case in GALLERY if case.code == Code.TAB).break_(sample)
    assert {mistake.code for mistake in check(sample)[1]} == {Code.TAB, Code.FILE_TOO_LARGE}


@pytest.mark.parametrize("code", [Code.LONG_SENTENCE, Code.OFFICIALESE, Code.NOT_IN_GLOSSARY, Code.MIXED_ALPHABETS])
def test_an_article_may_say_why_it_is_written_so(code: Code, sample: Path) -> None:
    case = next(case for case in GALLERY if case.code == code)
    case.break_(sample)
    with (sample / case.file).open("a", encoding="utf-8") as file:
        file.write(f'allow: {{{code}: "the list of the law cannot be shortened"}}\n')
    assert check(sample)[1] == []


def test_every_mistake_is_told_at_once(sample: Path) -> None:
    chosen = {case.file: case for case in GALLERY if case.right and not case.told}
    for case in chosen.values():
        case.break_(sample)
    with pytest.raises(BrokenKnowledge) as refused:
        load(sample)
    assert len(refused.value.mistakes) >= len(chosen) // 2 > 2


def test_a_mark_of_windows_at_the_start_of_a_file_is_no_mistake(sample: Path) -> None:
    path = sample / "topics" / "pets" / "articles" / "cats.yaml"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert check(sample)[1] == []


def test_notes_beside_the_files_are_no_mistake(sample: Path) -> None:
    (sample / "notes.txt").write_text("позвонить в ЦОН", encoding="utf-8")
    (sample / "topics" / ".DS_Store").write_bytes(b"\0")
    assert check(sample)[1] == []


def test_the_small_base_has_no_mistake(sample: Path) -> None:
    assert check(sample)[1] == []


def test_a_date_that_has_passed_is_a_warning_and_not_an_error(sample: Path) -> None:
    _, mistakes = check(sample, date(2028, 1, 1))
    assert {mistake.code for mistake in mistakes} == {Code.REVIEW_DUE, Code.NO_VALUE}
    assert {mistake.severity for mistake in mistakes} == {"warning"}


def test_the_knowledge_of_the_repository_has_no_error_and_no_outdated_translation() -> None:
    mistakes = check(KNOWLEDGE)[1]
    assert [str(mistake) for mistake in mistakes if mistake.severity == "error"] == []
    drifted = [str(mistake) for mistake in mistakes if mistake.code in ("KB090", "KB091", "KB092")]
    assert drifted == [], "a language has not followed, or nobody has run: python main.py translate accept"

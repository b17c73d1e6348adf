"""Drafts: loaded and checked, shown to nobody but those who wait for the reply; complete before they are published."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.core.faults import Code
from bot.core.text import LANGUAGES, Language
from bot.evaluation.golden import Golden, read_golden
from bot.loader.coverage import carriers
from bot.loader.library import Library
from bot.loader.load import check, load
from bot.ui.actions import CitizenAction, GoHome, OpenArticle, OpenGroup, OpenSection, OpenSources, OpenTopic
from bot.ui.navigation import open_screen
from bot.ui.reader import Reader
from bot.ui.view import View
from tests.citizen import Citizen

DRAFT = """\
status: draft
reply: {by: Грузчики & Ко, on: 2026-11-20, language: ru, source: "Закон «О переездах», статья 8"}
title: {ru: Переезд с пианино}
short: {ru: Пианино везут бесплатно.}
sections:
  steps: {ru: Позвоните заранее., kk: Алдын ала қоңырау шалыңыз.}
asked: {ru: [перевезти пианино]}
facts: [MV-99]
confidence: medium
checked_on: 2026-11-20
review_by: 2027-05-20
review: {kk: drafted, ru: drafted, en: drafted, law: drafted}
related: [notice]
"""
ARTICLE = "topics/moving/articles/piano.yaml"


@pytest.fixture
def with_draft(sample: Path, edit_file: Callable[[str, str, str], None]) -> Path:
    """The small base with a draft: in a group of its own, and among the related of another article."""
    (sample / ARTICLE).write_text(DRAFT, encoding="utf-8")
    group = "  piano:\n    title: {kk: Пианино, ru: Пианино, en: Piano}\n    articles: [piano]\n"
    topic = sample / "topics/moving/topic.yaml"
    topic.write_text(topic.read_text(encoding="utf-8") + group, encoding="utf-8")
    edit_file("topics/moving/articles/moving-help.yaml", "related: [notice]", "related: [piano, notice]")
    return sample


def screen(folder: Path, action: CitizenAction, language: Language = "ru") -> View:
    knowledge = load(folder)
    reader = Reader(knowledge.base, knowledge.phrases[language], language, date(2026, 11, 24), "bot")
    return open_screen(reader, action, knowledge.phrases)


def labels(view: View) -> list[str]:
    return [one.label for row in view.rows for one in row]


def test_what_a_draft_lacks_is_a_warning_that_names_the_language(with_draft: Path) -> None:
    told = sorted(
        ((mistake.severity, mistake.code.name, dict(mistake.values)) for mistake in check(with_draft)[1]), key=str
    )
    assert told == [
        ("warning", "DRAFT_NOT_TRANSLATED", {"language": "en", "keys": "title, short, sections.steps, asked"}),
        ("warning", "DRAFT_NOT_TRANSLATED", {"language": "kk", "keys": "title, short, asked"}),
        ("warning", "FEW_PHRASINGS", {"count": "1", "least": "5"}),
    ]


def test_a_published_article_may_lack_nothing(with_draft: Path, edit_file: Callable[[str, str, str], None]) -> None:
    edit_file(ARTICLE, "status: draft", "status: published")
    errors = [mistake for mistake in check(with_draft)[1] if mistake.severity == "error"]
    assert {mistake.code for mistake in errors} >= {Code.MISSING_LANGUAGE}


def test_the_search_does_not_find_a_draft(with_draft: Path) -> None:
    search = Library(with_draft).edition.search
    assert "piano" not in {hit.id for hit in search.find("перевезти пианино").hits}
    assert search.hit_of("piano") is None


def test_no_menu_leads_to_a_draft(with_draft: Path) -> None:
    assert "Пианино" not in labels(screen(with_draft, OpenTopic("moving")))
    assert not any("пианино" in label for label in labels(screen(with_draft, OpenGroup("moving", "piano"))))
    help_with_moving = labels(screen(with_draft, OpenArticle("moving-help")))
    assert "➕ Сообщить о переезде" in help_with_moving
    assert not any("пианино" in label for label in help_with_moving)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_waits_for_a_draft_sees_whose_reply_it_is(with_draft: Path, language: Language) -> None:
    view = screen(with_draft, OpenArticle("piano"), language)
    first = view.text.splitlines()[0]
    assert "Грузчики &amp; Ко" in first
    assert "20.11.2026" in first
    for part in ("Пианино везут бесплатно.", "статья 8"):
        assert part in view.text
    assert not any(one.url for row in view.rows for one in row), "nobody is invited to pass it on"


def test_a_draft_without_a_reply_says_that_nobody_checked_it(
    with_draft: Path, edit_file: Callable[[str, str, str], None]
) -> None:
    text = DRAFT.splitlines()[1]
    edit_file(ARTICLE, text, "check_with: [movers]")
    assert "ещё не проверен" in screen(with_draft, OpenArticle("piano")).text.splitlines()[0]
    assert "ещё не проверен" in screen(with_draft, OpenSources("piano")).text


def test_a_section_of_a_draft_falls_back_to_the_language_of_the_reply(with_draft: Path) -> None:
    assert "Позвоните заранее." in screen(with_draft, OpenSection("piano", "steps"), "en").text
    assert "Алдын ала" in screen(with_draft, OpenSection("piano", "steps"), "kk").text


def test_a_draft_states_no_fact_and_answers_no_golden_question(with_draft: Path, tmp_path: Path) -> None:
    base = load(with_draft).base
    assert "MV-99" not in carriers(base)
    task = tmp_path / "task.jsonl"
    task.write_text(
        '{"text": "?", "lang": "ru", "topic": "moving", "kind": "plain", "noise": ["none"], "near": false,'
        ' "facts": ["MV-99"], "about": "piano"}\n'
    )
    [golden] = read_golden(task, base)
    assert isinstance(golden, Golden)
    assert golden.right == frozenset()


def test_a_group_of_ten_may_hold_drafts_besides(with_draft: Path) -> None:
    topic = with_draft / "topics/moving/topic.yaml"
    names = [f"draft-{number}" for number in range(11)]
    for name in names:
        (with_draft / f"topics/moving/articles/{name}.yaml").write_text(DRAFT, encoding="utf-8")
    topic.write_text(topic.read_text(encoding="utf-8").replace("[piano]", f"[{', '.join(['piano', *names])}]"))
    assert not any(mistake.severity == "error" for mistake in check(with_draft)[1])


async def test_a_citizen_opens_a_draft_by_its_link_only(with_draft: Path, citizen: Citizen) -> None:
    await citizen.says("/start a_piano")
    assert "Пианино везут бесплатно." in citizen.sees
    await citizen.says("перевезти пианино")
    assert "Пианино везут бесплатно." not in citizen.sees
    assert screen(with_draft, GoHome()).rows

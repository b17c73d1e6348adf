"""One language of a text is changed: `check` names those that have not followed, and their readers are told."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.core.text import Language
from bot.editing.drafts import new_draft
from bot.editing.prose import set_texts
from bot.editing.writing import write_all
from bot.loader.documents import KeyPath
from bot.loader.library import Library
from bot.loader.load import check, load
from bot.loader.records import FILE, Record, digest
from bot.local_telegram.server import LocalTelegram, Person
from bot.telegram.services import Services
from bot.ui.actions import (
    AskDay,
    CitizenAction,
    OpenArticle,
    OpenChanges,
    OpenContact,
    OpenEmergency,
    OpenGroup,
    OpenSection,
    OpenSources,
    OpenTopic,
    SharedOutcome,
    StartGuide,
)
from bot.ui.navigation import open_screen
from bot.ui.reader import Reader
from main import main
from tests.citizen import Citizen
from tests.conftest import ADMIN
from tests.console import Visitor, site_of

Edit = Callable[[str, str, str], None]
CATS, NOTICE = "topics/pets/articles/cats.yaml", "topics/moving/articles/notice.yaml"
BEHIND = f"KB091 {FILE}:4"  # below the words for whoever opens it
GUIDE = "topics/moving/guides/moving.yaml"


pytestmark = pytest.mark.usefixtures("in_step")


def accept(*ids: str) -> int:
    return main(["translate", "accept", *ids])


def told(folder: Path) -> list[str]:
    """What check says: code and file, one a line that it names."""
    return [f"{mistake.code} {mistake.file.rpartition('/')[2]}:{mistake.line}" for mistake in check(folder)[1]]


def screen(folder: Path, action: CitizenAction, language: Language) -> str:
    knowledge = load(folder)
    reader = Reader(knowledge.base, knowledge.phrases[language], language, date(2026, 11, 24), "bot")
    return open_screen(reader, action, knowledge.phrases).text


async def test_who_reads_kazakh_gets_the_changed_russian_text_and_is_told(
    citizen: Citizen, library: Library, telegram: LocalTelegram, edit_file: Edit
) -> None:
    aigul = Citizen(citizen.app, telegram, Person(2002, "Aigul", "kk"))
    await aigul.says("/start")
    await aigul.presses("Қазақша")
    edit_file(CATS, "Кошку регистрируют бесплатно.", "Кошку регистрируют за 500 тенге.")
    assert await library.reload() == []
    await aigul.says("мысықты тіркеу")
    assert "за 500 тенге" in aigul.sees
    assert "тегін" not in aigul.sees
    assert "Мысық тіркеу" in aigul.sees, "its title is not outdated"
    told = library.edition.knowledge.phrases["kk"].elsewhere
    assert told in aigul.sees
    await citizen.says("кошка")
    assert "за 500 тенге" in citizen.sees
    assert "🌐" not in citizen.sees
    edit_file(CATS, "Мысықты тіркеу тегін.", "Мысықты тіркеу 500 теңге.")
    assert await library.reload() == []
    await aigul.says("мысықты тіркеу")
    assert "500 теңге" in aigul.sees
    assert told not in aigul.sees


def test_check_names_each_text_of_which_a_language_has_not_followed(sample: Path, edit_file: Edit) -> None:
    assert told(sample) == []
    edit_file(NOTICE, "Сообщите в течение месяца", "Сообщите в течение недели")
    assert told(sample) == ["KB090 notice.yaml:3"]
    assert {mistake.severity for mistake in check(sample)[1]} == {"warning"}
    edit_file(NOTICE, "Сообщите в течение недели", "Сообщите в течение месяца")
    assert told(sample) == [], "changed back"


@pytest.mark.parametrize(
    ("old", "new"),
    [("месяца после", "месяца,\n    после"), ("Сообщите в", "«Сообщите» в"), ("переезда.", "переезда!")],
    ids=["comma and line break", "quotes", "full stop"],
)
def test_signs_around_words_need_no_translation(sample: Path, edit_file: Edit, old: str, new: str) -> None:
    edit_file(NOTICE, old, new)
    assert told(sample) == []


@pytest.mark.parametrize(
    ("one", "other"), [("10–15", "10, 15"), ("до 1 000", "до 10 000"), ("{first}", "{fourth}"), ("<b>нет</b>", "нет")]
)
def test_what_changes_the_meaning_changes_the_digest(one: str, other: str) -> None:
    assert digest(f"Текст {one}.") != digest(f"Текст {other}.")


def test_who_writes_all_languages_in_one_go_is_asked_once_to_take_it_down(sample: Path, edit_file: Edit) -> None:
    for old, new in (("тегін", "500 теңге"), ("бесплатно", "за 500 тенге"), ("free of charge", "for 500 tenge")):
        edit_file(CATS, old, new)
    title = "title: {kk: Мысық тіркеу, ru: Регистрация кошки, en: Registering a cat}\n"
    edit_file(CATS, title, title + "sections:\n  where: {kk: Үйде., ru: Дома., en: At home.}\n")
    assert told(sample) == [BEHIND], "one message for what is new and what was written anew"
    assert accept() == 0
    assert told(sample) == []
    edit_file(CATS, "за 500 тенге", "за 600 тенге")
    assert told(sample) == ["KB090 cats.yaml:4"], "the next change is seen"


def test_a_language_that_follows_later_leaves_the_third_one_behind(sample: Path, edit_file: Edit) -> None:
    edit_file(NOTICE, "в течение месяца", "в течение недели")
    edit_file(NOTICE, "бір ай ішінде", "бір апта ішінде")
    assert told(sample) == ["KB090 notice.yaml:5", BEHIND]
    assert accept() == 0
    assert told(sample) == ["KB090 notice.yaml:5"], "English is still to follow"
    edit_file(NOTICE, "в течение недели", "в течение дня")
    assert told(sample) == ["KB090 notice.yaml:3"]
    edit_file(NOTICE, "бір апта ішінде", "бір күн ішінде")
    edit_file(NOTICE, "within a month", "within a day")
    assert told(sample) == [BEHIND]


def test_an_operator_may_say_that_all_languages_still_say_the_same(
    sample: Path, edit_file: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_file(NOTICE, "Сообщите в течение", "Надо сообщить в течение")
    edit_file(CATS, "регистрируют бесплатно", "регистрируют даром")
    assert accept("notice") == 0
    assert told(sample) == ["KB090 cats.yaml:2"], "the other entry is still outdated"
    assert accept("articles/cats") == 0
    assert told(sample) == []
    assert accept("no-such-entry") == 1
    assert "no-such-entry" in capsys.readouterr().err


def test_every_screen_with_a_lent_text_says_so(sample: Path) -> None:
    assert silent(sample, "kk") == SCREENS
    change_everything(sample, "ru")
    assert silent(sample, "kk") == silent(sample, "en") == []
    assert silent(sample, "ru") == SCREENS


SCREENS: list[CitizenAction] = [
    OpenTopic("moving"), OpenGroup("moving", "money"), OpenArticle("moving-help"), OpenSection("moving-help", "who"),
    OpenSection("moving-help", "how_much"), OpenSources("moving-help"), AskDay("notice", "notice"),
    OpenChanges("moving", 0), OpenContact("movers"), StartGuide("moving"), SharedOutcome("moving", "money"),
]  # fmt: skip


def silent(folder: Path, language: Language) -> list[CitizenAction]:
    """The screens that do not say that something on them is in another language."""
    knowledge = load(folder)
    phrases = knowledge.phrases[language]
    reader = Reader(knowledge.base, phrases, language, date(2026, 11, 24), "bot")
    return [one for one in SCREENS if phrases.elsewhere not in open_screen(reader, one, knowledge.phrases).text]


def change_everything(sample: Path, language: Language) -> None:
    """Every text of the base in one language."""
    changed: dict[str, dict[KeyPath, str]] = defaultdict(dict)
    for one in check(sample)[0].translated:
        if one.key and not one.is_list:
            document, path = one.place(language)
            changed[document.file][path] = f"{one.texts[language]} ⟳"
    for name, texts in changed.items():
        file = sample.parent / name
        file.write_text(set_texts(file.read_text(), texts))


def test_who_is_in_danger_reads_their_own_language(sample: Path) -> None:
    change_everything(sample, "ru")
    assert "Үйден шығыңыз." in screen(sample, OpenEmergency("fire"), "kk")
    assert any(one.startswith("KB090 emergencies.yaml") for one in told(sample)), "it is still to be translated"


async def test_an_answer_is_found_by_the_words_of_its_outdated_text(sample: Path, edit_file: Edit) -> None:
    edit_file(CATS, "ru: Кошку регистрируют бесплатно.", "ru: Питомцев регистрируют бесплатно.")
    edit_file(CATS, "ru: Регистрация кошки", "ru: Регистрация питомца")
    before = Library(sample).edition.search.find("Мысық тіркеу")
    (sample / FILE).unlink()
    assert [(hit.id, hit.score) for hit in before.hits] == [
        (hit.id, hit.score) for hit in Library(sample).edition.search.find("Мысық тіркеу").hits
    ]


def test_a_checklist_and_an_option_are_lent_too(sample: Path, edit_file: Edit) -> None:
    before = load(sample).base.guides["moving"].digest
    edit_file(GUIDE, "ru: [Удостоверение]", "ru: [Паспорт]")
    edit_file(GUIDE, "ru: Своё жильё", "ru: Свой дом")
    base = load(sample).base
    checklist = base.guides["moving"].outcomes["money"].checklist
    assert checklist
    assert checklist["kk"] == ("Паспорт",)
    assert base.guides["moving"].steps["home"].options["own"].label["en"] == "Свой дом"
    assert base.guides["moving"].digest == before, "old buttons still lead on"


def test_the_bots_own_sentences_are_named_and_stay_in_their_language(sample: Path, edit_file: Edit) -> None:
    edit_file("phrases/ru.yaml", "home: 🏠", "home: 🏡 Начало или")
    assert [one.split(":")[0] for one in told(sample)] == ["KB090 kk.yaml"]
    assert "Начало" not in load(sample).phrases["kk"].home
    assert accept("phrases") == 0
    assert told(sample) == []


def test_a_new_draft_of_the_desk_is_no_news_for_the_record(sample: Path) -> None:
    on = date(2026, 11, 24)
    texts = ("Пианино", "Бесплатно.", ["перевезти пианино"], "movers", "Грузчики")
    changes = new_draft(sample, "moving", "piano", "ru", *texts, on)
    write_all(sample, changes)
    assert {one.partition(" ")[0] for one in told(sample)} == {"KB060", "KB061"}
    assert load(sample).base.articles["piano"].short["kk"] == "Бесплатно."


def test_a_spoiled_record_is_a_warning_with_its_line(sample: Path) -> None:
    record = sample / FILE
    lines = record.read_text().split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("  short"))
    lines[at] = "  short one two three"
    record.write_text("\n".join(lines))
    assert f"KB092 {FILE}:{at + 1}" in told(sample)
    assert load(sample).base.articles


def test_a_folder_without_a_record_is_not_asked(sample: Path, edit_file: Edit) -> None:
    (sample / FILE).unlink()
    edit_file(CATS, "бесплатно", "даром")
    assert told(sample) == []


def test_a_record_is_what_it_was_read_from() -> None:
    record = Record({"kk": "0" * 8, "ru": "1" * 8, "en": "2" * 8}, frozenset({"en"}))
    assert record.line("short") == "short 00000000 11111111 ~22222222"


async def test_the_console_lists_what_is_outdated(services: Services, sample: Path, edit_file: Edit) -> None:
    edit_file(CATS, "бесплатно", "даром")
    await services.library.reload()
    visitor = Visitor(services, site_of(services, sample))
    await visitor.enters(ADMIN)
    page = (await visitor.opens("/console/health?language=en")).text
    part = page.partition("Translations")[2].partition("</details>")[0]
    assert part.count("cats.yaml") == 1
    assert page.count("KB090") == 0, "what is listed there is not repeated among the warnings"
    await visitor.http.aclose()

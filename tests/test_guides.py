"""A citizen's way through a guide."""

from collections.abc import Callable

from bot.loader.library import Library
from bot.local_telegram.server import Person
from tests.citizen import Citizen


def _add_an_option(edit_file: Callable[[str, str, str], None]) -> None:
    option = "    options: {many: {label: {kk: көп, ru: много, en: many}, next: moved}}\n"
    edit_file("topics/moving/guides/moving.yaml", "    max: 30\n", f"    max: 30\n{option}")


async def _to_people(citizen: Citizen) -> None:
    await citizen.says("/start g_moving")
    await citizen.presses("Снимаю")


async def _to_needs(citizen: Citizen) -> None:
    await _to_people(citizen)
    await citizen.says("2")
    await citizen.says("01.10.2026")


async def test_a_guide_leads_from_choice_number_and_date_to_several_outcomes(citizen: Citizen) -> None:
    await _to_needs(citizen)
    await citizen.presses("Деньги")
    await citizen.presses("Руки")
    await citizen.presses("Готово")
    assert "Похоже, деньги положены" in citizen.sees
    assert "Руки найдутся" in citizen.sees
    await citizen.presses("деньги положены")
    for part in ("12\u00a0975", "1,5 × 4\u00a0325", "01.10.2027", "ст. 5", "1. Подайте заявление"):
        assert part in citizen.sees
    await citizen.presses("подготовить")
    assert "Удостоверение" in citizen.sees
    await citizen.presses("Назад")
    await citizen.presses("Назад")
    assert "Руки найдутся" in citizen.sees


async def test_the_guide_says_where_one_is(citizen: Citizen) -> None:
    await _to_people(citizen)
    assert "2" in citizen.sees.splitlines()[1]
    assert "4" in citizen.sees.splitlines()[1]


async def test_i_dont_know_shows_the_help_line_and_then_a_way_on(citizen: Citizen) -> None:
    await citizen.says("/start g_moving")
    await citizen.presses("Не знаю")
    assert "Посмотрите договор" in citizen.sees
    await citizen.presses("Всё равно не знаю")
    await citizen.says("1")
    await citizen.presses("Ещё не переехал")
    await citizen.presses("Деньги")
    await citizen.presses("Готово")
    assert "Найдите договор" in citizen.sees


async def test_an_option_that_stands_alone_unmarks_the_others(citizen: Citizen) -> None:
    await _to_needs(citizen)
    await citizen.presses("Деньги")
    await citizen.presses("Ничего")
    assert [label for label in citizen.labels if label.startswith("☑️")] == ["☑️ Ничего"]
    await citizen.presses("Руки")
    assert [label for label in citizen.labels if label.startswith("☑️")] == ["☑️ Руки"]
    await citizen.presses("Руки")
    assert not any("Готово" in label for label in citizen.labels)


async def test_a_number_out_of_bounds_and_a_wrong_date_are_asked_again(citizen: Citizen) -> None:
    await _to_people(citizen)
    await citizen.says("31")
    assert "30" in citizen.sees
    await citizen.says("2")
    await citizen.says("99.99.2026")
    assert "15.03.2026" in citizen.sees
    await citizen.says("вчера")
    assert "Что нужно?" in citizen.sees


async def test_a_question_typed_at_a_number_is_answered_with_a_way_back(citizen: Citizen) -> None:
    await _to_people(citizen)
    await citizen.says("как зарегистрировать кота")
    assert "Регистрация кошки" in citizen.sees
    await citizen.presses("Вернуться к проверке")
    assert "Сколько вас?" in citizen.sees
    await citizen.says("3")
    assert "Когда вы переехали?" in citizen.sees


async def test_one_answer_is_changed_and_the_others_are_kept(citizen: Citizen) -> None:
    await _to_needs(citizen)
    await citizen.presses("Деньги")
    await citizen.presses("Готово")
    assert "12\u00a0975" in citizen.sees
    await citizen.presses("Мои ответы")
    await citizen.presses("2.")
    await citizen.says("4")
    assert "25\u00a0950" in citizen.sees


async def test_marks_are_changed_and_the_other_answers_are_kept(citizen: Citizen) -> None:
    await _to_needs(citizen)
    await citizen.presses("Деньги")
    await citizen.presses("Готово")
    await citizen.presses("Мои ответы")
    await citizen.presses("4.")
    await citizen.presses("Деньги")
    await citizen.presses("Ничего")
    await citizen.presses("Готово")
    assert "Помощи не видно" in citizen.sees


async def test_the_language_changes_in_the_middle_and_no_answer_is_lost(citizen: Citizen) -> None:
    await _to_needs(citizen)
    await citizen.presses("🌐")
    await citizen.presses("English")
    assert "What do you need?" in citizen.sees
    await citizen.presses("Money")
    await citizen.presses("Done")
    assert "12\u00a0975" in citizen.sees


async def test_back_goes_one_question_back(citizen: Citizen) -> None:
    await _to_people(citizen)
    await citizen.presses("Назад")
    assert "Где вы живёте?" in citizen.sees
    await citizen.presses("Назад")
    assert "Всё о переезде" in citizen.sees


async def test_exactly_on_the_last_day_is_in_time_and_a_day_later_is_not(citizen: Citizen) -> None:
    for day, expected in (("24.11.2025", "Что нужно?"), ("23.11.2025", "Похоже, поздно")):
        await _to_people(citizen)
        await citizen.says("1")
        await citizen.says(day)
        assert expected in citizen.sees


async def test_an_outcome_is_shared_without_the_sharers_answers(citizen: Citizen) -> None:
    await _to_needs(citizen)
    await citizen.presses("Деньги")
    await citizen.presses("Готово")
    other = Citizen(citizen.app, citizen.telegram, Person(1002, "Bolat", "ru"))
    await other.says(f"/start {citizen.link()}")
    assert "Похоже, деньги положены" in other.sees
    assert "12\u00a0975" not in other.sees
    assert "01.10.2027" not in other.sees
    await other.presses("Пройти проверку")
    assert "Где вы живёте?" in other.sees


async def test_answers_are_taken_along_into_another_check(citizen: Citizen) -> None:
    await _to_needs(citizen)
    await citizen.presses("Руки")
    await citizen.presses("Готово")
    await citizen.presses("🧭")
    assert "Руки найдутся" in citizen.sees


async def test_a_button_of_a_guide_that_has_changed_never_means_another_answer(
    citizen: Citizen, library: Library, edit_file: Callable[[str, str, str], None]
) -> None:
    await _to_people(citizen)
    old = citizen.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    _add_an_option(edit_file)
    assert await library.reload() == []
    await citizen.presses_data(old)
    assert "изменилась" in citizen.sees
    await citizen.presses("Пройти проверку")
    assert "Где вы живёте?" in citizen.sees


async def test_a_text_after_the_guide_changed_is_a_question(
    citizen: Citizen, library: Library, edit_file: Callable[[str, str, str], None]
) -> None:
    await _to_people(citizen)
    _add_an_option(edit_file)
    assert await library.reload() == []
    await citizen.says("кошка")
    assert "Регистрация кошки" in citizen.sees

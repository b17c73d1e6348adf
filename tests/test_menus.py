"""A citizen's way through menus and articles."""

from datetime import timedelta

from bot.local_telegram.server import LocalTelegram, Person
from bot.storage.sqlite import SqliteStore
from tests.citizen import Citizen
from tests.conftest import RELEASED, Clock


async def test_the_first_visit_asks_for_the_language_and_then_shows_the_topics(citizen: Citizen) -> None:
    await citizen.says("/start")
    assert citizen.labels == ["Қазақша", "Русский", "English"]
    await citizen.presses("English")
    assert "🚚 Moving" in citizen.labels
    assert "🐈 Pets" in citizen.labels


async def test_the_second_visit_goes_straight_to_the_topics(citizen: Citizen) -> None:
    await citizen.says("/start")
    await citizen.presses("Қазақша")
    await citizen.says("/start")
    assert "🚚 Көшу" in citizen.labels


async def test_a_press_edits_in_place_and_a_message_gets_a_new_message(citizen: Citizen) -> None:
    await citizen.says("/start")
    await citizen.presses("Русский")
    before = len(citizen.messages)
    await citizen.presses("Переезд")
    assert len(citizen.messages) == before
    await citizen.says("/help")
    assert len(citizen.messages) == before + 2


async def test_an_article_gives_the_answer_its_source_and_the_day_it_was_checked(citizen: Citizen) -> None:
    await citizen.says("/start a_moving-help")
    assert "164\u00a0350\u00a0₸" in citizen.sees
    assert "5–6" in citizen.sees
    assert "22.11.2026" in citizen.sees


async def test_an_amount_shows_coefficient_parameter_article_and_since_when(citizen: Citizen) -> None:
    await citizen.says("/start s_moving-help_m")
    for part in ("38 × 4\u00a0325", "МРП", "164\u00a0350", "01.01.2026", "ст. 5"):
        assert part in citizen.sees


async def test_back_leads_from_a_section_to_the_article_its_group_its_topic_and_home(citizen: Citizen) -> None:
    await citizen.says("/start s_moving-help_w")
    await citizen.presses_data("s_moving-help_o")
    for expected in ("Источники", "Помощь на переезд", "Деньги"):
        await citizen.presses("Назад")
        assert any(expected in label for label in citizen.labels), citizen.labels
    await citizen.presses("Главная")
    assert any("Питомцы" in label for label in citizen.labels)


async def test_an_amount_without_a_value_for_the_day_is_told_instead_of_last_years_sum(
    citizen: Citizen, clock: Clock
) -> None:
    clock.pass_(timedelta(days=60))
    await citizen.says("/start a_moving-help")
    assert "164" not in citizen.sees
    assert "МРП" in citizen.sees


async def test_an_answer_past_its_review_says_so_first(citizen: Citizen, clock: Clock) -> None:
    clock.pass_(timedelta(days=60))
    await citizen.says("/start a_notice")
    assert citizen.sees.startswith("⚠️")
    assert "15.01.2027" in citizen.sees.splitlines()[0]


async def test_the_day_changes_at_midnight_in_kazakhstan(citizen: Citizen, clock: Clock) -> None:
    clock.now = clock.now.replace(year=2026, month=12, day=31, hour=18, minute=59)
    await citizen.says("/start a_moving-help")
    assert "164" in citizen.sees
    clock.pass_(timedelta(minutes=2))
    await citizen.says("/start a_moving-help")
    assert "164" not in citizen.sees


async def test_medium_confidence_names_whom_to_ask(citizen: Citizen) -> None:
    await citizen.says("/start a_notice")
    assert "Грузчики" in citizen.sees


async def test_the_last_day_is_computed_from_the_day_that_was_typed(citizen: Citizen) -> None:
    await citizen.says("/start a_notice")
    await citizen.presses("Сообщение")
    await citizen.says("31.10.2026")
    assert "30.11.2026" in citizen.sees
    assert "ст. 7" in citizen.sees
    assert "6" in citizen.sees


async def test_a_last_day_that_has_passed_says_what_can_still_be_done(citizen: Citizen) -> None:
    await citizen.says("/start a_notice")
    await citizen.presses("Сообщение")
    await citizen.says("1 августа 2026")
    assert "01.09.2026" in citizen.sees
    assert "хотя бы поздно" in citizen.sees


async def test_a_date_that_does_not_exist_is_asked_again(citizen: Citizen) -> None:
    await citizen.says("/start d_notice_notice")
    await citizen.says("31.02.2026")
    assert "15.03.2026" in citizen.sees
    await citizen.says("31.10.2026")
    assert "30.11.2026" in citizen.sees


async def test_a_shared_link_opens_the_same_article_for_somebody_else(citizen: Citizen) -> None:
    await citizen.says("/start a_moving-help")
    other = Citizen(citizen.app, citizen.telegram, Person(1002, "Bolat", "kk"))
    await other.says(f"/start {citizen.link()}")
    assert "Көшуге көмек" in other.sees


async def test_the_language_changes_in_the_middle_of_anything(citizen: Citizen) -> None:
    await citizen.says("/start a_moving-help")
    await citizen.presses("🌐")
    await citizen.presses("English")
    assert "Help with moving" in citizen.sees
    await citizen.says("/language")
    await citizen.presses("Қазақша")
    assert "Көшуге көмек" in citizen.sees


async def test_pressing_where_one_is_already_is_answered_with_a_word(citizen: Citizen) -> None:
    await citizen.says("/start a_moving-help")
    await citizen.presses_data("a_moving-help")
    assert citizen.hears


async def test_buttons_of_another_version_lead_somewhere_sensible(citizen: Citizen) -> None:
    await citizen.says("/start")
    for data in (
        "z_unknown",
        "a_no-such-article",
        "t_gone",
        "u_moving_gone",
        "s_cats_w",
        "e_gone",
        "p_gone",
        "???",
        "G_x",
    ):
        await citizen.presses_data(data)
        assert any("Главная" in label for label in citizen.labels), data


async def test_a_message_too_old_to_edit_gets_a_new_one(citizen: Citizen, telegram: LocalTelegram) -> None:
    await citizen.presses_data("a_cats", message_id=77)
    assert "кошк" in citizen.sees.lower()
    assert telegram.violations.pop() == "editMessageText: Bad Request: message to edit not found"


async def test_contacts_are_found_by_need_and_by_region(citizen: Citizen) -> None:
    await citizen.says("/start")
    await citizen.presses("English")
    await citizen.presses("Who can help")
    await citizen.presses("Housing")
    await citizen.presses("Astana")
    await citizen.presses("Movers")
    assert "Help to move" in citizen.sees
    await citizen.presses("Back")
    assert "Movers" in citizen.labels


async def test_what_changed_since_the_magazine_is_told_topic_by_topic(citizen: Citizen) -> None:
    await citizen.says("/start")
    await citizen.presses("Русский")
    await citizen.presses("Что изменилось")
    await citizen.presses("Переезд")
    assert "30 МРП" in citizen.sees
    assert "38 МРП" in citizen.sees


async def test_without_a_chosen_language_the_phones_language_is_used(citizen: Citizen) -> None:
    visitor = Citizen(citizen.app, citizen.telegram, Person(1003, "John", "en-GB"))
    await visitor.says("/start a_cats")
    assert "Registering a cat" in visitor.sees


async def test_a_region_that_does_not_exist_is_not_remembered(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("/start")
    await citizen.presses("Русский")
    await citizen.presses_data("P_housing_atlantis")
    assert (await store.chat(1001, RELEASED)).region is None
    await citizen.presses_data("P_housing_astana")
    assert (await store.chat(1001, RELEASED)).region == "astana"


async def test_a_region_is_remembered_only_when_the_citizen_wants_it(citizen: Citizen) -> None:
    await citizen.says("/start f_housing_astana")
    assert "Грузчики" in citizen.labels
    await citizen.says("/start c")
    await citizen.presses("Жильё")
    assert "Грузчики" not in citizen.labels
    await citizen.presses("Астана")
    await citizen.presses("Запомнить")
    await citizen.says("/start c")
    await citizen.presses("Жильё")
    assert "Грузчики" in citizen.labels
    await citizen.presses("Забыть")
    await citizen.says("/start c")
    await citizen.presses("Жильё")
    assert "Грузчики" not in citizen.labels

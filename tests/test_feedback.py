"""Did it help? The row under articles and outcomes, reasons that reach the queue, and waiting for an answer."""

from datetime import timedelta

import pytest

from bot.core.review import COMPLAINTS, Complaint
from bot.local_telegram.server import Person
from bot.storage.sqlite import SqliteStore
from bot.telegram.services import Services
from bot.ui.actions import GoHome
from bot.ui.button_data import encode
from bot.ui.own_actions import Rate, TellMe
from tests.citizen import Citizen, buttons_of
from tests.conftest import RELEASED, asked, kept

LABELS: dict[Complaint, str] = {
    "law_changed": "Закон изменился", "wrong_amount": "сумма", "unclear": "Непонятно", "not_my_case": "Не мой",
}  # fmt: skip


async def _outcome(citizen: Citizen) -> None:
    """Answer the check of the small base to its end."""
    await citizen.says("/start g_moving")
    await citizen.presses("Снимаю")
    await citizen.says("3")
    await citizen.presses("Ещё не переехал")
    await citizen.presses("Деньги")
    await citizen.presses("Готово")


async def _linked(store: SqliteStore, chat_id: int = 1001) -> list[str]:
    return [one.text for one in await store.waits_of(chat_id)]


async def test_helped_is_thanked_and_the_answer_stays_without_the_row(citizen: Citizen) -> None:
    await citizen.says("/start a_cats")
    seen, labels = citizen.sees, citizen.labels
    await citizen.presses("Помогло")
    assert citizen.hears
    assert citizen.sees == seen
    assert citizen.labels == [label for label in labels if "омогло" not in label]


async def test_an_old_message_that_cannot_be_edited_is_thanked_too(citizen: Citizen) -> None:
    citizen.telegram.violations.clear()
    await citizen.presses_data(encode(Rate("cats", "", "helped")), message_id=77)
    assert "Спасибо" in citizen.sees
    assert any("Назад" in label for label in citizen.labels)
    assert citizen.telegram.violations.pop().startswith("editMessageText: Bad Request: message to edit")


@pytest.mark.parametrize("complaint", COMPLAINTS)
async def test_every_reason_under_an_article_opens_an_item_in_the_queue(
    citizen: Citizen, store: SqliteStore, complaint: Complaint
) -> None:
    await citizen.says("/start a_cats")
    await citizen.presses("Не помогло")
    await citizen.presses(LABELS[complaint])
    [question] = await asked(store)
    assert (question.about, question.complaint, question.language, question.waiting) == ("cats", complaint, "ru", 0)
    assert await _linked(store) == []
    await citizen.presses("Назад")
    assert "кошк" in citizen.sees.lower()


async def test_an_outcome_is_rated_and_its_answers_are_not_lost(citizen: Citizen, store: SqliteStore) -> None:
    await _outcome(citizen)
    seen = citizen.sees
    await citizen.presses("Не помогло")
    await citizen.presses("Назад")
    assert citizen.sees == seen
    await citizen.presses("Не помогло")
    await citizen.presses("Непонятно")
    await citizen.presses("🌐")
    await citizen.presses("English")
    await citizen.presses("🌐")
    await citizen.presses("Русский")
    assert citizen.sees == seen
    [question] = await asked(store)
    assert str(question.about).startswith("moving/")


async def test_two_who_complain_alike_are_one_item(citizen: Citizen, store: SqliteStore) -> None:
    for number in (1001, 1002):
        person = Citizen(citizen.app, citizen.telegram, Person(number, "Somebody", "ru"))
        await person.says("/start a_cats")
        await person.presses("Не помогло")
        await person.presses("Непонятно")
    [question] = await asked(store)
    assert question.times == 2


async def test_rating_what_is_gone_leads_on(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("/start")
    for rate in (Rate("gone", "", "not_helped"), Rate("gone", "", "unclear"), Rate("moving", "gone", "unclear")):
        await citizen.presses_data(encode(rate))
        assert any("Главная" in label for label in citizen.labels)
    assert await asked(store) == []


async def test_a_reason_that_cannot_be_kept_is_said_to_be_so(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("/start a_cats")
    await citizen.presses("Не помогло")
    await store.close()
    await citizen.presses("Непонятно")
    assert "не получилось" in citizen.sees
    assert not any("🔔" in label for label in citizen.labels)


async def test_only_the_press_links_the_chat_and_says_until_when(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("Where can I fish for zander?")
    assert await _linked(store) == []
    await citizen.presses("🔔")
    assert await _linked(store) == ["Where can I fish for zander?"]
    until = RELEASED.date() + timedelta(days=365)
    assert f"{until:%d.%m.%Y}" in citizen.sees
    assert "/my" in citizen.sees
    assert len(citizen.sees.splitlines()) == 2
    assert any("Главная" in label for label in citizen.labels)


async def test_asking_twice_to_be_told_is_harmless(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("zander")
    [data] = [one["callback_data"] for one in buttons_of(citizen.last) if "🔔" in one["text"]]
    for _ in range(2):
        await citizen.presses_data(data)
    assert await _linked(store) == ["zander"]
    await citizen.presses("Больше не сообщать")
    assert await _linked(store) == []


async def test_after_none_of_these_and_after_a_reason_one_can_wait_as_well(
    citizen: Citizen, store: SqliteStore
) -> None:
    await citizen.says("помощь или срок")
    assert not any("🔔" in label for label in citizen.labels)
    await citizen.presses("Ничего не подходит")
    await citizen.presses("🔔")
    await citizen.says("/start a_cats")
    await citizen.presses("Не помогло")
    await citizen.presses("Неверная сумма")
    await citizen.presses("🔔")
    assert await _linked(store) == ["помощь или срок", ""]


async def test_a_question_typed_in_a_check_keeps_the_way_back_after_the_press(citizen: Citizen) -> None:
    await citizen.says("/start d_notice_notice")
    await citizen.says("zander pike perch")
    assert any("Вернуться" in label for label in citizen.labels), citizen.labels
    await citizen.presses("🔔")
    assert any("Вернуться" in label for label in citizen.labels)


async def test_what_is_not_kept_cannot_be_waited_for(citizen: Citizen, store: SqliteStore) -> None:
    await store.close()
    await citizen.says("zander")
    assert not any("🔔" in label for label in citizen.labels)


async def test_a_forged_button_links_nobody_to_a_strangers_question(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("zander for Somebody Secret")
    [question] = await asked(store)
    stranger = Citizen(citizen.app, citizen.telegram, Person(1009, "Stranger", "ru"))
    await stranger.says("/start")
    for data in (f"W_{question.id}", f"W_{question.id}_00000000", f"n_{question.id}", f"n_{question.id}_00000000"):
        await stranger.presses_data(data)
        if any("🔔" in label for label in stranger.labels):
            await stranger.presses("🔔")
        assert await _linked(store, 1009) == [], data
    await stranger.says("/my")
    assert "Secret" not in stranger.sees


async def test_a_link_that_somebody_shares_does_nothing(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("zander")
    [question] = await asked(store)
    await store.set_language(1001, "ru")
    for action in (TellMe(question.id, question.seal), Rate("cats", "", "unclear")):
        await citizen.says(f"/start {encode(action)}")
    for data in ("y", "X"):
        await citizen.says(f"/start {data}")
    assert await _linked(store) == []
    assert len(await asked(store)) == 1
    assert (await store.chat(1001, RELEASED)).language == "ru"


async def test_a_question_that_is_gone_cannot_be_waited_for(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("zander")
    await store.sweep(RELEASED + timedelta(days=366))
    await citizen.presses("🔔")
    assert await _linked(store) == []
    assert any("Главная" in label for label in citizen.labels)


async def test_the_queue_takes_up_what_was_asked_and_what_did_not_help(citizen: Citizen, services: Services) -> None:
    await citizen.says("zander")
    await citizen.says("/start a_cats")
    await citizen.presses("Не помогло")
    await citizen.presses("Непонятно")
    assert [(one.text, one.complaint) for one in await kept(services.desk)] == [("zander", None), ("", "unclear")]
    assert any("🔔" in label for label in citizen.labels)
    assert encode(GoHome()) in {one.get("callback_data") for one in buttons_of(citizen.last)}

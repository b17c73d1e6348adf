"""Free questions: answered, suggested, or honestly unknown and kept."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.store import StoreUnavailable
from bot.loader.library import Library
from bot.local_telegram.server import LocalTelegram
from bot.review.desk import Desk
from bot.storage.sqlite import SqliteStore
from tests.citizen import Citizen
from tests.conftest import KNOWLEDGE, Clock, kept


@pytest.mark.parametrize(
    "question",
    [
        "как зарегистрировать кота",
        "мысықты тіркеу",
        "мысыкты тиркеу",
        "register my cat",
        "МЫСЫҚ ТІРКЕУ",
        "регистрация кошьки",
    ],
)
async def test_a_question_is_answered_however_it_is_typed(citizen: Citizen, question: str) -> None:
    await citizen.says(question)
    assert "Регистрация кошки" in citizen.sees


@pytest.mark.parametrize("question", ["registracia koshki", "htubcnhfwbz rjirb", "mısıq tirkeu"])
async def test_latin_letters_and_the_wrong_keyboard_layout_are_read(citizen: Citizen, question: str) -> None:
    await citizen.says(question)
    assert "Регистрация кошки" in citizen.sees or "Регистрация кошки" in citizen.labels


async def test_a_vague_question_gets_suggestions_and_none_of_these_keeps_it(citizen: Citizen, desk: Desk) -> None:
    await citizen.says("помощь или срок")
    assert any("Ничего не подходит" in label for label in citizen.labels), citizen.sees
    assert await kept(desk) == []
    await citizen.presses("Ничего не подходит")
    [question] = await kept(desk)
    assert question.text == "помощь или срок"


async def test_a_sum_is_no_question_about_the_second_group(citizen: Citizen, desk: Desk) -> None:
    await citizen.says("2 + 2")
    assert [question.text for question in await kept(desk)] == ["2 + 2"]


async def test_an_unknown_question_is_kept_and_counted_without_its_asker(citizen: Citizen, desk: Desk) -> None:
    await citizen.says("Where can I fish for zander?")
    await citizen.says("Where can I fish for zander?")
    [question] = await kept(desk)
    assert (question.text, question.times) == ("Where can I fish for zander?", 2)
    assert "1414" in citizen.sees
    assert any("Главная" in label for label in citizen.labels)


async def test_personal_data_is_not_kept_with_a_question(citizen: Citizen, desk: Desk) -> None:
    await citizen.says(
        "zander, IIN 900101300123, card 4400 4301 1234 5678, +7 (701) 123-45-67, KZ86125KZT5004100100, me@mail.kz"
    )
    [question] = await kept(desk)
    for secret in ("900101300123", "4400", "5678", "701", "45-67", "KZ86", "me@"):
        assert secret not in question.text


async def test_an_edited_question_is_asked_anew(citizen: Citizen) -> None:
    await citizen.says("zander")
    await citizen.edits("кошка")
    assert "Регистрация кошки" in citizen.sees


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}},
        {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]},
        {"video_note": {"file_id": "f", "file_unique_id": "u", "length": 1, "duration": 1}},
        {"location": {"latitude": 51.1, "longitude": 71.4}},
        {"contact": {"phone_number": "+77010000000", "first_name": "A"}},
    ],
)  # fmt: skip
async def test_what_is_no_text_gets_a_kind_answer(citizen: Citizen, content: dict[str, object]) -> None:
    await citizen.says("/start")
    await citizen.presses("English")
    await citizen.sends(**content)
    assert "text" in citizen.sees
    assert any("Home" in label for label in citizen.labels)


@pytest.mark.parametrize(
    "text", ["ю" * 4096, "مرحبا", "你好", "😀😀😀", "...", " ", "a", "<b>&</b>", "/unknown", "0", "%s {x}"]
)
async def test_any_text_at_all_gets_an_answer(citizen: Citizen, text: str) -> None:
    await citizen.says(text)
    assert citizen.labels


async def test_the_bot_answers_from_knowledge_when_the_store_is_down_and_says_that_nothing_is_kept(
    citizen: Citizen, store: SqliteStore
) -> None:
    await store.close()
    await citizen.says("кошка")
    assert "Регистрация кошки" in citizen.sees
    await citizen.presses("Источники")
    await citizen.says("zander")
    assert "ещё раз позже" in citizen.sees
    with pytest.raises(StoreUnavailable):
        await store.unplaced()


async def test_after_an_hour_the_screen_is_forgotten_and_a_number_is_a_question(citizen: Citizen, clock: Clock) -> None:
    await citizen.says("/start g_moving")
    await citizen.presses("Снимаю")
    clock.pass_(timedelta(minutes=61))
    await citizen.says("2")
    assert "Когда вы переехали?" not in citizen.sees


async def test_in_a_group_the_bot_says_once_to_write_privately(citizen: Citizen, telegram: LocalTelegram) -> None:
    group = {"id": -5, "type": "group", "title": "Family"}
    for text in ("hello", "кошка"):
        await citizen._deliver(telegram.send(citizen.person, {"text": text}, group))
    assert len([one for one in telegram.chats[-5] if one["from"]["is_bot"]]) == 1


async def test_a_citizen_who_blocked_the_bot_is_left_alone(citizen: Citizen, telegram: LocalTelegram) -> None:
    telegram.blocked_by.add(citizen.person.id)
    await citizen.says("кошка")
    assert telegram.violations.pop().startswith("sendMessage: Forbidden")


async def test_a_question_without_a_subject_is_about_the_screen(
    citizen: Citizen, sample: Path, library: Library
) -> None:
    shutil.copy(KNOWLEDGE / "cues.yaml", sample / "cues.yaml")
    assert await library.reload() == []
    await citizen.says("/start a_moving-help")
    await citizen.says("а документы?")
    assert "Удостоверение" in citizen.sees
    await citizen.says("қанша береді")
    assert "164\u00a0350" in citizen.sees
    await citizen.says("кошка")
    assert "Регистрация кошки" in citizen.sees


async def test_the_section_that_was_asked_for_is_shown(citizen: Citizen, sample: Path, library: Library) -> None:
    shutil.copy(KNOWLEDGE / "cues.yaml", sample / "cues.yaml")
    assert await library.reload() == []
    await citizen.says("деньги на переезд документы")
    assert "Удостоверение" in citizen.sees


@pytest.mark.parametrize("text", ["🙂", "...", "?!", "2+2", "12345678901234567890", "\u200b\u200f", "𝖆𝖇", "ա" * 4096])
async def test_whatever_is_typed_gets_a_reply(citizen: Citizen, text: str) -> None:
    await citizen.says(text)
    assert any("Главная" in label for label in citizen.labels)
    assert "сломалось" not in citizen.sees

"""Danger comes first, and a person who is watched can hide the chat."""

from datetime import timedelta

import pytest

from bot.local_telegram.server import LocalTelegram
from tests.citizen import Citizen
from tests.conftest import Clock


@pytest.mark.parametrize("text", ["горит дом помогите", "үйім ортенип жатыр", "my house is on fire", "ГОРИТ ДОМ!!!"])
async def test_danger_brings_the_numbers_before_anything_else(citizen: Citizen, text: str) -> None:
    await citizen.says(text)
    assert "112" in "\n".join(citizen.sees.splitlines()[:3])


async def test_a_harmless_look_alike_brings_no_numbers(citizen: Citizen) -> None:
    await citizen.says("не горит дом, как зарегистрировать кота")
    assert "112" not in citizen.sees


async def test_the_numbers_are_one_press_or_one_command_away(citizen: Citizen) -> None:
    await citizen.says("/emergency")
    assert "112" in citizen.sees
    await citizen.says("/start")
    await citizen.presses("Русский")
    await citizen.presses("Экстренные")
    await citizen.presses("Пожар")
    assert "Выйдите из дома" in citizen.sees


async def test_danger_in_the_middle_of_a_guide_brings_numbers_and_a_way_back(citizen: Citizen) -> None:
    await citizen.says("/start g_moving")
    await citizen.presses("Снимаю")
    await citizen.says("помогите горит дом")
    assert "112" in citizen.sees
    await citizen.presses("Вернуться")
    assert "Сколько вас?" in citizen.sees


async def test_hide_deletes_both_sides_and_leaves_one_neutral_line(citizen: Citizen) -> None:
    await citizen.says("/start")
    await citizen.says("горит дом")
    await citizen.says("/hide")
    assert len(citizen.messages) == 1
    assert "горит" not in citizen.sees
    assert "112" not in citizen.sees
    assert len(citizen.labels) == 1


async def test_the_button_hides_as_the_command_does(citizen: Citizen) -> None:
    await citizen.says("горит дом")
    await citizen.presses("Скрыть")
    assert len(citizen.messages) == 1
    assert "112" not in citizen.sees


async def test_messages_older_than_telegram_deletes_do_not_keep_the_others(
    citizen: Citizen, clock: Clock, telegram: LocalTelegram
) -> None:
    await citizen.says("кошка")
    clock.pass_(timedelta(hours=49))
    await citizen.says("горит дом")
    await citizen.says("/hide")
    assert "горит" not in " ".join(message["text"] for message in citizen.messages)
    assert len(citizen.messages) == 3
    assert telegram.violations == []

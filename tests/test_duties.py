"""Who must look at what by when: the command `due`, and what the admins hear once a month."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.core.text import LANGUAGES
from bot.local_telegram.server import Person
from bot.telegram.monthly import Monthly
from bot.telegram.services import Services
from main import main
from tests.citizen import Citizen
from tests.conftest import ADMIN, OTHER_ADMIN, Clock

Out = pytest.CaptureFixture[str]
Edit = Callable[[str, str, str], None]

CHANGE = "- {source: moving-law, article: '9', date: 2026-12-15, by: Закон № 251-VIII}\n"
CATS = "topics/pets/articles/cats.yaml"


@pytest.fixture
def due(
    sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Out
) -> Callable[..., list[dict[str, Any]]]:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(sample))
    monkeypatch.chdir(tmp_path)

    def run(day: str, within: int) -> list[dict[str, Any]]:
        assert main(["due", "--date", day, "--within", str(within), "--json"]) == 0
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return found

    return run


def of(found: list[dict[str, Any]], work: str) -> list[str]:
    return [one["id"] for one in found if one["work"] == work]


def test_reviews_and_values_are_due_when_their_day_is_near(due: Callable[..., list[dict[str, Any]]]) -> None:
    assert of(due("2026-11-24", 30), "review") == []
    assert of(due("2026-11-24", 60), "value") == ["mci"]
    soon = due("2026-11-24", 60)
    assert {"moving-help", "notice"} <= set(of(soon, "review"))
    assert "cats" not in of(soon, "review"), "its review is in May"
    [value] = [one for one in soon if one["work"] == "value"]
    assert (value["who"], value["by"], value["entry"]) == ("operator", "2026-12-31", "parameter")


def test_a_changed_law_is_due_until_somebody_has_read_it(
    due: Callable[..., list[dict[str, Any]]], sample: Path, edit_file: Edit
) -> None:
    (sample / "law-changes.yaml").write_text(CHANGE, encoding="utf-8")
    [law] = [one for one in due("2026-12-20", 0) if one["work"] == "law"]
    assert (law["id"], law["who"], law["by"], law["about"]) == ("cats", "lawyer", "2026-12-15", "moving-law 9")
    edit_file(CATS, "checked_on: 2026-11-22", "checked_on: 2026-12-20")
    assert of(due("2026-12-20", 0), "law") == []


def test_what_has_no_day_is_always_there(due: Callable[..., list[dict[str, Any]]], edit_file: Edit) -> None:
    assert [one["about"] for one in due("2026-11-24", 0) if one["id"] == "cats"] == ["en", "kk", "law", "ru"]
    edit_file(
        CATS,
        "{kk: drafted, ru: drafted, en: drafted, law: drafted}",
        "{kk: native, ru: lawyer, en: drafted, law: lawyer}",
    )
    assert [one["about"] for one in due("2026-11-24", 0) if one["id"] == "cats"] == ["en"]
    edit_file(CATS, "title:", "status: draft\ntitle:")
    [draft] = [one for one in due("2026-11-24", 0) if one["id"] == "cats"]
    assert (draft["work"], draft["by"], draft["about"]) == ("draft", None, "2026-11-22")


def test_the_list_is_by_month_and_topic(
    sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Out
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(sample))
    monkeypatch.chdir(tmp_path)
    assert main(["due", "--date", "2027-01-10", "--within", "30"]) == 0
    headings = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("    ")]
    assert headings[:4] == ["overdue", "  all topics", "2027-01", "  moving"]


@pytest.fixture
def admins(citizen: Citizen) -> list[Citizen]:
    """Two admins: a phone in Kazakh, and one in English."""
    people = (Person(ADMIN, "Admin", "kk"), Person(OTHER_ADMIN, "Admin 2", "en"))
    return [Citizen(citizen.app, citizen.telegram, person) for person in people]


@pytest.fixture
def monthly(services: Services) -> Monthly:
    return Monthly(services, 9)


def at(clock: Clock, day: int, hour: int) -> None:
    """A day of January and an hour in Kazakhstan (UTC+5)."""
    clock.now = datetime(2027, 1, day, hour - 5, tzinfo=UTC)


async def test_admins_hear_it_once_a_month_each_in_their_language(
    citizen: Citizen, admins: list[Citizen], services: Services, monthly: Monthly, clock: Clock
) -> None:
    for admin in admins:
        await admin.says("/language")
        await admin.presses({"kk": "Қазақша", "en": "English"}[admin.person.language])
    at(clock, 1, 8)
    assert not await monthly.look(citizen.app.bot), "not before the hour"
    at(clock, 1, 9)
    assert await monthly.look(citizen.app.bot)
    base = services.library.edition.knowledge.base
    for admin in admins:
        language = next(one for one in LANGUAGES if one == admin.person.language)
        assert base.articles["moving-help"].title[language] in admin.sees
        assert "15.01.2027" in admin.sees
    assert citizen.messages == [], "no citizen hears of it"
    assert not await monthly.look(citizen.app.bot)


async def test_a_restart_sends_no_second_one(
    citizen: Citizen, services: Services, monthly: Monthly, clock: Clock
) -> None:
    at(clock, 1, 9)
    assert await monthly.look(citizen.app.bot)
    at(clock, 12, 9)
    assert not await Monthly(services, 9).look(citizen.app.bot)
    clock.now = datetime(2027, 2, 1, 4, tzinfo=UTC)
    assert await Monthly(services, 9).look(citizen.app.bot), "the next month has its own"


async def test_a_bot_that_was_stopped_tells_it_later_and_never_at_night(
    citizen: Citizen, monthly: Monthly, clock: Clock
) -> None:
    at(clock, 3, 23)
    assert not await monthly.look(citizen.app.bot)
    at(clock, 4, 10)
    assert await monthly.look(citizen.app.bot)


async def test_what_is_forgotten_is_not_sent_again(citizen: Citizen, services: Services, clock: Clock) -> None:
    """The audit log may be kept for a day only: the mark is gone then."""
    services.retention = services.retention / 365
    at(clock, 3, 9)
    assert not await Monthly(services, 9).look(citizen.app.bot)
